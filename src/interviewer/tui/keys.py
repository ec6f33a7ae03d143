"""The live keys, in the reader's language: what the key bar, the help and the command palette show.

The description of a key binding in this package is the name of a phrase.
"""

from dataclasses import dataclass
from typing import Any

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.style import Style
from textual.widget import Widget

from interviewer.phrases import Phrases

EVERYWHERE: tuple[BindingType, ...] = (
    Binding("f1,question_mark", "app.help", "key_help"),
    Binding("ctrl+p", "app.command_palette", "key_commands"),
    Binding("q,ctrl+q", "app.quit", "key_quit"),
    Binding("ctrl+c", "app.quit", show=False),
)
"""The keys of every screen on which nothing is typed."""

WAYS_OUT = {"end", "app.quit", "dismiss(None)"}

SIGNS = {"slash": "/"}
"""Keys that are written as they look."""

GAPS = (3, 2, 1)
"""Cells between two keys: as many as there is room for."""


@dataclass(frozen=True, slots=True)
class LiveKey:
    """A key that does something just now.

    Attributes:
        key: As Textual names it.
        label: As people write it.
        action: What it does, as a call that any widget can make.
        is_group: It stands for several keys, which do similar things.
    """

    key: str
    label: str
    description: str
    action: str
    is_group: bool = False


def live_keys(screen: Screen[Any], phrases: Phrases, hidden: bool = False) -> list[LiveKey]:
    """The keys to show on this screen, each action once: help first, the way out last.

    Args:
        hidden: Also those that the key bar leaves out.
    """
    keys: dict[str, LiveKey] = {}
    bindings = [active.binding for active in screen.active_bindings.values()]
    for binding in sorted(bindings, key=lambda binding: not binding.show):
        description = str(getattr(phrases, binding.description, ""))
        if description and (hidden or binding.show):
            label = binding.key_display or key_label(binding.key)
            key = LiveKey(binding.key, label, description, binding.action, bool(binding.key_display))
            keys.setdefault(binding.action, key)
    return sorted(keys.values(), key=lambda key: (key.action in WAYS_OUT) - (key.action == "app.help"))


def key_label(key: str) -> str:
    """A key in the key bar: F1, Esc, ^q, /."""
    if key in SIGNS:
        return SIGNS[key]
    short = key.replace("ctrl+", "^").replace("escape", "esc")
    return short if len(short) <= 2 and not short.startswith("f") else short.capitalize()


def key_name(key: str) -> str:
    """A key as people write it in a sentence: Ctrl+J."""
    return "+".join(part.capitalize() for part in key.split("+"))


class KeyBar(Widget):
    """The keys in one line; where they do not all fit, those before the last make room."""

    DEFAULT_CSS = "KeyBar { height: 1; }"

    def __init__(self, phrases: Phrases) -> None:
        super().__init__()
        self.auto_links = False
        self._phrases = phrases

    def on_mount(self) -> None:
        """Follows the live keys."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self.refresh())

    def render(self) -> Content:
        """As many keys as fit, help first and the way out last."""
        keys = [_painted(key) for key in live_keys(self.screen, self._phrases)]
        width = self.content_size.width
        while len(keys) > 2 and _width(keys, GAPS[-1]) > width:
            del keys[-2]
        gap = next((gap for gap in GAPS if _width(keys, gap) <= width), GAPS[-1])
        return Content(" " * gap).join(keys)


def _painted(key: LiveKey) -> Content:
    label = Content.styled(key.label, "bold $foreground")
    painted = Content.assemble(label, " ", (key.description, "$foreground 70%"))
    return painted if key.is_group else painted.stylize(Style.from_meta({"@click": f"app.simulate_key({key.key!r})"}))


def _width(keys: list[Content], gap: int) -> int:
    return sum(key.cell_length for key in keys) + gap * (len(keys) - 1)
