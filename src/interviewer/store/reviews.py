"""Reviews: saving them, and reading them as schedule and statistics want them."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from interviewer.model import Rating, Score
from interviewer.model.review import Review
from interviewer.store.rows import stamp

PUT = """
    INSERT INTO reviews (attempt_id, item, overall, overruled, matches, scorer, belongs_to, unreadable, learned,
        coverages, suggested, scheduled, reviewed_at, changed_at)
    SELECT attempts.id, question_id, ?, ?, ?, ?, ?, ?, ?, ?, ?, mode <> 'cram', ?, ?
    FROM attempts JOIN interviews ON interviews.id = interview_id WHERE attempts.id = ?
    ON CONFLICT (attempt_id) DO UPDATE SET overall = excluded.overall, overruled = excluded.overruled,
        matches = excluded.matches, scorer = excluded.scorer, belongs_to = excluded.belongs_to,
        unreadable = excluded.unreadable, learned = excluded.learned, coverages = excluded.coverages,
        suggested = excluded.suggested, reviewed_at = excluded.reviewed_at, changed_at = excluded.changed_at
"""

SEAL = """
    UPDATE reviews SET digest = CASE
        WHEN (SELECT outcome FROM attempts WHERE id = attempt_id) IS NOT NULL
        THEN digest_of(attempt_id, item, reviewed_at, overall, coverages, suggested, chosen, scheduled) END
    WHERE attempt_id = ?
"""
"""A review counts once its attempt is over; its digest says what it is."""

READ = """
    SELECT attempt_id, item, content_hash, reviewed_at, overall, coverages, suggested, chosen, scheduled, elapsed_s,
        scorer
    FROM reviews JOIN attempts ON attempts.id = attempt_id WHERE digest IS NOT NULL
"""

BEFORE = """
    SELECT value AS item FROM json_each(?) WHERE EXISTS (
        SELECT 1 FROM reviews WHERE item = value AND digest IS NOT NULL AND reviewed_at < ?
    )
"""

FINGERPRINTS = """
    SELECT item, count(digest) || '-' || sum(digest) AS fingerprint FROM reviews
    WHERE digest IS NOT NULL GROUP BY item
"""
"""What every item's reviews add up to: it stays the same exactly as long as they do."""


def put_review(
    connection: sqlite3.Connection,
    attempt_id: str,
    score: Score,
    suggested: Rating,
    reviewed_at: datetime,
    now: datetime,
) -> None:
    """Saves the score of an attempt in place of an earlier one; a rating that the candidate chose stays."""
    matches = json.dumps([asdict(match) for match in score.matches], ensure_ascii=False)
    learned = json.dumps(asdict(score.learned) if score.learned else None, ensure_ascii=False)
    coverages = json.dumps({match.point_id: match.coverage for match in score.matches})
    connection.execute(
        PUT,
        (
            score.overall,
            score.overruled,
            matches,
            score.scorer,
            score.belongs_to,
            score.unreadable or "",
            learned,
            coverages,
            suggested,
            stamp(reviewed_at),
            stamp(now),
            attempt_id,
        ),
    )


def read_reviews(rows: Sequence[sqlite3.Row]) -> tuple[Review, ...]:
    """The rows of READ."""
    found = json.loads(f"[{','.join(row['coverages'] for row in rows)}]")  # at once, which takes half the time
    return tuple(
        Review(
            attempt_id=row["attempt_id"],
            item=row["item"],
            content_hash=row["content_hash"],
            reviewed_at=datetime.fromisoformat(row["reviewed_at"]),
            overall=row["overall"],
            coverages=coverages,
            suggested=Rating(row["suggested"]),
            chosen=Rating(row["chosen"]) if row["chosen"] else None,
            scheduled=bool(row["scheduled"]),
            elapsed_s=row["elapsed_s"],
            scorer=row["scorer"],
        )
        for row, coverages in zip(rows, found, strict=True)
    )
