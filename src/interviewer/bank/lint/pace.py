"""What is usual in a bank: minutes for so many points, size for a difficulty. Medians, which no single one bends."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from interviewer.model import Difficulty, Language, Question

SPEECH = {Language.ZH: 240, Language.EN: 130}
"""Chinese characters, English words in a minute of calm speech."""

USUAL_MINUTES = 0.7
"""For a key point, in a bank that is too small to tell: the median of the built-in one."""

ENOUGH = 5
"""Questions from which on a median says something."""


@dataclass(frozen=True, slots=True)
class Pace:
    """What is usual.

    Attributes:
        minutes: For a key point, the median.
        spread: The median distance from it, as a factor of at least 1.
        sizes: The median weight of all points, for each difficulty that has enough questions.
    """

    minutes: float
    spread: float
    sizes: dict[Difficulty, float]


def find_pace(questions: Iterable[Question]) -> Pace:
    """What is usual among these questions."""
    asked = [question for question in questions if question.key_points]
    sizes = defaultdict(list)
    for question in asked:
        sizes[question.difficulty].append(size(question))
    usual = {difficulty: median(found) for difficulty, found in sizes.items() if len(found) >= ENOUGH}
    if len(asked) < ENOUGH:
        return Pace(USUAL_MINUTES, 1.0, usual)
    minutes = median(per_point(question) for question in asked)
    spread = median(max(per_point(q) / minutes, minutes / per_point(q)) for q in asked)
    return Pace(minutes, spread, usual)


def per_point(question: Question) -> float:
    """Minutes for each of its key points."""
    return question.minutes / len(question.key_points)


def size(question: Question) -> float:
    """The weight of all that has to be said; of a group only what is enough."""
    grouped = {point_id: group for group in question.any_of for point_id in group.points}
    whole = sum(point.weight for point in question.key_points if point.id not in grouped)
    return whole + sum(
        group.need * median(point.weight for point in question.key_points if point.id in group.points)
        for group in question.any_of
    )


def speaking_minutes(text: str) -> float:
    """How long it takes to say a text."""
    characters = len(re.findall(r"[\u3400-\u9fff]", text))
    words = len(re.findall(r"[A-Za-z0-9]+", text))
    return characters / SPEECH[Language.ZH] + words / SPEECH[Language.EN]
