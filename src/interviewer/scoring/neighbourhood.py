"""Where the rewordings of a question lie among its other texts: a rewording always fits itself, so it is left out."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from interviewer.model import KeyPoint, Language, Question
from interviewer.model.finding import Neighbourhood
from interviewer.scoring.encoder import Encoder, Vectors
from interviewer.scoring.function_words import FUNCTION_WORDS
from interviewer.scoring.similarity import encode_texts
from interviewer.scoring.text import grams, is_han, sentences, words


@dataclass(frozen=True, slots=True)
class _Text:
    """One text of the question; `point` is -1 for what belongs to none, `number` for what is no rewording."""

    text: str
    language: Language
    point: int = -1
    number: int = -1


def neighbourhoods(encoder: Encoder, question: Question) -> tuple[Neighbourhood, ...]:
    """One per rewording, in the question's order."""
    texts = list(_texts(question))
    if not any(text.number >= 0 for text in texts):
        return ()
    vectors = encode_texts(encoder, [text.text for text in texts])
    likeness = vectors @ vectors.T
    np.fill_diagonal(likeness, -1)
    said = [_content(text.text) for text in texts]
    return tuple(
        _among(question, texts, likeness[row], row, said) for row, text in enumerate(texts) if text.number >= 0
    )


def _among(
    question: Question, texts: list[_Text], likeness: Vectors, row: int, said: list[frozenset[str]]
) -> Neighbourhood:
    mine = texts[row]
    points = np.asarray([text.point for text in texts])
    others = np.where((points >= 0) & (points != mine.point), likeness, -1)
    nearest = int(others.argmax())
    around = (said[at] for at, text in enumerate(texts) if at != row and text.language is mine.language)
    return Neighbourhood(
        point_id=question.key_points[mine.point].id,
        language=mine.language,
        number=mine.number,
        own=float(likeness[points == mine.point].max()),
        other=float(others[nearest]),
        other_point=question.key_points[points[nearest]].id if others[nearest] > -1 else "",
        whole=float(likeness.max()),
        shares_words=not said[row].isdisjoint(frozenset().union(*around)),
        texts=len(texts) - 1,
    )


def _texts(question: Question) -> Iterator[_Text]:
    for language in Language:
        if asked := question.text[language]:
            yield _Text(asked, language)
        answer = question.model_answer[language]
        for sentence in sentences(answer):
            yield _Text(answer[sentence.span.start : sentence.span.end], language)
        for number, point in enumerate(question.key_points):
            yield from _of_point(point, number, language)
            if probe := point.probe[language]:
                yield _Text(probe, language)


def _of_point(point: KeyPoint, number: int, language: Language) -> Iterator[_Text]:
    if text := point.text[language]:
        yield _Text(text, language, number)
    for at, wording in enumerate(point.accept.get(language, ())):
        yield _Text(wording, language, number, at)


def _content(text: str) -> frozenset[str]:
    """The words that say something: stems, and pairs of Chinese characters."""
    spoken = (gram for word in words(text) if word not in FUNCTION_WORDS for gram in grams(word))
    return frozenset(gram for gram in spoken if not (is_han(gram) and FUNCTION_WORDS.keys() & set(gram)))
