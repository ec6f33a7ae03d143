"""The questions of a bank -> a pool small enough to compare each with each.

Of a large bank the pool is a sample of every kind of question, in which those that have the least in common are taken.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from interviewer.model import Difficulty, Question
from interviewer.sets.choice import Pool, Together
from interviewer.sets.demands import Demands
from interviewer.sets.meaning import UNIT, Figures, Indices, Meaning

POOL, LARGER, LARGEST_POOL = 400, 2, 1600
"""Sets are made of so many questions at most; of so many times more, up to a limit, where kin leaves nothing else."""

SAMPLED = 10
"""So many times the size of the pool is sampled before the most different are taken."""


@dataclass(frozen=True, slots=True, eq=False)
class Gathered:
    """Sets that were found in a pool, and that hold no two kin, as closely as can be looked.

    Attributes:
        pool: That they were found in.
        numbers: (n,) of the pool's questions in the bank.
        sets: By the places 0 to n - 1.
    """

    pool: Pool
    numbers: Indices
    sets: list[Indices]


def gathered(
    questions: Sequence[Question],
    demands: Demands,
    meaning: Meaning,
    excluded: Indices,
    seed: int,
    find: Callable[[Pool, Indices], list[Indices] | None],
) -> Gathered | None:
    """What `find` finds in a pool when it knows all kin; None where it finds nothing. As `gather` in all else."""
    size = POOL
    some = _sampled(questions, demands, meaning, seed, size)
    while len(some):
        pool, numbers = _pool(questions, demands, meaning, excluded, seed, some)
        if found := find(pool, numbers) if len(numbers) else None:
            asked = numbers[np.concatenate(found)]
            if not meaning.finds_more_kin(asked, np.concatenate([asked, excluded])):
                return Gathered(pool, numbers, found)
        elif len(some) < size or size * LARGER > LARGEST_POOL:
            break
        else:
            size *= LARGER
            some = _sampled(questions, demands, meaning, seed, size)
    return None


def in_common(questions: Sequence[Question], numbers: Indices) -> tuple[Together, Together]:
    """What variants of these questions have in common: their mix and time; their mix, and nearly their time."""
    mix = np.array([[questions[number].difficulty is difficulty for number in numbers] for difficulty in Difficulty])
    minutes = np.array([[questions[number].minutes for number in numbers]])
    return Together(np.vstack([mix, minutes]), minutes[:0]), Together(mix.astype(float), minutes)


def gather(
    questions: Sequence[Question], demands: Demands, meaning: Meaning, excluded: Indices, seed: int, size: int
) -> tuple[Pool, Indices]:
    """A pool, and the numbers that its questions have in the bank.

    Args:
        questions: Of the bank.
        demands: On a set of these.
        excluded: The numbers of questions of which the pool holds no kin.
        seed: Another one samples, and prefers, other questions.
        size: Of the pool at most, but for those that have to be in it.
    """
    return _pool(questions, demands, meaning, excluded, seed, _sampled(questions, demands, meaning, seed, size))


def _sampled(questions: Sequence[Question], demands: Demands, meaning: Meaning, seed: int, size: int) -> Indices:
    """The numbers of the questions that come into question, or of the best of them."""
    possible = np.flatnonzero(demands.possible())
    return _sample(questions, demands, possible, meaning, seed, size) if len(possible) > size else possible


def _pool(
    questions: Sequence[Question], demands: Demands, meaning: Meaning, excluded: Indices, seed: int, possible: Indices
) -> tuple[Pool, Indices]:
    """The pool of these questions without what is kin to those excluded; as `gather` in all else."""
    if len(excluded) and len(possible):
        needed = demands.among(possible).needed()
        possible = possible[needed | ~meaning.kin(possible, excluded).any(axis=1)]
    if not len(possible):
        nothing = np.zeros((0, 0))
        return Pool(demands.among(possible), nothing, nothing > 0, np.zeros(0)), possible
    kin = meaning.kin(possible, possible)
    np.fill_diagonal(kin, False)
    liking = meaning.quality(possible) + tastes(questions, possible, seed)
    return Pool(demands.among(possible), meaning.distances(possible, possible), kin, liking), possible


def tastes(questions: Sequence[Question], some: Indices, seed: int) -> Figures:
    """(some,) what this seed thinks of these questions: whole numbers from 0 to UNIT, whatever else is in the bank."""
    digests = (hashlib.sha256(f"{seed} {questions[number].id}".encode()).digest() for number in some)
    return np.array([int.from_bytes(digest[:4]) % (UNIT + 1) for digest in digests], float)


def _sample(
    questions: Sequence[Question], demands: Demands, possible: Indices, meaning: Meaning, seed: int, size: int
) -> Indices:
    narrowed = demands.among(possible)
    order = np.argsort(tastes(questions, possible, seed), kind="stable")
    kinds = [order[narrowed.kinds()[order] == kind] for kind in range(narrowed.kinds().max() + 1)]
    few = _shares([len(kind) for kind in kinds], size * SAMPLED)
    shares = _shares([len(kind) for kind in kinds], size)
    found = [
        _far_apart(possible[kind[:many]], share, meaning) for kind, many, share in zip(kinds, few, shares, strict=True)
    ]
    return np.unique(np.concatenate([*found, possible[narrowed.needed()]]))


def _shares(sizes: Sequence[int], size: int) -> list[int]:
    """How many to take of each kind: of all the same, and of those that have fewer all."""
    shares = [0] * len(sizes)
    left = size
    for rank, kind in enumerate(sorted(range(len(sizes)), key=lambda kind: sizes[kind])):
        shares[kind] = min(sizes[kind], max(1, left // (len(sizes) - rank)))
        left -= shares[kind]
    return shares


def _far_apart(some: Indices, count: int, meaning: Meaning) -> Indices:
    """So many of the questions, each the one that is farthest from all before it, from the first on."""
    if count >= len(some):
        return some
    taken = [0]
    nearest = meaning.distances(some[:1], some)[0]
    while len(taken) < count:
        nearest[taken[-1]] = -1
        taken.append(int(nearest.argmax()))
        nearest = np.minimum(nearest, meaning.distances(some[taken[-1:]], some)[0])
    return some[taken]
