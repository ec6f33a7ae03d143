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


def _rate(connection: sqlite3.Connection, attempt: Attempt, scheduled: bool) -> None:
    assert attempt.suggested is not None and attempt.reviewed_at is not None
    values = (attempt.id, attempt.question_id, attempt.suggested, scheduled, stamp(attempt.reviewed_at))
    connection.execute(RATE, values)
    connection.execute(SEAL, (attempt.id,))
