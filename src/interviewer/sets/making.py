"""A wish -> the set: as diverse as can be, and among sets of like diversity the one that is liked best."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from interviewer.errors import SetError
from interviewer.model import Difficulty, Question
from interviewer.model.question_set import SetWish
from interviewer.sets.choice import Pool, Together, choose, kinds_can
from interviewer.sets.demands import Demands, Line, demands_of, shares
from interviewer.sets.enumeration import best_of, every_set
from interviewer.sets.gathering import gather
from interviewer.sets.improvement import Goal, improve
from interviewer.sets.meaning import UNIT, Indices, Meaning, diversity
from interviewer.sets.order import in_order
from interviewer.sets.shortage import shortage

TOLERATED = 0.98
"""Sets that have this share of the best diversity are all diverse enough: among them quality and the seed decide."""

POOL, LARGER, LARGEST_POOL = 400, 2, 1600
"""Sets are made of so many questions at most; of so many times more, up to a limit, where kin leaves nothing else."""

STARTS = 16
"""So many sets are improved; the best is taken."""


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
    gone = frozenset(questions[number].id for number in excluded)
    for share in shares(wish):
        demands = demands_of(questions, wish, gone, share)
        if found := _meeting(demands, questions, wish.seed, meaning, np.array(excluded, int), variants):
            return found
    raise _reason(questions, wish, meaning, excluded, variants)


def _meeting(
    demands: Demands, questions: Sequence[Question], seed: int, meaning: Meaning, old: Indices, variants: int
) -> tuple[Found, ...]:
    """Sets that meet the demands; empty where there are none."""
    size = POOL if kinds_can(demands) else LARGEST_POOL + 1
    while size <= LARGEST_POOL:
        pool, numbers = gather(questions, demands, meaning, old, seed, size)
        if found := _made(pool, seed, variants, questions, numbers):
            asked = numbers[np.concatenate(found)]
            if not meaning.finds_more_kin(asked, np.concatenate([asked, old])):
                return tuple(_finished(questions, pool, chosen, numbers) for chosen in found)
        elif len(pool.liking) < size:
            break
        else:
            size *= LARGER
    return ()


def solve(pool: Pool, seed: int) -> Indices | None:
    """The best set of a pool; None where there is none. Of few sets it is the very best."""
    sets = every_set(pool)
    if sets is None:
        found = search(pool, seed)
        return found[0] if found else None
    return best_of(pool, sets, TOLERATED) if len(sets) else None


def search(pool: Pool, seed: int, together: Together | None = None, variants: int = 1) -> list[Indices] | None:
    """Sets of a pool, each found from several starts by steps that make it better; None where there are none."""
    random = np.random.default_rng(seed)
    best: list[Indices] = []
    for _ in range(STARTS):
        chosen = choose(pool, random.random((variants, len(pool.liking))), together)
        if chosen is None:
            return None
        chosen = _improved(pool, chosen, together, None)
        if not best or _worth(pool, chosen) > _worth(pool, best):
            best = chosen
    return _improved(pool, best, together, TOLERATED)


def _made(
    pool: Pool, seed: int, variants: int, questions: Sequence[Question], numbers: Indices
) -> list[Indices] | None:
    if variants == 1:
        chosen = solve(pool, seed)
        return None if chosen is None else [chosen]
    mix = np.array([[questions[number].difficulty is difficulty for number in numbers] for difficulty in Difficulty])
    minutes = np.array([[questions[number].minutes for number in numbers]])
    for together in (Together(np.vstack([mix, minutes]), minutes[:0]), Together(mix.astype(float), minutes)):
        if found := search(pool, seed, together, variants):
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


def _reason(
    questions: Sequence[Question], wish: SetWish, meaning: Meaning, excluded: Sequence[int], variants: int
) -> SetError:
    for fewer in range(variants - 1, 0, -1):
        try:
            make_sets(questions, wish, meaning, excluded, fewer)
        except SetError as error:
            if fewer == 1:
                return error
        else:
            return SetError(
                f"There are not enough questions for {variants} sets of equal difficulty and length that share none.",
                f"What would come closest: --variants {fewer}",
            )
    return shortage(questions, wish, meaning, excluded, POOL)
