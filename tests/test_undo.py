"""Undo: whatever was done, taking it back step by step gives the very states there were before."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interviewer.bank import Bank
from interviewer.model import (
    Attempt,
    Interview,
    Mode,
    Outcome,
    Question,
    Rating,
    Selection,
    Status,
)
from interviewer.model.review import Wish
from interviewer.scoring import Scorer
from interviewer.session import Grader, Session
from interviewer.store import Store
from interviewer.store.steps import UNDOABLE

ANSWERS = (
    "Every change is applied again elsewhere as a fresh commit object.",
    "Do not rewrite history that your team has fetched.",
    "After rebasing the commits keep the very same hashes.",
    "I do not know.",
)

actions = st.one_of(
    st.tuples(st.just("submit"), st.sampled_from(ANSWERS)),
    st.tuples(st.sampled_from(("hint", "skip", "reveal", "end", "undo", "look")), st.none()),
    st.tuples(st.just("overrule"), st.floats(0, 1)),
    st.tuples(st.just("overrule_point"), st.sampled_from(Status)),
    st.tuples(st.just("rate"), st.sampled_from(Rating)),
)


@pytest.fixture
def new_session(small_bank: Bank, scorer: Scorer, tmp_path: Path, now: datetime) -> Iterator[Callable[[], Session]]:
    """Sessions, each with an empty database of its own."""
    numbers = itertools.count(1)
    opened: list[Session] = []

    def opener() -> Session:
        number = next(numbers)
        grader = Grader(small_bank, tmp_path / f"cache-{number}")
        grader.__dict__["_scorer"] = scorer
        ids = (f"id-{number}-{count}" for count in itertools.count())
        session = Session(small_bank, lambda: Store(tmp_path / f"{number}.db", now), grader, 1, ids.__next__)
        opened.append(session)
        return session

    yield opener
    for session in opened:
        session.close()


class Hand:
    """Somebody who does things in an interview, and remembers how all was before each step."""

    def __init__(self, session: Session, interview_id: str, now: datetime) -> None:
        self.session = session
        self.id = interview_id
        self.now = now
        self.before: list[object] = []
        self.count = 0

    @property
    def interview(self) -> Interview:
        interview = self.session.interview(self.id)
        assert interview is not None
        return interview

    def state(self) -> object:
        """The interview and the schedule; a question that merely stands there is not done anything about."""
        interview = self.interview
        touched = tuple(a for a in interview.attempts if a.outcome or len(a.messages) > 1)
        return replace(interview, attempts=touched), self.session.drills.cards(), self.session.drills.cards(points=True)

    def do(self, name: str, value: object) -> None:
        self.now += timedelta(minutes=7)
        self.count += 1
        if name == "undo":
            self.undo()
        elif name == "end":
            self.session.end(self.id, self.now)
        else:
            before = self.state()
            if self._step(name, value):
                self.before.append(before)

    def undo(self) -> None:
        undone = self.session.undo(self.id)
        assert (undone is None) == (not self.before)
        if self.before:
            assert self.state() == self.before.pop()

    def _step(self, name: str, value: object) -> bool:
        """Does something; whether that was a step."""
        question = self.session.next_question(self.interview)
        if name in {"submit", "hint", "skip", "reveal", "look"}:
            return question is not None and self._answer(question, name, value)
        judged = [attempt for attempt in self.interview.attempts if attempt.score]
        return bool(judged) and self._judge(judged[self.count % len(judged)], value)

    def _answer(self, question: Question, name: str, value: object) -> bool:
        attempt = self.session.ask(self.interview, question, self.now)
        if name == "submit":
            self.session.submit(attempt, f"{value} ({self.count})", 30.0 * self.count, self.now)
        elif name == "hint":
            return self.session.hint(attempt, self.now) != attempt
        elif name != "look":
            outcome = Outcome.SKIPPED if name == "skip" else Outcome.REVEALED
            self.session.close_attempt(attempt, outcome, 30.0 * self.count, self.now)
        return name != "look"

    def _judge(self, attempt: Attempt, value: object) -> bool:
        assert attempt.score is not None
        match value:
            case Rating():
                self.session.rate(attempt, value, self.now)
            case Status():
                self.session.overrule_point(attempt, attempt.score.matches[0].point_id, value, self.now)
            case float():
                self.session.overrule(attempt, value, self.now)
        return True


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    done=st.lists(actions, max_size=12), mode=st.sampled_from([Mode.MOCK, Mode.DRILL, Mode.CRAM]), points=st.booleans()
)
def test_undo_restores_the_exact_state_before_every_step(
    done: list[tuple[str, object]], mode: Mode, points: bool, new_session: Callable[[], Session], now: datetime
) -> None:
    session = new_session()
    hand = Hand(session, _begin(session, mode, points, now).id, now)
    for name, value in done:
        hand.do(name, value)
    while hand.before:
        hand.undo()
    assert session.undo(hand.id) is None


def _begin(session: Session, mode: Mode, points: bool, now: datetime) -> Interview:
    """An interview of this kind; cramming needs something that was asked before."""
    if mode is Mode.MOCK:
        return session.start(Selection(question_ids=("git/rebase", "git/bisect", "sql/index")), 1, now)
    if mode is Mode.CRAM:
        first = session.start(Selection(question_ids=("git/rebase", "git/bisect")), 1, now - timedelta(days=1))
        for question_id in first.question_ids:
            attempt = session.ask(first, session.bank.get(question_id), now - timedelta(days=1))
            session.close_attempt(attempt, Outcome.REVEALED, 60.0, now - timedelta(days=1))
    interview, _ = session.start_drill(Wish(cram=mode is Mode.CRAM, points=points, new=3), 1, now)
    assert interview is not None and interview.mode is mode
    return interview


def test_what_was_done_long_ago_cannot_be_undone_any_more_and_does_not_fill_the_database(
    new_session: Callable[[], Session], now: datetime
) -> None:
    session = new_session()
    ids = []
    for number in range(UNDOABLE + 2):
        when = now + timedelta(hours=number)
        interview = session.start(Selection(question_ids=("git/rebase",)), 0, when)
        session.submit(session.ask(interview, session.bank.get("git/rebase"), when), ANSWERS[0], 5, when)
        ids.append(interview.id)
    assert session.undo(ids[0]) is None
    assert all(session.undo(interview_id) for interview_id in ids[2:])
