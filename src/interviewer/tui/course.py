"""The course of an interview: every call of the session, made in a thread, one after the other."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from interviewer.model import Attempt, Interview, Outcome, Question, Status
from interviewer.tui.context import Context

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
    """

    def __init__(self, context: Context, begin: Callable[[], Interview]) -> None:
        self.interview: Interview | None = None
        self.attempt: Attempt | None = None
        self._session = context.session
        self._now = context.now
        self._begin = begin
        self._turn = asyncio.Lock()

    @property
    def is_open(self) -> bool:
        """A question waits for an answer."""
        return self.attempt is not None and self.attempt.outcome is None

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

    async def ask(self) -> Attempt | None:
        """The attempt at the next question; None where there is none left."""
        return await self._do(self._ask)

    async def submit(self, answer: str, elapsed_s: float) -> Attempt:
        """The attempt with one more answer, and what the interviewer makes of it."""
        attempt = self._last
        reply = await self._do(lambda: self._session.submit(attempt, answer, elapsed_s, self._now()))
        self.attempt = reply.attempt
        return reply.attempt

    async def hint(self) -> bool:
        """Adds a hint to the attempt; False where there is none left."""
        before = self._last
        self.attempt = await self._do(lambda: self._session.hint(before, self._now()))
        return len(self.attempt.messages) > len(before.messages)

    async def close(self, outcome: Outcome, elapsed_s: float) -> Attempt:
        """The attempt, ended."""
        attempt = self._last
        self.attempt = await self._do(lambda: self._session.close_attempt(attempt, outcome, elapsed_s, self._now()))
        return self.attempt

    async def overrule(self, verdict: Verdict) -> Attempt:
        """The attempt with the candidate's own verdict."""
        self.attempt = await self._do(lambda: self._overrule(verdict))
        return self.attempt

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

    async def end(self) -> None:
        """Ends the interview for good."""
        interview = await self.begin()
        await self._do(lambda: self._session.end(interview.id, self._now()))

    async def warm_up(self) -> None:
        """Makes the scorer ready for the question at hand; answers sent meanwhile wait for it."""
        await asyncio.to_thread(self._session.grader.warm_up, self.question)

    @property
    def _last(self) -> Attempt:
        assert self.attempt is not None
        return self.attempt

    async def _do(self, step: Callable[[], T]) -> T:
        async with self._turn:
            return await asyncio.to_thread(step)

    def _ask(self) -> Attempt | None:
        assert self.interview is not None
        self.interview = self._session.interview(self.interview.id) or self.interview
        question = self._session.next_question(self.interview)
        if question:
            self.attempt = self._session.ask(self.interview, question, self._now())
            return self.attempt
        return None

    def _overrule(self, verdict: Verdict) -> Attempt:
        if verdict.status is None:
            return self._session.overrule(self._last, verdict.overall, self._now())
        return self._session.overrule_point(self._last, verdict.point_id, verdict.status, self._now())
