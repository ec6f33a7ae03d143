"""Spreading what is due: an item may come some days earlier or later where that evens out the load."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta

from interviewer.model.review import Card

SPANS = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.1), (20.0, float("inf"), 0.05))
"""From and to how many days of an interval which share of it may be added or taken away; the ranges of FSRS' fuzz."""


def balanced(cards: Iterable[Card]) -> dict[str, datetime]:
    """When each scheduled item is due, with the load spread; a pure function of the cards.

    Item by item, the soonest first, goes to the emptiest day within its range, to the nearest of those, to the
    earlier of two.
    """
    load: Counter[int] = Counter()
    due: dict[str, datetime] = {}
    planned = sorted((card.due_at, card.item, card.last_review_at) for card in cards if card.due_at)
    for due_at, item, last_review_at in planned:
        assert last_review_at is not None
        slack = _slack((due_at - last_review_at).days)
        day = due_at.toordinal()
        shift = min(range(-slack, slack + 1), key=lambda by: (load[day + by], abs(by), by))
        load[day + shift] += 1
        due[item] = due_at + timedelta(days=shift)
    return due


def _slack(interval_days: int) -> int:
    """By how many days an interval may be longer or shorter."""
    return round(sum(max(min(interval_days, to) - start, 0) * share for start, to, share in SPANS))
