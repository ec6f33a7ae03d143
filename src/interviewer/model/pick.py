"""What an interview or a drill is planned by: ratings, reasons, picks, and the candidate's pace."""

from dataclasses import dataclass
from enum import StrEnum


class Rating(StrEnum):
    """How well something was remembered; the terms of FSRS."""

    AGAIN = "again"
    HARD = "hard"
    GOOD = "good"
    EASY = "easy"


class Ground(StrEnum):
    """Why an item is picked."""

    MISSED = "missed"
    SCORE = "score"
    FADED = "faded"
    LAPSES = "lapses"
    EXPECTED = "expected"
    POINT = "point"
    DUE = "due"
    READY = "ready"
    CHANGED = "changed"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an item is picked, with the figures.

    Attributes:
        amount: MISSED: points missed. SCORE: the last score. FADED: the retrievability. LAPSES: their number.
            EXPECTED: the score to expect now. POINT: the last coverage. DUE: days since it was due. READY: days
            until it must be known.
        of: MISSED: points of the question. FADED: the target.
        times: MISSED, POINT: how many reviews in a row.
    """

    ground: Ground
    amount: float = 0.0
    of: float = 0.0
    times: int = 0


@dataclass(frozen=True, slots=True)
class Pick:
    """An item to practise now, and why.

    Attributes:
        weakness: The expected loss of score if it were asked now, in [0, 1].
        minutes: How long it is likely to take.
    """

    item: str
    reasons: tuple[Reason, ...]
    weakness: float = 0.0
    minutes: float = 0.0


@dataclass(frozen=True, slots=True)
class Pace:
    """How the candidate wants to practise.

    Attributes:
        retention: The retrievability in (0, 1) at which an item becomes due.
        questions, new, minutes: The most for one day.
        bounds: From which score in [0, 1] on the suggested rating is hard, good, easy.
        leech: So many lapses make a leech.
    """

    retention: float = 0.9
    questions: int = 20
    new: int = 5
    minutes: float = 30.0
    bounds: tuple[float, float, float] = (0.4, 0.6, 0.85)
    leech: int = 4
