"""What was practised -> Anki's schedule and review log."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from interviewer.days import day_of
from interviewer.formats.anki.identity import guid_of
from interviewer.model import POINT_MARK, Rating
from interviewer.model.imported import Record
from interviewer.model.review import Card, Review
from interviewer.schedule import balanced, reviewed
from interviewer.store.anki import CardState, LoggedReview

DAYS_BEFORE = 10_000
"""So many days before today a collection begins: early enough for everything that was ever due."""

EASE = {Rating.AGAIN: 1, Rating.HARD: 2, Rating.GOOD: 3, Rating.EASY: 4}
"""Anki's buttons."""

FACTOR = 2500
LEAST_FACTOR = 1300
STEPS = {Rating.AGAIN: -200, Rating.HARD: -150, Rating.GOOD: 0, Rating.EASY: 150}
"""The ease factor in permille, its lower limit, and how a rating changes it: Anki's SM-2, for those without FSRS."""

LEARNING, REVIEW, FILTERED = 0, 1, 3
"""Kinds of reviews in the log; one in a filtered deck with factor 0 left the schedule alone."""

NEW_CARD, REVIEW_CARD, SUSPENDED = 0, 2, -1


def card_states(items: Collection[str], record: Record, now: datetime) -> Iterator[CardState]:
    """What Anki should make of the card of each item that was practised or is suspended."""
    due = _due(record.cards.values())
    factors = {item: factor for item, _, factor in _course(items, record)}
    for place, item in enumerate(items, 1):
        suspended = not record.suspended.isdisjoint({item, item.partition(POINT_MARK)[0]})
        card = record.cards.get(item)
        if card is not None and card.due_at is not None:
            day = DAYS_BEFORE + (day_of(due[item]) - day_of(now)).days
            queue = SUSPENDED if suspended else REVIEW_CARD
            yield replace(_learnt(card, factors.get(item, FACTOR)), queue=queue, due=day)
        elif suspended:
            yield CardState(guid_of(item), NEW_CARD, SUSPENDED, place)


def review_log(items: Collection[str], record: Record) -> tuple[LoggedReview, ...]:
    """The reviews as Anki logs them, oldest first.

    Where several were made in the same millisecond, the later ones are moved on by one each: the time is Anki's id.
    """
    rows = sorted((row for _, row, _ in _course(items, record)), key=lambda row: (row.at_ms, row.guid))
    logged: list[LoggedReview] = []
    for row in rows:
        free = logged[-1].at_ms + 1 if logged else row.at_ms
        logged.append(replace(row, at_ms=max(row.at_ms, free)))
    return tuple(logged)


def _due(cards: Collection[Card]) -> dict[str, datetime]:
    """When each item is due, with the load spread as for a drill: of questions, and of key points."""
    points = [card for card in cards if POINT_MARK in card.item]
    return balanced(card for card in cards if POINT_MARK not in card.item) | balanced(points)


def _learnt(card: Card, factor: int) -> CardState:
    assert card.due_at is not None and card.last_review_at is not None
    memory = {
        "s": round(card.stability, 4),
        "d": round(card.difficulty, 3),
        "lrt": int(card.last_review_at.timestamp()),
    }
    return CardState(
        guid_of(card.item),
        REVIEW_CARD,
        REVIEW_CARD,
        0,
        _days(card),
        factor,
        card.reviews,
        card.lapses,
        json.dumps(memory, separators=(",", ":")),
    )


def _course(items: Collection[str], record: Record) -> Iterator[tuple[str, LoggedReview, int]]:
    """Each review of these items, item by item and oldest first, with the ease factor after it."""
    by_item: dict[str, list[Review]] = defaultdict(list)
    for review in record.reviews:
        by_item[review.item].append(review)
    for item in items:
        yield from _course_of(item, sorted(by_item[item], key=_order), record.retention)


def _course_of(item: str, reviews: Sequence[Review], retention: float) -> Iterator[tuple[str, LoggedReview, int]]:
    card, factor, last = Card(item), FACTOR, 0
    for review in reviews:
        kind, logged_factor = FILTERED, 0
        if review.scheduled:
            kind = REVIEW if card.reviews else LEARNING
            card = reviewed(card, review.rating, review.reviewed_at, retention)
            factor = logged_factor = max(factor + STEPS[review.rating], LEAST_FACTOR)
        days = _days(card) if card.reviews else 0
        yield item, _row(review, kind, days, last, logged_factor), factor
        last = days


def _row(review: Review, kind: int, days: int, last: int, factor: int) -> LoggedReview:
    return LoggedReview(
        guid_of(review.item),
        milliseconds(review.reviewed_at),
        EASE[review.rating],
        days,
        last,
        factor,
        round(review.elapsed_s * 1000),
        kind,
    )


def milliseconds(moment: datetime) -> int:
    """Whole milliseconds since 1970."""
    since = moment - datetime(1970, 1, 1, tzinfo=UTC)
    return (since.days * 86_400 + since.seconds) * 1000 + since.microseconds // 1000


def _days(card: Card) -> int:
    assert card.due_at is not None and card.last_review_at is not None
    return max(round((card.due_at - card.last_review_at).total_seconds() / 86_400), 1)


def _order(review: Review) -> tuple[datetime, str]:
    return review.reviewed_at, review.attempt_id
