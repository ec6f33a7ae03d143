"""What was practised: sessions or single answers, newest first, filtered by typing."""

import asyncio
from typing import ClassVar

from rich.cells import cell_len
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import DataTable, Input

from interviewer.errors import InterviewerError
from interviewer.lines.agenda import rating_name
from interviewer.lines.history import (
    date_text,
    mark_of,
    missed_count,
    mode_name,
    score_text,
    sitting_marks,
)
from interviewer.model.history import HistoryFilter, PastReview, Sitting
from interviewer.tui.context import Context
from interviewer.tui.keys import EVERYWHERE, KeyBar
from interviewer.tui.messages import Notice
from interviewer.tui.navigation import TOP, GoHome, HistoryPlace, ShowHistory, ShowRecord, ShowStats
from interviewer.tui.prose import Paragraph, ProseView

PAGE = 100
"""Rows that are read at once; more are when the cursor comes near the end."""

NEAR = 10
"""How near."""

Rows = list[tuple[str, tuple[str, ...]]]
"""For each row its id and its cells."""


class HistoryScreen(Screen[None]):
    """The past sessions or answers; Enter opens one."""

    ESCAPE_TO_MINIMIZE = False

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "key_open"),
        Binding("r", "turn(True)", "key_past_answers"),
        Binding("r", "turn(False)", "key_past_sessions"),
        Binding("slash", "filter", "key_filter"),
        Binding("s", "stats", "key_stats"),
        Binding("escape,h", "home", "key_home"),
        Binding("escape", "drop_filter", "key_drop_filter"),
        *EVERYWHERE,
    ]

    def __init__(self, context: Context, place: HistoryPlace = TOP) -> None:
        super().__init__()
        self.context = context
        self._phrases = phrases = context.phrases
        self._place = place
        self._sessions: dict[str, str] = {}
        self._is_whole = True
        self._table: DataTable[str] = DataTable(cursor_type="row", zebra_stripes=True)
        self._input = Input(place.words, placeholder=phrases.filter_history, compact=True, id="filter")

    def compose(self) -> ComposeResult:
        """The heading, the filter, the table, and the keys."""
        with Vertical(id="history"):
            yield ProseView(self._heading())
            yield self._input
            yield self._table
        with Container(id="bottom"):
            yield KeyBar(self._phrases)

    def on_mount(self) -> None:
        """Reads the first page."""
        self._input.display = bool(self._place.words)
        for label in self._columns():
            self._table.add_column(label, width=cell_len(label))
        self._table.focus()
        self._read()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """One can turn to what is not shown, and leave when nothing is filtered."""
        match action:
            case "turn":
                return parameters[0] is not self._place.reviews
            case "drop_filter":
                return bool(self._input.display)
            case "home":
                return not self._input.display
            case _:
                return True

    # What is read

    @work(exclusive=True)
    async def _read(self) -> None:
        """The first page, in place of what is shown."""
        limit = max(PAGE, self._place.rows)
        found = await self._found(0, limit)
        if found is None:
            return
        await self.query(Notice).remove()
        self._table.clear()
        self._add(found, limit)
        if self._place.row in self._sessions:
            self._table.move_cursor(row=self._table.get_row_index(self._place.row))
        if not found:
            nothing = self._phrases.history_no_match if self._input.value.split() else self._phrases.no_history
            await self.query_one("#history").mount(Notice(nothing))

    @on(DataTable.RowHighlighted)
    def _come_near(self, event: DataTable.RowHighlighted) -> None:
        if not self._is_whole and event.cursor_row >= self._table.row_count - NEAR:
            self._is_whole = True  # until the page is there
            self._read_on()

    @work(exclusive=True)
    async def _read_on(self) -> None:
        """The next page."""
        self._add(await self._found(self._table.row_count, PAGE) or [], PAGE)

    async def _found(self, offset: int, limit: int) -> Rows | None:
        wanted = HistoryFilter(words=tuple(self._input.value.split()))
        try:
            return await asyncio.to_thread(self._rows, wanted, offset, limit)
        except InterviewerError as error:
            await self.query_one("#history").mount(Notice(error.message, error.hint, serious=True))
            return None

    def _rows(self, wanted: HistoryFilter, offset: int, limit: int) -> Rows:
        past, now = self.context.session.history, self.context.now()
        if self._place.reviews:
            reviews = past.reviews(now, wanted, limit, offset)
            self._sessions |= {one.review.attempt_id: one.interview_id for one in reviews}
            return [(one.review.attempt_id, self._review_cells(one)) for one in reviews]
        sittings = past.sittings(now, wanted, limit, offset)
        self._sessions |= {sitting.id: sitting.id for sitting in sittings}
        return [(sitting.id, self._sitting_cells(sitting)) for sitting in sittings]

    def _add(self, rows: Rows, limit: int) -> None:
        self._widen([cells for _, cells in rows])
        for key, cells in rows:
            self._table.add_row(*cells, key=key)
        self._is_whole = len(rows) < limit

    def _widen(self, rows: list[tuple[str, ...]]) -> None:
        """Makes room first: the table itself would when idle, and keep what it painted before that, cut off."""
        for column, *cells in zip(self._table.ordered_columns, *rows, strict=True):
            column.width = max([column.width, *map(cell_len, cells)])

    # What is shown

    def _heading(self) -> Paragraph:
        phrases = self._phrases
        what = phrases.past_answers if self._place.reviews else phrases.past_sessions
        return Paragraph(Content.assemble((phrases.history, "bold $text-accent"), (f"   {what}", "$foreground 60%")))

    def _columns(self) -> tuple[str, ...]:
        phrases = self._phrases
        if self._place.reviews:
            columns = (phrases.score_column, phrases.rating_column, phrases.missed_column, phrases.question_column)
            return (phrases.date, *columns)
        return (phrases.date, phrases.kind_column, phrases.questions, phrases.overall_score, phrases.topics)

    def _sitting_cells(self, sitting: Sitting) -> tuple[str, ...]:
        count = f"{len(sitting.results)}/{len(sitting.items)}"
        about = "  ".join(part for part in (", ".join(sitting.topics), sitting_marks(sitting, self._phrases)) if part)
        kind = mode_name(sitting.mode, self._phrases)
        return date_text(sitting.started_at), kind, count, score_text(sitting.overall), about

    def _review_cells(self, past: PastReview) -> tuple[str, ...]:
        rating = rating_name(past.review.rating, self._phrases)
        about = "  ".join(part for part in (past.review.item, mark_of(past.standing, self._phrases)) if part)
        date = date_text(past.review.reviewed_at)
        return date, score_text(past.review.overall), rating, missed_count(past), about

    # What can be done

    @on(DataTable.RowSelected)
    def action_open(self) -> None:
        """Opens what is under the cursor."""
        if self._table.is_valid_coordinate(self._table.cursor_coordinate):
            row = str(self._table.coordinate_to_cell_key(self._table.cursor_coordinate).row_key.value)
            place = HistoryPlace(self._place.reviews, self._input.value, row, self._table.row_count)
            self.post_message(ShowRecord(self._sessions[row], row if place.reviews else "", place))

    def action_turn(self, reviews: bool) -> None:
        """Shows single answers instead of sessions, or the other way round."""
        self.post_message(ShowHistory(HistoryPlace(reviews, self._input.value)))

    def action_filter(self) -> None:
        """Lets the candidate type what to look for."""
        self._input.display = True
        self._input.focus()
        self.refresh_bindings()

    @on(Input.Changed)
    def _filter_changed(self) -> None:
        self._read()

    @on(Input.Submitted)
    def _filter_done(self) -> None:
        self._table.focus()

    def action_stats(self) -> None:
        """Shows the progress."""
        self.post_message(ShowStats())

    def action_home(self) -> None:
        """Goes to the home screen."""
        self.post_message(GoHome())

    def action_drop_filter(self) -> None:
        """Shows everything again."""
        self._input.value = ""
        self._input.display = False
        self._table.focus()
        self.refresh_bindings()
