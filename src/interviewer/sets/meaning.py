"""What the making of sets needs to know of the questions' meaning, and how diverse a set is."""

from typing import Protocol

import numpy as np
import numpy.typing as npt

Indices = npt.NDArray[np.intp]
Figures = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

UNIT = 10_000
"""Distances and likings are whole numbers from 0 to this: their sums are exact, so a set does not depend on the order
in which some machine adds."""


class Meaning(Protocol):
    """The questions of a bank, by their numbers, and what they have to do with one another."""

    def distances(self, some: Indices, others: Indices) -> Figures:
        """(some, others) whole numbers: 0 for the same meaning, UNIT for nothing in common."""

    def kin(self, some: Indices, others: Indices) -> Mask:
        """(some, others): which of them ask the same or share most of their key points, and so exclude each other."""

    def finds_more_kin(self, some: Indices, others: Indices) -> bool:
        """Looks at a few questions more closely than `kin` can at many; whether that found kin which it now knows."""

    def quality(self, some: Indices) -> Figures:
        """(some,) whole numbers up to UNIT: how well-sourced and well-separated a question is."""


def diversity(distances: Figures, chosen: Indices) -> float:
    """The mean distance between two questions of a set, in [0, 1]; 1 for a single question.

    Args:
        distances: (n, n) whole numbers up to UNIT.
        chosen: The numbers of the questions of the set.
    """
    count = len(chosen)
    if count < 2:
        return 1.0
    return float(distances[np.ix_(chosen, chosen)].sum() / (count * (count - 1)) / UNIT)
