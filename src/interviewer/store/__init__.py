"""The database: every SQL statement and migration. The only folder that imports sqlite3.

One SQLite file in WAL mode. Every write is one transaction, synced to disk before it returns, so that what
was submitted survives `kill -9` and power loss. Rows never leave this file; values of `model` do.
"""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime

from interviewer.errors import StoreError
from interviewer.model import Action, Attempt, Interview, Message, Outcome, Rating, Score, Undone
from interviewer.model.learning import Batch, Example
from interviewer.model.review import Review
from interviewer.store.database import Database
from interviewer.store.examples import BATCHES, OVERRULED, examples_of, insert_batch, read_batch, read_examples
from interviewer.store.history import has_item, has_topic, ids_beginning, list_reviews, list_sittings, reviews_of
from interviewer.store.imported import IMPORTED, drop_imported, insert_imported
from interviewer.store.reviews import BEFORE, FINGERPRINTS, READ, SEAL, put_review, read_reviews
from interviewer.store.rows import (
    insert_attempt,
    insert_messages,
    interview_row,
    read_attempt,
    read_interview,
    stamp,
    storable,
)
from interviewer.store.schema import BEGUN, ID_BEGINS
from interviewer.store.steps import drop_old_steps, insert_row, keep_step, last_step, take_back

__all__ = [
    "Store",
    "has_item",
    "has_topic",
    "ids_beginning",
    "list_reviews",
    "list_sittings",
    "read_examples",
    "reviews_of",
]


class Store(Database):
    """The interviews, attempts, messages and reviews of one candidate."""

    # Interviews

    def add_interview(self, interview: Interview) -> None:
        """Saves a new interview; what was done in those of long ago cannot be undone any more."""
        with self.writing() as connection:
            insert_row(connection, "interviews", interview_row(interview))
            drop_old_steps(connection)

    def end_interview(self, interview_id: str, now: datetime) -> None:
        """Marks the interview as over; the first time counts."""
        with self.writing() as connection:
            connection.execute(
                "UPDATE interviews SET ended_at = coalesce(ended_at, ?) WHERE id = ?",
                (stamp(now), interview_id),
            )

    def interview(self, interview_id: str) -> Interview | None:
        """The interview of this id, or whose id starts so, with its attempts; None where none or several do."""
        rows = self.rows(ID_BEGINS, interview_id)
        is_clear = len(rows) == 1 or (len(rows) > 1 and rows[0]["id"] == interview_id)
        return self._interview(rows[0]) if is_clear else None

    def interviews(self, limit: int) -> tuple[Interview, ...]:
        """The latest interviews in which the candidate has done something, newest first."""
        rows = self.rows(f"SELECT * FROM interviews WHERE {BEGUN} ORDER BY started_at DESC, id LIMIT ?", limit)
        return tuple(self._interview(row) for row in rows)

    def unfinished(self) -> Interview | None:
        """The latest interview that has not ended and in which the candidate has done something."""
        rows = self.rows(
            f"SELECT * FROM interviews WHERE ended_at IS NULL AND {BEGUN} ORDER BY started_at DESC, id LIMIT 1"
        )
        return self._interview(rows[0]) if rows else None

    # Attempts

    def add_attempt(self, attempt: Attempt) -> None:
        """Saves a new attempt with its messages, unless the interview has one at this question."""
        with self.writing() as connection:
            if insert_attempt(connection, attempt):
                insert_messages(connection, attempt.id, 0, attempt.messages)

    def add_imported(self, interviews: Iterable[Interview], unscheduled: Collection[str]) -> int:
        """Saves what was practised elsewhere: attempts with a rating, without messages and score.

        Args:
            interviews: With their attempts; what is here already stays as it is.
            unscheduled: The attempts that do not count for the schedule.

        Returns:
            How many attempts are new.
        """
        with self.writing() as connection:
            return insert_imported(connection, interviews, unscheduled)

    def imported(self) -> frozenset[str]:
        """The ids of all attempts that took place elsewhere."""
        return frozenset(row["id"] for row in self.rows(IMPORTED))

    def drop_imported(self, attempt_ids: Iterable[str]) -> None:
        """Forgets attempts that took place elsewhere."""
        with self.writing() as connection:
            drop_imported(connection, attempt_ids)

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
        with self._changing(attempt_id) as connection:
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
        with self.writing() as connection:
            said = connection.execute(
                "SELECT text FROM messages WHERE attempt_id = ? AND number >= ?", (attempt_id, number)
            ).fetchall()
            if any(row["text"] == storable(message.text) for row in said):
                return False
            keep_step(connection, attempt_id, Action.ANSWER)
            insert_messages(connection, attempt_id, number + len(said), [message])
            connection.execute(
                "UPDATE attempts SET draft = '', elapsed_s = max(elapsed_s, ?) WHERE id = ?",
                (elapsed_s, attempt_id),
            )
            _changed(connection, attempt_id)
            return True

    def add_review(
        self,
        attempt: Attempt,
        score: Score,
        suggested: Rating,
        now: datetime,
        probe: Message | None,
        outcome: Outcome | None,
    ) -> None:
        """Saves the score of all that `attempt` holds, with the next probe or the attempt's outcome."""
        with self._changing(attempt.id) as connection:
            put_review(connection, attempt.id, score, suggested, now, now)
            if probe:
                insert_messages(connection, attempt.id, len(attempt.messages), [probe])
            connection.execute("UPDATE attempts SET outcome = coalesce(outcome, ?) WHERE id = ?", (outcome, attempt.id))

    def add_hint(self, attempt: Attempt, message: Message) -> None:
        """Saves a hint after all that `attempt` holds."""
        with self._changing(attempt.id, Action.HINT) as connection:
            insert_messages(connection, attempt.id, len(attempt.messages), [message])

    def change_score(self, attempt: Attempt, score: Score, suggested: Rating, now: datetime) -> None:
        """Replaces the score of a reviewed attempt: the candidate overruled it."""
        assert attempt.reviewed_at is not None
        with self._changing(attempt.id, Action.OVERRULE) as connection:
            put_review(connection, attempt.id, score, suggested, attempt.reviewed_at, now)

    def rate(self, attempt_id: str, chosen: Rating, now: datetime) -> None:
        """Keeps the candidate's own rating beside the suggested one."""
        with self._changing(attempt_id, Action.RATE) as connection:
            connection.execute(
                "UPDATE reviews SET chosen = ?, changed_at = ? WHERE attempt_id = ?", (chosen, stamp(now), attempt_id)
            )

    def close_attempt(
        self, attempt_id: str, outcome: Outcome, elapsed_s: float, score: Score | None, now: datetime
    ) -> None:
        """Ends an attempt; the first outcome stays.

        Args:
            score: Of an attempt in which nothing was said, where that counts as not knowing.
        """
        with self._changing(attempt_id, Action.CLOSE) as connection:
            if score:
                put_review(connection, attempt_id, score, Rating.AGAIN, now, now)
            connection.execute(
                "UPDATE attempts SET outcome = coalesce(outcome, ?), elapsed_s = max(elapsed_s, ?) WHERE id = ?",
                (outcome, elapsed_s, attempt_id),
            )

    def take_back(self, interview_id: str) -> Undone | None:
        """Undoes what was done last in an interview; None where nothing is left to undo."""
        with self.writing() as connection:
            step = last_step(connection, interview_id)
            if step is None:
                return None
            attempt_id = step.before["attempt"]["id"]
            said = connection.execute(
                "SELECT text FROM messages WHERE attempt_id = ? AND role = 'candidate' ORDER BY number DESC",
                (attempt_id,),
            ).fetchone()
            take_back(connection, step)
            return Undone(Action(step.action), attempt_id, said["text"] if step.action == Action.ANSWER else "")

    # Reviews

    def reviews(
        self, items: Iterable[str] | None = None, since: datetime | None = None, drilled: bool = False
    ) -> tuple[Review, ...]:
        """The reviews of attempts that are over, in no particular order.

        Args:
            items: Only of these items.
            since: Only from this moment on.
            drilled: Only those of a drill.
        """
        clauses: list[str] = [READ]
        values: list[str] = []
        if items is not None:
            clauses.append("AND item IN (SELECT value FROM json_each(?))")
            values.append(json.dumps(list(items)))
        if since is not None:
            clauses.append("AND reviewed_at >= ?")
            values.append(stamp(since))
        if drilled:
            # One by one: a list of all drills ever held would be made first, and take as long as there are many.
            clauses.append("AND (SELECT mode FROM interviews WHERE id = interview_id) = 'drill'")
        return read_reviews(self.rows(" ".join(clauses), *values))

    def reviewed_before(self, items: Iterable[str], moment: datetime) -> frozenset[str]:
        """Those of the items that were reviewed before this moment."""
        return frozenset(row["item"] for row in self.rows(BEFORE, json.dumps(list(items)), stamp(moment)))

    def fingerprints(self) -> dict[str, str]:
        """For each reviewed item a text that stays the same as long as its reviews do."""
        return {row["item"]: row["fingerprint"] for row in self.rows(FINGERPRINTS)}

    # Suspended items

    def suspended(self) -> frozenset[str]:
        """The items that are not to be drilled."""
        rows = self.rows("SELECT item, suspended FROM marks ORDER BY marked_at, id")
        state = {row["item"]: row["suspended"] for row in rows}
        return frozenset(item for item, is_suspended in state.items() if is_suspended)

    def suspend(self, mark_id: str, item: str, suspended: bool, now: datetime) -> None:
        """Keeps an item out of the drill from now on, or lets it in again."""
        with self.writing() as connection:
            connection.execute("INSERT INTO marks VALUES (?, ?, ?, ?)", (mark_id, item, suspended, stamp(now)))

    # Graded answers

    def overrides(self) -> tuple[Example, ...]:
        """Every verdict that the candidate overruled, oldest first."""
        rows = self.rows(OVERRULED)
        found = [examples_of(self._attempt(row), datetime.fromisoformat(row["reviewed_at"])) for row in rows]
        return tuple(example for examples in found for example in examples)

    def add_examples(self, examples: Iterable[Example], now: datetime) -> int:
        """Keeps graded answers to learn from as one batch; its number."""
        with self.writing() as connection:
            return insert_batch(connection, examples, now)

    def batches(self) -> tuple[Batch, ...]:
        """What was learnt from, oldest first."""
        return tuple(read_batch(row) for row in self.rows(BATCHES))

    def forget(self, numbers: Iterable[int]) -> None:
        """Drops these batches with all their examples."""
        with self.writing() as connection:
            connection.executemany("DELETE FROM batches WHERE number = ?", [(number,) for number in numbers])

    # Inside

    @contextmanager
    def _changing(self, attempt_id: str, action: Action | None = None) -> Iterator[sqlite3.Connection]:
        """One transaction that changes an attempt; with an action it can be taken back as one step."""
        with self.writing() as connection:
            if action:
                keep_step(connection, attempt_id, action)
            yield connection
            _changed(connection, attempt_id)

    def _interview(self, row: sqlite3.Row) -> Interview:
        attempts = self._attempts("SELECT * FROM attempts WHERE interview_id = ? ORDER BY started_at, rowid", row["id"])
        return read_interview(row, attempts)

    def _attempts(self, statement: str, *values: object) -> tuple[Attempt, ...]:
        return tuple(self._attempt(row) for row in self.rows(statement, *values))

    def _attempt(self, row: sqlite3.Row) -> Attempt:
        messages = self.rows("SELECT * FROM messages WHERE attempt_id = ? ORDER BY number", row["id"])
        reviews = self.rows("SELECT * FROM reviews WHERE attempt_id = ?", row["id"])
        return read_attempt(row, messages, reviews[0] if reviews else None)


def _changed(connection: sqlite3.Connection, attempt_id: str) -> None:
    """Counts a change of an attempt, and says what its review is by now."""
    connection.execute("UPDATE attempts SET revision = revision + 1 WHERE id = ?", (attempt_id,))
    connection.execute(SEAL, (attempt_id,))
