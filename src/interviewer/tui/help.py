"""What the keys do, and how an interview goes."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen

from interviewer.phrases import Phrases
from interviewer.tui.keys import LiveKey
from interviewer.tui.prose import Paragraph, ProseView, text


class HelpDialog(ModalScreen[None]):
    """Help on the screen below; any of the usual keys closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1,question_mark,q,enter,ctrl+q,ctrl+c", "dismiss(None)", show=False)
    ]

    def __init__(self, keys: list[LiveKey], phrases: Phrases) -> None:
        super().__init__()
        self._keys = keys
        self._phrases = phrases

    def compose(self) -> ComposeResult:
        """The text, which can be longer than the screen."""
        widest = max(len(key.label) for key in self._keys)
        with VerticalScroll(classes="dialog"):
            yield ProseView(
                text(self._phrases.help, "bold $text-accent"),
                *(text(paragraph) for paragraph in self._phrases.help_text.split("\n")),
                text(""),
                *(_line(key, widest) for key in self._keys),
                text(""),
                text(self._phrases.help_close, "$foreground 60%"),
            )


def _line(key: LiveKey, widest: int) -> Paragraph:
    return Paragraph(Content(key.description), Content.styled(f"{key.label:<{widest}}   ", "bold"))
