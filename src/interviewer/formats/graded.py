"""Graded answers as JSON lines -> examples to learn from.

One object a line: `question_id` of the bank, `answer`, `score` in [0, 1], and `points`, an object from point ids to a
status or a coverage in [0, 1]; either `score` or `points` may be left out. Other fields are passed over.
"""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from interviewer.bank import Bank
from interviewer.errors import UsageError
from interviewer.model import COVERAGE_OF, Issue, Question, Status
from interviewer.model.learning import Example


def read_graded(path: Path, bank: Bank, now: datetime) -> tuple[list[Example], list[Issue]]:
    """The examples of a file, and what is wrong with the lines that give none.

    Raises:
        UsageError: The file cannot be read.
    """
    examples: list[Example] = []
    issues: list[Issue] = []
    for number, line in _lines(path):
        try:
            examples += _read(line, path.name, bank, now)
        except ValueError as error:
            issues.append(Issue(path, number, str(error)))
    return examples, issues


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """The lines that are not blank, with their numbers from 1."""
    try:
        with path.open("rb") as file:
            yield from ((number, line) for number, line in enumerate(file, 1) if line.strip())
    except OSError as error:
        raise UsageError(
            f"The graded answers {path} cannot be read: {error.strerror}.", "Give a file of JSON lines."
        ) from error


def _read(line: bytes, origin: str, bank: Bank, now: datetime) -> Iterator[Example]:
    """The examples of one line.

    Raises:
        ValueError: It is not a graded answer; the message says why.
    """
    row = _parse(line)
    question_id, answer = row.get("question_id"), row.get("answer")
    if not isinstance(question_id, str) or question_id not in bank:
        raise ValueError(f"question_id is {_shown(question_id)}, which is no question of the bank")
    if not isinstance(answer, str):
        raise ValueError("there is no answer, or it is not a text")
    grades = _grades(row, bank.get(question_id))
    text = answer.encode(errors="replace").decode()  # as the database can hold it
    return (Example(question_id, point_id, text, grade, origin, now) for point_id, grade in grades.items())


def _parse(line: bytes) -> dict[str, object]:
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ValueError("it is not UTF-8") from None
    except (ValueError, RecursionError):
        raise ValueError("it is not JSON") from None
    if not isinstance(row, dict):
        raise ValueError("it is not a JSON object")
    return row


def _grades(row: dict[str, object], question: Question) -> dict[str, float]:
    """By point; the grade of the whole answer stands under an empty id."""
    points = row.get("points")
    if points is not None and not isinstance(points, dict):
        raise ValueError("points is not an object from point ids to coverages")
    unknown = [name for name in points or {} if name not in {point.id for point in question.key_points}]
    if unknown:
        raise ValueError(f"{_shown(unknown[0])} is no point of {question.id}")
    grades = {name: _coverage(value) for name, value in (points or {}).items()}
    if row.get("score") is not None:
        grades[""] = _share(row["score"], "score")
    if not grades:
        raise ValueError("it has neither a score nor points")
    return grades


def _coverage(value: object) -> float:
    """The coverage that a status or a number stands for."""
    if isinstance(value, str):
        if value not in set(Status):
            raise ValueError(f"{_shown(value)} is no status; take {', '.join(Status)}, or a number from 0 to 1")
        return COVERAGE_OF[Status(value)]
    return _share(value, "a point's coverage")


def _share(value: object, name: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise ValueError(f"{name} is {_shown(value)}; it must be a number from 0 to 1")
    return float(value)


def _shown(value: object) -> str:
    """A value for a message, not too long."""
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:39]}…"
