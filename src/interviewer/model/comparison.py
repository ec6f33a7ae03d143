"""Two answers to the same question, held against each other."""

from dataclasses import dataclass
from enum import StrEnum

from interviewer.model.interview import Attempt
from interviewer.model.question import KeyPoint, Question
from interviewer.model.score import Match


class Change(StrEnum):
    """What became of a key point from one answer to the other."""

    GAINED = "gained"
    LOST = "lost"
    STILL_MISSED = "still_missed"
    KEPT = "kept"
    UNCOMPARED = "uncompared"


@dataclass(frozen=True, slots=True)
class PointChange:
    """One key point in both answers.

    Attributes:
        before, after: What each answer does with it; None where it was not judged, as the question had no such point.
    """

    point: KeyPoint
    before: Match | None
    after: Match | None
    change: Change


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two answers to one question, the earlier one first.

    Attributes:
        question: As the bank has it, or what is known of it where the bank has it no longer.
        points: In the question's order, then those that it has no longer.
        gain: How much higher the later score is, in [-1, 1]; None where they cannot be compared.
        reworded: The question was changed between the two.
        same_scorer: The scores come from one scorer.
    """

    question: Question
    before: Attempt
    after: Attempt
    points: tuple[PointChange, ...]
    gain: float | None
    reworded: bool
    same_scorer: bool

    def of(self, change: Change) -> tuple[PointChange, ...]:
        """The points to which this has happened."""
        return tuple(point for point in self.points if point.change is change)
