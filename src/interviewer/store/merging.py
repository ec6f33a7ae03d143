"""Taking in what another machine knows: a union by id, see `versions` for what both have changed.

The other database is attached as `other`, has the newest schema, and is only read. Nothing is ever doubled. Undo is
local: its steps do not travel, and an interview that the other side has changed cannot be undone any further.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from interviewer.model.archive import Merged
from interviewer.store.differences import CONTESTED, COPIES, ENDED, IN_PLACE, UNASKED_HERE
from interviewer.store.reviews import SEAL
from interviewer.store.rows import read_attempt, read_interview
from interviewer.store.soundness import check_attempt, check_moments
from interviewer.store.steps import insert_row
from interviewer.store.versions import Row, TakenBack, Version, digest_of, origin_of, settle

Slot = tuple[str, str]
"""An interview, not a copy, and a question in it: there one attempt stands, all others at it are copies."""

SIDES = ("main", "other")

EXAMPLE = "question_id, point_id, answer, grade, origin, graded_at"


@dataclass
class Merge:
    """One merge under way, within the caller's transaction.

    Attributes:
        touched: The attempts that came along or changed, to be looked over.
        interviews: The interviews in which something changed.
        copies: The copies that each side has at a slot.
    """

    connection: sqlite3.Connection
    touched: set[str] = field(default_factory=set)
    interviews: set[str] = field(default_factory=set)
    copies: dict[tuple[str, Slot], list[str]] = field(default_factory=lambda: defaultdict(list))

    def run(self) -> Merged:
        """Takes all in.

        Raises:
            ValueError, TypeError, KeyError: The other side holds what this program has never written.
        """
        self._take_back()
        slots = self._slots()
        begun = self._add_interviews()
        added = self._add_attempts()
        merged = Merged(interviews=begun, attempts=added)
        for slot in slots:
            merged += self._settle(slot)
        merged += Merged(marks=self._add_marks(), batches=self._add_batches())
        self._drop_steps()
        self._look_over()
        return merged

    # What only the other side has

    def _add_interviews(self) -> int:
        """Those that are unknown here; and an interview that ended on both sides ended when it did so first."""
        added = self._ids(f"SELECT id FROM other.interviews WHERE {IN_PLACE} EXCEPT SELECT id FROM main.interviews")
        ended = self._ids(ENDED)
        names = json.dumps(sorted(added))
        self.connection.execute(
            """INSERT INTO main.interviews SELECT * FROM other.interviews
            WHERE id IN (SELECT value FROM json_each(?)) ORDER BY rowid""",
            (names,),
        )
        self.connection.execute(
            """UPDATE main.interviews
            SET ended_at = (SELECT ended_at FROM other.interviews AS theirs WHERE theirs.id = interviews.id)
            WHERE id IN (SELECT value FROM json_each(?))""",
            (json.dumps(sorted(ended)),),
        )
        self.interviews |= added | ended
        return len(added)

    def _add_attempts(self) -> int:
        """Those at questions that nobody has been asked here; many, where a new machine begins."""
        run = self.connection.execute
        run("CREATE TEMP TABLE fresh (id TEXT PRIMARY KEY, interview_id TEXT)")
        run(UNASKED_HERE)
        run("INSERT INTO main.attempts SELECT * FROM other.attempts WHERE id IN (SELECT id FROM fresh) ORDER BY rowid")
        for table in ("messages", "reviews"):
            run(f"INSERT INTO main.{table} SELECT * FROM other.{table} WHERE attempt_id IN (SELECT id FROM fresh)")
        added = self._ids("SELECT id FROM fresh")
        self.interviews |= self._ids("SELECT interview_id AS id FROM fresh")
        self.touched |= added
        run("DROP TABLE fresh")
        return len(added)

    # What both sides have

    def _slots(self) -> dict[Slot, None]:
        """Where it has to be settled what stays, in an order that is always the same."""
        rows = self.connection.execute(CONTESTED).fetchall()
        contested = {(row["interview_id"], row["question_id"]) for row in rows}
        for side in SIDES:
            for row in self.connection.execute(COPIES.format(side=side)).fetchall():
                slot = (origin_of(row["interview_id"]), row["question_id"])
                self.copies[side, slot].append(row["id"])
                contested.add(slot)
        return dict.fromkeys(sorted(contested))

    def _settle(self, slot: Slot) -> Merged:
        ours, theirs = (self._versions(side, slot) for side in SIDES)
        taken_back = self._taken_back({version.origin for version in (*ours, *theirs)})
        here = {version.id: version for version in ours}
        kept = {version.id: version for version in settle(_distinct(ours, theirs), taken_back)}
        gone = [version for name, version in here.items() if name not in kept or kept[name].digest != version.digest]
        new = [version for name, version in kept.items() if name not in here or here[name].digest != version.digest]
        for version in gone:
            self._delete(version)
        for version in new:
            self._insert(version)
        copies = sum(version.is_copy and version.id not in here for version in new)
        return Merged(kept_twice=copies) if copies else Merged(updated=len(new) or len(gone))

    def _versions(self, side: str, slot: Slot) -> list[Version]:
        rows = self._rows(f"SELECT * FROM {side}.attempts WHERE interview_id = ? AND question_id = ?", *slot)
        for name in self.copies[side, slot]:
            rows += self._rows(f"SELECT * FROM {side}.attempts WHERE id = ?", name)
        return [self._version(side, row) for row in rows]

    def _version(self, side: str, attempt: Row) -> Version:
        (home,) = self._rows(f"SELECT * FROM {side}.interviews WHERE id = ?", attempt["interview_id"])
        messages = self._rows(f"SELECT * FROM {side}.messages WHERE attempt_id = ? ORDER BY number", attempt["id"])
        reviews = self._rows(f"SELECT * FROM {side}.reviews WHERE attempt_id = ?", attempt["id"])
        return Version(home, attempt, tuple(messages), reviews[0] if reviews else None)

    def _delete(self, version: Version) -> None:
        for table, column in (("messages", "attempt_id"), ("reviews", "attempt_id"), ("attempts", "id")):
            self.connection.execute(f"DELETE FROM main.{table} WHERE {column} = ?", (version.id,))
        self.interviews.add(version.attempt["interview_id"])
        if version.is_copy:
            self.connection.execute("DELETE FROM main.steps WHERE interview_id = ?", (version.home["id"],))
            self.connection.execute("DELETE FROM main.interviews WHERE id = ?", (version.home["id"],))

    def _insert(self, version: Version) -> None:
        if version.is_copy:
            insert_row(self.connection, "interviews", version.home)
        insert_row(self.connection, "attempts", version.attempt)
        for message in version.messages:
            insert_row(self.connection, "messages", message)
        if version.review:
            insert_row(self.connection, "reviews", version.review)
        self.interviews.add(version.attempt["interview_id"])
        self.touched.add(version.id)

    # The rest

    def _take_back(self) -> None:
        self.connection.execute(
            """INSERT INTO main.taken_back SELECT * FROM other.taken_back WHERE true
            ON CONFLICT DO UPDATE SET revision = max(revision, excluded.revision)"""
        )

    def _taken_back(self, attempts: Iterable[str]) -> TakenBack:
        found = [self._rows("SELECT * FROM main.taken_back WHERE attempt_id = ?", name) for name in sorted(attempts)]
        return {(row["attempt_id"], row["said"]): row["revision"] for rows in found for row in rows}

    def _add_marks(self) -> int:
        return self.connection.execute("INSERT OR IGNORE INTO main.marks SELECT * FROM other.marks").rowcount

    def _add_batches(self) -> int:
        known = {content for _, content in self._batches("main")}
        new = [(number, content) for number, content in self._batches("other") if content not in known]
        for number, _ in new:
            cursor = self.connection.execute(
                "INSERT INTO main.batches (learned_at) SELECT learned_at FROM other.batches WHERE number = ?", (number,)
            )
            self.connection.execute(
                f"INSERT INTO main.examples SELECT ?, {EXAMPLE} FROM other.examples WHERE batch = ?",
                (cursor.lastrowid, number),
            )
        return len(new)

    def _batches(self, side: str) -> list[tuple[int, str]]:
        """Their numbers, which mean nothing elsewhere, and what tells them apart everywhere."""
        found = []
        for batch in self._rows(f"SELECT * FROM {side}.batches ORDER BY learned_at, number"):
            rows = self._rows(
                f"SELECT {EXAMPLE} FROM {side}.examples WHERE batch = ? ORDER BY question_id, point_id, answer",
                batch["number"],
            )
            found.append((batch["number"], digest_of([batch["learned_at"], rows])))
        return found

    def _drop_steps(self) -> None:
        for interview_id in sorted(self.interviews):
            self.connection.execute("DELETE FROM main.steps WHERE interview_id = ?", (interview_id,))

    def _look_over(self) -> None:
        """Reads what has come as the program will, and seals its reviews."""
        fetch = self.connection.execute
        for name in sorted(self.touched):
            fetch(SEAL, (name,))
            row = fetch("SELECT * FROM main.attempts WHERE id = ?", (name,)).fetchone()
            messages = fetch("SELECT * FROM main.messages WHERE attempt_id = ?", (name,)).fetchall()
            review = fetch("SELECT * FROM main.reviews WHERE attempt_id = ?", (name,)).fetchone()
            check_attempt(read_attempt(row, messages, review))
        for name in sorted(self.interviews):
            for row in fetch("SELECT * FROM main.interviews WHERE id = ?", (name,)).fetchall():
                check_moments(read_interview(row, ()).started_at)
        for row in fetch("SELECT marked_at AS at FROM main.marks UNION SELECT learned_at FROM main.batches").fetchall():
            check_moments(datetime.fromisoformat(row["at"]))

    def _rows(self, statement: str, *values: object) -> list[Row]:
        return [dict(row) for row in self.connection.execute(statement, values)]

    def _ids(self, statement: str) -> set[str]:
        return {row["id"] for row in self.connection.execute(statement)}


def _distinct(ours: Iterable[Version], theirs: Iterable[Version]) -> Iterable[Version]:
    """Every version once, be it here or there."""
    return {(version.id, version.digest): version for version in (*ours, *theirs)}.values()
