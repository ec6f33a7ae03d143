"""Values of `model` <-> rows."""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from interviewer.model import Doubt, Kind, Learned, Match, Message, Opposition, Role, Score, Span, Status, Unreadable


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


def put_review(connection: sqlite3.Connection, attempt_id: str, score: Score, now: datetime) -> None:
    """Saves the score of an attempt in place of an earlier one."""
    connection.execute(
        "INSERT OR REPLACE INTO reviews VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            attempt_id,
            score.overall,
            score.overruled,
            json.dumps([asdict(match) for match in score.matches], ensure_ascii=False),
            score.scorer,
            score.belongs_to,
            stamp(now),
            score.unreadable or "",
            json.dumps(asdict(score.learned) if score.learned else None, ensure_ascii=False),
        ),
    )


def read_score(row: sqlite3.Row) -> Score:
    """The score of a review."""
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
    """A moment as the database keeps it."""
    return moment.isoformat(timespec="microseconds")


def storable(text: str) -> str:
    """The text without lone surrogates, which a broken terminal can send and UTF-8 cannot hold."""
    return text.encode(errors="replace").decode()
