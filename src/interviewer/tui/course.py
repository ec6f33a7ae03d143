"""The course of an interview: every call of the session, made in a thread, one after the other."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeVar

from interviewer.errors import StoreError
from interviewer.lines.agenda import reasons_text
from interviewer.model import Attempt, Interview, Outcome, Question, Rating, Status, Undone
from interviewer.session import Session
from interviewer.tui.context import Context
from interviewer.tui.standing import Standing, read_standing

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the candidate says instead of the scorer.

    Attributes:
        status: The status of the point `point_id`; None where the whole answer is judged.
        overall: The score of the whole answer, in [0, 1].
    """

    point_id: str = ""
    status: Status | None = None
    overall: float = 0.0


class Course:
    """One interview as it goes on. A coroutine that raises an `InterviewerError` has done nothing.

    Attributes:
        interview: None until `begin` has found or started it.
        attempt: The last question's; None until `ask` has asked one.
        standing: Where its item stands; None until there is a verdict.
    """

    def __init__(self, context: Context, begin: Callable[[], Interview]) -> None:
        self.interview: Interview | None = None
        self.attempt: Attempt | None = None
        self.standing: Standing | None = None
        self._phrases = context.phrases
        self._session = context.session
        self._now = context.now
        self._begin = begin
        self._turn = asyncio.Lock()

    @property
    def is_open(self) -> bool:
        """A question waits for an answer."""
        return self.attempt is not None and self.attempt.outcome is None

    @property
    def has_begun(self) -> bool:
        """The candidate has done something that may be taken back."""
        attempts = (*(self.interview.attempts if self.interview else ()), *([self.attempt] if self.attempt else []))
        return any(attempt.outcome or len(attempt.messages) > 1 for attempt in attempts)

    @property
    def is_judged(self) -> bool:
        """The last question is over, and there is a score."""
        return bool(self.attempt and self.attempt.outcome and self.attempt.score)

    @property
    def question(self) -> Question | None:
        """The question asked last."""
        return self._session.bank.get(self.attempt.question_id) if self.attempt else None

    async def begin(self) -> Interview:
        """Starts or finds the interview, once."""
        if self.interview is None:
            self.interview = await self._do(self._begin)
        return self.interview

    async def past(self) -> list[tuple[Attempt, Standing | None]]:
        """The attempts before the one at hand that are over, where the bank still has their questions."""
        interview = await self.begin()
        return await self._do(lambda: [(attempt, self._standing_of(attempt)) for attempt in self._over(interview)])

    def why(self, attempt: Attempt) -> str:
        """Why a drill asks this, in the reader's language."""
        pick = self.interview.pick(attempt.question_id) if self.interview else None
        return reasons_text(pick.reasons, self._phrases) if pick else ""

    async def ask(self) -> Attempt | None:
        """The attempt at the next question; None where there is none left."""
        return await self._do(self._ask)

    async def submit(self, answer: str, elapsed_s: float) -> Attempt:
        """The attempt with one more answer, and what the interviewer makes of it."""
        attempt = self._last
        return await self._change(lambda: self._session.submit(attempt, answer, elapsed_s, self._now()).attempt)

    async def hint(self) -> bool:
        """Adds a hint to the attempt; False where there is none left."""
        before = self._last
        after = await self._change(lambda: self._session.hint(before, self._now()))
        return len(after.messages) > len(before.messages)

    async def close(self, outcome: Outcome, elapsed_s: float) -> Attempt:
        """The attempt, ended."""
        attempt = self._last
        return await self._change(lambda: self._session.close_attempt(attempt, outcome, elapsed_s, self._now()))

    async def overrule(self, verdict: Verdict) -> Attempt:
        """The attempt with the candidate's own verdict."""
        return await self._change(lambda: self._overrule(verdict))

    async def rate(self, rating: Rating) -> Attempt:
        """The attempt with the candidate's own rating."""
        attempt = self._last
        return await self._change(lambda: self._session.rate(attempt, rating, self._now()))

    async def suspend(self, suspended: bool) -> Attempt:
        """The attempt, its item kept out of the drill from now on, or let in again."""
        attempt = self._last

        def suspend() -> Attempt:
            self._session.drills.suspend(attempt.question_id, suspended, self._now())
            return attempt

        return await self._change(suspend)

    async def undo(self, typed: str) -> Undone | None:
        """Takes back what was done last, and goes back to where that was; None where nothing is left.

        Args:
            typed: What stands in the box, which is kept.
        """
        return await self._do(lambda: self._undo(typed))

    async def save_draft(self, draft: Callable[[], str | None], elapsed_s: float) -> None:
        """Keeps what has been typed.

        Args:
            draft: Asked when it is this call's turn, since an answer may have been sent meanwhile; None
                where there is nothing to keep.
        """
        async with self._turn:
            text = draft()
            if self.is_open and text is not None:
                await asyncio.to_thread(self._session.save_draft, self._last.id, text, elapsed_s)

    async def put_by(self) -> None:
        """Leaves the interview to be resumed; where nothing is left to ask, it is over."""
        interview = await self.begin()
        await self._do(lambda: self._put_by(interview.id))

    async def end(self) -> None:
        """Ends the interview for good."""
        interview = await self.begin()
        await self._do(lambda: self._session.end(interview.id, self._now()))

    async def warm_up(self) -> None:
        """Makes the scorer ready for the question at hand; answers sent meanwhile wait for it."""
        await asyncio.to_thread(self._session.warm_up, self.question)

    @property
    def _last(self) -> Attempt:
        assert self.attempt is not None
        return self.attempt

    async def _change(self, step: Callable[[], Attempt]) -> Attempt:
        """Takes a step that changes the attempt, and reads where its item stands then."""
        attempt, self.standing = await self._do(lambda: self._with_standing(step()))
        self.attempt = attempt
        return attempt

    def _with_standing(self, attempt: Attempt) -> tuple[Attempt, Standing | None]:
        return attempt, self._standing_of(attempt)

    def _standing_of(self, attempt: Attempt) -> Standing | None:
        assert self.interview is not None
        with suppress(StoreError):  # the step itself is saved, and the verdict can do without
            return read_standing(self._session, self.interview, attempt)
        return None

    def _over(self, interview: Interview) -> list[Attempt]:
        at_hand = self.attempt.id if self.attempt else ""
        return [
            attempt
            for attempt in interview.attempts
            if attempt.outcome and attempt.id != at_hand and attempt.question_id in self._session.bank
        ]

    async def _do(self, step: Callable[[], T]) -> T:
        async with self._turn:
            return await asyncio.to_thread(step)

    def _ask(self) -> Attempt | None:
        assert self.interview is not None
        self.interview = self._session.interview(self.interview.id) or self.interview
        question = self._session.next_question(self.interview)
        if question is None:
            return None
        self.attempt, self.standing = self._session.ask(self.interview, question, self._now()), None
        if self.attempt.outcome:  # an answer whose score was not saved any more made a verdict
            self.standing = self._standing_of(self.attempt)
        return self.attempt

    def _put_by(self, interview_id: str) -> None:
        interview = self._session.interview(interview_id)
        if interview and self._session.next_question(interview) is None:
            self._session.end(interview_id, self._now())

    def _undo(self, typed: str) -> Undone | None:
        assert self.interview is not None
        undone = take_back(self._session, self.interview.id, self.attempt.id if self.attempt else "", typed)
        if undone:
            self._go_back(self._session.attempt(undone.attempt_id))
        return undone

    def _go_back(self, changed: Attempt) -> None:
        """To the attempt that was changed where it is open again or at hand, else to the one at hand."""
        assert self.interview is not None
        at_hand = changed.id
        if self.attempt and (changed.outcome or changed.question_id not in self._session.bank):
            at_hand = self.attempt.id
        self.interview = self._session.interview(self.interview.id) or self.interview
        attempts = {attempt.id: attempt for attempt in self.interview.attempts}
        if at_hand in attempts:
            self.attempt, self.standing = self._with_standing(attempts[at_hand])
        else:
            self._ask()

    def _overrule(self, verdict: Verdict) -> Attempt:
        if verdict.status is None:
            return self._session.overrule(self._last, verdict.overall, self._now())
        return self._session.overrule_point(self._last, verdict.point_id, verdict.status, self._now())


def take_back(session: Session, interview_id: str, at_hand: str = "", typed: str = "") -> Undone | None:
    """Undoes what was done last; an answer that is taken back becomes the draft, so that it can be said better.

    Args:
        at_hand: The attempt whose answer is being written.
        typed: What has been typed there; it is kept.
    """
    undone = session.undo(interview_id)
    if undone is None:
        return None
    draft = "\n".join(words for words in (undone.said, typed if undone.attempt_id == at_hand else "") if words)
    if draft:
        session.save_draft(undone.attempt_id, draft, elapsed_s=0)  # the time spent only ever grows
    return undone
