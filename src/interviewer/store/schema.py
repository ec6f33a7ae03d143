"""The tables, version by version, and what several statements share."""

MIGRATIONS = (
    """
    CREATE TABLE interviews (
        id TEXT PRIMARY KEY,
        language TEXT NOT NULL,
        question_ids TEXT NOT NULL,
        started_at TEXT NOT NULL,
        ended_at TEXT
    ) STRICT;
    CREATE INDEX interviews_by_start ON interviews (started_at);
    CREATE TABLE attempts (
        id TEXT PRIMARY KEY,
        interview_id TEXT NOT NULL REFERENCES interviews,
        question_id TEXT NOT NULL,
        language TEXT NOT NULL,
        content_hash TEXT NOT NULL,
        started_at TEXT NOT NULL,
        elapsed_s REAL NOT NULL DEFAULT 0,
        outcome TEXT,
        draft TEXT NOT NULL DEFAULT '',
        UNIQUE (interview_id, question_id)
    ) STRICT;
    CREATE INDEX attempts_by_question ON attempts (question_id, started_at);
    CREATE TABLE messages (
        attempt_id TEXT NOT NULL REFERENCES attempts,
        number INTEGER NOT NULL,
        role TEXT NOT NULL,
        kind TEXT NOT NULL,
        point_id TEXT NOT NULL,
        text TEXT NOT NULL,
        sent_at TEXT NOT NULL,
        PRIMARY KEY (attempt_id, number)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE reviews (
        attempt_id TEXT PRIMARY KEY REFERENCES attempts,
        overall REAL NOT NULL,
        overruled INTEGER NOT NULL,
        matches TEXT NOT NULL,
        scorer TEXT NOT NULL,
        belongs_to TEXT NOT NULL,
        reviewed_at TEXT NOT NULL
    ) STRICT;
    """,
    """
    ALTER TABLE reviews ADD COLUMN unreadable TEXT NOT NULL DEFAULT '';
    ALTER TABLE reviews ADD COLUMN learned TEXT NOT NULL DEFAULT 'null';
    CREATE TABLE batches (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        learned_at TEXT NOT NULL
    ) STRICT;
    CREATE TABLE examples (
        batch INTEGER NOT NULL REFERENCES batches ON DELETE CASCADE,
        question_id TEXT NOT NULL,
        point_id TEXT NOT NULL,
        answer TEXT NOT NULL,
        grade REAL NOT NULL,
        origin TEXT NOT NULL,
        graded_at TEXT NOT NULL,
        PRIMARY KEY (batch, question_id, point_id, answer)
    ) STRICT, WITHOUT ROWID;
    """,
)
"""Script `n` brings a database of version n to n + 1. Released scripts are never edited."""

BEGUN = """EXISTS (
    SELECT 1 FROM attempts LEFT JOIN messages ON attempt_id = attempts.id AND role = 'candidate'
    WHERE interview_id = interviews.id
    AND (draft <> '' OR outcome IS NOT NULL OR attempt_id IS NOT NULL)
)"""
"""An interview in which the candidate has typed, said or skipped something."""


def statements(script: str) -> list[str]:
    """The single statements of a migration's script."""
    return [statement for statement in script.split(";") if statement.strip()]
