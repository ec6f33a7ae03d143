"""Reviews -> cards, with FSRS."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from interviewer.model import POINT_MARK, Rating
from interviewer.model.review import Card, Review
from interviewer.schedule.memory import RECENT, memories, ratings, scheduler, state_class
from interviewer.schedule.rating import BOUNDS, suggest


def replay(reviews: Iterable[Review], retention: float) -> dict[str, Card]:
    """The card of each item that was ever reviewed; the order in which the reviews come does not matter.

    Args:
        reviews: Of any items.
        retention: The retrievability in (0, 1) at which an item becomes due.
    """
    by_item: dict[str, list[Review]] = defaultdict(list)
    by_question: dict[str, list[Review]] = defaultdict(list)
    for review in sorted(reviews, key=_order):
        by_item[review.item].append(review)
        by_question[review.question_id].append(review)
    cards = {item: _card(item, found, retention) for item, found in sorted(by_item.items())}
    return {
        item: card if POINT_MARK in item else replace(card, points=memories(by_question[item]))
        for item, card in cards.items()
    }


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


def reviewed(card: Card, rating: Rating, at: datetime, retention: float) -> Card:
    """The card after one more review, as far as schedule and rating go."""
    from fsrs import Card as FsrsCard
    from fsrs import State

    state = FsrsCard(0)
    if card.last_review_at:
        last = card.last_review_at
        state = FsrsCard(0, State.Review, None, card.stability, card.difficulty, last, last)
    state, _ = scheduler(retention).review_card(state, ratings()[rating], at.astimezone(UTC))  # type: ignore[arg-type]
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
    if not reviews:
        return Card(item)
    fsrs = scheduler(retention)
    state, lapses, known = state_class()(card_id=0), 0, False
    for review in reviews:
        lapses += known and review.rating is Rating.AGAIN
        known = known or review.rating is not Rating.AGAIN
        at = review.reviewed_at.astimezone(UTC)
        state, _ = fsrs.review_card(state, ratings()[review.rating], at)  # type: ignore[arg-type]
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
