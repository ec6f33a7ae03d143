"""What there is to drill, as the session finds it."""

from dataclasses import dataclass
from math import ceil

from interviewer.errors import BankError
from interviewer.model import Ground, Language
from interviewer.model.review import Queue, Wish
from interviewer.phrases import Phrases
from interviewer.tui.context import Context

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
