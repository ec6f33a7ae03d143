"""Which scores a person should look at first, and why."""

from enum import StrEnum

from interviewer.grading.answers import Answer
from interviewer.model import Question, Score
from interviewer.scoring.text import MAX_CHARACTERS

UNSURE_SHARE = 1 / 3
"""From this share of a question's weight on, points near the border are a reason to look."""

FAR_FROM_PERSON = 0.3
"""A score that is so far from a person's grade is a reason to look: human graders are seldom further apart."""


class Reason(StrEnum):
    """Why somebody should look at a score."""

    UNREAD = "unread"
    OTHER_QUESTION = "other_question"
    UNREADABLE = "unreadable"
    PERSON_DIFFERS = "person_differs"
    DOUBT = "doubt"
    BORDER = "border"
    CUT = "cut"


ALWAYS = {
    Reason.UNREAD: 1.0,
    Reason.OTHER_QUESTION: 1.0,
    Reason.UNREADABLE: 0.9,
    Reason.PERSON_DIFFERS: 0.8,
    Reason.CUT: 0.5,
}
"""How unsure a score is at least, in [0, 1], for reasons that concern the whole answer."""


def reasons_to_look(answer: Answer, score: Score) -> tuple[Reason, ...]:
    """Why somebody should look at this score, the weightiest first; empty where nobody has to."""
    if answer.unread:
        return (Reason.UNREAD,)
    if not answer.text.strip():
        return ()
    told = answer.human_score
    found = {
        Reason.OTHER_QUESTION: bool(score.belongs_to),
        Reason.UNREADABLE: score.unreadable is not None,
        Reason.PERSON_DIFFERS: told is not None and abs(told - score.overall) >= FAR_FROM_PERSON,
        Reason.DOUBT: any(match.doubt for match in score.matches),
        Reason.BORDER: _at_stake(answer.question, score) >= UNSURE_SHARE,
        Reason.CUT: len(answer.text) > MAX_CHARACTERS,
    }
    return tuple(reason for reason, holds in found.items() if holds)


def unsureness(answer: Answer, score: Score, reasons: tuple[Reason, ...]) -> float:
    """How unsure the score is, in [0, 1]: the share of the question's weight that hangs on unsure points, or more."""
    at_stake = _at_stake(answer.question, score)
    return round(max([at_stake, *(ALWAYS.get(reason, 0.0) for reason in reasons)]), 4)


def _at_stake(question: Question, score: Score) -> float:
    """The share of the weight that is on points which the scorer is unsure of."""
    unsure = {match.point_id for match in score.matches if match.unsure or match.doubt}
    total = sum(point.weight for point in question.key_points)
    return sum(point.weight for point in question.key_points if point.id in unsure) / total if total else 0.0
