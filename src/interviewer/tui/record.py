"""What was said in a session, answer by answer, with the verdicts."""

import asyncio
from collections.abc import Iterator
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

from interviewer.errors import InterviewerError
from interviewer.lines.history import date_text, mode_name, outcome_lines, rating_text, standing_text
from interviewer.model import Attempt, Interview, Selection
from interviewer.model.history import PastReview, Standing
from interviewer.tui.context import Context
from interviewer.tui.keys import EVERYWHERE, KeyBar
from interviewer.tui.navigation import HistoryPlace, Practise, ShowComparison, ShowDebrief, ShowHistory
from interviewer.tui.other_answer import OtherAnswerDialog
from interviewer.tui.prose import Paragraph, ProseView
from interviewer.tui.transcript import Transcript


class Record(Transcript):
    """A conversation that is over: it is read from its beginning."""

    def on_resize(self) -> None:
        """Stays where the reader is."""

    def _add(self, *widgets: Widget) -> None:
        self.mount_all(widgets)

    def _look_at(self, widget: Widget) -> None:
        """Stays where the reader is."""


class RecordScreen(Screen[None]):
    """One answer at a time; the arrow keys turn to the others of its session."""

    ESCAPE_TO_MINIMIZE = False

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,p", "step(-1)", "key_previous_answer"),
        Binding("right,n", "step(1)", "key_next_answer"),
        Binding("c", "compare", "key_compare"),
        Binding("a", "again", "key_same_again"),
        Binding("d", "debrief", "key_debrief"),
        Binding("escape,h", "back", "key_back"),
        *EVERYWHERE,
    ]

    def __init__(self, context: Context, interview_id: str, attempt_id: str, place: HistoryPlace) -> None:
        super().__init__()
        self.context = context
        self._phrases = context.phrases
        self._interview_id = interview_id
        self._attempt_id = attempt_id
        self._place = place
        self._interview: Interview | None = None
        self._attempts: tuple[Attempt, ...] = ()
        self._others: tuple[PastReview, ...] = ()
        self._number = 0
        self._head = ProseView(id="record")
        self._record = Record(context)

    def compose(self) -> ComposeResult:
        """Which answer this is, what was said, and the keys."""
        with Container(id="top"):
            yield self._head
        yield self._record
        with Container(id="bottom"):
            yield KeyBar(self._phrases)

    def on_mount(self) -> None:
        """Reads the session."""
        self._record.focus()
        self._read()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There must be another answer to turn to or to compare with, and a question to ask again."""
        match action, parameters:
            case "step", (int(by),):
                return 0 <= self._number + by < len(self._attempts)
            case "compare", _:
                return bool(self._others)
            case "again", _:
                return bool(self._attempts) and self._standing is not Standing.GONE
            case _:
                return True

    @property
    def _attempt(self) -> Attempt:
        return self._attempts[self._number]

    @property
    def _standing(self) -> Standing:
        return self.context.session.history.standing(self._attempt)

    @work
    async def _read(self) -> None:
        try:
            self._interview = await asyncio.to_thread(self.context.session.interview, self._interview_id)
        except InterviewerError as error:
            self._record.notice(error.message, error.hint, serious=True)
            return
        attempts = self._interview.attempts if self._interview else ()
        self._attempts = tuple(one for one in attempts if one.outcome or one.score or one.answers)
        ids = [attempt.id for attempt in self._attempts]
        self._number = ids.index(self._attempt_id) if self._attempt_id in ids else 0
        if self._attempts:
            await self._show()
        else:
            self._record.notice(self._phrases.nothing_answered)

    async def _show(self) -> None:
        attempt = self._attempt
        self._others = ()
        self._head.show(*self._heading(attempt))
        await self._record.remove_children()
        self._record.begin(attempt)
        for line in self._notes(attempt):
            self._record.notice(line)
        self._record.scroll_home(animate=False)
        try:
            self._others = await asyncio.to_thread(self.context.session.history.others, attempt, self.context.now())
        except InterviewerError as error:
            self._record.notice(error.message, error.hint, serious=True)
        self.refresh_bindings()

    def _notes(self, attempt: Attempt) -> Iterator[str]:
        yield from outcome_lines(attempt, self._phrases)
        if attempt.rating:
            yield rating_text(attempt, self._phrases)
        if note := standing_text(self._standing, self._phrases):
            yield note

    def _heading(self, attempt: Attempt) -> list[Paragraph]:
        assert self._interview
        date = date_text(attempt.started_at)
        place = self._phrases.answer_place.format(number=self._number + 1, count=len(self._attempts))
        kind = mode_name(self._interview.mode, self._phrases)
        return [
            Paragraph(Content.assemble((attempt.question_id, "bold $text-accent"), f"   {kind} · {date} · {place}"))
        ]

    # What can be done

    @work(exclusive=True)
    async def action_step(self, by: int) -> None:
        """Turns to the previous or the next answer of the session."""
        self._number += by
        await self._show()

    @work(exclusive=True)
    async def action_compare(self) -> None:
        """Holds this answer against another one to the same question."""
        chosen: str | None = self._others[0].review.attempt_id
        if len(self._others) > 1:
            chosen = await self.app.push_screen_wait(OtherAnswerDialog(self._others, self._phrases))
        if chosen:
            self.post_message(ShowComparison(self._attempt.id, chosen, self._place))

    def action_again(self) -> None:
        """Asks the question once more."""
        self.post_message(
            Practise(Selection(question_ids=(self._attempt.question_id,), language=self._attempt.language))
        )

    def action_debrief(self) -> None:
        """Shows what the whole session added up to."""
        self.post_message(ShowDebrief(self._interview_id))

    def action_back(self) -> None:
        """Goes back to the list."""
        self.post_message(ShowHistory(self._place))
