"""A question of the program's own, in the middle of the screen, answered with one key."""

from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen

from interviewer.tui.action_line import ActionLine
from interviewer.tui.prose import Paragraph, ProseView, text


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer: the keys that give it, and the words beside the first of them."""

    keys: tuple[str, ...]
    label: str


class Dialog(ModalScreen[Choice | None]):
    """Asks; its result is the choice, or None for "never mind"."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", show=False),
        Binding("up", "app.focus_previous", show=False),
        Binding("down", "app.focus_next", show=False),
    ]

    def __init__(self, question: str, *choices: Choice, remark: str = "") -> None:
        super().__init__()
        self._question = question
        self._remark = remark
        self._choices = choices

    def compose(self) -> ComposeResult:
        """The question, and a line per choice."""
        with Vertical(classes="dialog"):
            yield ProseView(text(self._question, "bold"))
            if self._remark:
                yield ProseView(text(self._remark), classes="remark")
            for choice in self._choices:
                yield ChoiceLine(choice)

    def on_key(self, event: events.Key) -> None:
        """Takes the choice that has this key."""
        for choice in self._choices:
            if event.key in choice.keys:
                event.stop()
                self.dismiss(choice)

    @on(ActionLine.Pressed)
    def _take(self, pressed: ActionLine.Pressed) -> None:
        assert isinstance(pressed.line, ChoiceLine)
        self.dismiss(pressed.line.choice)


class ChoiceLine(ActionLine):
    """One choice: its key and its words."""

    def __init__(self, choice: Choice) -> None:
        self.choice = choice
        super().__init__(Paragraph(Content(choice.label), Content.styled(f" {choice.keys[0]}   ", "bold $text-accent")))
