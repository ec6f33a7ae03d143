"""Reviews -> cards, with FSRS."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from interviewer.model import POINT_MARK, Card, Rating, Review
from interviewer.schedule.rating import BOUNDS, suggest

if TYPE_CHECKING:
    from fsrs import Scheduler

RECENT = 5
"""Of so many reviews the coverages of the points are kept."""

LONGEST_DAYS = 365
"""An interview question should be seen once a year, however well it is known."""


def replay(reviews: Iterable[Review], retention: float) -> dict[str, Card]:
    """The card of each item that was ever reviewed; the order in which the reviews come does not matter.

    Args:
        reviews: Of any items.
        retention: The retrievability in (0, 1) at which an item becomes due.
    """
    by_item: dict[str, list[Review]] = defaultdict(list)
    for review in reviews:
        by_item[review.item].append(review)
    return {item: _card(item, sorted(found, key=_order), retention) for item, found in sorted(by_item.items())}


def point_reviews(reviews: Iterable[Review], bounds: Sequence[float] = BOUNDS) -> Iterator[Review]:
    """What the reviews say about single key points, as reviews of these.

    In the review of a whole question the coverage of a point suggests its rating; a rating that the candidate chose is
    about the whole and says nothing about one point.
    """
    for review in reviews:
        if POINT_MARK in review.item:
            yield review
            continue
        for point_id, coverage in review.coverages.items():
            yield replace(
                review,
                item=f"{review.item}{POINT_MARK}{point_id}",
                overall=coverage,
                coverages={point_id: coverage},
                suggested=suggest(coverage, 0, bounds),
                chosen=None,
                elapsed_s=0.0,
            )


def retrievability(card: Card, now: datetime) -> float:
    """How likely it is that the item is still remembered, in [0, 1]; 0 without a scheduled review."""
    from fsrs import Card as FsrsCard
    from fsrs import State

    if card.last_review_at is None:
        return 0.0
    state = FsrsCard(0, State.Review, None, card.stability, card.difficulty, card.last_review_at, card.last_review_at)
    return float(_scheduler(0.9).get_card_retrievability(state, now.astimezone(UTC)))


def reviewed(card: Card, rating: Rating, at: datetime, retention: float) -> Card:
    """The card after one more review, as far as schedule and rating go."""
    from fsrs import Card as FsrsCard
    from fsrs import State

    state = FsrsCard(0)
    if card.last_review_at:
        last = card.last_review_at
        state = FsrsCard(0, State.Review, None, card.stability, card.difficulty, last, last)
    state, _ = _scheduler(retention).review_card(state, _ratings()[rating], at.astimezone(UTC))  # type: ignore[arg-type]
    assert state.stability is not None and state.difficulty is not None
    return replace(
        card,
        reviews=card.reviews + 1,
        stability=state.stability,
        difficulty=state.difficulty,
        due_at=state.due,
        last_review_at=state.last_review,
        last_rating=rating,
    )


def _order(review: Review) -> tuple[datetime, str]:
    return review.reviewed_at, review.attempt_id


def _card(item: str, reviews: Sequence[Review], retention: float) -> Card:
    scored = [review for review in reviews if review.overall is not None]
    timed = [review.elapsed_s for review in reviews[-RECENT:] if review.elapsed_s]
    return replace(
        _scheduled(item, [review for review in reviews if review.scheduled], retention),
        last_rating=reviews[-1].rating,
        last_score=scored[-1].overall if scored else None,
        recent=tuple(review.coverages for review in reversed(scored[-RECENT:])),
        minutes=sum(timed) / len(timed) / 60 if timed else 0.0,
        content_hash=reviews[-1].content_hash,
    )


def _scheduled(item: str, reviews: Sequence[Review], retention: float) -> Card:
    """What FSRS makes of the reviews, oldest first."""
    from fsrs import Card as FsrsCard

    if not reviews:
        return Card(item)
    scheduler, ratings = _scheduler(retention), _ratings()
    state, lapses, known = FsrsCard(card_id=0), 0, False
    for review in reviews:
        lapses += known and review.rating is Rating.AGAIN
        known = known or review.rating is not Rating.AGAIN
        state, _ = scheduler.review_card(state, ratings[review.rating], review.reviewed_at)  # type: ignore[arg-type]
    assert state.stability is not None and state.difficulty is not None
    return Card(
        item,
        reviews=len(reviews),
        lapses=lapses,
        stability=state.stability,
        difficulty=state.difficulty,
        due_at=state.due,
        last_review_at=state.last_review,
    )


@lru_cache(maxsize=4)
def _scheduler(retention: float) -> "Scheduler":
    from fsrs import Scheduler

    return Scheduler(
        desired_retention=retention,
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=LONGEST_DAYS,
        enable_fuzzing=False,
    )


@lru_cache(maxsize=1)
def _ratings() -> Mapping[Rating, object]:
    from fsrs import Rating as FsrsRating

    return {
        Rating.AGAIN: FsrsRating.Again,
        Rating.HARD: FsrsRating.Hard,
        Rating.GOOD: FsrsRating.Good,
        Rating.EASY: FsrsRating.Easy,
    }
