"""The past, as lists show it: filtered and cut into pages by SQL, so that only what is shown is read."""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from interviewer.model import Language, Mode, Outcome, Status
from interviewer.model.history import HistoryFilter, PastReview, Result, Sitting
from interviewer.model.review import Review
from interviewer.store.database import Database
from interviewer.store.reviews import read_reviews
from interviewer.store.rows import stamp
from interviewer.store.schema import BEGUN

SCORES = """
    SELECT interview_id, question_id, coalesce(overall, CASE mode WHEN 'imported' THEN NULL ELSE 0 END) AS score
    FROM attempts JOIN interviews ON interviews.id = interview_id LEFT JOIN reviews ON attempt_id = attempts.id
    WHERE (outcome IS NOT NULL OR attempt_id IS NOT NULL)
"""
"""What counts of each session: what has ended or was scored; nothing said is 0, rated elsewhere is unknown."""

PAST = """
    SELECT reviews.attempt_id, item, content_hash, reviewed_at, overall, coverages, suggested, chosen, scheduled,
        elapsed_s, scorer, interview_id, mode, attempts.language AS language, outcome,
        overruled OR EXISTS (SELECT 1 FROM json_each(matches) WHERE json_extract(value, '$.overruled')) AS overruled,
        (SELECT json_group_object(json_extract(value, '$.point_id'), json_extract(value, '$.status'))
            FROM json_each(matches)) AS statuses,
        (SELECT json_group_array(json_array(kind, text)) FROM
            (SELECT kind, text FROM messages WHERE attempt_id = attempts.id ORDER BY number)) AS said
    FROM reviews JOIN attempts ON attempts.id = attempt_id JOIN interviews ON interviews.id = interview_id
    WHERE attempts.id IN (SELECT value FROM json_each(?)) ORDER BY reviewed_at DESC, attempts.id
"""

MARKED = "CASE instr({0}, '#') WHEN 0 THEN {0} ELSE substr({0}, 1, instr({0}, '#') - 1) END"
"""The question that an item is about."""


@dataclass
class Clauses:
    """Conditions of a statement, joined by AND, and their values in the same order."""

    terms: list[str] = field(default_factory=list)
    values: list[object] = field(default_factory=list)

    def add(self, term: str, *values: object) -> None:
        """One condition more."""
        self.terms.append(f"({term})")
        self.values.extend(values)

    def add_any(self, term: str, values: Iterable[str]) -> None:
        """One condition more, that holds for one of the values, which the term calls `value`."""
        given = list(values)
        if given:
            self.add(f"EXISTS (SELECT 1 FROM json_each(?) WHERE {term})", json.dumps(given))

    def __str__(self) -> str:
        return " AND ".join(self.terms) or "1"


def list_sittings(
    database: Database,
    wanted: HistoryFilter,
    among: Iterable[str] | None,
    known: Iterable[str],
    limit: int,
    offset: int = 0,
) -> tuple[Sitting, ...]:
    """The sessions in which the candidate has done something, newest first.

    Args:
        among: Only those with one of these questions or key points; None means "no matter".
        known: The questions that the bank has; others count for the score only where there is nothing else.
        limit: At most so many; 0 means all.
        offset: Leaves out so many of the newest.
    """
    clauses = Clauses([BEGUN])
    clauses.add_any("mode = value", wanted.modes)
    if wanted.since:
        clauses.add("started_at >= ?", stamp(wanted.since))
    if wanted.until:
        clauses.add("started_at < ?", stamp(wanted.until))
    asked = _asked(wanted, among)
    if asked.terms:
        clauses.add(f"EXISTS (SELECT 1 FROM attempts WHERE interview_id = interviews.id AND {asked})", *asked.values)
    if wanted.below is not None:
        mean = f"avg(CASE WHEN {MARKED.format('question_id')} IN (SELECT value FROM json_each(?)) THEN score END)"
        mean = f"SELECT coalesce({mean}, avg(score)) FROM ({SCORES}) WHERE interview_id = interviews.id"
        clauses.add(f"({mean}) < ?", json.dumps(list(known)), wanted.below)
    rows = database.rows(
        f"""SELECT id, mode, language, started_at, ended_at, question_ids FROM interviews
        WHERE {clauses} ORDER BY started_at DESC, id LIMIT ? OFFSET ?""",
        *clauses.values,
        limit or -1,
        offset,
    )
    results = _results(database, [row["id"] for row in rows])
    return tuple(
        Sitting(
            id=row["id"],
            mode=Mode(row["mode"]),
            language=Language(row["language"]),
            started_at=datetime.fromisoformat(row["started_at"]),
            ended_at=datetime.fromisoformat(row["ended_at"]) if row["ended_at"] else None,
            items=tuple(json.loads(row["question_ids"])),
            results=tuple(results.get(row["id"], ())),
        )
        for row in rows
    )


def list_reviews(
    database: Database, wanted: HistoryFilter, among: Iterable[str] | None, limit: int, offset: int = 0
) -> tuple[PastReview, ...]:
    """The reviews of attempts that are over, newest first; the arguments are those of `list_sittings`."""
    clauses = _asked(wanted, among)
    clauses.add("digest IS NOT NULL")
    clauses.add_any("mode = value", wanted.modes)
    if wanted.since:
        clauses.add("reviewed_at >= ?", stamp(wanted.since))
    if wanted.until:
        clauses.add("reviewed_at < ?", stamp(wanted.until))
    if wanted.below is not None:
        clauses.add("overall < ?", wanted.below)
    found = database.rows(
        f"""SELECT attempts.id FROM reviews JOIN attempts ON attempts.id = reviews.attempt_id
        JOIN interviews ON interviews.id = interview_id
        WHERE {clauses} ORDER BY reviewed_at DESC, attempts.id LIMIT ? OFFSET ?""",
        *clauses.values,
        limit or -1,
        offset,
    )
    return _read(database, [row["id"] for row in found])


def reviews_of(database: Database, interview_id: str) -> tuple[PastReview, ...]:
    """The reviews of one session, newest first."""
    found = database.rows(
        "SELECT id FROM attempts JOIN reviews ON attempt_id = id WHERE interview_id = ? AND digest IS NOT NULL",
        interview_id,
    )
    return _read(database, [row["id"] for row in found])


def ids_beginning(database: Database, beginning: str, limit: int = 3) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The ids of sessions and of attempts that begin so, at most `limit` of each; a whole id stands alone."""
    found = []
    for table in ("interviews", "attempts"):
        # No character comes after the last of Unicode.
        statement = f"SELECT id FROM {table} WHERE id >= ?1 AND id < ?1 || char(1114111) ORDER BY id LIMIT ?2"
        ids = [row["id"] for row in database.rows(statement, beginning, limit)]
        found.append((beginning,) if beginning in ids else tuple(ids))
    return found[0], found[1]


def has_topic(database: Database, topic: str) -> bool:
    """Whether anything of a topic was ever asked."""
    clauses = _asked(HistoryFilter(topics=(topic,)), None)
    return bool(database.rows(f"SELECT 1 FROM attempts WHERE {clauses} LIMIT 1", *clauses.values))


def has_item(database: Database, item: str) -> bool:
    """Whether a question or key point was ever asked."""
    clauses = _asked(HistoryFilter(question_ids=(item,)), None)
    return bool(database.rows(f"SELECT 1 FROM attempts WHERE {clauses} LIMIT 1", *clauses.values))


def _asked(wanted: HistoryFilter, among: Iterable[str] | None) -> Clauses:
    """What an attempt must be at."""
    clauses = Clauses()
    question = MARKED.format("question_id")
    here = "substr(question_id, 1, length(value) + 1) = value || '/'"
    clauses.add_any(f"{here} AND instr(substr({question}, length(value) + 2), '/') = 0", wanted.topics)
    clauses.add_any(f"value IN (question_id, {question})", wanted.question_ids)
    if among is not None:
        clauses.add(f"{question} IN (SELECT value FROM json_each(?))", json.dumps(list(among)))
    for word in wanted.words:
        pattern = "%" + "".join(f"\\{character}" if character in "\\%_" else character for character in word) + "%"
        clauses.add(
            """question_id LIKE ? ESCAPE '\\' OR EXISTS
            (SELECT 1 FROM messages WHERE attempt_id = attempts.id AND text LIKE ? ESCAPE '\\')""",
            pattern,
            pattern,
        )
    return clauses


def _results(database: Database, ids: list[str]) -> dict[str, list[Result]]:
    found: dict[str, list[Result]] = {}
    rows = database.rows(
        f"{SCORES} AND interview_id IN (SELECT value FROM json_each(?)) ORDER BY attempts.started_at, attempts.rowid",
        json.dumps(ids),
    )
    for row in rows:
        found.setdefault(row["interview_id"], []).append(Result(row["question_id"], row["score"]))
    return found


def _read(database: Database, attempt_ids: list[str]) -> tuple[PastReview, ...]:
    rows = database.rows(PAST, json.dumps(attempt_ids))
    return tuple(_past(row, review) for row, review in zip(rows, read_reviews(rows), strict=True))


def _past(row: sqlite3.Row, review: Review) -> PastReview:
    said = json.loads(row["said"])
    kinds = [kind for kind, _ in said]
    return PastReview(
        review=review,
        interview_id=row["interview_id"],
        mode=Mode(row["mode"]),
        language=Language(row["language"]),
        outcome=Outcome(row["outcome"]),
        question=next((text for kind, text in said if kind == "question"), ""),
        answer="\n\n".join(text for kind, text in said if kind == "answer"),
        hints=kinds.count("hint"),
        probes=kinds.count("probe"),
        statuses={point_id: Status(status) for point_id, status in json.loads(row["statuses"]).items()},
        overruled=bool(row["overruled"]),
    )
