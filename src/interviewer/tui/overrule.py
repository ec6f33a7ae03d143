"""The candidate's own verdict, on one key point or on the whole answer."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from interviewer.lines.feedback import MARKS
from interviewer.model import Attempt, Match, Question, Status
from interviewer.tui.card import STATUS_STYLES
from interviewer.tui.context import Context
from interviewer.tui.course import Verdict
from interviewer.tui.keys import KeyBar
from interviewer.tui.prose import Paragraph, Prose, ProseView, text


class OverruleDialog(ModalScreen[Verdict | None]):
    """Shows the points as judged; c, p and m say otherwise, a number judges the whole answer."""

    AUTO_FOCUS = "OptionList"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "judge('covered')", "covered"),
        Binding("p", "judge('partial')", "partial"),
        Binding("m", "judge('missing')", "missing"),
        Binding("tab", "app.focus_next", "key_overall"),
        Binding("escape", "dismiss(None)", "key_back"),
    ]

    def __init__(self, attempt: Attempt, question: Question, context: Context) -> None:
        super().__init__()
        assert attempt.score is not None
        self._phrases = context.phrases
        self._rows = [
            (point.id, point.text.best(attempt.language), attempt.score.match(point.id))
            for point in question.key_points
            if any(match.point_id == point.id for match in attempt.score.matches)
        ]

    def compose(self) -> ComposeResult:
        """The points, then the whole."""
        with Vertical(classes="dialog"):
            yield ProseView(text(self._phrases.overrule_question, "bold"))
            yield OptionList(*(Option(self._row(number, *row), id=row[0]) for number, row in enumerate(self._rows, 1)))
            yield Input(placeholder=self._phrases.overrule_whole, type="integer", max_length=3, compact=True)
            yield KeyBar(self._phrases)

    def action_judge(self, status: str) -> None:
        """Judges the point under the cursor."""
        cursor = self.query_one(OptionList).highlighted
        if cursor is not None:
            self.dismiss(Verdict(self._rows[cursor][0], Status(status)))

    @on(Input.Submitted)
    def _judge_whole(self, event: Input.Submitted) -> None:
        if event.value.isdecimal() and int(event.value) <= 100:
            self.dismiss(Verdict(overall=int(event.value) / 100))
        else:
            self.app.bell()

    def _row(self, number: int, point_id: str, words: str, match: Match) -> Prose:
        lead = Content.assemble(
            (f"{number} ", "$foreground 60%"),
            (MARKS[match.status] + " ", STATUS_STYLES[match.status]),
        )
        return Prose(Paragraph(Content(words), lead))
