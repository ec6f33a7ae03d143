"""Machines of one candidate: databases that drift apart by what is done on each, and come together again."""

import itertools
import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from interviewer.bank import Bank
from interviewer.model import Attempt, Interview, Outcome, Rating, Selection
from interviewer.model.learning import Example
from interviewer.model.review import Wish
from interviewer.scoring import Scorer
from interviewer.session import Grader, Session
from interviewer.session.archive import Archive
from interviewer.settings import Places
from interviewer.store import Store, read_examples

BEGUN = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)

SAID = (
    "A rebase makes new commits on another base.",
    "变基会产生新的提交，所以不要对公共分支变基。",
    "It halves the range with every test.",
    "no idea 😀",
)

Document = dict[str, Any]


@dataclass
class Machine:
    """One database, and what its candidate does there; each deed takes a number that says to what it is done."""

    name: str
    folder: Path
    bank: Bank
    scorer: Scorer
    clock: datetime = BEGUN
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    @property
    def places(self) -> Places:
        return Places(self.folder / "config", self.folder / "data", self.folder / "cache")

    @property
    def archive(self) -> Archive:
        return Archive(self.places)

    def twin(self, name: str) -> "Machine":
        """Another machine with a copy of the data."""
        folder = self.folder.with_name(f"{self.folder.name}-{name}")
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.folder, folder)
        return Machine(name, folder, self.bank, self.scorer, self.clock + timedelta(seconds=len(name)))

    def now(self) -> datetime:
        """A moment later with every look at it."""
        self.clock += timedelta(minutes=7, microseconds=11)
        return self.clock

    def session(self) -> Session:
        """The program, started anew."""
        grader = Grader(self.bank, self.places.cache, lambda: read_examples(self.places.database))
        grader.__dict__["_scorer"] = self.scorer
        return Session(
            self.bank,
            lambda: Store(self.places.database, BEGUN),
            grader,
            1,
            lambda: f"{self.name}-{next(self.numbers)}",
        )

    def do(self, *deeds: tuple[str, int]) -> None:
        """Does one thing after the other."""
        session = self.session()
        session.open()
        for deed, number in deeds:
            DEEDS[deed](self, session, number)
        session.close()

    def take_in(self, other: "Machine") -> "Machine":
        """Merges; gives itself."""
        self.archive.merge(other.places.database, self.now())
        return self

    def data(self) -> Document:
        """All that is in the database, but not how it is numbered or in which order it came."""
        with self.archive.documents(BEGUN) as kinds:
            found = {kind: list(documents) for kind, documents in kinds}
        for interview in found["interviews"]:
            interview["attempts"].sort(key=lambda attempt: attempt["id"])
        found["batches"].sort(key=json.dumps)
        return found

    def attempts(self) -> list[Document]:
        """Every attempt."""
        return [attempt for interview in self.data()["interviews"] for attempt in interview["attempts"]]


def said(attempt: Document) -> list[str]:
    """The candidate's words in an attempt."""
    return [message["text"] for message in attempt["messages"] if message["role"] == "candidate"]


def _some(found: list[Any], number: int) -> Any:
    return found[number % len(found)] if found else None


def _interview(session: Session, number: int) -> Interview | None:
    with closing(session._open_store()) as store:
        rows = store.rows("SELECT id FROM interviews ORDER BY id")
        found: Interview | None = store.interview(_some(rows, number)["id"]) if rows else None
        return found


def _attempt(session: Session, number: int) -> Attempt | None:
    interview = _interview(session, number // 3)
    found: Attempt | None = _some(list(interview.attempts), number) if interview else None
    return found


def _start(machine: Machine, session: Session, number: int) -> None:
    ids = ["git/rebase", "git/bisect", "sql/index"]
    chosen = tuple(ids[(number + step) % 3] for step in range(2))
    session.start(Selection(question_ids=chosen), number, machine.now())


def _drill(machine: Machine, session: Session, number: int) -> None:
    wish = Wish(cram=bool(number % 2), points=bool(number % 3), questions=2)
    session.start_drill(wish, number, machine.now())


def _ask(machine: Machine, session: Session, number: int) -> None:
    interview = _interview(session, number)
    question = session.next_question(interview) if interview else None
    if interview and question:
        session.ask(interview, question, machine.now())


def _answer(machine: Machine, session: Session, number: int) -> None:
    attempt = _attempt(session, number)
    if attempt and not attempt.outcome:
        session.submit(attempt, f"{_some(list(SAID), number)} {machine.name} {number}", number % 60, machine.now())


def _draft(machine: Machine, session: Session, number: int) -> None:
    attempt = _attempt(session, number)
    if attempt and not attempt.outcome:
        session.save_draft(attempt.id, f"half a thought {number}", 1)


def _hint(machine: Machine, session: Session, number: int) -> None:
    attempt = _attempt(session, number)
    if attempt and not attempt.outcome:
        session.hint(attempt, machine.now())


def _close(machine: Machine, session: Session, number: int) -> None:
    attempt = _attempt(session, number)
    if attempt:
        session.close_attempt(attempt, list(Outcome)[number % 3], number, machine.now())


def _rate(machine: Machine, session: Session, number: int) -> None:
    attempt = _attempt(session, number)
    if attempt and attempt.suggested:
        session.rate(attempt, list(Rating)[number % 4], machine.now())


def _overrule(machine: Machine, session: Session, number: int) -> None:
    attempt = _attempt(session, number)
    if attempt and attempt.score:
        session.overrule(attempt, number % 11 / 10, machine.now())


def _undo(machine: Machine, session: Session, number: int) -> None:
    interview = _interview(session, number)
    if interview:
        session.undo(interview.id)


def _end(machine: Machine, session: Session, number: int) -> None:
    interview = _interview(session, number)
    if interview:
        session.end(interview.id, machine.now())


def _suspend(machine: Machine, session: Session, number: int) -> None:
    session.drills.suspend("git/rebase", bool(number % 2), machine.now())


def _learn(machine: Machine, session: Session, number: int) -> None:
    with closing(session._open_store()) as store:
        now = machine.now()
        store.add_examples([Example("git/rebase", "", f"answer {number}", number % 11 / 10, "graded.jsonl", now)], now)


DEEDS: dict[str, Callable[[Machine, Session, int], None]] = {
    "start": _start,
    "drill": _drill,
    "ask": _ask,
    "answer": _answer,
    "draft": _draft,
    "hint": _hint,
    "close": _close,
    "rate": _rate,
    "overrule": _overrule,
    "undo": _undo,
    "end": _end,
    "suspend": _suspend,
    "learn": _learn,
}
