"""Progress one can see: days, mastery, what comes up, trends; a weak question is practised from here."""

import asyncio
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

from interviewer.errors import InterviewerError
from interviewer.lines.progress import Layout, Line, Section, Tone, progress_sections
from interviewer.model import Selection
from interviewer.model.progress import Progress
from interviewer.tui.action_line import ActionLine
from interviewer.tui.card import BLANK
from interviewer.tui.context import Context
from interviewer.tui.keys import EVERYWHERE, KeyBar
from interviewer.tui.messages import Notice
from interviewer.tui.navigation import GoHome, Practise, ShowHistory
from interviewer.tui.prose import Paragraph, ProseView, text

STYLES = {
    Tone.PLAIN: "",
    Tone.STRONG: "bold",
    Tone.FAINT: "$foreground 60%",
    Tone.GOOD: "$text-success",
    Tone.FAIR: "$text-warning",
    Tone.POOR: "$text-error",
}

WIDEST = 92
"""Columns of text on a page."""

MARGINS = 9
"""Columns beside it, with the scrollbar and the mark of a chosen question."""


class StatsScreen(Screen[None]):
    """The progress of the candidate."""

    ESCAPE_TO_MINIMIZE = False

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "app.focus_next", "key_choose"),
        Binding("p", "practise", "key_practise_weak"),
        Binding("a", "all", "key_all"),
        Binding("h", "history", "key_history"),
        Binding("escape,s", "home", "key_home"),
        *EVERYWHERE,
    ]

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._phrases = context.phrases
        self._progress: Progress | None = None
        self._everything = False
        self._shown: tuple[int, bool] | None = None
        self._page = VerticalScroll()
        self._body = Vertical(classes="page")

    def compose(self) -> ComposeResult:
        """The page, and the keys."""
        with self._page:
            yield self._body
        with Container(id="bottom"):
            yield KeyBar(self._phrases)

    def on_mount(self) -> None:
        """Reads the reviews."""
        self._page.focus()
        self._read()

    async def on_resize(self, event: events.Resize) -> None:
        """Lays the page out anew where it has another width."""
        await self._lay_out(event.size.width)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without answers there is nothing to unfold, without a weak question nothing to practise."""
        match action:
            case "practise":
                return self._progress is not None and bool(self._progress.weakest)
            case "all":
                return self._progress is not None and bool(self._progress.answers)
            case _:
                return True

    @work
    async def _read(self) -> None:
        try:
            now = self.context.now()
            self._progress = await asyncio.to_thread(self.context.session.progress, now)
        except InterviewerError as error:
            await self._body.mount(Notice(error.message, error.hint, serious=True))
            return
        await self._lay_out(self.size.width)
        self.refresh_bindings()

    async def _lay_out(self, width: int) -> None:
        """Shows the page as it is to look at this width, unless it does already."""
        room = min(width - MARGINS, WIDEST)
        if self._progress is None or self._shown == (room, self._everything):
            return
        self._shown = room, self._everything
        language = self.context.settings.question_language
        find = self.context.session.bank.find
        layout = Layout(self._phrases, find, language, room, everything=self._everything)
        sections = progress_sections(self._progress, layout)
        async with self.batch():
            await self._body.remove_children()
            await self._body.mount(*self._widgets(self._progress, sections))

    def _widgets(self, progress: Progress, sections: Sequence[Section]) -> Iterator[Widget]:
        date = (f"   {progress.today}", STYLES[Tone.FAINT])
        yield ProseView(Paragraph(Content.assemble((self._phrases.stats, "bold $text-accent"), date)))
        if not sections:
            yield ProseView(BLANK, text(self._phrases.stats_empty))
        for section in sections:
            yield ProseView(BLANK, *_heading(section))
            for item, lines in groupby(_with_items(section.lines), key=lambda pair: pair[0]):
                painted = [Paragraph(_painted(line), clipped=True) for _, line in lines]
                yield QuestionLine(item, *painted) if item else ProseView(*painted)

    @on(ActionLine.Pressed)
    def _practise_one(self, pressed: ActionLine.Pressed) -> None:
        assert isinstance(pressed.line, QuestionLine)
        self._practise(pressed.line.item)

    def action_practise(self) -> None:
        """Starts an interview on the weakest questions."""
        assert self._progress
        weakest = self._progress.weakest[: self.context.settings.questions]
        self._practise(*(weak.item for weak in weakest))

    async def action_all(self) -> None:
        """Shows the trends of all questions with their key points, or of the weakest only."""
        self._everything = not self._everything
        await self._lay_out(self.size.width)

    def action_history(self) -> None:
        """Shows the past interviews."""
        self.post_message(ShowHistory())

    def action_home(self) -> None:
        """Goes to the home screen."""
        self.post_message(GoHome())

    def _practise(self, *question_ids: str) -> None:
        language = self.context.settings.question_language
        self.post_message(Practise(Selection(question_ids=question_ids, language=language)))


class QuestionLine(ActionLine):
    """A question that Enter begins to practise."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "press", "key_practise"),
        Binding("up", "app.focus_previous", show=False),
        Binding("down", "app.focus_next", show=False),
    ]

    def __init__(self, item: str, *paragraphs: Paragraph) -> None:
        super().__init__(*paragraphs)
        self.item = item


def _heading(section: Section) -> Iterator[Paragraph]:
    if section.title:
        yield text(section.title, "bold $text-accent")
    if section.about:
        yield text(section.about, STYLES[Tone.FAINT])


def _with_items(lines: Sequence[Line]) -> Iterator[tuple[str, Line]]:
    """Each line with the question that it is about; what follows a line belongs to it."""
    item = ""
    for line in lines:
        item = item if line.follows else line.item
        yield item, line


def _painted(line: Line) -> Content:
    return Content.assemble(*((piece.text, STYLES[piece.tone]) for piece in line.pieces))
