"""Graded answers: what the candidate overruled, and what was learnt from, run by run."""

import json
import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import datetime
from pathlib import Path

from interviewer.model import Attempt
from interviewer.model.learning import OVERRIDE, Batch, Example
from interviewer.store.file import explained
from interviewer.store.rows import stamp, storable

FIRST_SCHEMA = 2
"""The schema that brought the examples; an older database has none."""

OVERRULED = """
    SELECT attempts.*, reviewed_at FROM attempts JOIN reviews ON attempt_id = attempts.id
    WHERE overruled OR EXISTS (SELECT 1 FROM json_each(matches) WHERE json_extract(value, '$.overruled'))
    ORDER BY reviewed_at, id
"""
"""Attempts with a verdict of the candidate's own."""

BATCHES = """
    SELECT number, learned_at, count(question_id) AS examples, json_group_array(DISTINCT origin) AS origins
    FROM batches LEFT JOIN examples ON batch = number GROUP BY number ORDER BY number
"""


def read_examples(path: Path) -> tuple[Example, ...]:
    """All that was learnt from, without changing or making the database; nothing where there is none.

    Raises:
        StoreError: It cannot be read.
    """
    if not path.exists():
        return ()
    # SQLite cannot read along in a folder that nobody can write to, unless it is told that nobody does.
    beside = path.with_name(f"{path.name}-wal")
    how = "mode=ro" if os.access(path.parent, os.W_OK) or beside.exists() else "immutable=1"
    with explained(path), closing(sqlite3.connect(f"{path.absolute().as_uri()}?{how}", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        if connection.execute("PRAGMA user_version").fetchone()[0] < FIRST_SCHEMA:
            return ()
        rows = connection.execute("SELECT * FROM examples ORDER BY batch, question_id, point_id, answer").fetchall()
    return tuple(Example(**{**row, "graded_at": datetime.fromisoformat(row["graded_at"])}) for row in rows)


def examples_of(attempt: Attempt, reviewed_at: datetime) -> tuple[Example, ...]:
    """What the candidate overruled in one attempt: the whole, points, or both."""
    assert attempt.score is not None
    grades = {match.point_id: match.coverage for match in attempt.score.matches if match.overruled}
    if attempt.score.overruled:
        grades[""] = attempt.score.overall
    return tuple(
        Example(attempt.question_id, point_id, attempt.answer, grade, OVERRIDE, reviewed_at)
        for point_id, grade in grades.items()
    )


def insert_batch(connection: sqlite3.Connection, examples: Iterable[Example], now: datetime) -> int:
    """Keeps the examples under a new number, which is never used again."""
    cursor = connection.execute("INSERT INTO batches (learned_at) VALUES (?)", (stamp(now),))
    connection.executemany(
        "INSERT OR REPLACE INTO examples VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (
                cursor.lastrowid,
                example.question_id,
                example.point_id,
                storable(example.answer),
                example.grade,
                storable(example.origin),
                stamp(example.graded_at),
            )
            for example in examples
        ],
    )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def read_batch(row: sqlite3.Row) -> Batch:
    """One row of BATCHES."""
    return Batch(
        number=row["number"],
        learned_at=datetime.fromisoformat(row["learned_at"]),
        origins=tuple(sorted(json.loads(row["origins"]))),
        examples=row["examples"],
    )
