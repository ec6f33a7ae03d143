"""How much is still remembered: FSRS' forgetting curve, of whole items and of single key points."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from interviewer.model import Rating
from interviewer.model.review import Card, Memory, Review
from interviewer.schedule.rating import suggest

if TYPE_CHECKING:
    from fsrs import Card as FsrsCard
    from fsrs import Scheduler

_Steps = tuple[tuple[datetime, Rating], ...]

RECENT = 5
"""Of so many reviews the coverages of the points are kept."""

LONGEST_DAYS = 365
"""An interview question should be seen once a year, however well it is known."""

FADING = 0.5
"""How much less each earlier coverage says about what is known now than the one after it."""

DECAY = -0.1542
"""The last of FSRS' parameters; written here, since a drill of what is known already need not load FSRS."""

FACTOR = 0.9 ** (1 / DECAY) - 1

DAY_S = 86_400


def retrievability(card: Card, now: datetime) -> float:
    """How likely it is that the item is still remembered, in [0, 1]; 0 without a scheduled review."""
    return chance(card.stability, card.last_review_at, now) if card.last_review_at else 0.0


def chance(stability: float, since: datetime, now: datetime) -> float:
    """The retrievability in [0, 1], by FSRS' curve: 0.9 after `stability` days.

    It counts fractions of days, which FSRS itself rounds down: else nothing would be forgotten on the evening after.
    """
    days = max((now - since).total_seconds(), 0.0) / DAY_S
    return float((1 + FACTOR * days / stability) ** DECAY)


def memories(reviews: Iterable[Review]) -> dict[str, Memory]:
    """What is left of each point, by the coverages that were found last.

    Args:
        reviews: Of a question and of its single points, oldest first.
    """
    found: dict[str, list[tuple[datetime, float]]] = defaultdict(list)
    for review in reviews:
        for point_id, coverage in review.coverages.items():
            found[point_id].append((review.reviewed_at, coverage))
    known: dict[_Steps, FsrsCard] = {}
    return {point_id: _memory(seen[-RECENT:], known) for point_id, seen in found.items()}


def level_of(coverages: Sequence[float]) -> float:
    """The mean of coverages in [0, 1], the latest first and counting most; 0 where there are none."""
    shares = [FADING**number for number in range(len(coverages))]
    return sum(share * coverage for share, coverage in zip(shares, coverages, strict=True)) / (sum(shares) or 1.0)


@lru_cache(maxsize=1)
def state_class() -> "type[FsrsCard]":
    """FSRS' card, made to be copied quickly: FSRS copies it at every review, which takes a third of a replay."""
    from fsrs import Card as FsrsCard

    class State(FsrsCard):
        def __copy__(self) -> "State":
            made = object.__new__(State)
            made.__dict__.update(self.__dict__)
            return made

    return State


@lru_cache(maxsize=4)
def scheduler(retention: float) -> "Scheduler":
    """FSRS, without fuzz and without steps of minutes."""
    from fsrs import Scheduler

    return Scheduler(
        desired_retention=retention,
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=LONGEST_DAYS,
        enable_fuzzing=False,
    )


@lru_cache(maxsize=1)
def ratings() -> Mapping[Rating, object]:
    """FSRS' names of our ratings."""
    from fsrs import Rating as FsrsRating

    return {
        Rating.AGAIN: FsrsRating.Again,
        Rating.HARD: FsrsRating.Hard,
        Rating.GOOD: FsrsRating.Good,
        Rating.EASY: FsrsRating.Easy,
    }


def _memory(seen: Sequence[tuple[datetime, float]], known: dict[_Steps, "FsrsCard"]) -> Memory:
    state = _after(tuple((at, suggest(coverage)) for at, coverage in seen), known)
    assert state.stability is not None
    return Memory(state.stability, seen[-1][0], level_of([coverage for _, coverage in reversed(seen)]))


def _after(steps: _Steps, known: dict[_Steps, "FsrsCard"]) -> "FsrsCard":
    """The state after these reviews; points that fared alike so far have one in common."""
    if not steps:
        return state_class()(card_id=0)
    if steps not in known:
        at, rating = steps[-1]
        before = _after(steps[:-1], known)
        known[steps], _ = scheduler(0.9).review_card(before, ratings()[rating], at.astimezone(UTC))  # type: ignore[arg-type]
    return known[steps]


def warm_up(retention: float) -> None:
    """Loads FSRS, which the first review would have to wait for."""
    scheduler(retention)
    ratings()
    state_class()
