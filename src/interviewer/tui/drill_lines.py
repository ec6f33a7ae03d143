"""What there is to drill, on the home screen: a line to start with what is due, and one with what is weak."""

from dataclasses import dataclass
from math import ceil

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from interviewer.agenda import nothing_due_lines
from interviewer.errors import BankError
from interviewer.model import Ground, Language, Queue, Wish
from interviewer.phrases import Phrases
from interviewer.tui.action_line import ActionLine
from interviewer.tui.context import Context
from interviewer.tui.prose import Paragraph, ProseView, text

ANY_SEED = 0
"""Which of the new questions come first does not matter while they are only counted."""


@dataclass(frozen=True, slots=True)
class Agenda:
    """What a drill would ask today.

    Attributes:
        due: What is due, and new.
        weak: What is weak, due or not.
    """

    due: Queue
    weak: Queue


def read_agenda(context: Context, language: Language, points: bool = False) -> Agenda | None:
    """What there is to drill; None where the bank has nothing to drill in this language.

    Args:
        points: Single key points instead of whole questions.

    Raises:
        StoreError: The reviews cannot be read.
    """
    drills, now = context.session.drills, context.now()
    try:
        due = drills.queue(Wish(language=language, points=points), ANY_SEED, now)
        weak = drills.queue(Wish(language=language, points=points, weak_only=True), ANY_SEED, now)
    except BankError:
        return None
    return Agenda(due, weak)


def due_text(queue: Queue, phrases: Phrases) -> str:
    """How much there is: due 3, new 2, about 14 min."""
    new = sum(any(reason.ground is Ground.NEW for reason in pick.reasons) for pick in queue.picks)
    counts = ((phrases.count_due, len(queue.picks) - new), (phrases.count_new, new))
    minutes = phrases.about_minutes.format(minutes=ceil(sum(pick.minutes for pick in queue.picks)))
    return phrases.comma.join([*(words.format(count=count) for words, count in counts if count), minutes])


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

    def show(self, agenda: Agenda) -> None:
        """Says what there is; where that is nothing, when there will be."""
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


def key_line(label: str, key: str) -> Paragraph:
    """What a line does, and the key that does it."""
    return Paragraph(Content.styled(label, "bold"), Content.styled(f"{key}  ", "bold $text-accent"))
