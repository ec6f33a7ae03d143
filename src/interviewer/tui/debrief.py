"""What an interview showed: the scores, the gaps, what to practise next."""

import asyncio
from collections.abc import Iterator
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.screen import Screen

from interviewer.debrief import overall
from interviewer.errors import InterviewerError
from interviewer.lines.feedback import MARKS, band, clock, percent, unscored_lines
from interviewer.model import Debrief, Interview, MissedPoint, Mode, Outcome, Question, Selection
from interviewer.phrases import Phrases
from interviewer.tui.card import BLANK, STATUS_STYLES, grade_style, meter
from interviewer.tui.context import Context
from interviewer.tui.course import take_back
from interviewer.tui.keys import EVERYWHERE, KeyBar
from interviewer.tui.messages import Notice
from interviewer.tui.navigation import Drill, GoHome, Practise, Resume, ShowHistory
from interviewer.tui.outlook import Outlook, read_outlook
from interviewer.tui.prose import Paragraph, ProseView, text
from interviewer.tui.saving import write_debrief


class DebriefScreen(Screen[None]):
    """The debrief of one interview."""

    ESCAPE_TO_MINIMIZE = False

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "save", "key_save"),
        Binding("p", "practise", "key_practise_weak"),
        Binding("a", "repeat", "key_repeat"),
        Binding("d", "drill", "key_drill"),
        Binding("f7", "undo", "key_undo"),
        Binding("escape", "home", "key_home"),
        Binding("h", "history", "key_history"),
        *EVERYWHERE,
    ]

    def __init__(self, context: Context, interview_id: str) -> None:
        super().__init__()
        self.context = context
        self._phrases = context.phrases
        self._interview_id = interview_id
        self._debrief: Debrief | None = None
        self._outlook: Outlook | None = None
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
        """Without a debrief there is nothing to save, without a question nothing to repeat."""
        match action:
            case "save":
                return self._debrief is not None
            case "practise":
                return self._debrief is not None and bool(self._debrief.drill)
            case "repeat" | "undo":
                return self._debrief is not None and bool(self._debrief.attempts)
            case "drill":
                return self._outlook is not None and self._outlook.wish is not None
            case _:
                return True

    @work
    async def _read(self) -> None:
        try:
            self._debrief = await asyncio.to_thread(self.context.session.debrief, self._interview_id)
            self._outlook = await asyncio.to_thread(read_outlook, self._debrief, self.context)
        except InterviewerError as error:
            await self._page.mount(Notice(error.message, error.hint, serious=True))
        else:
            page = debrief_paragraphs(self._debrief, self._phrases, self._outlook)
            await self._page.mount(ProseView(*page, classes="page"))
        self.refresh_bindings()

    @work
    async def action_save(self) -> None:
        """Writes the debrief as Markdown into the current directory."""
        assert self._debrief
        try:
            path = await asyncio.to_thread(write_debrief, self._debrief, self.context.language)
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

    @work
    async def action_repeat(self) -> None:
        """Practises one of the questions again."""
        from interviewer.tui.question_dialog import QuestionDialog

        assert self._debrief
        language = self._debrief.interview.language
        questions = [question for question, _ in self._debrief.attempts]
        chosen = await self.app.push_screen_wait(QuestionDialog(questions, language, self._phrases))
        if chosen:
            self.post_message(Practise(Selection(question_ids=(chosen,), language=language)))

    def action_drill(self) -> None:
        """Goes on with what is left for today."""
        assert self._outlook and self._outlook.wish
        self.post_message(Drill(self._outlook.wish))

    @work
    async def action_undo(self) -> None:
        """Takes back what was done last, and goes back to it."""
        try:
            interview = await asyncio.to_thread(self._reopened)
        except InterviewerError as error:
            await self._page.mount(Notice(error.message, error.hint, serious=True))
            return
        if interview:
            self.post_message(Resume(interview))
        else:
            await self._page.mount(Notice(self._phrases.nothing_to_undo))
            self._page.scroll_end(animate=False)

    def action_history(self) -> None:
        """Shows the past interviews."""
        self.post_message(ShowHistory())

    def action_home(self) -> None:
        """Goes to the home screen."""
        self.post_message(GoHome())

    def _reopened(self) -> Interview | None:
        session = self.context.session
        return session.interview(self._interview_id) if take_back(session, self._interview_id) else None


def debrief_paragraphs(debrief: Debrief, phrases: Phrases, outlook: Outlook | None = None) -> list[Paragraph]:
    """The debrief as text.

    Args:
        outlook: After a drill.
    """
    date = f"{debrief.interview.started_at.astimezone():%Y-%m-%d %H:%M}"
    if debrief.interview.mode is not Mode.MOCK:
        date += f" · {getattr(phrases, f'mode_{debrief.interview.mode.value}')}"
    title = Content.assemble((phrases.debrief, "bold $text-accent"), (f"   {date}", "$foreground 60%"))
    return [Paragraph(title), BLANK, *_summary(debrief, phrases, outlook)]


def _summary(debrief: Debrief, phrases: Phrases, outlook: Outlook | None) -> Iterator[Paragraph]:
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
    yield from _drilled(debrief, outlook, phrases) if outlook else _rankings(debrief, phrases)
    if debrief.missed:
        yield from _section(phrases.missed_points)
        yield from _missed(debrief, phrases)
    if debrief.drill:
        yield from _section(phrases.drill_next)
        yield from (Paragraph(_asked(question, debrief), Content("• ")) for question in debrief.drill)
    if debrief.vanished:
        yield from _section(phrases.vanished_questions)
        yield from (Paragraph(Content(question.id), Content("• ")) for question, _ in debrief.vanished)


def _rankings(debrief: Debrief, phrases: Phrases) -> Iterator[Paragraph]:
    yield from _section(phrases.by_topic)
    yield from (_scored(Content(topic), score) for topic, score in debrief.by_topic)
    for heading, ranking in ((phrases.strongest, debrief.strongest), (phrases.weakest, debrief.weakest)):
        if ranking:
            yield from _section(heading)
            yield from (_scored(_asked(question, debrief), score) for question, score in ranking)


def _drilled(debrief: Debrief, outlook: Outlook, phrases: Phrases) -> Iterator[Paragraph]:
    """Each item with its score and rating, and when it comes again; then what is left."""
    yield BLANK
    yield text(outlook.left, "bold")
    yield from _section(phrases.answers)
    for question, attempt in debrief.attempts:
        row = _scored(_asked(question, debrief), overall(attempt))
        yield row
        gone_by = phrases.skipped if attempt.outcome is Outcome.SKIPPED else phrases.not_answered
        comeback = outlook.comebacks.get(attempt.id, gone_by)
        yield Paragraph(Content.styled(comeback, "$foreground 70%"), Content(" " * row.lead.cell_length))


def _section(heading: str) -> Iterator[Paragraph]:
    yield BLANK
    yield text(heading, "bold $text-accent")


def _scored(what: Content, score: float) -> Paragraph:
    style = grade_style(score)
    return Paragraph(what, Content.assemble(meter(score, style), (f" {percent(score):3} %  ", style)))


def _asked(question: Question, debrief: Debrief) -> Content:
    return Content(question.title(debrief.interview.language))


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
