"""A wish -> the set: as diverse as can be, and among sets of like diversity the one that is liked best."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from interviewer.model import Question
from interviewer.model.question_set import SetWish
from interviewer.sets.choice import Pool, Together, choose, fullest, kinds_can
from interviewer.sets.demands import Demands, Line, demands_of, shares
from interviewer.sets.enumeration import best_of, every_set
from interviewer.sets.gathering import gathered, in_common
from interviewer.sets.improvement import Goal, improve
from interviewer.sets.meaning import UNIT, Figures, Indices, Meaning, diversity
from interviewer.sets.order import in_order
from interviewer.sets.shortage import shortage

TOLERATED = 0.98
"""Sets that have this share of the best diversity are all diverse enough: among them quality and the seed decide."""

STARTS = 16
"""So many sets are improved; the best is taken."""

PART = 30
"""Of so many questions, and as many more for each set, a start is sought before all of them come into question."""


@dataclass(frozen=True, slots=True)
class Found:
    """A set that was found.

    Attributes:
        numbers: Of its questions, in the order in which they are asked.
        diversity: The mean distance between two of them, in [0, 1].
    """

    numbers: tuple[int, ...]
    diversity: float


def make_sets(
    questions: Sequence[Question],
    wish: SetWish,
    meaning: Meaning,
    excluded: Sequence[int] = (),
    variants: int = 1,
) -> tuple[Found, ...]:
    """Sets that meet the wish; several share no question, no kin, and are of equal mix and length.

    The same questions, wish and meaning give the same sets.

    Args:
        questions: That can be asked, in the order of their ids.
        excluded: The numbers of questions that other sets ask already: neither they nor their kin are taken.
        variants: How many sets.

    Raises:
        SetError: There are no such sets; it says which wishes cannot be met, and what would come closest.
    """
    gone, old = frozenset(questions[number].id for number in excluded), np.array(excluded, int)

    def find(pool: Pool, numbers: Indices) -> list[Indices] | None:
        return _made(pool, wish.seed, in_common(questions, numbers), variants)

    def find_long(pool: Pool, numbers: Indices) -> list[Indices] | None:
        return _made(pool, wish.seed, in_common(questions, numbers), variants, is_full=False)

    for share in shares(wish):
        demands = demands_of(questions, wish, gone, share)
        if not kinds_can(demands):
            continue
        made = gathered(questions, demands, meaning, old, wish.seed, find if share else find_long)
        if made:
            return tuple(_finished(questions, made.pool, chosen, made.numbers) for chosen in made.sets)
    raise shortage(questions, wish, meaning, excluded, variants)


def solve(pool: Pool, seed: int) -> list[Indices] | None:
    """The best set of a pool, alone; None where there is none. Of few sets it is the very best."""
    sets = every_set(pool)
    if sets is None:
        return search(pool, seed)
    return [best_of(pool, sets, TOLERATED)] if len(sets) else None


def search(pool: Pool, seed: int, together: Together | None = None, variants: int = 1) -> list[Indices] | None:
    """Sets of a pool, each found from several starts by steps that make it better; None where there are none."""
    random = np.random.default_rng(seed)
    best: list[Indices] = []
    for _ in range(STARTS):
        chosen = _start(pool, random.random((variants, len(pool.liking))), together)
        if chosen is None:
            return None
        chosen = _improved(pool, chosen, together, None)
        if not best or _worth(pool, chosen) > _worth(pool, best):
            best = chosen
    return _improved(pool, best, together, TOLERATED)


def _start(pool: Pool, cost: Figures, together: Together | None) -> list[Indices] | None:
    """Sets to begin with, at little cost: of a part of the pool where that holds some, which is found much sooner."""
    cheap = np.argsort(cost.min(axis=0), kind="stable")[: PART * (1 + len(cost))]
    some = np.union1d(cheap, np.flatnonzero(pool.demands.needed()))
    if len(some) < len(pool.liking):
        part = Pool(
            pool.demands.among(some),
            pool.distances[np.ix_(some, some)],
            pool.kin[np.ix_(some, some)],
            pool.liking[some],
        )
        own = together and Together(together.equal[:, some], together.near[:, some])
        if chosen := choose(part, cost[:, some], own):
            return [some[one] for one in chosen]
    return choose(pool, cost, together)


def _made(
    pool: Pool, seed: int, common: Sequence[Together], variants: int, is_full: bool = True
) -> list[Indices] | None:
    """Sets of a pool; where its demands do not fill the time, of nearly the longest ones."""
    for together in common if variants > 1 else (None,):
        own = pool if is_full else fullest(pool, together, variants)
        if own and (found := search(own, seed, together, variants) if together else solve(own, seed)):
            return found
    return None


def _improved(pool: Pool, sets: list[Indices], together: Together | None, floor: float | None) -> list[Indices]:
    """The sets, each improved in turn, while the others stay as they are."""
    improved = list(sets)
    for place, chosen in enumerate(sets):
        others = np.concatenate([improved[:place], improved[place + 1 :]], axis=None).astype(int)
        free = np.asarray(~pool.kin[:, others].any(axis=1))
        free[others] = False
        own = _pinned(pool, chosen, together) if together else pool
        least = None if floor is None else floor * diversity(pool.distances, chosen) * UNIT
        improved[place] = improve(own, chosen, Goal(least), free)
    return improved


def _pinned(pool: Pool, chosen: Indices, together: Together) -> Pool:
    """The pool with one demand more for each sum that the sets have in common: it stays what it is."""
    sums = np.vstack([together.equal, together.near])
    totals = sums[:, chosen].sum(axis=1).tolist()
    lines = (*pool.demands.lines, *(Line("", "in common", total, total) for total in totals))
    demands = Demands(lines, np.vstack([pool.demands.amounts, sums]))
    return Pool(demands, pool.distances, pool.kin, pool.liking)


def _worth(pool: Pool, sets: list[Indices]) -> float:
    return sum(diversity(pool.distances, chosen) for chosen in sets)


def _finished(questions: Sequence[Question], pool: Pool, chosen: Indices, numbers: Indices) -> Found:
    ordered = in_order(questions, numbers[chosen].tolist())
    return Found(ordered, diversity(pool.distances, chosen))
