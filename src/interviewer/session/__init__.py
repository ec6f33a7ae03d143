"""The use cases: the one place that knows the whole story.

Screens and commands talk to a `Session` and to the plain values of `model`, to nothing else. Time and ids
come from outside: nothing here reads a clock or rolls dice.
"""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from interviewer.bank import BUILTIN, Bank, builtin_directory, load_bank
from interviewer.errors import BankError
from interviewer.model import Debrief, Interview, Mode, Pace, Question, Selection
from interviewer.session.answering import Answering
from interviewer.session.grader import Grader
from interviewer.settings import Places, Settings

if TYPE_CHECKING:  # what follows the first frame is imported when it is wanted
    from interviewer.model.learning import Example
    from interviewer.model.progress import Progress
    from interviewer.model.review import Queue, Wish
    from interviewer.session.drills import Drills
    from interviewer.session.exchange import Exchange
    from interviewer.session.grading import AnswerGrading
    from interviewer.session.history import History
    from interviewer.session.teaching import Teaching
    from interviewer.session.workshop import Workshop
    from interviewer.store import Store

__all__ = ["Grader", "Session", "open_session"]

USUAL_PACE = Pace()


class Session(Answering):
    """One candidate at work with one bank and one database."""

    def __init__(
        self,
        bank: Bank,
        open_store: "Callable[[], Store]",
        grader: Grader,
        probes: int,
        make_id: Callable[[], str],
        pace: Pace = USUAL_PACE,
    ) -> None:
        super().__init__(bank, open_store, grader, probes, make_id, pace)

    def warm_up(self, question: Question | None) -> None:
        """Loads what the verdict on an answer to this question needs, and what is shown beside it; from any thread.

        Raises:
            ModelError: The encoder's files are missing or damaged.
        """
        _ = self.drills, self.history
        super().warm_up(question)

    # What else there is to do

    @cached_property
    def drills(self) -> "Drills":
        """What is due, what is weak, and why."""
        from interviewer.session.drills import Drills

        return Drills(self.bank, lambda: self._store, self.pace, self.grader.cache, self._make_id)

    @cached_property
    def teaching(self) -> "Teaching":
        """What the grader learns from people's grades."""
        from interviewer.session.teaching import Teaching

        return Teaching(self.grader, lambda: self._store)

    @cached_property
    def workshop(self) -> "Workshop":
        """What an author does with the bank."""
        from interviewer.session.workshop import Workshop

        return Workshop(self.bank, self.grader)

    @cached_property
    def grading(self) -> "AnswerGrading":
        """Grading what many candidates wrote."""
        from interviewer.session.grading import AnswerGrading

        return AnswerGrading(self.bank, self.grader)

    @cached_property
    def exchange(self) -> "Exchange":
        """Reviews that go out to other programs, and that come back."""
        from interviewer.session.exchange import Exchange

        return Exchange(self.bank, lambda: self._store, self.drills)

    @cached_property
    def history(self) -> "History":
        """What was practised."""
        from interviewer.session.history import History

        return History(self.bank, lambda: self._store, self.drills)

    # The database

    def open(self) -> Path | None:
        """Opens the database, where that has not happened yet.

        Returns:
            Where a damaged database was moved to make room for a new one, or None.

        Raises:
            StoreError: It cannot be opened.
        """
        return self._store.set_aside

    def close(self) -> None:
        """Closes the database."""
        if "_store" in self.__dict__:
            self._store.close()

    # An interview

    def start(self, selection: Selection, seed: int, now: datetime) -> Interview:
        """A new interview, saved.

        Raises:
            BankError: Nothing fits the selection.
            StoreError: It cannot be saved.
        """
        questions = self.bank.select(selection, seed)
        interview = Interview(
            id=self._make_id(),
            language=selection.language,
            question_ids=tuple(question.id for question in questions),
            started_at=now,
        )
        self._store.add_interview(interview)
        return interview

    def start_drill(self, wish: "Wish", seed: int, now: datetime) -> "tuple[Interview | None, Queue]":
        """A drill of what there is to practise now, saved; no drill where there is nothing.

        Raises:
            BankError: Nothing in the bank fits the wish.
            StoreError: It cannot be saved.
        """
        queue = self.drills.queue(wish, seed, now)
        if not queue.picks:
            return None, queue
        interview = Interview(
            id=self._make_id(),
            language=wish.language,
            question_ids=tuple(pick.item for pick in queue.picks),
            started_at=now,
            mode=Mode.CRAM if wish.cram and not wish.scheduled else Mode.DRILL,
            picks=queue.picks,
        )
        self._store.add_interview(interview)
        return interview, queue

    def unfinished(self) -> Interview | None:
        """The interview that was interrupted last and still has a question to ask."""
        interview = self._store.unfinished()
        return interview if interview and self.next_question(interview) else None

    def interview(self, interview_id: str) -> Interview | None:
        """The interview as saved now; an unambiguous beginning of its id will do."""
        return self._store.interview(interview_id)

    def interviews(self, limit: int = 20) -> tuple[Interview, ...]:
        """The latest interviews, newest first."""
        return self._store.interviews(limit)

    def next_question(self, interview: Interview) -> Question | None:
        """The first question not dealt with yet.

        Questions that left the bank are passed over, and in a drill those that were suspended before they were asked.
        """
        done = {attempt.question_id for attempt in interview.attempts if attempt.outcome}
        if interview.mode is not Mode.MOCK:
            begun = {attempt.question_id for attempt in interview.attempts}
            done |= self.drills.out_of(interview.question_ids) - begun
        for question_id in interview.question_ids:
            if question_id not in done and question_id in self.bank:
                return self.bank.get(question_id)
        return None

    def end(self, interview_id: str, now: datetime) -> Debrief:
        """Ends the interview for good and sums it up."""
        self._store.end_interview(interview_id, now)
        debrief = self.debrief(interview_id)
        if debrief.interview.picks:
            self.drills.cards()  # replayed now, while the debrief is read, the next drill need not wait for it
        return debrief

    def debrief(self, interview_id: str) -> Debrief:
        """What the interview has shown so far.

        Raises:
            BankError: There is no such interview.
        """
        interview = self._store.interview(interview_id)
        if interview is None:
            raise BankError(
                f"There is no interview {interview_id!r}.", "`interviewer history` lists them with their ids."
            )
        from interviewer.debrief import make_debrief

        return make_debrief(interview, self.bank.find)

    def progress(self, now: datetime, topics: tuple[str, ...] = ()) -> "Progress":
        """What all the reviews add up to.

        Args:
            topics: What it is limited to; empty for everything.

        Raises:
            BankError: There is no such topic, neither in the bank nor in the reviews.
        """
        from interviewer.session.statistics import read_progress

        return read_progress(self.bank, self._store.reviews(), self.drills, now, topics)


def open_session(settings: Settings, places: Places, now: datetime, make_id: Callable[[], str]) -> Session:
    """A session with the user's bank and database; the database is opened when it is first needed.

    A bank of no folders at all is empty: a first question may be brought in, or written.

    Raises:
        BankError: A folder of the bank cannot be read, or no file in it is a question.
    """
    folders = [builtin_directory() if folder == BUILTIN else Path(folder).expanduser() for folder in settings.bank]
    bank = load_bank(folders, places.cache)
    if folders and not bank.questions and not bank.issues and not bank.drafts:
        raise BankError(
            f"There are no questions in {', '.join(settings.bank)}.",
            "`interviewer bank schema` describes the format of a question file.",
        )

    def open_store() -> "Store":
        from interviewer.store import Store

        return Store(places.database, now)

    def read_examples() -> "tuple[Example, ...]":
        from interviewer.store import read_examples

        return read_examples(places.database)

    return Session(
        bank,
        open_store,
        Grader(bank, places.cache, read_examples, settings.model, places.models),
        settings.probes,
        make_id,
        settings.pace,
    )
