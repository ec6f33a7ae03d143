"""Answers as JSON lines: one answer a line, or one candidate with several."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from interviewer.evaluation.lines import MAX_LINE_BYTES, Line, read_lines
from interviewer.grading.answers import QUOTED, Answer, Entry, checked_text, human_score
from interviewer.grading.naming import Naming
from interviewer.grading.problem import Kind, Problem, UnusableError
from interviewer.model import Language, Question


def read_json_rows(file: IO[bytes], path: Path, naming: Naming) -> Iterator[Entry]:
    """An entry for every line that is not blank.

    Raises:
        UsageError: The file cannot be read.
    """
    for line in read_lines(file, path):
        yield _entry(line, naming)


def _entry(line: Line, naming: Naming) -> Entry:
    try:
        fields = _parsed(line.content)
        candidate = _candidate(fields)
    except UnusableError as error:
        return Entry(line.number, line.end, problems=(error.problem,))
    answers: list[Answer] = []
    problems: list[Problem] = []
    unread: list[str] = []
    outside = 0
    for said, text, score in _pairs(fields):
        question = None
        try:
            question = _question(said, naming)
            if not naming.counts(question):
                outside += 1
                continue
            human, wrong = human_score(score)
            answers.append(_answer(line.number, candidate, question, text, human, fields))
            problems += wrong
        except UnusableError as error:
            problems.append(error.problem)
            unread.append(question.id if question else "")
    return Entry(line.number, line.end, tuple(answers), tuple(problems), outside, candidate, tuple(unread))


def _parsed(content: bytes | None) -> dict[str, Any]:
    if content is None:
        raise UnusableError(Problem.of(Kind.LONG_LINE, limit=MAX_LINE_BYTES))
    try:
        fields = json.loads(content.decode())
    except UnicodeDecodeError as error:
        raise UnusableError(Problem.of(Kind.NOT_UTF8, byte=error.start + 1)) from error
    except json.JSONDecodeError as error:
        raise UnusableError(Problem.of(Kind.NOT_JSON, column=error.colno)) from error
    except (ValueError, RecursionError) as error:
        raise UnusableError(Problem.of(Kind.HARD_JSON)) from error
    if not isinstance(fields, dict):
        raise UnusableError(Problem.of(Kind.NO_OBJECT))
    return fields


def _candidate(fields: dict[str, Any]) -> str:
    name = _name(fields.get("candidate", fields.get("name")), "candidate").strip()
    if not name:
        raise UnusableError(Problem.of(Kind.NO_CANDIDATE))
    return name


def _pairs(fields: dict[str, Any]) -> Iterator[tuple[object, object, object]]:
    """What names the question, the answer, and a person's grade; once for a plain row."""
    answers = fields.get("answers")
    if not isinstance(answers, dict):
        named = fields.get("question_id") or fields.get("question")
        yield named, fields.get("answer", answers if answers is not None else UnusableError), fields.get("score")
        return
    scores = fields.get("scores")
    for name, text in answers.items():
        yield name, text, scores.get(name) if isinstance(scores, dict) else None


def _question(said: object, naming: Naming) -> Question:
    name = _name(said, "question_id")
    question = naming.find(name)
    if question is None:
        raise UnusableError(naming.reason(name))
    return question


def _answer(
    row: int, candidate: str, question: Question, text: object, human: float | None, fields: dict[str, Any]
) -> Answer:
    if text is UnusableError:
        raise UnusableError(Problem.of(Kind.NO_ANSWER))
    said = fields.get("lang")
    return Answer(
        row,
        _name(fields.get("id"), "id"),
        candidate,
        question,
        "" if text is None else checked_text(text, "answer"),
        Language(said) if isinstance(said, str) and said in tuple(Language) else None,
        human,
    )


def _name(value: object, field: str) -> str:
    """A name or an id, which may be written as a number; an empty string where there is none."""
    if value is None:
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)[:QUOTED]
    return checked_text(value, field)
