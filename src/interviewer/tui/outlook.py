"""What comes after a drill: when each item comes again, and what is left for today."""

from collections.abc import Mapping
from dataclasses import dataclass

from interviewer.lines.agenda import rating_line
from interviewer.model import POINT_MARK, Debrief, Mode
from interviewer.model.review import Wish
from interviewer.tui.context import Context
from interviewer.tui.standing import read_standing
from interviewer.tui.to_drill import due_text, read_agenda


@dataclass(frozen=True, slots=True)
class Outlook:
    """What there is to know after a drill, in the reader's language.

    Attributes:
        comebacks: How each attempt was rated and when its item comes again, by its id.
        left: What is left for today.
        wish: What goes on with it; None where nothing is left.
    """

    comebacks: Mapping[str, str]
    left: str
    wish: Wish | None


def read_outlook(debrief: Debrief, context: Context) -> Outlook | None:
    """What comes after a drill; None after a mock interview.

    Raises:
        StoreError: It cannot be read.
    """
    interview, phrases = debrief.interview, context.phrases
    if interview.mode not in {Mode.DRILL, Mode.CRAM}:
        return None
    comebacks = {}
    for _, attempt in debrief.attempts:
        if standing := read_standing(context.session, interview, attempt):
            due_at, now = standing.due_at, context.now()
            comebacks[attempt.id] = rating_line(standing.suggested, standing.chosen, due_at, now, phrases)
    points = any(POINT_MARK in item for item in interview.question_ids)
    agenda = read_agenda(context, interview.language, points)
    if agenda is None or not agenda.due.picks:
        return Outlook(comebacks, phrases.drill_done, None)
    left = phrases.drill_more.format(what=due_text(agenda.due, phrases))
    return Outlook(comebacks, left, Wish(language=interview.language, points=points))
