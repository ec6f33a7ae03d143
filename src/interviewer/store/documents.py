"""All of the candidate's data as plain documents, and back: what an export holds.

A document is a row with what belongs to it inside: an interview its attempts, an attempt its messages and its review, a
batch its examples. What follows from the rest is left out, and undo, which is local.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
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


@dataclass
class Writer:
    """Writes documents into an empty database."""

    connection: sqlite3.Connection
    columns: dict[str, set[str]] = field(default_factory=dict)

    def insert(self, kind: str, documents: Iterable[Any]) -> None:
        """Writes the documents of one kind.

        Raises:
            ValueError: One is not what `read_documents` gives.
        """
        for document in documents:
            if kind == "interviews":
                self._insert_interview(document)
            elif kind == "batches":
                self._insert_batch(document)
            else:
                self._insert(kind, document)

    def _insert_interview(self, document: Any) -> None:
        interview, attempts = _apart(document, "attempts")
        self._insert("interviews", interview)
        for attempt_document in _list(attempts):
            rest, review = _apart(attempt_document, "review")
            attempt, messages = _apart(rest, "messages")
            self._insert("attempts", {**attempt, "interview_id": interview["id"]})
            for message in _list(messages):
                self._insert("messages", {**_object(message), "attempt_id": attempt["id"]})
            if review is not None:
                self._insert("reviews", {**_object(review), "attempt_id": attempt["id"], "digest": None})
                self.connection.execute(SEAL, (attempt["id"],))

    def _insert_batch(self, document: Any) -> None:
        batch, examples = _apart(document, "examples")
        number = self.connection.execute("SELECT coalesce(max(number), 0) + 1 FROM batches").fetchone()[0]
        self._insert("batches", {**batch, "number": number})
        for example in _list(examples):
            self._insert("examples", {**_object(example), "batch": number})

    def _insert(self, table: str, document: Any) -> None:
        row = _object(document)
        columns = self._columns(table)
        if row.keys() != columns:
            odd = sorted(row.keys() ^ columns)[0]
            raise ValueError(f"one of the {table} has {'no' if odd in columns else 'an unknown'} field {odd!r}")
        texts = {name: json.dumps(value, ensure_ascii=False) for name, value in row.items() if name in JSON_COLUMNS}
        values = {**row, **texts}
        if any(isinstance(value, dict | list) for value in values.values()):
            raise ValueError(f"one of the {table} has a field that is no plain value")
        try:
            insert_row(self.connection, table, values)
        except (sqlite3.IntegrityError, OverflowError, UnicodeEncodeError) as error:
            raise ValueError(f"one of the {table} does not fit: {error}") from error

    def _columns(self, table: str) -> set[str]:
        if table not in self.columns:
            rows = self.connection.execute(f"PRAGMA table_info({table})").fetchall()
            self.columns[table] = {row["name"] for row in rows}
        return self.columns[table]


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
