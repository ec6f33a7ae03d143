"""Graded answers, and what they teach."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Example:
    """An answer that a person has graded, as a whole or for one key point.

    Attributes:
        point_id: The key point, or an empty string for the whole answer.
        grade: The score or the coverage that the person gave, in [0, 1].
        origin: `OVERRIDE`, or the name of the file it came from.
        batch: Which run of learning brought it; 0 before it is kept.
    """

    question_id: str
    point_id: str
    answer: str
    grade: float
    origin: str
    graded_at: datetime
    batch: int = 0


OVERRIDE = "override"
"""The origin of what the candidate overruled."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What one run of learning kept."""

    number: int
    learned_at: datetime
    origins: tuple[str, ...]
    examples: int


@dataclass(frozen=True, slots=True)
class Lesson:
    """What graded answers teach about one question or one of its points.

    Attributes:
        point_id: The key point, or an empty string for the whole answer.
        answers: How many graded answers it rests on; at least 1.
        bias: The mean of the grades minus what the scorer gave, in [-1, 1]: above 0 they are milder than the scorer.
        error: Root mean square difference between the scorer and the grades, in [0, 1].
        error_learned: The same when each answer is scored with what the others teach; None for a single answer.
    """

    question_id: str
    point_id: str
    answers: int
    bias: float
    error: float
    error_learned: float | None


@dataclass(frozen=True, slots=True)
class Learning:
    """What a run of learning brought, or would bring.

    Attributes:
        batch: What is new, with the number 0 where it was not kept; None where nothing is new.
        lessons: All that is now known of the questions it is about.
        silent: Graded answers to these questions in which the scorer finds nothing, so that they teach nothing.
    """

    batch: Batch | None = None
    lessons: tuple[Lesson, ...] = ()
    silent: int = 0
