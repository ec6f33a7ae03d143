"""The questions of a bank -> a pool small enough to compare each with each.

Of a large bank the pool is a sample of every kind of question, in which those that have the least in common are taken.
"""

import hashlib
from collections.abc import Sequence

import numpy as np

from interviewer.model import Question
from interviewer.sets.choice import Pool
from interviewer.sets.demands import Demands
from interviewer.sets.meaning import UNIT, Figures, Indices, Meaning

SAMPLED = 10
"""So many times the size of the pool is sampled before the most different are taken."""


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
    possible = np.flatnonzero(demands.possible())
    if len(possible) > size:
        possible = _sample(questions, demands, possible, meaning, seed, size)
    if len(excluded):
        needed = _needed(demands.among(possible))
        possible = possible[needed | ~meaning.kin(possible, excluded).any(axis=1)]
    kin = meaning.kin(possible, possible)
    np.fill_diagonal(kin, False)
    liking = meaning.quality(possible) + tastes(questions, possible, seed)
    return Pool(demands.among(possible), meaning.distances(possible, possible), kin, liking), possible


def tastes(questions: Sequence[Question], some: Indices, seed: int) -> Figures:
    """(some,) what this seed thinks of these questions: whole numbers from 0 to UNIT, whatever else is in the bank."""
    digests = (hashlib.sha256(f"{seed} {questions[number].id}".encode()).digest() for number in some)
    return np.array([int.from_bytes(digest[:4]) % (UNIT + 1) for digest in digests], float)


def _needed(demands: Demands) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """(n,) which questions have to be in the set."""
    named = [number for number, line in enumerate(demands.lines) if line.option == "--must"]
    return np.asarray((demands.amounts[named] > 0).any(axis=0))


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
    return np.unique(np.concatenate([*found, possible[_needed(narrowed)]]))


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
