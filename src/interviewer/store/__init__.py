"""The database: every SQL statement and migration. The only folder that imports sqlite3.

One SQLite file in WAL mode. Every write is one transaction, synced to disk before it returns, so that what
was submitted survives `kill -9` and power loss. Rows never leave this file; values of `model` do.
"""

import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from interviewer.errors import StoreError
from interviewer.model import Attempt, Batch, Example, Interview, Language, Message, Outcome, Score
from interviewer.store.database import explained, is_replaced, open_database, set_aside
from interviewer.store.examples import BATCHES, OVERRULED, examples_of, insert_batch, read_batch, read_examples
from interviewer.store.rows import insert_messages, put_review, read_message, read_score, stamp, storable
from interviewer.store.schema import BEGUN, MIGRATIONS, statements

__all__ = ["Store", "read_examples"]


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
        with explained(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            if is_replaced(path):
                self.set_aside = set_aside(path, now)
            try:
                self._connection = open_database(path)
            except sqlite3.OperationalError:
                raise
            except sqlite3.DatabaseError:
                self.set_aside = set_aside(path, now)
                self._connection = open_database(path)
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
                    stamp(interview.started_at),
                    stamp(interview.ended_at) if interview.ended_at else None,
                ),
            )

    def end_interview(self, interview_id: str, now: datetime) -> None:
        """Marks the interview as over; the first time counts."""
        with self._writing() as connection:
            connection.execute(
                "UPDATE interviews SET ended_at = coalesce(ended_at, ?) WHERE id = ?",
                (stamp(now), interview_id),
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
                    stamp(attempt.started_at),
                    attempt.elapsed_s,
                    attempt.outcome,
                    attempt.draft,
                ),
            )
            if cursor.rowcount:
                insert_messages(connection, attempt.id, 0, attempt.messages)

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
                (storable(draft), elapsed_s, attempt_id),
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
            if any(row["text"] == storable(message.text) for row in said):
                return False
            insert_messages(connection, attempt_id, number + len(said), [message])
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
            put_review(connection, attempt.id, score, now)
            if probe:
                insert_messages(connection, attempt.id, len(attempt.messages), [probe])
            connection.execute("UPDATE attempts SET outcome = coalesce(outcome, ?) WHERE id = ?", (outcome, attempt.id))

    def add_message(self, attempt: Attempt, message: Message) -> None:
        """Saves what the interviewer says after all that `attempt` holds."""
        with self._writing() as connection:
            insert_messages(connection, attempt.id, len(attempt.messages), [message])

    def change_score(self, attempt_id: str, score: Score, now: datetime) -> None:
        """Replaces the score of an attempt: the candidate overruled it."""
        with self._writing() as connection:
            put_review(connection, attempt_id, score, now)

    def close_attempt(self, attempt_id: str, outcome: Outcome, elapsed_s: float) -> None:
        """Ends an attempt; the first outcome stays."""
        with self._writing() as connection:
            connection.execute(
                "UPDATE attempts SET outcome = coalesce(outcome, ?), elapsed_s = max(elapsed_s, ?) WHERE id = ?",
                (outcome, elapsed_s, attempt_id),
            )

    # Graded answers

    def overrides(self) -> tuple[Example, ...]:
        """Every verdict that the candidate overruled, oldest first."""
        rows = self._rows(OVERRULED)
        found = [examples_of(self._attempt(row), datetime.fromisoformat(row["reviewed_at"])) for row in rows]
        return tuple(example for examples in found for example in examples)

    def add_examples(self, examples: Iterable[Example], now: datetime) -> int:
        """Keeps graded answers to learn from as one batch; its number."""
        with self._writing() as connection:
            return insert_batch(connection, examples, now)

    def batches(self) -> tuple[Batch, ...]:
        """What was learnt from, oldest first."""
        return tuple(read_batch(row) for row in self._rows(BATCHES))

    def forget(self, numbers: Iterable[int]) -> None:
        """Drops these batches with all their examples."""
        with self._writing() as connection:
            connection.executemany("DELETE FROM batches WHERE number = ?", [(number,) for number in numbers])

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
            explained(path),
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
                for statement in statements(MIGRATIONS[version]):
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
        with self._lock, explained(self.path):
            return self._connection.execute(statement, values).fetchall()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction, on disk when the block is left, gone when it raises."""
        with self._lock, explained(self.path):
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
            messages=tuple(read_message(row) for row in messages),
            outcome=Outcome(row["outcome"]) if row["outcome"] else None,
            score=read_score(reviews[0]) if reviews else None,
            draft=row["draft"],
        )
