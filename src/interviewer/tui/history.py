"""Past interviews, newest first."""

import asyncio
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.screen import Screen
from textual.widgets import DataTable

from interviewer.errors import InterviewerError
from interviewer.feedback import percent
from interviewer.model import Debrief
from interviewer.tui.context import Context
from interviewer.tui.keys import EVERYWHERE, KeyBar
from interviewer.tui.messages import Notice
from interviewer.tui.navigation import GoHome, ShowDebrief, ShowStats
from interviewer.tui.prose import ProseView, text

SHOWN = 100
"""Interviews listed at most."""


class HistoryScreen(Screen[None]):
    """The past interviews; Enter opens the debrief of one."""

    ESCAPE_TO_MINIMIZE = False

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "key_open"),
        Binding("s", "stats", "key_stats"),
        Binding("escape,h", "home", "key_home"),
        *EVERYWHERE,
    ]

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._phrases = context.phrases
        self._table: DataTable[str] = DataTable(cursor_type="row", zebra_stripes=True)

    def compose(self) -> ComposeResult:
        """The table, and the keys."""
        with Vertical(id="history"):
            yield ProseView(text(self._phrases.history, "bold $text-accent"))
            yield self._table
        with Container(id="bottom"):
            yield KeyBar(self._phrases)

    def on_mount(self) -> None:
        """Reads the interviews."""
        phrases = self._phrases
        self._table.add_columns(phrases.date, phrases.questions, phrases.overall_score, phrases.topics)
        self._table.focus()
        self._read()

    @work
    async def _read(self) -> None:
        try:
            debriefs = await asyncio.to_thread(self._debriefs)
        except InterviewerError as error:
            await self.query_one("#history").mount(Notice(error.message, error.hint, serious=True))
            return
        for debrief in debriefs:
            self._table.add_row(*self._cells(debrief), key=debrief.interview.id)
        if not debriefs:
            await self.query_one("#history").mount(Notice(self._phrases.no_history))

    def _debriefs(self) -> list[Debrief]:
        session = self.context.session
        return [session.debrief(interview.id) for interview in session.interviews(SHOWN)]

    def _cells(self, debrief: Debrief) -> tuple[str, str, str, str]:
        interview = debrief.interview
        date = f"{interview.started_at.astimezone():%Y-%m-%d %H:%M}"
        count = f"{len(debrief.attempts)}/{len(interview.question_ids)}"
        score = "–" if debrief.overall is None else f"{percent(debrief.overall)} %"
        topics = ", ".join(dict.fromkeys(name.rpartition("/")[0] for name in interview.question_ids))
        return date, count, score, topics

    @on(DataTable.RowSelected)
    def action_open(self) -> None:
        """Opens the debrief under the cursor."""
        if self._table.is_valid_coordinate(self._table.cursor_coordinate):
            row = self._table.coordinate_to_cell_key(self._table.cursor_coordinate).row_key
            self.post_message(ShowDebrief(str(row.value)))

    def action_stats(self) -> None:
        """Shows the progress."""
        self.post_message(ShowStats())

    def action_home(self) -> None:
        """Goes to the home screen."""
        self.post_message(GoHome())
