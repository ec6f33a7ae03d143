"""A database of every released version becomes one of today's, with every value that was in it.

`databases/schema-N.sql` was written by a program of version N. A released file is never made anew.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from tests.machines import BEGUN

from interviewer.model import Language, Mode, Outcome, Rating, Role, Status
from interviewer.session.archive import Archive
from interviewer.settings import Places
from interviewer.store import Store, read_examples
from interviewer.store.schema import MIGRATIONS, statements

SAVED = Path(__file__).parent / "databases"

VERSIONS = range(1, len(MIGRATIONS) + 1)

CHINESE = "用二分查找定位引入问题的提交：每次把范围减半，“好”与“坏”由测试决定。\n不需要逐个检查 😀"

Rows = list[dict[str, Any]]


def saved_rows(connection: sqlite3.Connection, table: str) -> Rows:
    """All rows of a table, in an order of their own."""
    connection.row_factory = sqlite3.Row
    return sorted(
        (dict(row) for row in connection.execute(f"SELECT * FROM {table}")), key=lambda row: str(row.values())
    )


def load(version: int, path: Path) -> Path:
    """Makes the database that was saved."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((SAVED / f"schema-{version}.sql").read_text(encoding="utf-8"))
    return path


def tables_of(connection: sqlite3.Connection) -> dict[str, list[tuple[Any, ...]]]:
    """Every table with its columns."""
    names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    return {name: connection.execute(f"PRAGMA table_info({name})").fetchall() for (name,) in names.fetchall()}


@pytest.fixture
def upgraded(own_places: Places) -> Iterator[Callable[[int], tuple[Store, dict[str, Rows]]]]:
    """Opens a saved database with the program of today; gives it, and the rows that were in it."""
    opened: list[Store] = []

    def opener(version: int) -> tuple[Store, dict[str, Rows]]:
        path = load(version, own_places.database)
        with closing(sqlite3.connect(path)) as connection:
            before = {table: saved_rows(connection, table) for table in tables_of(connection)}
        opened.append(Store(path, BEGUN))
        return opened[-1], before

    yield opener
    for store in opened:
        store.close()


def test_there_is_a_database_of_every_version() -> None:
    assert sorted(path.name for path in SAVED.iterdir()) == [f"schema-{version}.sql" for version in VERSIONS]


@pytest.mark.parametrize("version", VERSIONS)
def test_the_scripts_still_make_what_they_made_then(version: int, tmp_path: Path) -> None:
    with (
        closing(sqlite3.connect(load(version, tmp_path / "saved.db"))) as saved,
        closing(sqlite3.connect(":memory:")) as made,
    ):
        made.create_function("digest_of", -1, lambda *values: 0)
        for script in MIGRATIONS[:version]:
            for statement in statements(script):
                made.execute(statement)
        assert tables_of(saved) == tables_of(made)


@pytest.mark.parametrize("version", VERSIONS)
def test_every_value_is_still_there(
    upgraded: Callable[[int], tuple[Store, dict[str, Rows]]], own_places: Places, version: int
) -> None:
    store, before = upgraded(version)
    with closing(sqlite3.connect(own_places.database)) as connection:
        after = {table: saved_rows(connection, table) for table in before}
    for table, rows in before.items():
        kept = [{name: row[name] for name in rows[0]} for row in after[table]] if rows else []
        missing = [row for row in rows if row not in kept]
        assert missing == [], table
        if table != "reviews":
            assert len(kept) == len(rows), table
    assert Store.inspect(own_places.database)[0] == ()
    assert store.interviews(100)


@pytest.mark.parametrize("version", VERSIONS)
def test_every_value_reads_as_it_was_meant(
    upgraded: Callable[[int], tuple[Store, dict[str, Rows]]], version: int
) -> None:
    store, before = upgraded(version)
    for row in before["interviews"]:
        interview = store.interview(row["id"])
        assert interview is not None
        assert list(interview.question_ids) == json.loads(row["question_ids"])
        assert interview.mode is Mode(row.get("mode", "mock"))
    for row in before["attempts"]:
        attempt = store.attempt(row["id"])
        texts = [message["text"] for message in before["messages"] if message["attempt_id"] == row["id"]]
        assert sorted(message.text for message in attempt.messages) == sorted(texts)
        assert (attempt.draft, attempt.elapsed_s) == (row["draft"], row["elapsed_s"])
        assert attempt.outcome == row["outcome"]
    for row in before["reviews"]:
        score = store.attempt(row["attempt_id"]).score
        assert score is not None
        assert (score.overall, score.overruled, score.scorer) == (row["overall"], bool(row["overruled"]), row["scorer"])
        matches = json.loads(row["matches"])
        assert [(m.point_id, m.coverage, m.quote, m.overruled) for m in score.matches] == [
            (m["point_id"], m["coverage"], m["quote"], m["overruled"]) for m in matches
        ]


@pytest.mark.parametrize("version", VERSIONS)
def test_the_story_that_each_of_them_tells(
    upgraded: Callable[[int], tuple[Store, dict[str, Rows]]], own_places: Places, version: int
) -> None:
    store, _ = upgraded(version)
    listed = {interview.started_at: interview for interview in store.interviews(100)}
    first, second, third = [listed[moment] for moment in sorted(listed)][:3]
    answered, doubted, skipped = first.attempts
    assert answered.score is not None
    assert [match.status for match in answered.score.matches if match.overruled] == [Status.COVERED]
    assert doubted.score is not None
    assert (doubted.score.overall, doubted.score.overruled) == (0.3, True)
    assert (skipped.outcome, skipped.reviewed_at) == (Outcome.SKIPPED, None)
    assert second.language is Language.ZH
    assert second.attempts[0].answers[0] == CHINESE
    revealed = second.attempts[1]
    assert (revealed.outcome, revealed.answers, revealed.rating) == (Outcome.REVEALED, (), Rating.AGAIN)
    assert second.attempts[2].outcome is Outcome.REVEALED
    assert second.attempts[2].score is not None
    assert (third.ended_at, third.attempts[0].draft) == (None, "half a thought, 另一半")
    assert third.attempts[0].messages[-1].role is Role.INTERVIEWER
    examples = read_examples(own_places.database)
    assert [example.grade for example in examples if example.origin == "评分.jsonl"] == ([1 / 3] if version > 1 else [])
    overruled = {(example.question_id, example.grade) for example in store.overrides()}
    assert {("git/rebase", 1.0), (doubted.question_id, 0.3)} <= overruled


@pytest.mark.parametrize("version", VERSIONS)
def test_what_is_over_counts_for_the_schedule_and_what_is_open_does_not(
    upgraded: Callable[[int], tuple[Store, dict[str, Rows]]], version: int
) -> None:
    store, before = upgraded(version)
    over = {row["id"] for row in before["attempts"] if row["outcome"]}
    judged = {row["attempt_id"] for row in before["reviews"]}
    given_up = {row["id"] for row in before["attempts"] if row["outcome"] == "revealed"}
    reviews = store.reviews()
    assert {review.attempt_id for review in reviews} == (over & judged) | given_up
    for review in reviews:
        score = store.attempt(review.attempt_id).score
        assert review.coverages == ({match.point_id: match.coverage for match in score.matches} if score else {})
        assert review.item == store.attempt(review.attempt_id).question_id
        assert review.reviewed_at.utcoffset() is not None
    assert store.fingerprints().keys() == {review.item for review in reviews}


@pytest.mark.parametrize("version", range(1, len(MIGRATIONS)))
def test_the_copy_from_before_is_what_was_there(
    upgraded: Callable[[int], tuple[Store, dict[str, Rows]]], own_places: Places, version: int
) -> None:
    _, before = upgraded(version)
    (backup,) = Archive(own_places).backups()
    assert (backup.schema, backup.problem) == (version, "")
    with closing(sqlite3.connect(backup.path)) as connection:
        assert {table: saved_rows(connection, table) for table in tables_of(connection)} == before
