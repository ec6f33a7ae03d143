"""The database: every SQL statement and migration. The only importer of sqlite3.

One SQLite file in WAL mode. Every write is one transaction, synced to disk before it returns, so that what
was submitted survives `kill -9` and power loss. Rows never leave this file; values of `model` do.
"""

import json
import sqlite3
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from interviewer.errors import StoreError
from interviewer.model import (
    Attempt,
    Interview,
    Kind,
    Language,
    Match,
    Message,
    Outcome,
    Role,
    Score,
    Span,
    Status,
)

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
)
"""Script `n` brings a database of version n to n + 1. Released scripts are never edited."""

BEGUN = """EXISTS (
    SELECT 1 FROM attempts LEFT JOIN messages ON attempt_id = attempts.id AND role = 'candidate'
    WHERE interview_id = interviews.id
    AND (draft <> '' OR outcome IS NOT NULL OR attempt_id IS NOT NULL)
)"""
"""An interview in which the candidate has typed, said or skipped something."""

BUSY_TIMEOUT_S = 5.0
"""How long a write waits for another session's write; ours take milliseconds."""

RETRY_S = 0.01
"""How soon to try again what SQLite does not wait for by itself."""

CHECKED_BYTES = 16_000_000
"""Up to this size a database is checked whole on opening (about 20 ms); beyond it, `doctor` does it."""


class Store:
    """The interviews, attempts, messages and reviews of one candidate.

    Safe to use from several threads (one statement at a time) and by several processes.

    Attributes:
        path: The database file.
        set_aside: Where a damaged database was moved on opening, or None.
    """

    def __init__(self, path: Path, now: datetime) -> None:
        """Opens the database, making or upgrading it where needed.

        Raises:
            StoreError: It cannot be opened, is locked, or was made by a newer version.
        """
        self.path = path
        self.set_aside: Path | None = None
        self._lock = threading.RLock()
        with _explained(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            if _is_replaced(path):
                self.set_aside = _set_aside(path, now)
            try:
                self._connection = _open(path)
            except sqlite3.OperationalError:
                raise
            except sqlite3.DatabaseError:
                self.set_aside = _set_aside(path, now)
                self._connection = _open(path)
            self._migrate(now)

    def close(self) -> None:
        """Closes the database; further calls are an error."""
        with self._lock:
            self._connection.close()

    # Interviews

    def add_interview(self, interview: Interview) -> None:
        """Saves a new interview."""
        with self._writing() as connection:
            connection.execute(
                "INSERT INTO interviews VALUES (?, ?, ?, ?, ?)",
                (
                    interview.id,
                    interview.language,
                    json.dumps(interview.question_ids),
                    _stamp(interview.started_at),
                    _stamp(interview.ended_at) if interview.ended_at else None,
                ),
            )

    def end_interview(self, interview_id: str, now: datetime) -> None:
        """Marks the interview as over; the first time counts."""
        with self._writing() as connection:
            connection.execute(
                "UPDATE interviews SET ended_at = coalesce(ended_at, ?) WHERE id = ?",
                (_stamp(now), interview_id),
            )

    def interview(self, interview_id: str) -> Interview | None:
        """The interview whose id starts so, with its attempts; None where none or several do."""
        rows = self._rows("SELECT * FROM interviews WHERE substr(id, 1, length(?1)) = ?1 LIMIT 2", interview_id)
        return self._interview(rows[0]) if len(rows) == 1 else None

    def interviews(self, limit: int) -> tuple[Interview, ...]:
        """The latest interviews in which the candidate has done something, newest first."""
        rows = self._rows(f"SELECT * FROM interviews WHERE {BEGUN} ORDER BY started_at DESC, id LIMIT ?", limit)
        return tuple(self._interview(row) for row in rows)

    def unfinished(self) -> Interview | None:
        """The latest interview that has not ended and in which the candidate has done something."""
        rows = self._rows(
            f"SELECT * FROM interviews WHERE ended_at IS NULL AND {BEGUN} ORDER BY started_at DESC, id LIMIT 1"
        )
        return self._interview(rows[0]) if rows else None

    # Attempts

    def add_attempt(self, attempt: Attempt) -> None:
        """Saves a new attempt with its messages, unless the interview has one at this question."""
        with self._writing() as connection:
            cursor = connection.execute(
                "INSERT OR IGNORE INTO attempts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    attempt.id,
                    attempt.interview_id,
                    attempt.question_id,
                    attempt.language,
                    attempt.content_hash,
                    _stamp(attempt.started_at),
                    attempt.elapsed_s,
                    attempt.outcome,
                    attempt.draft,
                ),
            )
            if cursor.rowcount:
                _insert_messages(connection, attempt.id, 0, attempt.messages)

    def attempt(self, attempt_id: str) -> Attempt:
        """The attempt with everything said so far.

        Raises:
            StoreError: There is no such attempt.
        """
        attempts = self._attempts("SELECT * FROM attempts WHERE id = ?", attempt_id)
        if not attempts:
            raise StoreError(f"There is no attempt {attempt_id!r} in {self.path}.")
        return attempts[0]

    def attempts_at(self, question_id: str) -> tuple[Attempt, ...]:
        """Every attempt at a question, oldest first."""
        return self._attempts("SELECT * FROM attempts WHERE question_id = ? ORDER BY started_at, id", question_id)

    def save_draft(self, attempt_id: str, draft: str, elapsed_s: float) -> None:
        """Keeps what has been typed and not sent, and the time spent so far."""
        with self._writing() as connection:
            connection.execute(
                "UPDATE attempts SET draft = ?, elapsed_s = max(elapsed_s, ?) WHERE id = ?",
                (_storable(draft), elapsed_s, attempt_id),
            )

    def save_answer(self, attempt_id: str, number: int, message: Message, elapsed_s: float) -> bool:
        """Saves a candidate's message as the attempt's message `number` and empties the draft.

        Where another session has said something else there meanwhile, it becomes the next free number.

        Returns:
            False where this very answer is there already: it was sent twice.
        """
        with self._writing() as connection:
            said = connection.execute(
                "SELECT text FROM messages WHERE attempt_id = ? AND number >= ?", (attempt_id, number)
            ).fetchall()
            if any(row["text"] == _storable(message.text) for row in said):
                return False
            _insert_messages(connection, attempt_id, number + len(said), [message])
            connection.execute(
                "UPDATE attempts SET draft = '', elapsed_s = max(elapsed_s, ?) WHERE id = ?",
                (elapsed_s, attempt_id),
            )
            return True

    def add_review(
        self, attempt: Attempt, score: Score, now: datetime, probe: Message | None, outcome: Outcome | None
    ) -> None:
        """Saves the score of all that `attempt` holds, with the next probe or the attempt's outcome."""
        with self._writing() as connection:
            _put_review(connection, attempt.id, score, now)
            if probe:
                _insert_messages(connection, attempt.id, len(attempt.messages), [probe])
            connection.execute("UPDATE attempts SET outcome = coalesce(outcome, ?) WHERE id = ?", (outcome, attempt.id))

    def add_message(self, attempt: Attempt, message: Message) -> None:
        """Saves what the interviewer says after all that `attempt` holds."""
        with self._writing() as connection:
            _insert_messages(connection, attempt.id, len(attempt.messages), [message])

    def change_score(self, attempt_id: str, score: Score, now: datetime) -> None:
        """Replaces the score of an attempt: the candidate overruled it."""
        with self._writing() as connection:
            _put_review(connection, attempt_id, score, now)

    def close_attempt(self, attempt_id: str, outcome: Outcome, elapsed_s: float) -> None:
        """Ends an attempt; the first outcome stays."""
        with self._writing() as connection:
            connection.execute(
                "UPDATE attempts SET outcome = coalesce(outcome, ?), elapsed_s = max(elapsed_s, ?) WHERE id = ?",
                (outcome, elapsed_s, attempt_id),
            )

    # Health

    @staticmethod
    def inspect(path: Path) -> tuple[tuple[str, ...], dict[str, int]]:
        """Looks a database over without changing it.

        Returns:
            What SQLite's full integrity check finds (nothing, when it is sound), and how many interviews,
            attempts and reviews there are.

        Raises:
            StoreError: It cannot be opened for reading.
        """
        if path.is_dir():
            return ("a folder is in its place",), {}
        with (
            _explained(path),
            closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection,
        ):
            try:
                found = [row[0] for row in connection.execute("PRAGMA integrity_check(5)")]
                tables = ("interviews", "attempts", "reviews")
                counts = {table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables}
            except sqlite3.OperationalError:
                raise
            except sqlite3.DatabaseError as error:
                return (str(error),), {}
        return () if found == ["ok"] else tuple(found), counts

    # Inside

    def _migrate(self, now: datetime) -> None:
        version = self._connection.execute("PRAGMA user_version").fetchone()[0]
        if version > len(MIGRATIONS):
            raise StoreError(
                f"{self.path} was made by a newer interviewer (schema {version}, this one knows {len(MIGRATIONS)}).",
                "Update interviewer, or set INTERVIEWER_DATA_DIR to another folder.",
            )
        if 0 < version < len(MIGRATIONS):
            self._back_up(f"before-schema-{len(MIGRATIONS)}-{now:%Y%m%d-%H%M%S}")
        while version < len(MIGRATIONS):
            version = self._upgrade(version)

    def _upgrade(self, version: int) -> int:
        """One step, unless another process has taken it meanwhile; the version after it."""
        with self._writing() as connection:
            current: int = connection.execute("PRAGMA user_version").fetchone()[0]
            if current == version:
                for statement in _statements(MIGRATIONS[version]):
                    connection.execute(statement)
                current += 1
                connection.execute(f"PRAGMA user_version = {current}")
        return current

    def _back_up(self, label: str) -> None:
        copy = sqlite3.connect(self.path.with_name(f"{self.path.name}.{label}"))
        with copy:
            self._connection.backup(copy)
        copy.close()

    def _rows(self, statement: str, *values: object) -> list[sqlite3.Row]:
        with self._lock, _explained(self.path):
            return self._connection.execute(statement, values).fetchall()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction, on disk when the block is left, gone when it raises."""
        with self._lock, _explained(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def _interview(self, row: sqlite3.Row) -> Interview:
        return Interview(
            id=row["id"],
            language=Language(row["language"]),
            question_ids=tuple(json.loads(row["question_ids"])),
            started_at=datetime.fromisoformat(row["started_at"]),
            ended_at=datetime.fromisoformat(row["ended_at"]) if row["ended_at"] else None,
            attempts=self._attempts(
                "SELECT * FROM attempts WHERE interview_id = ? ORDER BY started_at, rowid", row["id"]
            ),
        )

    def _attempts(self, statement: str, *values: object) -> tuple[Attempt, ...]:
        return tuple(self._attempt(row) for row in self._rows(statement, *values))

    def _attempt(self, row: sqlite3.Row) -> Attempt:
        messages = self._rows("SELECT * FROM messages WHERE attempt_id = ? ORDER BY number", row["id"])
        reviews = self._rows("SELECT * FROM reviews WHERE attempt_id = ?", row["id"])
        return Attempt(
            id=row["id"],
            interview_id=row["interview_id"],
            question_id=row["question_id"],
            language=Language(row["language"]),
            content_hash=row["content_hash"],
            started_at=datetime.fromisoformat(row["started_at"]),
            elapsed_s=row["elapsed_s"],
            messages=tuple(_message(message) for message in messages),
            outcome=Outcome(row["outcome"]) if row["outcome"] else None,
            score=_score(reviews[0]) if reviews else None,
            draft=row["draft"],
        )


def _open(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False)
    try:
        connection.row_factory = sqlite3.Row
        _use_wal(connection)
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        if path.stat().st_size <= CHECKED_BYTES:
            found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
            if found != "ok":
                raise sqlite3.DatabaseError(found)
    except BaseException:
        connection.close()
        raise
    return connection


def _use_wal(connection: sqlite3.Connection) -> None:
    """Switches to WAL mode; unlike any other statement this one does not wait for others by itself."""
    deadline_s = time.monotonic() + BUSY_TIMEOUT_S
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline_s:
                raise
            time.sleep(RETRY_S)
        else:
            return


def _is_replaced(path: Path) -> bool:
    """Whether something stands here that SQLite would refuse, or would empty without a word."""
    wal = path.with_name(f"{path.name}-wal")
    emptied = path.exists() and not path.stat().st_size
    return path.is_dir() or (emptied and wal.exists() and wal.stat().st_size > 0)


def _set_aside(path: Path, now: datetime) -> Path:
    """Moves a damaged database, with what SQLite keeps beside it, to a name of its own."""
    aside = path.with_name(f"{path.name}.damaged-{now:%Y%m%d-%H%M%S}")
    number = 1
    while aside.exists():
        number += 1
        aside = path.with_name(f"{path.name}.damaged-{now:%Y%m%d-%H%M%S}-{number}")
    for suffix in ("", "-wal", "-shm"):
        beside = path.with_name(path.name + suffix)
        if beside.exists():
            beside.rename(f"{aside}{suffix}")
    return aside


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turns the errors of SQLite and the file system into ours, which say what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise StoreError(f"The database {path} failed: {error}.", _remedy(error)) from error
    except OSError as error:
        raise StoreError(
            f"The database {path} cannot be used: {error.strerror or error}.",
            "Make the folder writable, or set INTERVIEWER_DATA_DIR to one that is.",
        ) from error


def _remedy(error: sqlite3.Error) -> str:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_FULL:
        return "The disk is full: free some space and send the answer again."
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return "Another program holds it: close that one and try again."
    if code in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}:
        return "Make the file and its folder writable, or set INTERVIEWER_DATA_DIR to a folder that is."
    return "`interviewer doctor` checks the database and says how to mend it."


def _insert_messages(connection: sqlite3.Connection, attempt_id: str, first: int, messages: Iterable[Message]) -> None:
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
                _storable(message.text),
                _stamp(message.sent_at),
            )
            for number, message in enumerate(messages, first)
        ],
    )


def _put_review(connection: sqlite3.Connection, attempt_id: str, score: Score, now: datetime) -> None:
    connection.execute(
        "INSERT OR REPLACE INTO reviews VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            attempt_id,
            score.overall,
            score.overruled,
            json.dumps([asdict(match) for match in score.matches], ensure_ascii=False),
            score.scorer,
            score.belongs_to,
            _stamp(now),
        ),
    )


def _score(row: sqlite3.Row) -> Score:
    return Score(
        overall=row["overall"],
        matches=tuple(_match(match) for match in json.loads(row["matches"])),
        scorer=row["scorer"],
        belongs_to=row["belongs_to"],
        overruled=bool(row["overruled"]),
    )


def _match(saved: dict[str, Any]) -> Match:
    evidence = Span(**saved["evidence"]) if saved["evidence"] else None
    return Match(**{**saved, "status": Status(saved["status"]), "evidence": evidence})


def _message(row: sqlite3.Row) -> Message:
    return Message(
        role=Role(row["role"]),
        kind=Kind(row["kind"]),
        text=row["text"],
        sent_at=datetime.fromisoformat(row["sent_at"]),
        point_id=row["point_id"],
    )


def _stamp(moment: datetime) -> str:
    return moment.isoformat(timespec="microseconds")


def _storable(text: str) -> str:
    """The text without lone surrogates, which a broken terminal can send and UTF-8 cannot hold."""
    return text.encode(errors="replace").decode()


def _statements(script: str) -> list[str]:
    return [statement for statement in script.split(";") if statement.strip()]
