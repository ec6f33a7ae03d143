"""What an interview showed: the scores, the gaps, what to practise next."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.screen import Screen

from interviewer.errors import InterviewerError
from interviewer.feedback import MARKS, band, clock, percent, unscored_lines
from interviewer.model import Debrief, MissedPoint, Question, Selection
from interviewer.phrases import Phrases
from interviewer.tui.card import BLANK, STATUS_STYLES, grade_style, meter
from interviewer.tui.context import Context
from interviewer.tui.keys import EVERYWHERE, KeyBar
from interviewer.tui.messages import Notice
from interviewer.tui.navigation import GoHome, Practise, ShowHistory
from interviewer.tui.prose import Paragraph, ProseView, text


class DebriefScreen(Screen[None]):
    """The debrief of one interview."""

    ESCAPE_TO_MINIMIZE = False

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "save", "key_save"),
        Binding("p", "practise", "key_practise_weak"),
        Binding("h", "history", "key_history"),
        Binding("escape", "home", "key_home"),
        *EVERYWHERE,
    ]

    def __init__(self, context: Context, interview_id: str) -> None:
        super().__init__()
        self.context = context
        self._phrases = context.phrases
        self._interview_id = interview_id
        self._debrief: Debrief | None = None
        self._page = VerticalScroll()

    def compose(self) -> ComposeResult:
        """The page, and the keys."""
        yield self._page
        with Container(id="bottom"):
            yield KeyBar(self._phrases)

    def on_mount(self) -> None:
        """Reads the debrief."""
        self._page.focus()
        self._read()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a debrief there is nothing to save, without a weak question nothing to repeat."""
        match action:
            case "save":
                return self._debrief is not None
            case "practise":
                return self._debrief is not None and bool(self._debrief.drill)
            case _:
                return True

    @work
    async def _read(self) -> None:
        try:
            self._debrief = await asyncio.to_thread(self.context.session.debrief, self._interview_id)
        except InterviewerError as error:
            await self._page.mount(Notice(error.message, error.hint, serious=True))
        else:
            await self._page.mount(ProseView(*debrief_paragraphs(self._debrief, self._phrases), classes="page"))
        self.refresh_bindings()

    @work
    async def action_save(self) -> None:
        """Writes the debrief as Markdown into the current directory."""
        assert self._debrief
        try:
            path = await asyncio.to_thread(self._write, self._debrief)
        except OSError as error:
            notice = Notice(self._phrases.not_written.format(error=error.strerror or error), serious=True)
        else:
            notice = Notice(self._phrases.written.format(path=path))
        await self._page.mount(notice)
        self._page.scroll_end(animate=False)

    def action_practise(self) -> None:
        """Starts an interview on the weak questions."""
        assert self._debrief
        ids = tuple(question.id for question in self._debrief.drill)
        language = self._debrief.interview.language
        self.post_message(Practise(Selection(question_ids=ids, language=language)))

    def action_history(self) -> None:
        """Shows the past interviews."""
        self.post_message(ShowHistory())

    def action_home(self) -> None:
        """Goes to the home screen."""
        self.post_message(GoHome())

    def _write(self, debrief: Debrief) -> Path:
        """Writes a file of its own; returns where."""
        from interviewer.formats.markdown import debrief_markdown

        page = debrief_markdown(debrief, self.context.language)
        stem = f"debrief-{debrief.interview.started_at.astimezone():%Y%m%d-%H%M}"
        number = 1
        while True:
            path = Path.cwd() / (f"{stem}.md" if number == 1 else f"{stem}-{number}.md")
            try:
                with path.open("x", encoding="utf-8") as file:
                    file.write(page)
            except FileExistsError:
                number += 1
            else:
                return path


def debrief_paragraphs(debrief: Debrief, phrases: Phrases) -> list[Paragraph]:
    """The debrief as text."""
    date = f"{debrief.interview.started_at.astimezone():%Y-%m-%d %H:%M}"
    title = Content.assemble((phrases.debrief, "bold $text-accent"), (f"   {date}", "$foreground 60%"))
    return [Paragraph(title), BLANK, *_summary(debrief, phrases)]


def _summary(debrief: Debrief, phrases: Phrases) -> Iterator[Paragraph]:
    if debrief.overall is None:
        yield from (text(line) for line in unscored_lines(debrief, phrases))
        return
    style = f"bold {grade_style(debrief.overall)}"
    yield Paragraph(
        Content.styled(f"{percent(debrief.overall)} %  {band(debrief.overall, phrases)}", style),
        Content(f"{phrases.overall_score}  "),
    )
    used, planned = clock(debrief.elapsed_s), clock(debrief.planned_s)
    yield text(phrases.time_used.format(used=used, planned=planned), "$foreground 70%")
    yield from _section(phrases.by_topic)
    yield from (_scored(Content(topic), score) for topic, score in debrief.by_topic)
    for heading, ranking in ((phrases.strongest, debrief.strongest), (phrases.weakest, debrief.weakest)):
        if ranking:
            yield from _section(heading)
            yield from (_scored(_asked(question, debrief), score) for question, score in ranking)
    if debrief.missed:
        yield from _section(phrases.missed_points)
        yield from _missed(debrief, phrases)
    if debrief.drill:
        yield from _section(phrases.drill_next)
        yield from (Paragraph(_asked(question, debrief), Content("• ")) for question in debrief.drill)
    if debrief.vanished:
        yield from _section(phrases.vanished_questions)
        yield from (Paragraph(Content(question.id), Content("• ")) for question, _ in debrief.vanished)


def _section(heading: str) -> Iterator[Paragraph]:
    yield BLANK
    yield text(heading, "bold $text-accent")


def _scored(what: Content, score: float) -> Paragraph:
    style = grade_style(score)
    return Paragraph(what, Content.assemble(meter(score, style), (f" {percent(score):3} %  ", style)))


def _asked(question: Question, debrief: Debrief) -> Content:
    return Content(question.text.best(debrief.interview.language))


def _missed(debrief: Debrief, phrases: Phrases) -> Iterator[Paragraph]:
    question: Question | None = None
    for missed in debrief.missed:
        if missed.question is not question:
            question = missed.question
            yield Paragraph(Content.styled(_asked(question, debrief).plain, "$foreground 70%"))
        yield from _missed_point(missed, debrief, phrases)


def _missed_point(missed: MissedPoint, debrief: Debrief, phrases: Phrases) -> Iterator[Paragraph]:
    style = STATUS_STYLES[missed.match.status]
    label = str(getattr(phrases, missed.match.status.value))
    lead = Content.assemble("  ", (f"{MARKS[missed.match.status]} ", style))
    words = Content.assemble(missed.point.text.best(debrief.interview.language), (f"  {label}", style))
    yield Paragraph(words, lead)
    if missed.match.quote:
        quote = f"“{' '.join(missed.match.quote.split())}”"
        yield Paragraph(Content.styled(quote, "italic $foreground 65%"), Content("    "))
