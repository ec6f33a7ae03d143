"""Weeks of drilling, played through the real session, scorer and database with simulated time."""

import itertools
import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from statistics import fmean

from benchmarks.candidate import Candidate
from interviewer.model import Interview, Language, Outcome, Pace, Question, Rating, Selection
from interviewer.model.review import Card, Wish
from interviewer.session import Grader, Session
from interviewer.store import Store

EVENINGS_MISSED = 1 / 7
EVERYTHING = 10_000
LOOK_DAYS = 3
"""Every so many days the picks are held against what the candidate knows."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as it was asked.

    Attributes:
        overdue_days: Since it was due; 0 where it was new.
        expected: The score that was to be expected of the candidate just then.
    """

    item: str
    day: int
    overdue_days: float
    expected: float
    score: float
    rating: Rating | None


@dataclass(frozen=True, slots=True)
class Look:
    """What `--weak-only` would pick on an evening, beside what the candidate knows.

    Attributes:
        picked: All picks, the weakest first.
        expected: For each item that was ever asked the score to expect now.
        cards: Of these items.
    """

    day: int
    picked: tuple[str, ...]
    expected: Mapping[str, float]
    cards: Mapping[str, Card]


@dataclass(slots=True)
class Course:
    """What happened.

    Attributes:
        planned, spent: Minutes of each evening.
        new: New questions of each evening.
        looks: At whole questions; `point_looks` at single key points.
        overdue_days: Of each question at the end.
        at_end: The mean score to expect of all questions of the bank at the end.
    """

    asked: list[Asked] = field(default_factory=list)
    planned: list[float] = field(default_factory=list)
    spent: list[float] = field(default_factory=list)
    new: list[int] = field(default_factory=list)
    looks: list[Look] = field(default_factory=list)
    point_looks: list[Look] = field(default_factory=list)
    overdue_days: dict[str, float] = field(default_factory=dict)
    at_end: float = 0.0


class Simulation:
    """One candidate, one database, some weeks."""

    def __init__(
        self, grader: Grader, folder: Path, seed: int, pace: Pace, begins_at: datetime, also_weak: bool = False
    ) -> None:
        """Prepares a simulation; nothing has happened yet.

        Args:
            also_weak: What is left of an evening goes to `drill --weak-only`.
        """
        numbers = itertools.count()
        self.bank = grader.bank
        self.session = Session(
            grader.bank,
            lambda: Store(folder / f"candidate-{seed}.db", begins_at),
            grader,
            0,
            lambda: f"id-{next(numbers)}",
            pace,
        )
        self.candidate = Candidate(grader.bank.questions, seed, begins_at)
        self.random = random.Random(seed)
        self.begins_at = begins_at
        self.also_weak = also_weak
        self.course = Course()

    def run(self, days: int, first_questions: int = 8) -> Course:
        """A mock interview on day 0, then a drill on most evenings."""
        mock = self.session.start(
            Selection(questions=first_questions, language=Language.EN), self.random.randrange(1000), self.begins_at
        )
        self._hold(mock, 0, self.begins_at)
        for day in range(1, days + 1):
            now = self.begins_at + timedelta(days=day, minutes=self.random.uniform(-90, 90))
            if day % LOOK_DAYS == 1:
                self.course.looks.append(self._look(day, now, points=False))
                self.course.point_looks.append(self._look(day, now, points=True))
            if self.random.random() >= EVENINGS_MISSED:
                self._drill(day, now)
        end = self.begins_at + timedelta(days=days)
        cards = self.session.drills.cards()
        self.course.overdue_days = {item: _overdue_days(card, end) for item, card in cards.items()}
        self.course.at_end = fmean(self.candidate.expected_score(question, end) for question in self.bank.questions)
        self.session.close()
        return self.course

    def _drill(self, day: int, now: datetime) -> None:
        known = self.session.drills.cards()
        drill, queue = self.session.start_drill(Wish(), self.random.randrange(1000), now)
        self.course.planned.append(sum(pick.minutes for pick in queue.picks))
        self.course.new.append(sum(pick.item not in known for pick in queue.picks))
        spent = self._hold(drill, day, now) if drill else 0.0
        if self.also_weak and spent < self.session.drills.pace.minutes:
            later = now + timedelta(minutes=spent)
            more, _ = self.session.start_drill(Wish(weak_only=True), 0, later)
            spent += self._hold(more, day, later) if more else 0.0
        self.course.spent.append(spent)

    def _hold(self, interview: Interview, day: int, now: datetime) -> float:
        """Answers the questions, as far as the evening goes; the minutes that it took."""
        cards = self.session.drills.cards()
        clock = now
        for item in interview.question_ids:
            if day and clock - now >= timedelta(minutes=self.session.drills.pace.minutes):
                break
            question = self.bank.get(item)
            expected = self.candidate.expected_score(question, clock)
            attempt = self.session.ask(interview, question, clock)
            text = self.candidate.answer(question, interview.language, clock)
            took_s = self.candidate.takes_s(question)
            clock += timedelta(seconds=took_s)
            attempt = self.session.submit(attempt, text, took_s, clock).attempt
            assert attempt.outcome is Outcome.ANSWERED and attempt.score is not None
            self.candidate.read_feedback(question, clock)
            overdue = _overdue_days(cards[item], now) if item in cards else 0.0
            self.course.asked.append(Asked(item, day, overdue, expected, attempt.score.overall, attempt.rating))
        self.session.end(interview.id, clock)
        return (clock - now).total_seconds() / 60

    def _look(self, day: int, now: datetime, points: bool) -> Look:
        wish = Wish(weak_only=True, points=points, questions=EVERYTHING, minutes=EVERYTHING)
        cards = self.session.drills.cards(points)
        picked = tuple(pick.item for pick in self.session.drills.queue(wish, 0, now).picks)
        expected = {item: self._expected(self.bank.get(item), now, points) for item in cards}
        return Look(day, picked, expected, cards)

    def _expected(self, question: Question, now: datetime, points: bool) -> float:
        if points:
            return next(iter(self.candidate.recall(question, now).values()))
        return self.candidate.expected_score(question, now)


def _overdue_days(card: Card, now: datetime) -> float:
    return max((now - card.due_at).total_seconds() / 86400, 0.0) if card.due_at else 0.0
