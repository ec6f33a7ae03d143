"""Being ready by a day: the remaining days played through, and an honest word on whether they are enough.

What was never asked is taken to be unknown at first and known at the second time; all else is taken to be known when
it is asked. An item is ready when it was known the last time and its retrievability on the day reaches the target.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from interviewer.model import Question, Rating
from interviewer.model.review import Card, Plan, PlannedDay
from interviewer.schedule.memory import retrievability
from interviewer.schedule.queue import Limits, Moment, minutes_of
from interviewer.schedule.replay import reviewed

PRECISION_MINUTES = 0.5
"""How exactly it is worked out how many minutes would be enough."""


@dataclass(frozen=True, slots=True)
class _Aim:
    """What is to be reached, and when."""

    begun: Moment
    days: int

    def is_reached(self, card: Card | None) -> bool:
        """Whether the item is known when the days are over."""
        if card is None or card.last_rating is Rating.AGAIN:
            return False
        return retrievability(card, self.begun.now + timedelta(days=self.days)) >= self.begun.target

    def day(self, number: int) -> Moment:
        """When the day is practised that is so many after today."""
        later = timedelta(days=number)
        return Moment(self.begun.now + later, self.begun.day_end + later, self.begun.target)


@dataclass(slots=True)
class _Day:
    """A day as it fills up.

    Attributes:
        room: What it can still take.
    """

    moment: Moment
    room: Limits
    items: list[str] = field(default_factory=list)
    minutes: float = 0.0


def make_plan(
    questions: Sequence[Question],
    cards: Mapping[str, Card],
    by: date,
    today: date,
    moment: Moment,
    room: Sequence[Limits],
) -> Plan:
    """How to be ready by a day.

    Args:
        questions: What should be known then, the most urgent first.
        cards: What the reviews of each add up to so far.
        by: The first day that is not for practising any more, later than `today`.
        today: Today.
        moment: Now, and the target that counts as known.
        room: What is left of today, and what each day after it can take; two of them.
    """
    aim = _Aim(moment, (by - today).days)
    days, left = _played(questions, cards, aim, room)
    return Plan(
        by,
        tuple(
            PlannedDay(today + timedelta(days=number), tuple(day.items), day.minutes) for number, day in enumerate(days)
        ),
        left,
        _needed(questions, cards, aim, room) if left else 0.0,
    )


def _played(
    questions: Sequence[Question], cards: Mapping[str, Card], aim: _Aim, room: Sequence[Limits]
) -> tuple[list[_Day], tuple[str, ...]]:
    """The days as they would go, and what would not be ready after them."""
    days = [_Day(aim.day(number), room[min(number, 1)]) for number in range(aim.days)]
    state = {question.id: cards.get(question.id) for question in questions}
    for day in days:
        _fill(day, questions, state)
    left = [question for question in questions if not aim.is_reached(state[question.id])]
    return days, tuple(question.id for question in left if not _refresh(question, days, state, aim))


def _fill(day: _Day, questions: Sequence[Question], state: dict[str, Card | None]) -> None:
    """What is due on a day, then what is new, as far as there is room."""
    known = [question for question in questions if _is_due(state[question.id], day.moment)]
    fresh = [question for question in questions if state[question.id] is None]
    for question in known + fresh:
        _ask(day, question, state)


def _ask(day: _Day, question: Question, state: dict[str, Card | None]) -> bool:
    card = state[question.id]
    minutes = minutes_of(question, card)
    left = Limits(day.room.questions - 1, day.room.new - (card is None), day.room.minutes - minutes)
    if min(left.questions, left.new, left.minutes) < 0 or question.id in day.items:
        return False
    day.items.append(question.id)
    day.room = left
    day.minutes += minutes
    rating = Rating.GOOD if card else Rating.AGAIN
    state[question.id] = reviewed(card or Card(question.id), rating, day.moment.now, day.moment.target)
    return True


def _refresh(question: Question, days: Sequence[_Day], state: dict[str, Card | None], aim: _Aim) -> bool:
    """Asks the question once more, as late as there is room; whether it is ready then."""
    for day in reversed(days):
        card = state[question.id]
        if card and card.last_review_at and card.last_review_at >= day.moment.now:
            return False
        if _ask(day, question, state):
            return aim.is_reached(state[question.id])
    return False


def _is_due(card: Card | None, moment: Moment) -> bool:
    return card is not None and (card.due_at is None or card.due_at < moment.day_end)


def _needed(
    questions: Sequence[Question], cards: Mapping[str, Card], aim: _Aim, room: Sequence[Limits]
) -> float | None:
    """Minutes a day that would be enough; None where no number is: what is new must be asked on two days."""

    def fits(minutes: float) -> bool:
        today = replace(room[0], minutes=max(room[0].minutes + minutes - room[1].minutes, 0.0))
        return not _played(questions, cards, aim, (today, replace(room[1], minutes=minutes)))[1]

    too_few = room[1].minutes
    enough = 2 * too_few + 3 * sum(minutes_of(question, cards.get(question.id)) for question in questions)
    if not fits(enough):
        return None
    while enough - too_few > PRECISION_MINUTES:
        middle = (too_few + enough) / 2
        too_few, enough = (too_few, middle) if fits(middle) else (middle, enough)
    return enough
