"""Which other answer to hold this one against."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from interviewer.lines.agenda import rating_name
from interviewer.lines.history import date_text, mode_name, score_text
from interviewer.model.history import PastReview
from interviewer.phrases import Phrases
from interviewer.tui.keys import KeyBar
from interviewer.tui.prose import Paragraph, Prose, ProseView, text


class OtherAnswerDialog(ModalScreen[str | None]):
    """Lists answers, the latest first; its result is the id of the attempt, or None for "never mind"."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "key_compare", priority=True),
        Binding("escape", "dismiss(None)", "key_back"),
    ]

    def __init__(self, others: Sequence[PastReview], phrases: Phrases) -> None:
        super().__init__()
        self._others = others
        self._phrases = phrases

    def compose(self) -> ComposeResult:
        """The answers."""
        with Vertical(classes="dialog"):
            yield ProseView(text(self._phrases.which_other, "bold"))
            yield OptionList(*(Option(self._row(past)) for past in self._others))
            yield KeyBar(self._phrases)

    @on(OptionList.OptionSelected)
    def action_take(self) -> None:
        """Takes the answer under the cursor."""
        cursor = self.query_one(OptionList).highlighted
        if cursor is not None:
            self.dismiss(self._others[cursor].review.attempt_id)

    def _row(self, past: PastReview) -> Prose:
        score = f"{score_text(past.review.overall):>5}  {rating_name(past.review.rating, self._phrases)}"
        kind = mode_name(past.mode, self._phrases)
        return Prose(Paragraph(Content(f"{score}  {kind}"), Content(f"{date_text(past.review.reviewed_at)}  ")))
