"""Every set that meets the demands, where they are few enough to be looked at one by one."""

import numpy as np

from interviewer.sets.choice import Pool
from interviewer.sets.meaning import Indices, Mask

MOST = 100_000
"""So many unfinished sets are kept at a time at most."""

FEW = 60
"""Of more questions there are always too many sets."""


def every_set(pool: Pool) -> Mask | None:
    """(sets, n) the members of every set that meets the demands; None where there are too many to look at.

    Question by question, every unfinished set goes on with it and without it; those that have too much of something,
    or can no longer get enough, are dropped.
    """
    demands = pool.demands
    if len(pool.liking) > FEW:
        return None
    order = np.argsort(demands.kinds(), kind="stable")
    to_come = demands.amounts[:, order][:, ::-1].cumsum(axis=1)[:, ::-1]
    members = np.zeros((1, len(order)), bool)
    totals = np.zeros((1, len(demands.lines)))
    for place, question in enumerate(order):
        fits = ~members[:, pool.kin[question]].any(axis=1)
        grown = members[fits]
        grown[:, question] = True
        members = np.concatenate([members, grown])
        totals = np.concatenate([totals, totals[fits] + demands.amounts[:, question]])
        rest = to_come[:, place + 1] if place + 1 < len(order) else 0.0
        alive = ((totals <= demands.high) & (totals + rest >= demands.low)).all(axis=1)
        members, totals = members[alive], totals[alive]
        if len(members) > MOST:
            return None
    return members[demands.met(totals)]


def best_of(pool: Pool, sets: Mask, tolerated: float) -> Indices:
    """The set that is liked best among those whose diversity is at least this share of the best."""
    inside = sets.astype(float)
    counts = inside.sum(axis=1)
    pairs = ((inside @ pool.distances) * inside).sum(axis=1) / 2
    apart = np.where(counts > 1, pairs / np.maximum(counts * (counts - 1) / 2, 1), np.inf)
    best = apart.max()
    liked = np.where((apart >= tolerated * best) | (apart == best), (inside @ pool.liking) / counts, -np.inf)
    return np.flatnonzero(sets[int(liked.argmax())])
