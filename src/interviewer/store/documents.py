"""All of the candidate's data as plain documents, and back: what an export holds.

A document is a row with what belongs to it inside: an interview its attempts, an attempt its messages and its review, a
batch its examples. What follows from the rest is left out, and undo, which is local.
"""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any

from interviewer.store.reviews import SEAL
from interviewer.store.steps import insert_row
from interviewer.store.versions import JSON_COLUMNS, Row

KINDS = ("interviews", "marks", "batches", "taken_back")
"""The lists of an export, in the order in which they are written."""


def read_documents(connection: sqlite3.Connection, kind: str) -> Iterator[Row]:
    """The documents of one kind, always in the same order."""
    match kind:
        case "interviews":
            for row in connection.execute("SELECT * FROM interviews ORDER BY started_at, id").fetchall():
                yield {**_parsed(row), "attempts": list(_attempts(connection, row["id"]))}
        case "marks":
            yield from map(_parsed, connection.execute("SELECT * FROM marks ORDER BY marked_at, id").fetchall())
        case "batches":
            for row in connection.execute("SELECT * FROM batches ORDER BY learned_at, number").fetchall():
                yield {"learned_at": row["learned_at"], "examples": list(_examples(connection, row["number"]))}
        case "taken_back":
            yield from map(_parsed, connection.execute("SELECT * FROM taken_back ORDER BY attempt_id, said").fetchall())


def insert_documents(connection: sqlite3.Connection, kind: str, documents: list[Any]) -> None:
    """Writes documents into an empty database.

    Raises:
        ValueError: One is not what `read_documents` gives.
    """
    for document in documents:
        if kind == "interviews":
            _insert_interview(connection, document)
        elif kind == "batches":
            _insert_batch(connection, document)
        else:
            _insert(connection, kind, document)


def _attempts(connection: sqlite3.Connection, interview_id: str) -> Iterator[Row]:
    statement = "SELECT * FROM attempts WHERE interview_id = ? ORDER BY started_at, rowid"
    for attempt in connection.execute(statement, (interview_id,)).fetchall():
        own = (attempt["id"],)
        messages = connection.execute("SELECT * FROM messages WHERE attempt_id = ? ORDER BY number", own).fetchall()
        review = connection.execute("SELECT * FROM reviews WHERE attempt_id = ?", own).fetchone()
        yield {
            **_parsed(attempt, "interview_id"),
            "messages": [_parsed(message, "attempt_id") for message in messages],
            "review": _parsed(review, "attempt_id", "digest") if review else None,
        }


def _examples(connection: sqlite3.Connection, number: int) -> Iterator[Row]:
    statement = "SELECT * FROM examples WHERE batch = ? ORDER BY question_id, point_id, answer"
    yield from (_parsed(row, "batch") for row in connection.execute(statement, (number,)))


def _parsed(row: sqlite3.Row, *without: str) -> Row:
    """A row as a document: JSON inside it becomes part of it."""
    named = {name: row[name] for name in row.keys() if name not in without}  # noqa: SIM118 (a Row iterates its values)
    return {name: json.loads(value) if name in JSON_COLUMNS else value for name, value in named.items()}


def _insert_interview(connection: sqlite3.Connection, document: Any) -> None:
    interview, attempts = _apart(document, "attempts")
    _insert(connection, "interviews", interview)
    for attempt_document in _list(attempts):
        rest, review = _apart(attempt_document, "review")
        attempt, messages = _apart(rest, "messages")
        _insert(connection, "attempts", {**attempt, "interview_id": interview.get("id")})
        for message in _list(messages):
            _insert(connection, "messages", {**_object(message), "attempt_id": attempt.get("id")})
        if review is not None:
            _insert(connection, "reviews", {**_object(review), "attempt_id": attempt.get("id"), "digest": None})
            connection.execute(SEAL, (attempt.get("id"),))


def _insert_batch(connection: sqlite3.Connection, document: Any) -> None:
    batch, examples = _apart(document, "examples")
    cursor = connection.execute("INSERT INTO batches (learned_at) VALUES (?)", (batch.get("learned_at"),))
    for example in _list(examples):
        _insert(connection, "examples", {**_object(example), "batch": cursor.lastrowid})


def _insert(connection: sqlite3.Connection, table: str, document: Any) -> None:
    row = _object(document)
    columns = {column["name"] for column in connection.execute(f"PRAGMA table_info({table})")}
    if row.keys() != columns:
        odd = sorted(row.keys() ^ columns)[0]
        raise ValueError(f"one of the {table} has {'no' if odd in columns else 'an unknown'} field {odd!r}")
    texts = {name: json.dumps(value, ensure_ascii=False) for name, value in row.items() if name in JSON_COLUMNS}
    values = {**row, **texts}
    if any(isinstance(value, dict | list) for value in values.values()):
        raise ValueError(f"one of the {table} has a field that is no plain value")
    try:
        insert_row(connection, table, values)
    except (sqlite3.IntegrityError, OverflowError, UnicodeEncodeError) as error:
        raise ValueError(f"one of the {table} does not fit: {error}") from error


def _apart(document: Any, field: str) -> tuple[dict[str, Any], Any]:
    """A document without one of its fields, and that field."""
    rest = dict(_object(document))
    if field not in rest:
        raise ValueError(f"there is no field {field!r} where there should be one")
    return rest, rest.pop(field)


def _object(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise ValueError(f"{str(value)[:40]!r} stands where an object should")
    return value


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise ValueError(f"{str(value)[:40]!r} stands where a list should")
    return value
