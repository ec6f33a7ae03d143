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
    """
    ALTER TABLE interviews ADD COLUMN mode TEXT NOT NULL DEFAULT 'mock';
    ALTER TABLE interviews ADD COLUMN picks TEXT NOT NULL DEFAULT '[]';
    ALTER TABLE attempts ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;
    CREATE TABLE upgraded (
        attempt_id TEXT PRIMARY KEY REFERENCES attempts,
        overall REAL,
        overruled INTEGER NOT NULL,
        matches TEXT NOT NULL,
        scorer TEXT NOT NULL,
        belongs_to TEXT NOT NULL,
        reviewed_at TEXT NOT NULL,
        unreadable TEXT NOT NULL DEFAULT '',
        learned TEXT NOT NULL DEFAULT 'null',
        item TEXT NOT NULL,
        coverages TEXT NOT NULL DEFAULT '{}',
        suggested TEXT NOT NULL,
        chosen TEXT,
        scheduled INTEGER NOT NULL DEFAULT 1,
        changed_at TEXT NOT NULL,
        digest INTEGER
    ) STRICT;
    INSERT INTO upgraded
        SELECT attempt_id, overall, overruled, matches, scorer, belongs_to, reviewed_at, unreadable, learned,
        question_id,
        (SELECT json_group_object(json_extract(value, '$.point_id'), json_extract(value, '$.coverage'))
            FROM json_each(matches)),
        CASE WHEN overall < 0.4 THEN 'again' WHEN overall < 0.6 THEN 'hard'
            WHEN overall < 0.85 THEN 'good' ELSE 'easy' END,
        NULL, 1, reviewed_at, NULL
        FROM reviews JOIN attempts ON attempts.id = attempt_id;
    INSERT INTO upgraded
        (attempt_id, overall, overruled, matches, scorer, belongs_to, reviewed_at, item, suggested, changed_at)
        SELECT id, NULL, 0, '[]', '', '', started_at, question_id, 'again', started_at FROM attempts
        WHERE outcome = 'revealed' AND id NOT IN (SELECT attempt_id FROM reviews);
    DROP TABLE reviews;
    ALTER TABLE upgraded RENAME TO reviews;
    CREATE INDEX reviews_by_item ON reviews (item, digest);
    CREATE INDEX reviews_by_time ON reviews (reviewed_at);
    UPDATE reviews SET
        digest = digest_of(attempt_id, item, reviewed_at, overall, coverages, suggested, chosen, scheduled)
        WHERE attempt_id IN (SELECT id FROM attempts WHERE outcome IS NOT NULL);
    CREATE TABLE steps (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        interview_id TEXT NOT NULL REFERENCES interviews,
        action TEXT NOT NULL,
        before TEXT NOT NULL
    ) STRICT;
    CREATE INDEX steps_by_interview ON steps (interview_id, number);
    CREATE TABLE marks (
        id TEXT PRIMARY KEY,
        item TEXT NOT NULL,
        suspended INTEGER NOT NULL,
        marked_at TEXT NOT NULL
    ) STRICT;
    CREATE TABLE taken_back (
        attempt_id TEXT NOT NULL,
        said TEXT NOT NULL,
        revision INTEGER NOT NULL,
        PRIMARY KEY (attempt_id, said)
    ) STRICT, WITHOUT ROWID;
    """,
)
"""Script `n` brings a database of version n to n + 1. Released scripts are never edited."""

ID_BEGINS = "SELECT * FROM interviews WHERE id >= ?1 AND id < ?1 || char(1114111) ORDER BY id LIMIT 2"
"""The interviews whose id begins so, found by the order of ids; no character comes after the last of Unicode."""

BEGUN = """EXISTS (
    SELECT 1 FROM attempts LEFT JOIN messages ON attempt_id = attempts.id AND role = 'candidate'
    WHERE interview_id = interviews.id
    AND (draft <> '' OR outcome IS NOT NULL OR attempt_id IS NOT NULL)
)"""
"""An interview in which the candidate has typed, said or skipped something."""


def statements(script: str) -> list[str]:
    """The single statements of a migration's script."""
    return [statement for statement in script.split(";") if statement.strip()]
