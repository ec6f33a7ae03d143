"""A line of a file -> a graded answer with the questions it may answer, or what is wrong with it."""

import hashlib
import json
import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from interviewer.model import KeyPoint, Language, Localized, Question
from interviewer.scoring.splitting import key_points
from interviewer.scoring.text import MAX_CHARACTERS

QUESTIONS_KEPT = 1024
"""Questions made from rows that stay in memory; rows of up to so many questions may come in any order."""

MAX_TEXTS = 200
"""Points, or references, of one row; scoring takes time in proportion to them. A long exam answer has about twenty."""

MAX_WEIGHT = 1000
"""Of a point, as in the bank."""

MAX_GRADE = 1e9
"""What a grader gave may be on any scale, but squares of it have to stay numbers."""

QUOTED = 60
"""Characters of a wrong value that a message repeats."""

Find = Callable[[str], Question | None]


@dataclass(frozen=True, slots=True)
class GradedAnswer:
    """A row.

    Attributes:
        id: As the row says, or an empty string.
        group: Equal for the rows of one question; a digest, since texts can be long.
        questions: One for each accepted reference answer; the one that fits best counts.
        references: The accepted answers as they stand, not split into points.
        grade: The human score, in [0, 1].
        graders: What the first two graders gave, on any scale; None where fewer are known.
    """

    id: str
    group: str
    questions: tuple[Question, ...]
    references: tuple[str, ...]
    answer: str
    grade: float
    graders: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be used; `id` is empty where it is not known."""

    id: str
    message: str


class _UnusableError(ValueError):
    """Something in a row is not as it must be; the text says what."""


def read_row(line: bytes, find: Find) -> GradedAnswer | BadRow | None:
    """The row on a line, None where `grade` wrote it and no person has graded it; never an exception.

    Args:
        line: UTF-8 text with one JSON object.
        find: The bank's question with an id.
    """
    name = ""
    try:
        fields = _fields(line)
        if fields.get("human_score", 0) is None:
            return None
        fields = _of_people(fields)
        name = _name(fields, "id")
        return _graded(name, fields, find)
    except _UnusableError as error:
        return BadRow(name, str(error))


def _fields(line: bytes) -> dict[str, Any]:
    try:
        fields = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise _UnusableError("the line is not UTF-8 text") from error
    except json.JSONDecodeError as error:
        raise _UnusableError(f"the line is not JSON: {error.msg} at column {error.colno}") from error
    except ValueError as error:
        raise _UnusableError("a number on the line has too many digits") from error
    except RecursionError as error:
        raise _UnusableError("the line is nested too deeply") from error
    if not isinstance(fields, dict):
        raise _UnusableError("the line is not a JSON object")
    return fields


def _of_people(fields: dict[str, Any]) -> dict[str, Any]:
    """The row with the person's score; in a file that `grade` wrote, `score` and `points` are the scorer's."""
    if "human_score" not in fields:
        return fields
    return {**fields, "score": fields["human_score"], "points": None}


def _graded(name: str, fields: dict[str, Any], find: Find) -> GradedAnswer:
    answer = _text(fields.get("answer"), "answer")
    grade = _grade(fields.get("score"))
    graders = _graders(fields.get("grader_scores"))
    question_id = _name(fields, "question_id")
    asked = "" if fields.get("question") is None else _text(fields["question"], "question")
    questions, references = _questions(fields, asked, find, answer)
    group = question_id or asked or questions[0].id
    return GradedAnswer(name, _digest(group), questions, references, answer, grade, graders)


def _questions(
    fields: dict[str, Any], asked: str, find: Find, answer: str
) -> tuple[tuple[Question, ...], tuple[str, ...]]:
    """What the row's answer may answer, and the texts that a baseline compares it with."""
    said = fields.get("lang")
    language = Language(said) if isinstance(said, str) and said in tuple(Language) else None
    points, references = _points(fields.get("points")), _references(fields.get("references"))
    if points:
        whole = "\n".join(text for text, _ in points)
        return (_from_points(asked, points, language),), references or (whole,)
    if references:
        return tuple(inline_question(asked, reference, language) for reference in references), references
    question = _of_bank(fields, find)
    return (question,), (_whole(question, language or Language.of(answer) or Language.EN),)


def _of_bank(fields: dict[str, Any], find: Find) -> Question:
    question_id = _name(fields, "question_id")
    question = find(question_id)
    if question:
        return question
    if fields.get("points") is not None or fields.get("references") is not None:
        raise _UnusableError("there is no text in 'points' or 'references'")
    if not question_id:
        raise _UnusableError("there is no 'question_id', and there are no 'points' or 'references'")
    raise _UnusableError(
        f"the bank has no question {question_id[:QUOTED]!r}, and there are no 'points' or 'references'"
    )


def _whole(question: Question, language: Language) -> str:
    """A question's model answer, or its points where it has none."""
    points = "\n".join(point.text.best(language) for point in question.key_points)
    return question.model_answer.best(language) or points


@lru_cache(QUESTIONS_KEPT)
def inline_question(asked: str, reference: str, language: Language | None) -> Question:
    """A question that is not of the bank, its points those of a reference answer.

    Args:
        asked: Its text; may be empty.
        language: None where it is to be found out.
    """
    return _inline(asked, [(point, 1.0) for point in key_points(reference)], language)


@lru_cache(QUESTIONS_KEPT)
def _from_points(asked: str, points: tuple[tuple[str, float], ...], language: Language | None) -> Question:
    return _inline(asked, list(points), language)


def _inline(asked: str, points: list[tuple[str, float]], language: Language | None) -> Question:
    """A question that is not of the bank; its id is the same whenever its content is."""
    whole = " ".join(text for text, _ in points)
    spoken = language or Language.of(whole) or Language.of(asked) or Language.EN
    content = _digest(json.dumps([spoken, asked, points]))

    def said(text: str) -> Localized:
        return Localized(**{spoken.value: text})

    parts = tuple(KeyPoint(f"p{place}", said(text), weight) for place, (text, weight) in enumerate(points, 1))
    return Question(f"inline/{content}", said(asked), parts, content_hash=content)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _points(value: object) -> tuple[tuple[str, float], ...]:
    """The texts of the points that have one, with their weights."""
    found = [_point(item) for item in _list(value, "points")]
    return tuple((text, weight) for text, weight in found if text.strip())


def _point(item: object) -> tuple[str, float]:
    if not isinstance(item, dict):
        return _text(item, "points")[:MAX_CHARACTERS], 1.0
    weight = item.get("weight", 1.0)
    if not _is_number(weight) or not 0 < weight <= MAX_WEIGHT:
        raise _UnusableError(f"the weight of a point is not above 0 and at most {MAX_WEIGHT:g}")
    return _text(item.get("text"), "text")[:MAX_CHARACTERS], float(weight)


def _references(value: object) -> tuple[str, ...]:
    """The reference answers that are not blank, each once."""
    listed = [value] if isinstance(value, str) else _list(value, "references")
    found = [_text(item, "references")[:MAX_CHARACTERS] for item in listed]
    return tuple(dict.fromkeys(text for text in found if text.strip()))


def _list(value: object, field: str) -> list[Any]:
    if value is None:
        return []
    if not isinstance(value, list):
        raise _UnusableError(f"'{field}' is not a list")
    if len(value) > MAX_TEXTS:
        raise _UnusableError(f"'{field}' has more than {MAX_TEXTS} entries")
    return value


def _text(value: object, field: str) -> str:
    if value is None:
        raise _UnusableError(f"there is no '{field}'")
    if not isinstance(value, str):
        raise _UnusableError(f"'{field}' is not text")
    if "\0" in value:
        raise _UnusableError(f"'{field}' has a NUL character")
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise _UnusableError(f"'{field}' has half of a surrogate pair") from error
    return value


def _name(fields: dict[str, Any], field: str) -> str:
    """An id, which may be written as a number; an empty string where there is none."""
    value = fields.get(field)
    if value is None:
        return ""
    return str(value) if _is_number(value) else _text(value, field)


def _grade(value: object) -> float:
    if value is None:
        raise _UnusableError("there is no 'score'")
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise _UnusableError("'score' is not a number")
    if not 0 <= value <= 1:
        raise _UnusableError(f"'score' is {str(value)[:QUOTED]}, not from 0 to 1")
    return float(value)


def _graders(value: object) -> tuple[float, float] | None:
    """The first two grades there are."""
    given = [grade for grade in _list(value, "grader_scores") if grade is not None]
    if not all(_is_number(grade) and abs(grade) <= MAX_GRADE for grade in given):
        raise _UnusableError("'grader_scores' has something that is not a usual number")
    return (float(given[0]), float(given[1])) if len(given) > 1 else None


def _is_number(value: object) -> bool:
    if isinstance(value, float):
        return math.isfinite(value)
    return isinstance(value, int) and not isinstance(value, bool)
