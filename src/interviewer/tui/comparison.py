"""Two answers to the same question: what was gained, what was lost."""

import asyncio
from collections.abc import Iterator
from typing import ClassVar

from rich.cells import cell_len
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.screen import Screen

from interviewer.errors import InterviewerError
from interviewer.lines.feedback import MARKS
from interviewer.lines.history import CHANGES, SIGNS, WIDE_CELLS, change_name, comparison_notes, date_text, score_text
from interviewer.model import Attempt, Language, Match, Selection
from interviewer.model.comparison import Change, Comparison, PointChange
from interviewer.model.history import Standing
from interviewer.tui.card import BLANK, STATUS_STYLES, grade_style, meter
from interviewer.tui.context import Context
from interviewer.tui.keys import EVERYWHERE, KeyBar
from interviewer.tui.messages import Notice
from interviewer.tui.navigation import HistoryPlace, Practise, ShowHistory, ShowRecord
from interviewer.tui.prose import Paragraph, ProseView, text

CHANGE_STYLES = {Change.GAINED: "$text-success", Change.LOST: "$text-error", Change.STILL_MISSED: "$text-warning"}


class ComparisonScreen(Screen[None]):
    """The two answers, side by side where there is room, and below them every key point before and after."""

    ESCAPE_TO_MINIMIZE = False

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "again", "key_same_again"),
        Binding("escape", "back", "key_back"),
        *EVERYWHERE,
    ]

    def __init__(self, context: Context, attempt_id: str, other_id: str, place: HistoryPlace) -> None:
        super().__init__()
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE_CELLS, "-wide")]
        self.context = context
        self._phrases = context.phrases
        self._ids = (attempt_id, other_id)
        self._place = place
        self._opened: Attempt | None = None
        self._page = VerticalScroll()

    def compose(self) -> ComposeResult:
        """The page, and the keys."""
        yield self._page
        with Container(id="bottom"):
            yield KeyBar(self._phrases)

    def on_mount(self) -> None:
        """Reads the answers."""
        self._page.focus()
        self._read()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The question must still be there to be asked."""
        if action != "again":
            return True
        return self._opened is not None and self.context.session.history.standing(self._opened) is not Standing.GONE

    @work
    async def _read(self) -> None:
        try:
            self._opened, comparison = await asyncio.to_thread(self._compared)
        except InterviewerError as error:
            await self._page.mount(Notice(error.message, error.hint, serious=True))
            return
        await self._page.mount(
            Container(
                ProseView(*self._head(comparison)),
                Container(
                    ProseView(*self._answer(self._phrases.answer_before, comparison.before), id="before"),
                    ProseView(*self._answer(self._phrases.answer_after, comparison.after), id="after"),
                    id="sides",
                ),
                ProseView(*self._points(comparison)),
                classes="page",
            )
        )
        self.refresh_bindings()

    def _compared(self) -> tuple[Attempt, Comparison]:
        past = self.context.session.history
        one, other = (past.attempt(attempt_id) for attempt_id in self._ids)
        return one, past.compare(one, other)

    # What is shown

    def _head(self, comparison: Comparison) -> Iterator[Paragraph]:
        yield Paragraph(
            Content.assemble((self._phrases.two_answers, "bold $text-accent"), f"   {comparison.question.id}")
        )
        yield text(comparison.question.text.best(comparison.after.language))
        standing = self.context.session.history.standing(comparison.after)
        for note in comparison_notes(comparison, standing, self._phrases):
            yield text(note, "$foreground 70%")

    def _answer(self, title: str, attempt: Attempt) -> list[Paragraph]:
        overall = attempt.score.overall if attempt.score else None
        style = "" if overall is None else f"bold {grade_style(overall)}"
        heading = Content.assemble(
            (title, "bold"), (f"  {date_text(attempt.started_at)}  ", "$foreground 60%"), (score_text(overall), style)
        )
        if not attempt.answers:
            return [Paragraph(heading), text(self._phrases.not_answered, "$foreground 60%")]
        return [Paragraph(heading), Paragraph(_with_evidence(attempt))]

    def _points(self, comparison: Comparison) -> Iterator[Paragraph]:
        for change in CHANGES:
            if points := comparison.of(change):
                yield text(change_name(change, self._phrases), f"bold {CHANGE_STYLES.get(change, '')}".strip())
                for point in points:
                    yield from self._point(point, comparison.after.language)
                yield BLANK

    def _point(self, change: PointChange, language: Language) -> Iterator[Paragraph]:
        sign = Content.styled(f"{SIGNS[change.change]} ", f"bold {CHANGE_STYLES.get(change.change, '')}".strip())
        yield Paragraph(Content(change.point.text.best(language)), sign)
        sides = ((self._phrases.answer_before, change.before), (self._phrases.answer_after, change.after))
        widest = max(cell_len(title) for title, _ in sides)
        for title, match in sides:
            lead = Content.styled(f"  {title}{' ' * (widest - cell_len(title))}  ", "$foreground 60%")
            yield self._verdict(lead, match)

    def _verdict(self, lead: Content, match: Match | None) -> Paragraph:
        if match is None:
            return Paragraph(Content.styled(self._phrases.point_unknown, "$foreground 60%"), lead)
        style = STATUS_STYLES[match.status]
        label = str(getattr(self._phrases, match.status.value))
        if match.overruled:
            label += f" ({self._phrases.overruled})"
        lead = Content.assemble(lead, meter(match.coverage, style), (f" {MARKS[match.status]} ", style))
        quote = f"  “{' '.join(match.quote.split())}”" if match.quote else ""
        return Paragraph(Content.assemble((label, style), (quote, "italic $foreground 65%")), lead)

    # What can be done

    def action_again(self) -> None:
        """Asks the question once more."""
        assert self._opened
        chosen = Selection(question_ids=(self._opened.question_id,), language=self._opened.language)
        self.post_message(Practise(chosen))

    def action_back(self) -> None:
        """Goes back to the answer from which this was opened."""
        if self._opened:
            self.post_message(ShowRecord(self._opened.interview_id, self._opened.id, self._place))
        else:
            self.post_message(ShowHistory(self._place))


def _with_evidence(attempt: Attempt) -> Content:
    """All that was said, with the words underlined that the verdict rests on."""
    answer = Content(attempt.answer)
    for match in attempt.score.matches if attempt.score else ():
        if match.evidence:
            answer = answer.stylize(
                f"underline {STATUS_STYLES[match.status]}", match.evidence.start, match.evidence.end
            )
    return answer
