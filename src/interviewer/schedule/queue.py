"""What to practise now: what is due, weakest first, then what is new, within the limits of the day."""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from interviewer.model import Difficulty, Ground, Pick, Question, Reason
from interviewer.model.review import Card, Queue, Wish
from interviewer.schedule.balance import balanced
from interviewer.schedule.memory import RECENT
from interviewer.schedule.weakness import is_weak, reasons_of, weakness_of

DIFFICULTIES = tuple(Difficulty)


@dataclass(frozen=True, slots=True)
class Limits:
    """The most for one day."""

    questions: int
    new: int
    minutes: float


@dataclass(frozen=True, slots=True)
class Practised:
    """What was already practised today."""

    questions: int = 0
    new: int = 0
    minutes: float = 0.0


@dataclass(frozen=True, slots=True)
class Moment:
    """When a queue is made.

    Attributes:
        day_end: When today is over for the candidate: what is due by then is due today.
        target: The retrievability below which something is weak.
    """

    now: datetime
    day_end: datetime
    target: float


def make_queue(
    wish: Wish,
    questions: Sequence[Question],
    cards: Mapping[str, Card],
    limits: Limits,
    done: Practised,
    moment: Moment,
    seed: int,
) -> Queue:
    """What to practise now.

    Args:
        wish: What kind of drill.
        questions: The items that may be asked.
        cards: Of all items.
        limits: Of the day.
        done: What was practised of it.
        moment: When.
        seed: Fixes the order of what is new.
    """
    known = [question for question in questions if question.id in cards]
    fresh = [] if wish.weak_only else _fresh(questions, cards, limits.new - done.new, seed)
    due = balanced(cards.values())
    wanted = [question for question in known if _is_wanted(question, cards[question.id], wish, due, moment)]
    picks = sorted((_pick(question, cards[question.id], due, moment) for question in wanted), key=_weakest_first)
    picks += [Pick(question.id, (Reason(Ground.NEW),), minutes=question.minutes) for question in fresh]
    taken = _within(picks, limits, done)
    later = [due[question.id] for question in known if question.id in due and due[question.id] >= moment.day_end]
    return Queue(tuple(taken), held_back=len(picks) - len(taken), next_due_at=min(later, default=None))


def minutes_of(question: Question, card: Card | None) -> float:
    """How long the question is likely to take: as long as before, but within reason.

    What it is meant to take counts like one more answer: who knew little at first was done soon, and will be slower.
    """
    if card is None or not card.minutes:
        return question.minutes
    answers = min(max(card.reviews, 1), RECENT)
    likely = (question.minutes + answers * card.minutes) / (answers + 1)
    return min(max(likely, question.minutes / 4), 2 * question.minutes)


def _is_wanted(question: Question, card: Card, wish: Wish, due: Mapping[str, datetime], moment: Moment) -> bool:
    if wish.weak_only:
        return is_weak(card, question, moment.now)
    return wish.cram or card.item not in due or due[card.item] < moment.day_end


def _pick(question: Question, card: Card, due: Mapping[str, datetime], moment: Moment) -> Pick:
    reasons = reasons_of(card, question, moment.now, moment.target)
    if question.id in due and due[question.id] < moment.day_end:
        reasons += (Reason(Ground.DUE, max((moment.now - due[question.id]).days, 0)),)
    if card.content_hash and question.content_hash != card.content_hash:
        reasons += (Reason(Ground.CHANGED),)
    return Pick(question.id, reasons, weakness_of(card, question, moment.now), minutes_of(question, card))


def _weakest_first(pick: Pick) -> tuple[float, str]:
    return -pick.weakness, pick.item


def _fresh(questions: Sequence[Question], cards: Mapping[str, Card], most: int, seed: int) -> list[Question]:
    """New items, the easy ones first, at most so many."""
    fresh = [question for question in questions if question.id not in cards]
    random.Random(seed).shuffle(fresh)
    return sorted(fresh, key=lambda question: DIFFICULTIES.index(question.difficulty))[: max(most, 0)]


def _within(picks: Iterable[Pick], limits: Limits, done: Practised) -> list[Pick]:
    """As many of the first picks as the day has room for; what would take too long makes room for something shorter."""
    taken: list[Pick] = []
    count, minutes = done.questions, done.minutes
    for pick in picks:
        if count >= limits.questions:
            break
        if minutes + pick.minutes > limits.minutes and (minutes or taken):
            continue
        taken.append(pick)
        count, minutes = count + 1, minutes + pick.minutes
    return taken


def for_readiness(picks: Iterable[Pick], days_left: int) -> tuple[Pick, ...]:
    """The picks of a plan, which say until when they must be known."""
    ready = Reason(Ground.READY, days_left)
    return tuple(replace(pick, reasons=(*pick.reasons, ready)) for pick in picks)
