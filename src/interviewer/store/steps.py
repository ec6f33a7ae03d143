"""Undo: before every step of the candidate the attempt is kept as it was."""

import json
import sqlite3
from dataclasses import dataclass
from typing import Any

from interviewer.store.versions import Row, digest_of

UNDOABLE = 20
"""Interviews whose steps are kept."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something that the candidate did.

    Attributes:
        before: The rows of the attempt before it.
    """

    number: int
    action: str
    before: dict[str, Any]


def keep_step(connection: sqlite3.Connection, attempt_id: str, action: str) -> None:
    """Keeps the attempt with all that belongs to it, so that what follows can be taken back."""
    attempt = connection.execute("SELECT * FROM attempts WHERE id = ?", (attempt_id,)).fetchone()
    if attempt is None:
        return
    interview = connection.execute(
        "SELECT ended_at FROM interviews WHERE id = ?", (attempt["interview_id"],)
    ).fetchone()
    before = {
        "ended_at": interview["ended_at"],
        "attempt": dict(attempt),
        "messages": _rows(connection, "SELECT * FROM messages WHERE attempt_id = ? ORDER BY number", attempt_id),
        "reviews": _rows(connection, "SELECT * FROM reviews WHERE attempt_id = ?", attempt_id),
    }
    connection.execute(
        "INSERT INTO steps (interview_id, action, before) VALUES (?, ?, ?)",
        (attempt["interview_id"], action, json.dumps(before, ensure_ascii=False)),
    )


def drop_old_steps(connection: sqlite3.Connection) -> None:
    """Drops the steps of all but the latest interviews: they hold every answer once more."""
    connection.execute(
        "DELETE FROM steps WHERE interview_id NOT IN (SELECT id FROM interviews ORDER BY started_at DESC LIMIT ?)",
        (UNDOABLE,),
    )


def last_step(connection: sqlite3.Connection, interview_id: str) -> Step | None:
    """What was done last in this interview and not yet taken back."""
    row = connection.execute(
        "SELECT * FROM steps WHERE interview_id = ? ORDER BY number DESC LIMIT 1", (interview_id,)
    ).fetchone()
    return Step(row["number"], row["action"], json.loads(row["before"])) if row else None


def take_back(connection: sqlite3.Connection, step: Step) -> None:
    """Makes the attempt what it was before the step; questions asked since, and not touched, are not asked yet."""
    attempt = step.before["attempt"]
    now = connection.execute("SELECT outcome, revision FROM attempts WHERE id = ?", (attempt["id"],)).fetchone()
    _remember(connection, attempt["id"], now["revision"])
    if attempt["outcome"] is None and now["outcome"] is not None:
        _unask(connection, attempt["interview_id"], attempt["id"])
    for table in ("messages", "reviews"):
        connection.execute(f"DELETE FROM {table} WHERE attempt_id = ?", (attempt["id"],))
        for row in step.before[table]:
            insert_row(connection, table, row)
    columns = ", ".join(f"{name} = :{name}" for name in attempt)
    connection.execute(f"UPDATE attempts SET {columns} WHERE id = :id", {**attempt, "revision": now["revision"] + 1})
    connection.execute(
        "UPDATE interviews SET ended_at = ? WHERE id = ?", (step.before["ended_at"], attempt["interview_id"])
    )
    connection.execute("DELETE FROM steps WHERE number = ?", (step.number,))


def insert_row(connection: sqlite3.Connection, table: str, row: Row, otherwise: str = "") -> None:
    """Adds a row, given by the names of its columns; `otherwise` says what to do where it is there."""
    names = ", ".join(row)
    values = ", ".join(f":{name}" for name in row)
    connection.execute(f"INSERT {otherwise} INTO {table} ({names}) VALUES ({values})", row)


def _remember(connection: sqlite3.Connection, attempt_id: str, revision: int) -> None:
    """Keeps that what stands now was taken back, so that no other machine brings it again."""
    said = _rows(
        connection,
        "SELECT text FROM messages WHERE attempt_id = ? AND role = 'candidate' ORDER BY number",
        attempt_id,
    )
    connection.execute(
        "INSERT OR REPLACE INTO taken_back VALUES (?, ?, ?)",
        (attempt_id, digest_of([message["text"] for message in said]), revision),
    )


def _unask(connection: sqlite3.Connection, interview_id: str, but: str) -> None:
    fresh = connection.execute(
        """SELECT id FROM attempts WHERE interview_id = ? AND id <> ? AND outcome IS NULL AND draft = ''
        AND NOT EXISTS (SELECT 1 FROM messages WHERE attempt_id = attempts.id AND number > 0)""",
        (interview_id, but),
    ).fetchall()
    for row in fresh:
        connection.execute("DELETE FROM messages WHERE attempt_id = ?", (row["id"],))
        connection.execute("DELETE FROM attempts WHERE id = ?", (row["id"],))


def _rows(connection: sqlite3.Connection, statement: str, *values: object) -> list[Row]:
    return [dict(row) for row in connection.execute(statement, values)]
