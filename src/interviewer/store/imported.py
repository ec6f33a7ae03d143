"""Interviews that took place in another program: attempts with a rating, without messages and score."""

import sqlite3
from collections.abc import Collection, Iterable

from interviewer.model import Attempt, Interview
from interviewer.store.reviews import SEAL
from interviewer.store.rows import insert_attempt, interview_row, stamp
from interviewer.store.steps import insert_row

RATE = """
    INSERT INTO reviews (attempt_id, item, overall, overruled, matches, scorer, belongs_to, coverages, suggested,
        scheduled, reviewed_at, changed_at)
    VALUES (?1, ?2, NULL, 0, '[]', '', '', '{}', ?3, ?4, ?5, ?5)
"""

IMPORTED = "SELECT attempts.id FROM attempts JOIN interviews ON interviews.id = interview_id WHERE mode = 'imported'"

EMPTY = """
    DELETE FROM interviews WHERE mode = 'imported'
    AND NOT EXISTS (SELECT 1 FROM attempts WHERE interview_id = interviews.id)
"""


def insert_imported(
    connection: sqlite3.Connection, interviews: Iterable[Interview], unscheduled: Collection[str]
) -> int:
    """Adds the interviews with their attempts, as far as they are not there; how many attempts are new."""
    added = 0
    for interview in interviews:
        insert_row(connection, "interviews", interview_row(interview), "OR IGNORE")
        for attempt in interview.attempts:
            if insert_attempt(connection, attempt):
                _rate(connection, attempt, attempt.id not in unscheduled)
                added += 1
    return added


def drop_imported(connection: sqlite3.Connection, attempt_ids: Iterable[str]) -> None:
    """Removes such attempts with their reviews, and the interviews that are empty without them.

    What was done in their interviews can no longer be taken back.
    """
    ids = [(attempt_id,) for attempt_id in attempt_ids]
    connection.executemany(
        "DELETE FROM steps WHERE interview_id = (SELECT interview_id FROM attempts WHERE id = ?)", ids
    )
    connection.executemany("DELETE FROM reviews WHERE attempt_id = ?", ids)
    connection.executemany("DELETE FROM attempts WHERE id = ?", ids)
    connection.execute(EMPTY)


def _rate(connection: sqlite3.Connection, attempt: Attempt, scheduled: bool) -> None:
    assert attempt.suggested is not None and attempt.reviewed_at is not None
    values = (attempt.id, attempt.question_id, attempt.suggested, scheduled, stamp(attempt.reviewed_at))
    connection.execute(RATE, values)
    connection.execute(SEAL, (attempt.id,))
