"""What there is to drill, on the home screen: a line to start with what is due, and one with what is weak."""

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical

from interviewer.tui.action_line import ActionLine, key_line
from interviewer.tui.context import Context
from interviewer.tui.prose import ProseView, text

if TYPE_CHECKING:
    from interviewer.tui.to_drill import Agenda


class DrillLines(Vertical):
    """Empty until it is told what there is."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._agenda: Agenda | None = None
        self._nothing = ProseView(id="nothing-due")
        self._due = ActionLine(id="drill")
        self._weak = ActionLine(id="weak")

    def compose(self) -> ComposeResult:
        """The lines, none of them to be seen yet."""
        for line in (self._nothing, self._due, self._weak):
            line.display = False
            yield line

    @property
    def has_due(self) -> bool:
        """There is something to drill."""
        return bool(self._agenda and self._agenda.due.picks)

    @property
    def has_weak(self) -> bool:
        """There is something weak to drill."""
        return bool(self._agenda and self._agenda.weak.picks)

    def show(self, agenda: "Agenda") -> None:
        """Says what there is; where that is nothing, when there will be."""
        from interviewer.lines.agenda import nothing_due_lines
        from interviewer.tui.to_drill import due_text

        self._agenda = agenda
        phrases = self.context.phrases
        self._due.display, self._weak.display, self._nothing.display = self.has_due, self.has_weak, not self.has_due
        if self.has_due:
            self._due.show(key_line(phrases.drill_due.format(what=due_text(agenda.due, phrases)), "D"))
        else:
            lines = nothing_due_lines(agenda.due, False, self.context.now(), phrases)
            self._nothing.show(text(" ".join(lines), "$foreground 70%"))
        if self.has_weak:
            count = len(agenda.weak.picks) + agenda.weak.held_back
            self._weak.show(key_line(phrases.drill_weak.format(count=count), "W"))
