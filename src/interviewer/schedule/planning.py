"""Being ready by a day: the remaining days played through, and an honest word on whether they are enough.

What was never asked is taken to be unknown at first and known at the second time; all else is taken to be known when
it is asked. An item is ready when it was known the last time and its retrievability on the day reaches the target.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from interviewer.model import Card, Plan, PlannedDay, Question, Rating
from interviewer.schedule.memory import retrievability
from interviewer.schedule.queue import minutes_of
from interviewer.schedule.replay import reviewed


@dataclass(slots=True)
class _Day:
    """A day as it fills up."""

    moment: datetime
    room: float
    items: list[str] = field(default_factory=list)
    minutes: float = 0.0


def make_plan(
    questions: Sequence[Question],
    cards: Mapping[str, Card],
    by: date,
    today: date,
    now: datetime,
    room: Sequence[float],
    target: float,
) -> Plan:
    """How to be ready by a day.

    Args:
        questions: What should be known then, the most urgent first.
        cards: What the reviews of each add up to so far.
        by: The first day that is not for practising any more, later than `today`.
        today: Today.
        now: Now.
        room: Minutes of practice left today, and those of each day after it; two numbers.
        target: The retrievability in (0, 1) that counts as known.
    """
    count = (by - today).days
    days = [_Day(now + timedelta(days=number), room[min(number, 1)]) for number in range(count)]
    state = {question.id: cards.get(question.id) for question in questions}
    for day in days:
        _fill(day, questions, state, target)
    exam = now + timedelta(days=count)
    left = [question for question in questions if not _is_ready(state[question.id], exam, target)]
    left = [question for question in left if not _refresh(question, days, state, exam, target)]
    return Plan(
        by,
        tuple(
            PlannedDay(today + timedelta(days=number), tuple(day.items), day.minutes) for number, day in enumerate(days)
        ),
        tuple(question.id for question in left),
        _needed(days, left, state) if left else 0.0,
    )


def _fill(day: _Day, questions: Sequence[Question], state: dict[str, Card | None], target: float) -> None:
    """What is due on a day, then what is new, as far as there is room."""
    known = [question for question in questions if _is_due(state[question.id], day.moment)]
    fresh = [question for question in questions if state[question.id] is None]
    for question in known + fresh:
        _ask(day, question, state, target)


def _ask(day: _Day, question: Question, state: dict[str, Card | None], target: float) -> bool:
    card = state[question.id]
    minutes = minutes_of(question, card)
    if minutes > day.room or question.id in day.items:
        return False
    day.items.append(question.id)
    day.room -= minutes
    day.minutes += minutes
    rating = Rating.GOOD if card else Rating.AGAIN
    state[question.id] = reviewed(card or Card(question.id), rating, day.moment, target)
    return True


def _refresh(
    question: Question, days: Sequence[_Day], state: dict[str, Card | None], exam: datetime, target: float
) -> bool:
    """Asks the question once more, as late as there is room; whether it is ready then."""
    for day in reversed(days):
        card = state[question.id]
        if card and card.last_review_at and card.last_review_at >= day.moment:
            return False
        if _ask(day, question, state, target):
            return _is_ready(state[question.id], exam, target)
    return False


def _is_due(card: Card | None, moment: datetime) -> bool:
    return card is not None and (card.due_at is None or card.due_at <= moment + timedelta(days=1))


def _is_ready(card: Card | None, exam: datetime, target: float) -> bool:
    return card is not None and card.last_rating is not Rating.AGAIN and retrievability(card, exam) >= target


def _needed(days: Sequence[_Day], left: Sequence[Question], state: Mapping[str, Card | None]) -> float:
    """Minutes a day that would be enough, if they were spread evenly."""
    more = sum(minutes_of(question, state[question.id]) * (1 if state[question.id] else 2) for question in left)
    return (sum(day.minutes for day in days) + more) / max(len(days), 1)
