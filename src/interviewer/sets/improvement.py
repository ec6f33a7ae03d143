"""A set -> a better one of the same pool: question by question is exchanged, added or left out while that helps."""

from dataclasses import dataclass

import numpy as np

from interviewer.sets.choice import Pool
from interviewer.sets.meaning import Figures, Indices, Mask


@dataclass(frozen=True, slots=True, eq=False)
class Goal:
    """What makes one set better than another.

    Attributes:
        floor: Sets less diverse than this do not come into question. None: diversity itself is the goal; otherwise
            the mean liking is. In units of the distances.
    """

    floor: float | None = None

    def worth(self, pairs: Figures, liked: Figures, count: int) -> Figures:
        """(...) the worth of sets of so many questions; -inf where one does not come into question.

        Args:
            pairs: (...) the sums of the distances of all pairs.
            liked: (...) the sums of the liking.
            count: Of questions in each.
        """
        apart = pairs / (count * (count - 1) / 2) if count > 1 else np.full_like(pairs, np.inf)
        if self.floor is None:
            return apart
        return np.where(apart >= self.floor, liked / count, -np.inf)


def improve(pool: Pool, chosen: Indices, goal: Goal, free: Mask) -> Indices:
    """The set after the best step, again and again, until no step makes it better.

    Args:
        chosen: A set that meets every demand.
        free: (n,) the questions that may come in.
    """
    while (better := _best_step(pool, chosen, goal, free)) is not None:
        chosen = better
    return chosen


def _best_step(pool: Pool, chosen: Indices, goal: Goal, free: Mask) -> Indices | None:
    """The set after the step that helps most; None where none helps. Of equal steps the first counts."""
    state = _State(pool, chosen, free)
    now = goal.worth(np.array([state.pairs]), np.array([state.liked]), len(chosen))[0]
    steps = [state.exchange(goal), state.addition(goal), state.removal(goal)]
    worth, better = max(steps, key=lambda step: step[0])
    return better if worth > now else None


_Step = tuple[float, Indices]


class _State:
    """A set and what follows from it, for all questions of the pool at once."""

    def __init__(self, pool: Pool, chosen: Indices, free: Mask) -> None:
        demands = pool.demands
        self._pool, self._chosen, self._demands = pool, chosen, demands
        self._near = pool.distances[:, chosen].sum(axis=1)
        self._totals = demands.amounts[:, chosen].sum(axis=1)
        outside = free.copy()
        outside[chosen] = False
        self._others = np.flatnonzero(outside)
        self._kin = pool.kin[np.ix_(chosen, self._others)]
        self.pairs = self._near[chosen].sum() / 2
        self.liked = pool.liking[chosen].sum()

    def exchange(self, goal: Goal) -> _Step:
        """One question for another."""
        pool, chosen, others, amounts = self._pool, self._chosen, self._others, self._demands.amounts
        if not len(others):
            return -np.inf, chosen
        leaving = self._near[chosen][:, None]
        pairs = self.pairs - leaving + self._near[others] - pool.distances[np.ix_(chosen, others)]
        liked = self.liked - pool.liking[chosen][:, None] + pool.liking[others]
        allowed = self._kin.sum(axis=0) - self._kin == 0
        for line, (low, high) in enumerate(zip(self._demands.low, self._demands.high, strict=True)):
            total = self._totals[line] - amounts[line, chosen][:, None] + amounts[line, others]
            allowed &= (total >= low) & (total <= high)
        worth = np.where(allowed, goal.worth(pairs, liked, len(chosen)), -np.inf)
        place, other = np.unravel_index(int(worth.argmax()), worth.shape)
        changed = chosen.copy()
        changed[place] = others[other]
        return float(worth[place, other]), np.sort(changed)

    def addition(self, goal: Goal) -> _Step:
        """One question more."""
        pool, others = self._pool, self._others
        if not len(others):
            return -np.inf, self._chosen
        allowed = ~self._kin.any(axis=0)
        allowed &= self._demands.met((self._totals[:, None] + self._demands.amounts[:, others]).T)
        made = goal.worth(self.pairs + self._near[others], self.liked + pool.liking[others], len(self._chosen) + 1)
        worth = np.where(allowed, made, -np.inf)
        best = int(worth.argmax())
        return float(worth[best]), np.sort(np.append(self._chosen, others[best]))

    def removal(self, goal: Goal) -> _Step:
        """One question less."""
        pool, chosen = self._pool, self._chosen
        if len(chosen) < 2:
            return -np.inf, chosen
        allowed = self._demands.met((self._totals[:, None] - self._demands.amounts[:, chosen]).T)
        made = goal.worth(self.pairs - self._near[chosen], self.liked - pool.liking[chosen], len(chosen) - 1)
        worth = np.where(allowed, made, -np.inf)
        best = int(worth.argmax())
        return float(worth[best]), np.delete(chosen, best)
