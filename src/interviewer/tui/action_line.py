"""A line of text that does something: with Enter, with a click."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message

from interviewer.tui.prose import Paragraph, ProseView


class ActionLine(ProseView, can_focus=True):
    """A button without the box."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "press", show=False)]

    class Pressed(Message):
        """The line was chosen."""

        def __init__(self, line: "ActionLine") -> None:
            super().__init__()
            self.line = line

        @property
        def control(self) -> "ActionLine":
            """The line, for selectors."""
            return self.line

    def on_click(self) -> None:
        """Does it."""
        self.action_press()

    def action_press(self) -> None:
        """Does it."""
        self.post_message(self.Pressed(self))


def key_line(label: str, key: str) -> Paragraph:
    """What a line does, and the key that does it."""
    return Paragraph(Content.styled(label, "bold"), Content.styled(f"{key}  ", "bold $text-accent"))
