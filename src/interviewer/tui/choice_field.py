"""One line of a form: a label, and options to choose from with the arrow keys, Space or the mouse."""

from collections.abc import Sequence
from typing import ClassVar, Generic, TypeVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from interviewer.tui.prose import Paragraph, Prose

T = TypeVar("T")


class ChoiceField(Widget, Generic[T], can_focus=True):
    """Options side by side; one of them, or several, are chosen.

    Attributes:
        chosen: What is chosen, in the order of the options. With `several`, nothing chosen means "all".
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", show=False),
        Binding("right", "step(1)", show=False),
        Binding("space", "choose", "key_choose"),
        Binding("up", "app.focus_previous", show=False),
        Binding("down", "app.focus_next", show=False),
    ]

    cursor: reactive[int] = reactive(0)
    picked: reactive[frozenset[int]] = reactive(frozenset(), layout=True)

    def __init__(
        self,
        label: str,
        options: Sequence[tuple[str, T]],
        chosen: Sequence[T] = (),
        several: bool = False,
        id: str | None = None,
    ) -> None:
        """Prepares the field.

        Args:
            options: What is shown, and what it means.
            several: More than one option can be chosen, or none.
        """
        super().__init__(id=id)
        self.auto_links = False
        self._label = label
        self._options = options
        self._several = several
        picked = [number for number, (_, value) in enumerate(options) if value in chosen]
        self.set_reactive(ChoiceField.picked, frozenset(picked))
        self.set_reactive(ChoiceField.cursor, picked[0] if picked and not several else 0)

    @property
    def chosen(self) -> tuple[T, ...]:
        """The values of the chosen options."""
        return tuple(value for number, (_, value) in enumerate(self._options) if number in self.picked)

    def render(self) -> Prose:
        """The label, and the options beside it."""
        options = Content("   ").join(self._option(number) for number in range(len(self._options)))
        label = Content.styled(self._label, "bold" if self.has_focus else "$foreground 70%")
        gap = " " * max(LABEL_CELLS - label.cell_length, 1)
        return Prose(Paragraph(options, label + gap))

    def action_step(self, by: int) -> None:
        """Moves to a neighbour; where only one can be chosen, chooses it."""
        self.cursor = (self.cursor + by) % max(len(self._options), 1)
        if not self._several:
            self.picked = frozenset({self.cursor})

    def action_choose(self) -> None:
        """Chooses the option under the cursor, or no longer."""
        here = frozenset({self.cursor})
        self.picked = self.picked ^ here if self._several else here

    def action_pick(self, number: int) -> None:
        """Takes a click on an option."""
        self.cursor = number
        self.action_choose()

    def _option(self, number: int) -> Content:
        picked = number in self.picked
        style = "$foreground" if picked else "$foreground 70%"
        if self.has_focus and number == self.cursor:
            style = "bold reverse"
        # A no-break space, so that sign and name stay together.
        words = f"{self._sign(picked)}\u00a0{self._options[number][0]}".replace(" ", "\u00a0")
        return Content.styled(words, style).stylize(Style.from_meta({"@click": f"pick({number})"}))

    def _sign(self, picked: bool) -> str:
        if self._several:
            return "■" if picked else "□"
        return "●" if picked else "○"


LABEL_CELLS = 14
"""The label's column."""
