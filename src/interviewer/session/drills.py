"""Drilling: what is due and what is weak, from the reviews on."""

import hashlib
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path

from interviewer.bank import Bank
from interviewer.cache import read_cache, write_cache
from interviewer.days import day_of, end_of, start_of
from interviewer.errors import BankError, UsageError
from interviewer.model import POINT_MARK, Ground, Pace, Pick, Question, Reason
from interviewer.model.review import Card, Plan, Queue, Review, Wish
from interviewer.schedule import (
    Limits,
    Moment,
    Practised,
    for_readiness,
    is_weak,
    make_plan,
    make_queue,
    point_reviews,
    reasons_of,
    replay,
)
from interviewer.store import Store

Cards = dict[str, Card]
Replayed = dict[str, tuple[dict[str, str], Cards]]
"""For each question the fingerprints of its reviews, and the cards that they make."""

NO_MATTER = sys.maxsize

FURTHEST_DAYS = 3652
"""So many days ahead are planned at most: every one of them is played through."""

REPLAY = "2"
"""Another one whenever the same reviews make other cards."""


class Drills:
    """What there is to practise.

    Attributes:
        pace: How the candidate wants to practise.
    """

    def __init__(
        self, bank: Bank, store: Callable[[], Store], pace: Pace, cache: Path, make_id: Callable[[], str]
    ) -> None:
        self.pace = pace
        self._bank = bank
        self._store = store
        self._cache = cache
        self._make_id = make_id

    def queue(self, wish: Wish, seed: int, now: datetime) -> Queue:
        """What to practise now, within the limits of the day.

        Raises:
            BankError: Nothing in the bank fits the wish.
            UsageError: The day to be ready by is not in the future, or too far in it.
        """
        today = day_of(now)
        questions = self._items(wish)
        cards = self.cards(wish.points)
        moment = Moment(now, end_of(today), self.pace.retention)
        done = Practised() if wish.cram else self._practised(start_of(today))
        limits = self._limits(wish)
        queue = make_queue(wish, questions, cards, limits, done, moment, seed)
        if wish.by is None:
            return queue
        if wish.by <= today:
            raise UsageError(f"{wish.by} is not in the future.", "Give --by the day by which you want to be ready.")
        if (wish.by - today).days > FURTHEST_DAYS:
            raise UsageError(f"{wish.by} is too far away to be planned.", "Give --by a day in the next ten years.")
        plan = self._plan(wish, questions, cards, limits, done, moment)
        return self._planned(queue, plan, questions, cards, moment)

    def cards(self, points: bool = False) -> Cards:
        """The card of every question, or of every key point, that was ever reviewed, be it in the bank or not.

        Only what has new reviews since the last time is replayed.
        """
        groups = _groups(self._store().fingerprints())
        file = self._cards_file(points)
        known: Replayed = read_cache(file) or {}
        kept = {name: known[name] for name, marks in groups.items() if name in known and known[name][0] == marks}
        stale = groups.keys() - kept.keys()
        if stale:
            items = None if len(stale) == len(groups) else [item for name in stale for item in groups[name]]
            fresh = self._replayed(items, points)
            kept |= {name: (groups[name], fresh[name]) for name in stale}
            write_cache(file, kept)
        return {item: card for _, cards in kept.values() for item, card in cards.items()}

    def card(self, item: str) -> Card | None:
        """What the reviews of one item add up to, None where there are none."""
        question_id, _, point_id = item.partition(POINT_MARK)
        question = self._bank.find(question_id)
        points = [f"{question_id}{POINT_MARK}{point.id}" for point in question.key_points] if question else []
        return self._replayed([question_id, item, *points], bool(point_id))[question_id].get(item)

    def weak(self, now: datetime, points: bool = False) -> tuple[str, ...]:
        """The weak items that the bank has."""
        cards = self.cards(points).values()
        found = [(card, question) for card in cards if (question := self._bank.find(card.item))]
        return tuple(card.item for card, question in found if is_weak(card, question, now))

    def reasons(self, item: str, now: datetime) -> tuple[Reason, ...]:
        """What makes an item weak; nothing where it is not, or where the bank does not have it."""
        card, question = self.card(item), self._bank.find(item)
        if question is None or card is None or not is_weak(card, question, now):
            return ()
        return reasons_of(card, question, now, self.pace.retention)

    # Leeches, and what is suspended

    def is_leech(self, card: Card) -> bool:
        """Whether it was forgotten so often that asking it again and again is no use, as it is written now."""
        question = self._bank.find(card.item)
        rewritten = question is not None and question.content_hash != card.content_hash
        return card.lapses >= self.pace.leech and not rewritten

    def leeches(self) -> tuple[Card, ...]:
        """The leeches that are not suspended, the worst first."""
        out = self.suspended()
        found = [card for card in self.cards().values() if self.is_leech(card) and card.item not in out]
        return tuple(sorted(found, key=lambda card: (-card.lapses, card.item)))

    def suspended(self) -> frozenset[str]:
        """The items that are not to be drilled."""
        return self._store().suspended()

    def out_of(self, items: Iterable[str]) -> set[str]:
        """Those of the items that are suspended, be it with their question."""
        out = self.suspended()
        return {item for item in items if not out.isdisjoint({item, item.partition(POINT_MARK)[0]})}

    def suspend(self, item: str, suspended: bool, now: datetime) -> None:
        """Keeps a question or a key point out of the drill from now on, or lets it in again.

        Raises:
            BankError: The bank has no such item, and it is not suspended either.
        """
        if suspended or item not in self.suspended():
            self._bank.get(item)
        self._store().suspend(self._make_id(), item, suspended, now)

    # Inside

    def _items(self, wish: Wish) -> tuple[Question, ...]:
        """What the wish is about, without what is suspended."""
        out = self.suspended()
        fitting = [question for question in self._bank.fitting(wish) if question.id not in out]
        if wish.points:
            named = [f"{question.id}{POINT_MARK}{point.id}" for question in fitting for point in question.key_points]
            return tuple(self._bank.get(item) for item in named if item not in out)
        if not fitting:
            raise BankError("Every question that fits is suspended.", "`interviewer suspend` lists them.")
        return tuple(fitting)

    def _limits(self, wish: Wish) -> Limits:
        pace = self.pace
        return Limits(
            pace.questions if wish.questions is None else wish.questions,
            pace.new if wish.new is None else wish.new,
            pace.minutes if wish.minutes is None else wish.minutes,
        )

    def _practised(self, since: datetime) -> Practised:
        """What was drilled today; what was not known before today was new."""
        today = self._store().reviews(since=since, drilled=True)
        items = {review.item for review in today}
        known = self._store().reviewed_before(items, since)
        return Practised(len(today), len(items - known), sum(review.elapsed_s for review in today) / 60)

    def _plan(
        self, wish: Wish, questions: Sequence[Question], cards: Cards, limits: Limits, done: Practised, moment: Moment
    ) -> Plan:
        """The days until then: they keep to the minutes, and to what else was said, not to what is usual."""
        assert wish.by is not None
        each = Limits(wish.questions or NO_MATTER, NO_MATTER if wish.new is None else wish.new, limits.minutes)
        today = Limits(
            max(each.questions - done.questions, 0),
            max(each.new - done.new, 0),
            max(each.minutes - done.minutes, 0.0),
        )
        return make_plan(questions, cards, wish.by, day_of(moment.now), moment, (today, each))

    def _planned(self, queue: Queue, plan: Plan, questions: Sequence[Question], cards: Cards, moment: Moment) -> Queue:
        """The queue that follows the plan for today, with the reasons of what was picked anyway."""
        picked = {pick.item: pick for pick in queue.picks}
        by_id = {question.id: question for question in questions}
        picks = [picked.get(item) or self._pick(by_id[item], cards.get(item), moment) for item in plan.days[0].items]
        return Queue(for_readiness(picks, len(plan.days)), queue.held_back, queue.next_due_at, plan)

    def _pick(self, question: Question, card: Card | None, moment: Moment) -> Pick:
        reasons = reasons_of(card, question, moment.now, moment.target) if card else (Reason(Ground.NEW),)
        return Pick(question.id, reasons, minutes=question.minutes)

    def _replayed(self, items: Iterable[str] | None, points: bool) -> dict[str, Cards]:
        """The cards that the reviews of these items make, or of all, by question."""
        reviews: Iterable[Review] = self._store().reviews(items)
        if points:
            reviews = point_reviews(reviews, self.pace.bounds)
        found: dict[str, Cards] = defaultdict(dict)
        for item, card in replay(reviews, self.pace.retention).items():
            if (POINT_MARK in item) == points:
                found[item.partition(POINT_MARK)[0]][item] = card
        return found

    def _cards_file(self, points: bool) -> Path:
        key = f"{REPLAY} {self._store().path} {self.pace.retention} {self.pace.bounds} {points}"
        return self._cache / f"cards-{hashlib.sha256(key.encode()).hexdigest()[:32]}.pickle"


def _groups(fingerprints: dict[str, str]) -> dict[str, dict[str, str]]:
    """The fingerprints that a question's cards depend on, by question: its own and those of its points."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for item in sorted(fingerprints):
        found[item.partition(POINT_MARK)[0]][item] = fingerprints[item]
    return found
