"""The texts an answer is measured against, in one fixed order per question."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from interviewer.model import KeyPoint, Language, Question
from interviewer.scoring.text import sentences


class Role(StrEnum):
    """What a reference text is for."""

    QUESTION = "question"
    POINT = "point"
    CLAIM = "claim"
    MODEL = "model"


@dataclass(frozen=True, slots=True)
class Reference:
    """One text of a question.

    Attributes:
        point: The number of its key point in the question, from 0; -1 for question and model answer.
    """

    text: str
    role: Role
    language: Language
    point: int = -1


def references(question: Question) -> tuple[Reference, ...]:
    """Every text of the question: itself, its points' wordings and wrong claims, its model answer's sentences."""
    return tuple(_references(question))


def _references(question: Question) -> Iterator[Reference]:
    for language in question.text.languages or (Language.EN,):  # a question without a text has an empty one
        yield Reference(question.text[language], Role.QUESTION, language)
    for number, point in enumerate(question.key_points):
        for language in Language:
            for text in point_wordings(point, language):
                yield Reference(text, Role.POINT, language, number)
            for text in point.contradicts.get(language, ()):
                yield Reference(text, Role.CLAIM, language, number)
    for language in question.model_answer.languages:
        answer = question.model_answer[language]
        for sentence in sentences(answer):
            yield Reference(answer[sentence.span.start : sentence.span.end], Role.MODEL, language)


def point_wordings(point: KeyPoint, language: Language) -> tuple[str, ...]:
    """The texts in this language that earn the point."""
    text = (point.text[language],) if point.text[language] else ()
    return text + tuple(point.accept.get(language, ()))
