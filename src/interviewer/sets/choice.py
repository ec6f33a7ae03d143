"""Sets that meet every demand: found, or proven not to be there."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from interviewer.sets.demands import FULLEST, Demands
from interviewer.sets.meaning import Figures, Indices, Mask
from interviewer.sets.programme import Programme

APART = 0.1
"""Where sets cannot be of equal length, the longest may be longer than the shortest by this share."""


@dataclass(frozen=True, slots=True, eq=False)
class Pool:
    """The questions that sets are made of, by their places 0 to n - 1 in the pool.

    Attributes:
        demands: On a set.
        distances: (n, n) whole numbers.
        kin: (n, n) which questions exclude each other; nobody is kin to itself.
        liking: (n,) whole numbers: what is preferred among sets of like diversity.
    """

    demands: Demands
    distances: Figures
    kin: Mask
    liking: Figures


@dataclass(frozen=True, slots=True, eq=False)
class Together:
    """What several sets have to have in common: equal sums of each of these.

    Attributes:
        equal: (sums, n) of these the sets come to the same.
        near: (sums, n) of these to nearly the same.
    """

    equal: Figures
    near: Figures


def choose(
    pool: Pool,
    cost: Figures,
    together: Together | None = None,
    bends: Figures | None = None,
    cheapest: bool = False,
) -> list[Indices] | None:
    """Sets of questions that meet every demand, none kin to another, at the least cost; None where there are none.

    Kinship enters step by step: whenever a solution holds kin, one more line forbids two of that whole family.

    Args:
        cost: (sets, n) of having a question in a set.
        together: What the sets have in common, where there are several.
        bends: (lines,) which lines may miss their bounds, as little as possible; then the cost does not count. What
            misses a bound by 1 costs 1 divided by this.
        cheapest: Whether the cost has to be the least of all.
    """
    sets, count = cost.shape
    families: list[Indices] = []
    while True:
        programme = replace(_programme(pool.demands, cost, together, families), cheapest=cheapest)
        if bends is not None:
            bending = np.tile(bends, sets)
            programme = programme.bending(np.pad(bending, (0, len(programme.low) - len(bending))))
        found = programme.solve()
        if found is None:
            return None
        chosen = found[: sets * count].reshape(sets, count)
        broken = _families(np.flatnonzero(chosen.sum(axis=0)), pool.kin)
        if not broken:
            return [np.flatnonzero(one) for one in chosen]
        families += broken


def kinds_can(demands: Demands) -> bool:
    """Whether there are enough questions of each kind; only for this, kin may meet."""
    return _kinds(demands).solve() is not None


def kinds_nearest(demands: Demands, bends: Figures) -> Figures | None:
    """(lines,) what a set comes to that misses these lines by as little as can be; None where others cannot be met."""
    programme = _kinds(demands)
    found = programme.bending(bends).solve()
    return None if found is None else programme.amounts @ found[: len(programme.most)]


def fullest(pool: Pool, together: Together | None = None, sets: int = 1) -> Pool | None:
    """The pool with the demand that a set takes nearly as long as the longest one; None where there is no set."""
    (place,) = (place for place, line in enumerate(pool.demands.lines) if line.option == "--minutes")
    minutes = pool.demands.amounts[place]
    longest = choose(pool, -np.tile(minutes, (sets, 1)), together, cheapest=True)
    if longest is None:
        return None
    least = min(float(minutes[chosen].sum()) for chosen in longest)
    return replace(pool, demands=pool.demands.taking(FULLEST * least))


def _kinds(demands: Demands) -> Programme:
    amounts, sizes = np.unique(demands.amounts, axis=1, return_counts=True)
    return Programme(amounts, demands.low, demands.high, sizes.astype(float), np.zeros(len(sizes)))


def _programme(demands: Demands, cost: Figures, together: Together | None, families: Sequence[Indices]) -> Programme:
    """Every set has its own variables, one beside the other."""
    sets, count = cost.shape
    every = np.tile(np.eye(count), sets)
    once = every if sets > 1 else every[:0]
    blocks = [np.kron(np.eye(sets), demands.amounts), once]
    low = [np.tile(demands.low, sets), np.zeros(len(once))]
    high = [np.tile(demands.high, sets), np.ones(len(once))]
    if families:
        blocks.append(np.stack([every[family].sum(axis=0) for family in families]))
        low.append(np.zeros(len(families)))
        high.append(np.ones(len(families)))
    if together and sets > 1:
        amounts, upper = _compared(together, sets)
        blocks.append(amounts)
        low.append(np.where(upper, -np.inf, 0.0))
        high.append(np.zeros(len(amounts)))
    return Programme(np.vstack(blocks), np.concatenate(low), np.concatenate(high), np.ones(sets * count), cost.ravel())


def _compared(together: Together, sets: int) -> tuple[Figures, Mask]:
    """Lines that compare every set with every other: their amounts, and whether 0 is only their upper bound."""
    lines, upper = [], []
    for one in range(sets):
        for other in range(sets):
            if one < other:
                lines += [_difference(row, one, other, sets, 1.0) for row in together.equal]
                upper += [False] * len(together.equal)
            if one != other:
                lines += [_difference(row, one, other, sets, 1 + APART) for row in together.near]
                upper += [True] * len(together.near)
    return np.array(lines), np.array(upper)


def _difference(row: Figures, one: int, other: int, sets: int, factor: float) -> Figures:
    weights = np.zeros(sets)
    weights[one], weights[other] = 1.0, -factor
    return np.asarray(np.kron(weights, row), np.float64)


def _families(chosen: Indices, kin: Mask) -> list[Indices]:
    """For every two kin among the chosen, a family around them: all of it exclude one another."""
    families = []
    for place, one in enumerate(chosen):
        for other in chosen[place + 1 :]:
            if kin[one, other]:
                families.append(_family(one, other, kin))
    return families


def _family(one: np.intp, other: np.intp, kin: Mask) -> Indices:
    members = [one, other]
    for candidate in np.flatnonzero(kin[one] & kin[other]):
        if kin[candidate, members].all():
            members.append(candidate)
    return np.array(members)
