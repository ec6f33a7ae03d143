"""Values of `model` <-> rows."""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from interviewer.model import (
    Attempt,
    Doubt,
    Ground,
    Interview,
    Kind,
    Language,
    Learned,
    Match,
    Message,
    Mode,
    Opposition,
    Outcome,
    Pick,
    Rating,
    Reason,
    Role,
    Score,
    Span,
    Status,
    Unreadable,
)


def insert_attempt(connection: sqlite3.Connection, attempt: Attempt) -> bool:
    """Adds an attempt without its messages; False where it, or another at this question of the interview, is there."""
    cursor = connection.execute(
        """INSERT OR IGNORE INTO attempts
        (id, interview_id, question_id, language, content_hash, started_at, elapsed_s, outcome, draft)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        (
            attempt.id,
            attempt.interview_id,
            attempt.question_id,
            attempt.language,
            attempt.content_hash,
            stamp(attempt.started_at),
            attempt.elapsed_s,
            attempt.outcome,
            attempt.draft,
        ),
    )
    return bool(cursor.rowcount)


def insert_messages(connection: sqlite3.Connection, attempt_id: str, first: int, messages: Iterable[Message]) -> None:
    """Adds messages from number `first` on; where a number is taken, what stands there stays."""
    connection.executemany(
        "INSERT OR IGNORE INTO messages VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (
                attempt_id,
                number,
                message.role,
                message.kind,
                message.point_id,
                storable(message.text),
                stamp(message.sent_at),
            )
            for number, message in enumerate(messages, first)
        ],
    )


def read_score(row: sqlite3.Row) -> Score:
    """The score of a review; there must be one."""
    learned = json.loads(row["learned"])
    return Score(
        overall=row["overall"],
        matches=tuple(_match(match) for match in json.loads(row["matches"])),
        scorer=row["scorer"],
        belongs_to=row["belongs_to"],
        overruled=bool(row["overruled"]),
        unreadable=Unreadable(row["unreadable"]) if row["unreadable"] else None,
        learned=Learned(**learned) if learned else None,
    )


def _match(saved: dict[str, Any]) -> Match:
    evidence = Span(**saved["evidence"]) if saved["evidence"] else None
    return Match(
        **{**saved, "status": Status(saved["status"]), "evidence": evidence, "doubt": _doubt(saved.get("doubt"))}
    )


def _doubt(saved: dict[str, str] | None) -> Doubt | None:
    """The doubt; rows of earlier releases have no such field."""
    return Doubt(Opposition(saved["kind"]), saved["said"], saved["expected"]) if saved else None


def read_attempt(row: sqlite3.Row, messages: Iterable[sqlite3.Row], review: sqlite3.Row | None) -> Attempt:
    """One attempt with all that belongs to it."""
    return Attempt(
        id=row["id"],
        interview_id=row["interview_id"],
        question_id=row["question_id"],
        language=Language(row["language"]),
        content_hash=row["content_hash"],
        started_at=datetime.fromisoformat(row["started_at"]),
        elapsed_s=row["elapsed_s"],
        messages=tuple(read_message(message) for message in messages),
        outcome=Outcome(row["outcome"]) if row["outcome"] else None,
        score=read_score(review) if review and review["overall"] is not None else None,
        draft=row["draft"],
        suggested=Rating(review["suggested"]) if review else None,
        chosen=Rating(review["chosen"]) if review and review["chosen"] else None,
        reviewed_at=datetime.fromisoformat(review["reviewed_at"]) if review else None,
    )


def read_interview(row: sqlite3.Row, attempts: tuple[Attempt, ...]) -> Interview:
    """One interview with its attempts."""
    return Interview(
        id=row["id"],
        language=Language(row["language"]),
        question_ids=tuple(json.loads(row["question_ids"])),
        started_at=datetime.fromisoformat(row["started_at"]),
        ended_at=datetime.fromisoformat(row["ended_at"]) if row["ended_at"] else None,
        attempts=attempts,
        mode=Mode(row["mode"]),
        picks=tuple(_pick(pick) for pick in json.loads(row["picks"])),
    )


def interview_row(interview: Interview) -> dict[str, Any]:
    """An interview as a row."""
    return {
        "id": interview.id,
        "language": interview.language,
        "question_ids": json.dumps(interview.question_ids),
        "started_at": stamp(interview.started_at),
        "ended_at": stamp(interview.ended_at) if interview.ended_at else None,
        "mode": interview.mode,
        "picks": json.dumps([asdict(pick) for pick in interview.picks]),
    }


def _pick(saved: dict[str, Any]) -> Pick:
    reasons = tuple(Reason(**{**reason, "ground": Ground(reason["ground"])}) for reason in saved["reasons"])
    return Pick(**{**saved, "reasons": reasons})


def read_message(row: sqlite3.Row) -> Message:
    """One message."""
    return Message(
        role=Role(row["role"]),
        kind=Kind(row["kind"]),
        text=row["text"],
        sent_at=datetime.fromisoformat(row["sent_at"]),
        point_id=row["point_id"],
    )


def stamp(moment: datetime) -> str:
    """A moment as the database keeps it: in UTC, so that the order of the texts is that of the moments."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def storable(text: str) -> str:
    """The text without lone surrogates, which a broken terminal can send and UTF-8 cannot hold."""
    return text.encode(errors="replace").decode()
