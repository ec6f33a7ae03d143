"""What the interviewer says next about a question: a follow-up, or a hint. Pure."""

from collections.abc import Callable, Sequence
from datetime import datetime

from interviewer.model import (
    ANSWER_SEPARATOR,
    POINT_MARK,
    Attempt,
    Kind,
    Language,
    Match,
    Message,
    Question,
    Role,
    Score,
    Status,
)
from interviewer.phrases import PHRASES

HINT_SHARE = 1 / 3
"""How much of a key point a second hint gives away."""


def next_probe(question: Question, attempt: Attempt, score: Score, now: datetime) -> Message | None:
    """The follow-up: on a doubt, or else on the most valuable missing point not yet asked for."""
    asked = {message.point_id for message in attempt.messages}
    for match in score.matches:
        if match.doubt and match.status is not Status.CONTRADICTED and match.point_id not in asked:
            return Message(Role.INTERVIEWER, Kind.PROBE, _doubt_question(match, attempt), now, match.point_id)
    for point, _ in score.missed(question):
        text = point.probe.best(attempt.language)
        if text and point.id not in asked:
            return Message(Role.INTERVIEWER, Kind.PROBE, text, now, point.id)
    return None


def next_hint(question: Question, attempt: Attempt, now: datetime) -> Message | None:
    """First the question that leads to a missing point, then how the point begins; point by point."""
    said = {message.text for message in attempt.messages}
    points = [point for point, _ in attempt.score.missed(question)] if attempt.score else question.key_points
    for point in points:
        beginning = _beginning(point.text.best(attempt.language))
        for text in (point.probe.best(attempt.language), beginning):
            if text and text not in said:
                return Message(Role.INTERVIEWER, Kind.HINT, text, now, point.id)
    return None


def replies_to_doubts(question: Question, attempt: Attempt) -> dict[str, str]:
    """What the candidate said when asked which of two things was meant, by point."""
    return {
        asked.point_id: reply
        for number, asked in enumerate(attempt.messages)
        if _is_about_doubt(asked, question, attempt.language)
        for reply in [_next_reply(attempt.messages[number:])]
        if reply
    }


def heard(question: Question, attempt: Attempt, echoes: Callable[[str, str], bool]) -> str:
    """All the candidate said, with blanks in place of replies that only say back what the interviewer has asked.

    Evidence found in it has the same place in what was said.

    Args:
        echoes: Whether a reply only says back what was asked.
    """
    said: list[str] = []
    asked: list[str] = []
    for message in attempt.messages:
        if message.role is Role.CANDIDATE:
            is_echo = any(echoes(message.text, text) for text in asked)
            said.append(" " * len(message.text) if is_echo else message.text)
        else:
            asked = _put_to_candidate(message, question, attempt.language)
    return ANSWER_SEPARATOR.join(said)


def _put_to_candidate(message: Message, question: Question, language: Language) -> list[str]:
    """What would be an echo if it were said back.

    Not the text of a whole question, which the scorer knows itself, nor "which do you mean?", whose words may answer.
    """
    if message.kind is Kind.QUESTION:
        return [message.text, *message.text.splitlines()] if POINT_MARK in question.id else []
    return [] if _is_about_doubt(message, question, language) else [message.text]


def _doubt_question(match: Match, attempt: Attempt) -> str:
    assert match.doubt is not None
    phrases = PHRASES[attempt.language]
    return phrases.doubt_question.format(said=match.doubt.said, expected=match.doubt.expected)


def _is_about_doubt(message: Message, question: Question, language: Language) -> bool:
    """Whether a message asks which of two things the candidate means: a follow-up that the bank does not hold."""
    own = {point.id: point.probe.best(language) for point in question.key_points}
    return message.kind is Kind.PROBE and message.text != own.get(message.point_id)


def _next_reply(messages: Sequence[Message]) -> str:
    """What the candidate says first in these messages, or an empty string."""
    return next((message.text for message in messages if message.role is Role.CANDIDATE), "")


def _beginning(text: str) -> str:
    """The first third of a text, cut between words where it has any, with an ellipsis."""
    length = max(round(len(text) * HINT_SHARE), 1)
    head = text[:length]
    if " " in head and not text[length : length + 1].isspace():
        head = head.rsplit(" ", 1)[0] if head[-1].isascii() else head
    return f"{head.rstrip()} …"
