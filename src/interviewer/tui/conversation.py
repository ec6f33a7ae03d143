"""The conversation: question after question, answer after answer, on one screen."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import TextArea

from interviewer.errors import InterviewerError, StoreError
from interviewer.model import Attempt, Interview
from interviewer.tui.answer_box import AnswerBox
from interviewer.tui.context import Context
from interviewer.tui.course import Course
from interviewer.tui.header import InterviewHeader
from interviewer.tui.keys import KeyBar, key_name
from interviewer.tui.navigation import ShowDebrief
from interviewer.tui.stopwatch import Stopwatch
from interviewer.tui.transcript import Transcript

DRAFT_DELAY_S = 0.3
"""How long the candidate pauses before the draft is saved."""

PROMPT_S = 0.1
"""An answer that takes longer to score than this is shown while it is being read."""

WARM_UP_DELAY_S = 0.05
"""How long a new question is given to reach the terminal before the scorer is made ready for it."""

CARD_DELAY_S = 0.5
"""How long a card stands before Enter turns to the next question: Enter pressed twice must not skip it."""


class ConversationScreen(Screen[None]):
    """Asks, takes answers, shows verdicts, from wherever the interview stands to its end.

    While the session is at work the screen is busy: it stays alive and takes no other orders. An error is told
    in the transcript, and what was typed goes back into the box.
    """

    ESCAPE_TO_MINIMIZE = False

    def __init__(self, context: Context, begin: Callable[[], Interview]) -> None:
        """Prepares the screen.

        Args:
            begin: Starts or finds the interview; it runs in a thread.
        """
        super().__init__()
        self.context = context
        self._phrases = context.phrases
        self._course = Course(context, begin)
        self._busy = False
        self._revealed = False
        self._warned = False
        self._parting = False
        self._judged_at_s = 0.0
        self._draft_timer: Timer | None = None
        self._stopwatch = Stopwatch(context.ticks)
        self._header = InterviewHeader(self._stopwatch, self._phrases)
        self._transcript = Transcript(context)
        self._box = AnswerBox(self._phrases)

    def compose(self) -> ComposeResult:
        """Header, transcript, box, keys."""
        yield Container(self._header, id="top")
        yield self._transcript
        with Container(id="bottom"):
            yield self._box
            yield KeyBar(self._phrases)

    def on_mount(self) -> None:
        """Begins once the first frame is painted."""
        self._box.pause("")
        self._box.focus()
        self.call_after_refresh(lambda: self._start(self._open()))

    def on_unmount(self) -> None:
        """Saves the draft, in case the screen goes away in some other way than by leaving it."""
        draft = self._draft()
        if self._course.attempt and draft is not None:
            with suppress(StoreError):  # there is no screen left to tell it on
                self.context.session.save_draft(self._course.attempt.id, draft, self._stopwatch.elapsed_s)

    # One thing at a time

    def _start(self, step: Coroutine[None, None, None]) -> bool:
        """Takes a step while the screen stays alive; False, and no step, while another is being taken."""
        if self._busy:
            step.close()
            return False
        self._busy = True
        self.refresh_bindings()
        self.run_worker(self._take(step))
        return True

    async def _take(self, step: Coroutine[None, None, None]) -> None:
        try:
            with self._telling():
                await step
        finally:
            self._busy = False
            self.refresh_bindings()

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """Says in the transcript what went wrong."""
        try:
            yield
        except InterviewerError as error:
            self._transcript.notice(error.message, error.hint, serious=True)

    # From question to question

    async def _open(self) -> None:
        """Starts or resumes the interview, and paints what has been said about questions that are still there."""
        if self._course.interview is None:
            await self._course.begin()
            await self._paint_past()
        await self._ask()

    async def _paint_past(self) -> None:
        for attempt, standing in await self._course.past():
            self._transcript.begin(attempt, self._course.why(attempt), standing)

    @work
    async def _warm_up(self) -> None:
        with self._telling():
            await self._course.warm_up()

    async def _ask(self) -> None:
        attempt = await self._course.ask()
        if attempt is None:
            await self._finish()
            return
        self._show(attempt)
        self.set_timer(WARM_UP_DELAY_S, self._warm_up)

    def _show(self, attempt: Attempt) -> None:
        """Paints the attempt at hand."""
        self._revealed = False
        assert self._course.interview and self._course.question
        self._header.show_question(self._course.interview, self._course.question)
        self._transcript.begin(attempt, self._course.why(attempt), self._course.standing)
        # An answer that was saved but could not be scored went back into the box, and so became a draft.
        self._settle(attempt, "" if attempt.draft in attempt.answers else attempt.draft)

    async def _finish(self) -> None:
        await self._course.end()
        assert self._course.interview
        self.post_message(ShowDebrief(self._course.interview.id))

    def _settle(self, attempt: Attempt, draft: str = "") -> None:
        """Waits for the candidate: for an answer while the attempt is open, else for "next question"."""
        if attempt.outcome is None:
            self._stopwatch.start(attempt.elapsed_s)
            self._box.resume(draft)
        else:
            self._stopwatch.stop()
            self._judged_at_s = self.context.ticks()
            self._box.pause(self._phrases.next_question.format(key=key_name("enter")))

    # Answering

    @on(AnswerBox.Submitted)
    def _send(self, event: AnswerBox.Submitted) -> None:
        if self._course.attempt is None:
            self._start(self._open())
        elif not self._course.is_open:
            if self._card_is_read():
                self._start(self._ask())
        elif event.text.strip() and not self._start(self._submit(event.text)):
            self._box.read_only = False

    def _card_is_read(self) -> bool:
        """Whether the card has stood long enough."""
        return self.context.ticks() - self._judged_at_s >= CARD_DELAY_S

    async def _submit(self, answer: str) -> None:
        elapsed_s = self._stopwatch.stop()
        sending = asyncio.create_task(self._course.submit(answer, elapsed_s))
        try:
            with self.app.batch_update():  # what comes at once is painted at once, together with the answer
                self._box.pause(self._phrases.reading)
                self._transcript.say(answer)
                await asyncio.wait({sending}, timeout=PROMPT_S)
                if sending.done():
                    self._receive(sending.result())
                    return
            self._receive(await sending)
        except InterviewerError:
            await self._transcript.unsay()
            self._stopwatch.start(elapsed_s)
            self._box.resume(answer)
            raise

    def _receive(self, attempt: Attempt) -> None:
        """Shows what the interviewer makes of an answer: a follow-up, or the verdict."""
        self._transcript.follow(attempt)
        if attempt.outcome:
            self._transcript.close(attempt, self._course.standing)
        self._settle(attempt)

    def _draft(self) -> str | None:
        """What has been typed and not sent; None where nothing can be typed."""
        return self._box.text if self._course.is_open and not self._box.read_only else None

    @on(TextArea.Changed)
    def _draft_changed(self) -> None:
        if self._draft_timer:
            self._draft_timer.stop()
        self._draft_timer = self.set_timer(DRAFT_DELAY_S, self._save_draft)

    @work
    async def _save_draft(self) -> None:
        with self._telling():
            await self._course.save_draft(self._draft, self._stopwatch.elapsed_s)
