"""How weak an item is, and why: openly defined, so that every pick can say it.

An item is *weak* when its last score was below GOOD_ENOUGH, or its retrievability has fallen below the target, or it
was forgotten LAPSED times or more and has not settled since.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from interviewer.model import Card, Ground, Question, Rating, Reason
from interviewer.schedule.replay import retrievability

GOOD_ENOUGH = 0.8
"""From this score on a question need not be drilled: the band "covered" begins here."""

COVERED_FROM = 0.6
"""The coverage from which a point counts as made."""

LAPSED = 3
"""So many lapses make an item weak, until it has settled."""

SETTLED_DAYS = 21
"""The stability from which on an item has settled, however often it was forgotten before; what Anki calls mature."""

KNOWN_OF = {Rating.AGAIN: 0.2, Rating.HARD: 0.5, Rating.GOOD: 0.72, Rating.EASY: 0.92}
"""The score that a rating without one stands for: the middle of those for which it would have been suggested."""

FADING = 0.5
"""How much less each earlier score says about what is known now than the one after it."""


def is_weak(card: Card | None, now: datetime, target: float) -> bool:
    """Whether an item is weak; one that was never asked is not, it is new.

    Args:
        target: The retrievability below which it is.
    """
    if card is None or card.last_rating is None:
        return False
    low = card.last_score is not None and card.last_score < GOOD_ENOUGH
    return low or _has_faded(card, now, target) or _keeps_lapsing(card)


def weakness_of(card: Card, question: Question, now: datetime) -> float:
    """The score that would be lost if the item were asked now, in [0, 1].

    What is known of each point is the mean of its last coverages, the latest counting most; all of it fades with the
    retrievability.
    """
    total = sum(point.weight for point in question.key_points)
    if not card.recent or not total:
        known = _known(card)
    else:
        known = sum(point.weight * _level(card.recent, point.id) for point in question.key_points) / total
    return 1 - known * (retrievability(card, now) if card.reviews else 1.0)


def reasons_of(card: Card, question: Question, now: datetime, target: float) -> tuple[Reason, ...]:
    """What makes the item weak, or would if there were more of it, with the figures."""
    reasons = []
    missed = missed_points(card, question)
    if len(question.key_points) == 1 and missed:
        (times,) = missed.values()
        reasons.append(Reason(Ground.POINT, card.recent[0][question.key_points[0].id], times=times))
    elif missed:
        reasons.append(Reason(Ground.MISSED, len(missed), len(question.key_points), max(missed.values())))
    elif card.last_score is not None and card.last_score < GOOD_ENOUGH:
        reasons.append(Reason(Ground.SCORE, card.last_score))
    if _has_faded(card, now, target):
        reasons.append(Reason(Ground.FADED, retrievability(card, now), target))
    if card.lapses:
        reasons.append(Reason(Ground.LAPSES, card.lapses))
    return tuple(reasons)


def missed_points(card: Card, question: Question) -> dict[str, int]:
    """The points that the last review missed, and in how many reviews in a row.

    Points of a group of which enough was named are not missed.
    """
    wanted = {point.id for point in question.key_points}
    missed: dict[str, int] = {}
    for number, coverages in enumerate(card.recent):
        lacking = _lacking(coverages, question) & wanted
        for point_id in lacking if number == 0 else lacking & missed.keys():
            if missed.get(point_id, 0) == number:
                missed[point_id] = number + 1
    return missed


def _lacking(coverages: Mapping[str, float], question: Question) -> set[str]:
    covered = {point_id for point_id, coverage in coverages.items() if coverage >= COVERED_FROM}
    spared = {
        point_id
        for group in question.any_of
        if len(covered & set(group.points)) >= group.need
        for point_id in group.points
    }
    return set(coverages) - covered - spared


def _level(recent: Sequence[Mapping[str, float]], point_id: str) -> float:
    shares = [(FADING**number, found[point_id]) for number, found in enumerate(recent) if point_id in found]
    return sum(share * coverage for share, coverage in shares) / sum(share for share, _ in shares) if shares else 0.0


def _known(card: Card) -> float:
    """What the last review says is known, where it says nothing about points."""
    if card.last_score is None and card.last_rating:
        return KNOWN_OF[card.last_rating]
    return card.last_score or 0.0


def _has_faded(card: Card, now: datetime, target: float) -> bool:
    return bool(card.reviews) and retrievability(card, now) < target


def _keeps_lapsing(card: Card) -> bool:
    return card.lapses >= LAPSED and card.stability < SETTLED_DAYS
