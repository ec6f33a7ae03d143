"""What two databases have different: the statements that find it, with the other one attached as `other`."""

from interviewer.store.versions import COPY_MARK

IN_PLACE = f"instr(id, '{COPY_MARK}') = 0"
"""It is no copy that a merge has made."""

SAID = {
    "attempts": ("id", "interview_id question_id language content_hash started_at elapsed_s outcome draft revision"),
    "messages": ("attempt_id, number", "role kind point_id text sent_at"),
    "reviews": (
        "attempt_id",
        "overall overruled matches scorer belongs_to reviewed_at unreadable learned item coverages suggested chosen "
        "scheduled changed_at",
    ),
}
"""By table what names a row, and what it says; the digest of a review follows from that."""


def _differing(table: str) -> str:
    """The attempts of which the two sides have other rows in this table."""
    key, said = SAID[table]
    first = key.partition(",")[0]
    ours, theirs = (", ".join(f"{side}.{name}" for name in said.split()) for side in ("ours", "theirs"))
    return f"""
        SELECT ours.{first} FROM main.{table} AS ours LEFT JOIN other.{table} AS theirs USING ({key})
        WHERE ({ours}) IS NOT ({theirs})
        UNION SELECT theirs.{first} FROM other.{table} AS theirs LEFT JOIN main.{table} AS ours USING ({key})
        WHERE ours.{first} IS NULL
    """


CONTESTED = f"""
    WITH changed (id) AS ({" UNION ".join(map(_differing, SAID))})
    SELECT ours.interview_id, ours.question_id
    FROM main.attempts AS ours JOIN other.attempts AS theirs USING (interview_id, question_id)
    WHERE (ours.id <> theirs.id OR ours.id IN (SELECT id FROM changed))
    AND instr(ours.interview_id, '{COPY_MARK}') = 0
"""
"""The slots in which both sides have something else."""

COPIES = f"""
    SELECT attempts.id, interview_id, question_id FROM {{side}}.attempts WHERE instr(interview_id, '{COPY_MARK}')
"""

ENDED = f"""
    SELECT ours.id FROM main.interviews AS ours JOIN other.interviews AS theirs ON theirs.id = ours.id
    WHERE instr(ours.id, '{COPY_MARK}') = 0 AND theirs.ended_at IS NOT NULL
    AND (ours.ended_at IS NULL OR ours.ended_at > theirs.ended_at)
"""
"""The interviews that the other side has seen end, or end earlier."""

UNASKED_HERE = f"""
    INSERT INTO fresh SELECT id, interview_id FROM other.attempts AS theirs
    WHERE {IN_PLACE} AND instr(interview_id, '{COPY_MARK}') = 0 AND NOT EXISTS (
        SELECT 1 FROM main.attempts AS ours
        WHERE ours.interview_id = theirs.interview_id AND ours.question_id = theirs.question_id
    )
"""
