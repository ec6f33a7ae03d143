"""Score -> suggested rating."""

from collections.abc import Sequence

from interviewer.model import Rating

BOUNDS = (0.4, 0.6, 0.85)
"""From which score on a rating is hard, good, easy: below that the matter has to be learnt again,
from .6 on most is there, and from .85 on next to nothing is missing."""


def suggest(score: float, hints: int = 0, bounds: Sequence[float] = BOUNDS) -> Rating:
    """The rating that follows from a score in [0, 1]; with a hint it is hard at best, since help was needed.

    Args:
        bounds: From which score on the rating is hard, good, easy; ascending.
    """
    hard, good, easy = bounds
    if score < hard:
        return Rating.AGAIN
    if score < good or hints:
        return Rating.HARD
    return Rating.EASY if score >= easy else Rating.GOOD
