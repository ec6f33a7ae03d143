"""Which of the questions of an interview to practise again."""

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

from interviewer.model import Language, Question
from interviewer.phrases import Phrases
from interviewer.tui.keys import KeyBar
from interviewer.tui.prose import Paragraph, Prose, ProseView, text


class QuestionDialog(ModalScreen[str | None]):
    """Asks; its result is the id of what was asked, or None for "never mind"."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "key_back"),
        Binding("ctrl+c,ctrl+q", "dismiss(None)", show=False),
    ]

    def __init__(self, questions: Sequence[Question], language: Language, phrases: Phrases) -> None:
        """Prepares the dialog.

        Args:
            language: Of the questions.
        """
        super().__init__()
        self._questions = questions
        self._language = language
        self._phrases = phrases

    def compose(self) -> ComposeResult:
        """The questions, to choose one with the arrow keys and Enter."""
        with Vertical(classes="dialog"):
            yield ProseView(text(self._phrases.repeat_question, "bold"))
            yield OptionList(*(Option(self._line(question), id=question.id) for question in self._questions))
            yield KeyBar(self._phrases)

    @on(OptionList.OptionSelected)
    def _take(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option.id)

    def _line(self, question: Question) -> Prose:
        return Prose(Paragraph(Content(question.title(self._language)), Content("• ")))
