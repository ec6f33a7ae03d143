"""Where the candidate types: Enter sends, Ctrl+J makes a new line."""

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.document._document_navigator import DocumentNavigator
from textual.document._wrapped_document import WrappedDocument
from textual.message import Message
from textual.widgets import TextArea

from interviewer.phrases import Phrases
from interviewer.tui.keys import key_name
from interviewer.tui.wrap import break_offsets


class WrappedProse(WrappedDocument):
    """A document that wraps Chinese between characters.

    Textual finds its break offsets in a module function, out of reach of a subclass; so this takes over the
    three tables that it fills from them. An answer is short enough to be wrapped whole after every edit.
    """

    def wrap(self, width: int, tab_width: int | None = None) -> None:
        """Wraps all lines; those with tabs as Textual does."""
        super().wrap(width, tab_width)
        if not width:
            return
        self._wrap_offsets = [
            offsets if "\t" in line else break_offsets(line, width, keep_spaces=True)
            for line, offsets in zip(self.document.lines, self._wrap_offsets, strict=True)
        ]
        self._offset_to_line_info = []
        self._line_index_to_offsets = []
        for number, offsets in enumerate(self._wrap_offsets):
            first = len(self._offset_to_line_info)
            self._offset_to_line_info += [(number, section) for section in range(len(offsets) + 1)]
            self._line_index_to_offsets.append(list(range(first, len(self._offset_to_line_info))))

    def wrap_range(self, start: tuple[int, int], old_end: tuple[int, int], new_end: tuple[int, int]) -> None:
        """Wraps everything again."""
        self.wrap(self._width)


class AnswerBox(TextArea):
    """A text area that sends on Enter and grows with what is typed."""

    # Only to be listed in the help. A binding with priority would overtake characters that are still in the
    # box's queue, when a terminal sends a line at once; so `on_key` takes these keys, in their turn.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "key_send", show=False),
        Binding("ctrl+j,shift+enter", "new_line", "key_new_line", show=False),
    ]

    DEFAULT_CSS = """
    AnswerBox {
        height: auto;
        max-height: 7;
    }
    """

    class Submitted(Message):
        """The candidate sent the text; the box is locked from here on."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self, phrases: Phrases) -> None:
        super().__init__(compact=True, highlight_cursor_line=False)
        self._invitation = phrases.your_answer
        keys = {"send": key_name("enter"), "new_line": key_name("ctrl+j")}
        self._how_to_send = phrases.how_to_send.format(**keys)

    def pause(self, why: str) -> None:
        """Takes no more text until `resume`; `why` is shown in its place."""
        self.read_only = True
        self.show_cursor = False
        self.load_text("")
        self.add_class("-paused")
        self.placeholder = why
        self.border_title = ""

    def resume(self, draft: str) -> None:
        """Takes text again, starting from a draft."""
        self.remove_class("-paused")
        self.placeholder = self._invitation
        self.border_title = self._how_to_send
        self.read_only = False
        self.show_cursor = True
        self.load_text(draft)
        self.move_cursor(self.document.end)

    async def on_key(self, event: events.Key) -> None:
        """Takes Enter, the keys for a new line, and `?` while nothing has been typed."""
        match event.key:
            case "enter":
                self.action_submit()
            case "ctrl+j" | "shift+enter":
                self.action_new_line()
            case "question_mark" if not self.text:
                await self.run_action("app.help")
            case _:
                return
        event.stop()
        event.prevent_default()

    def action_submit(self) -> None:
        """Sends the text and takes no more. What to make of an empty or a paused box is for the screen to say."""
        self.post_message(self.Submitted(self.text))
        self.read_only = self.read_only or bool(self.text.strip())

    def action_new_line(self) -> None:
        """Starts a new line at the cursor."""
        if not self.read_only:
            self.replace("\n", *self.selection)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """F6 and F7 are the screen's."""
        return action not in {"select_line", "select_all"}

    def _set_document(self, text: str, language: str | None) -> None:
        super()._set_document(text, language)
        self.wrapped_document = WrappedProse(self.document, tab_width=self.indent_width)
        self.navigator = DocumentNavigator(self.wrapped_document)
        self._rewrap_and_refresh_virtual_size()
