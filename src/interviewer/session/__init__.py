"""The use cases: the one place that knows the whole story.

Screens and commands talk to a `Session` and to the plain values of `model`, to nothing else. Time and ids
come from outside: nothing here reads a clock or rolls dice.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from interviewer.bank import BUILTIN, Bank, builtin_directory, load_bank
from interviewer.debrief import make_debrief
from interviewer.errors import BankError
from interviewer.model import (
    COVERAGE_OF,
    Attempt,
    Debrief,
    Interview,
    Kind,
    Message,
    Mode,
    Outcome,
    Pace,
    Question,
    Queue,
    Rating,
    Reply,
    Role,
    Score,
    Selection,
    Status,
    Undone,
    Wish,
)
from interviewer.schedule import suggest
from interviewer.session.drills import Drills
from interviewer.session.exchange import Exchange
from interviewer.session.grader import Grader
from interviewer.session.history import History
from interviewer.session.probing import heard, next_hint, next_probe, replies_to_doubts
from interviewer.session.teaching import Teaching
from interviewer.settings import Places, Settings
from interviewer.store import Store, read_examples

if TYPE_CHECKING:
    from interviewer.model.progress import Progress

__all__ = ["Grader", "Session", "open_session"]

USUAL_PACE = Pace()


class Session:
    """One candidate at work with one bank and one database.

    Attributes:
        bank: The questions.
        probes: Follow-up questions at most per question.
        grader: What scores the answers.
        teaching: What the grader learns from people's grades.
        drills: What is due, what is weak, and why.
        exchange: Reviews that go out to other programs, and that come back.
        history: What was practised.
    """

    def __init__(
        self,
        bank: Bank,
        open_store: Callable[[], Store],
        grader: Grader,
        probes: int,
        make_id: Callable[[], str],
        pace: Pace = USUAL_PACE,
    ) -> None:
        self.bank = bank
        self.probes = probes
        self._open_store = open_store
        self._make_id = make_id
        self.grader = grader
        self.teaching = Teaching(grader, lambda: self._store)
        self.drills = Drills(bank, lambda: self._store, pace, grader.cache, make_id)
        self.exchange = Exchange(bank, lambda: self._store, self.drills)
        self.history = History(bank, lambda: self._store, self.drills)

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

    def start_drill(self, wish: Wish, seed: int, now: datetime) -> tuple[Interview | None, Queue]:
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
        """The first question not dealt with yet; questions that left the bank are passed over."""
        done = {attempt.question_id for attempt in interview.attempts if attempt.outcome}
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

    # One question

    def ask(self, interview: Interview, question: Question, now: datetime) -> Attempt:
        """The attempt at this question: a new one, or the one that was interrupted, as it stood.

        An answer that was saved but not yet scored when the program died is scored now.
        """
        text = question.text.best(interview.language)
        self._store.add_attempt(
            Attempt(
                id=self._make_id(),
                interview_id=interview.id,
                question_id=question.id,
                language=interview.language,
                content_hash=question.content_hash,
                started_at=now,
                messages=(Message(Role.INTERVIEWER, Kind.QUESTION, text, now),),
            )
        )
        attempt = self._attempt_at(interview.id, question.id)
        unscored = not attempt.outcome and attempt.messages[-1].role is Role.CANDIDATE
        return self._score_and_go_on(attempt, now).attempt if unscored else attempt

    def attempt(self, attempt_id: str) -> Attempt:
        """The attempt as saved now.

        Raises:
            StoreError: There is no such attempt.
        """
        return self._store.attempt(attempt_id)

    def save_draft(self, attempt_id: str, draft: str, elapsed_s: float) -> None:
        """Keeps what has been typed and not sent."""
        self._store.save_draft(attempt_id, draft, elapsed_s)

    def submit(self, attempt: Attempt, text: str, elapsed_s: float, now: datetime) -> Reply:
        """Takes an answer: saves it, then scores all the candidate said, then probes or ends the attempt.

        Submitting the same attempt value twice saves one answer.

        Raises:
            StoreError: The answer could not be saved; nothing has changed.
            ModelError: It was saved but cannot be scored; `ask` will try again.
        """
        answer = Message(Role.CANDIDATE, Kind.ANSWER, text, now)
        is_new = self._store.save_answer(attempt.id, len(attempt.messages), answer, elapsed_s)
        saved = self._store.attempt(attempt.id)
        if is_new or saved.messages[-1].role is Role.CANDIDATE:
            return self._score_and_go_on(saved, now)
        return Reply(saved, None if saved.outcome else saved.messages[-1])

    def hint(self, attempt: Attempt, now: datetime) -> Attempt:
        """The attempt with one more hint; the same attempt where there is nothing left to hint at."""
        hint = next_hint(self.bank.get(attempt.question_id), attempt, now)
        if hint is None:
            return attempt
        self._store.add_hint(attempt, hint)
        return self._store.attempt(attempt.id)

    def close_attempt(self, attempt: Attempt, outcome: Outcome, elapsed_s: float, now: datetime) -> Attempt:
        """Ends the attempt as it stands: skipped, revealed, or with no more to say.

        Whoever has the answer revealed without having said anything did not know it: every point is missed.
        """
        gave_up = outcome is Outcome.REVEALED and not attempt.answers
        score = self.grader.grade(self.bank.get(attempt.question_id), "") if gave_up else None
        self._store.close_attempt(attempt.id, outcome, elapsed_s, score, now)
        return self._store.attempt(attempt.id)

    def rate(self, attempt: Attempt, rating: Rating, now: datetime) -> Attempt:
        """The attempt with the candidate's own rating, which counts for the schedule; the suggested one is kept, too.

        Raises:
            ValueError: The attempt has not been reviewed.
        """
        if attempt.suggested is None:
            raise ValueError(f"attempt {attempt.id} has no review")
        self._store.rate(attempt.id, rating, now)
        return self._store.attempt(attempt.id)

    def undo(self, interview_id: str) -> Undone | None:
        """Takes back what the candidate did last in an interview: answer, score and schedule together.

        Returns:
            What it was, None where nothing is left to take back.
        """
        return self._store.take_back(interview_id)

    def overrule_point(self, attempt: Attempt, point_id: str, status: Status, now: datetime) -> Attempt:
        """The attempt with the candidate's own verdict on one point; the overall score follows.

        Raises:
            ValueError: The attempt has no score, or not this point.
        """
        from interviewer.scoring import overall_score

        score = self._score_of(attempt)
        matches = tuple(
            replace(match, status=status, coverage=COVERAGE_OF[status], overruled=True, doubt=None, unsure=False)
            if match.point_id == point_id
            else match
            for match in score.matches
        )
        question = self.bank.get(attempt.question_id)
        overall = overall_score(question, matches)
        if score.learned and not score.overruled:  # what graded answers say about the whole stays
            overall += score.overall - overall_score(question, score.matches)
        return self._change_score(attempt, replace(score, matches=matches, overall=min(max(overall, 0), 1)), now)

    def overrule(self, attempt: Attempt, overall: float, now: datetime) -> Attempt:
        """The attempt with the candidate's own score, in [0, 1].

        Raises:
            ValueError: The attempt has no score, or `overall` is out of range.
        """
        if not 0 <= overall <= 1:
            raise ValueError(overall)
        changed = replace(self._score_of(attempt), overall=overall, overruled=True)
        return self._change_score(attempt, changed, now)

    # Inside

    @cached_property
    def _store(self) -> Store:
        return self._open_store()

    def _attempt_at(self, interview_id: str, question_id: str) -> Attempt:
        interview = self._store.interview(interview_id)
        assert interview is not None
        return next(attempt for attempt in interview.attempts if attempt.question_id == question_id)

    def _score_and_go_on(self, attempt: Attempt, now: datetime) -> Reply:
        question = self.bank.get(attempt.question_id)
        score = self._grade_attempt(question, attempt)
        probe = next_probe(question, attempt, score, now) if attempt.probes < self.probes else None
        outcome = None if probe else Outcome.ANSWERED
        self._store.add_review(attempt, score, self._suggest(score, attempt), now, probe, outcome)
        return Reply(self._store.attempt(attempt.id), probe)

    def _grade_attempt(self, question: Question, attempt: Attempt) -> Score:
        """The score of all that was said; what was asked about and confirmed is held against the answer."""
        from interviewer.scoring import echoes, settle_by_replies

        score = self.grader.grade(question, heard(question, attempt, echoes))
        replies = replies_to_doubts(question, attempt)
        return settle_by_replies(question, score, replies, self.grader.grade) if replies else score

    def _suggest(self, score: Score, attempt: Attempt) -> Rating:
        return suggest(score.overall, attempt.hints, self.drills.pace.bounds)

    def _score_of(self, attempt: Attempt) -> Score:
        if attempt.score is None:
            raise ValueError(f"attempt {attempt.id} has no score")
        return attempt.score

    def _change_score(self, attempt: Attempt, score: Score, now: datetime) -> Attempt:
        self._store.change_score(attempt, score, self._suggest(score, attempt), now)
        return self._store.attempt(attempt.id)


def open_session(settings: Settings, places: Places, now: datetime, make_id: Callable[[], str]) -> Session:
    """A session with the user's bank and database; the database is opened when it is first needed.

    Raises:
        BankError: A folder of the bank cannot be read, or no file in it is a question.
    """
    folders = [builtin_directory() if folder == BUILTIN else Path(folder).expanduser() for folder in settings.bank]
    bank = load_bank(folders, places.cache)
    if not bank.questions and not bank.issues:
        raise BankError(
            f"There are no questions in {', '.join(settings.bank)}.",
            "`interviewer bank schema` describes the format of a question file.",
        )
    return Session(
        bank,
        lambda: Store(places.database, now),
        Grader(bank, places.cache, lambda: read_examples(places.database), settings.model, places.models),
        settings.probes,
        make_id,
        settings.pace,
    )
