"""The database: what goes in comes out, once, from several sessions, and over upgrades."""

import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.errors import StoreError
from interviewer.model import (
    Attempt,
    Doubt,
    Interview,
    Kind,
    Language,
    Learned,
    Match,
    Message,
    Opposition,
    Outcome,
    Rating,
    Role,
    Score,
    Span,
    Status,
)
from interviewer.model.learning import OVERRIDE, Example
from interviewer.settings import Places
from interviewer.store import Store, database, read_examples
from interviewer.store.schema import MIGRATIONS, statements

WHEN = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
QUESTION = Message(Role.INTERVIEWER, Kind.QUESTION, "What is it?", WHEN)
SCORE = Score(
    0.625,
    (
        Match("p", 0.75, Status.COVERED, Span(0, 5), "quote"),
        Match("q", 0.0, Status.CONTRADICTED, Span(2, 3), "no", "Wrong, “really”.", overruled=True),
        Match("r", 0.1, Status.MISSING),
    ),
    "test-scorer",
    belongs_to="other/question",
)

texts = st.text(st.one_of(st.characters(), st.sampled_from("\ud800\udfff\0\r\n😀不")))


def storable(text: str) -> str:
    """The text as UTF-8 can hold it."""
    return text.encode(errors="replace").decode()


def answer(text: str) -> Message:
    """What a candidate says."""
    return Message(Role.CANDIDATE, Kind.ANSWER, text, WHEN)


def interview(number: int = 1, **fields: object) -> Interview:
    """An interview about one question, begun at minute `number`."""
    begun = WHEN + timedelta(minutes=number)
    return replace(Interview(f"i{number}", Language.EN, ("a/q",), begun), **fields)  # type: ignore[arg-type]


def attempt(number: int = 1, **fields: object) -> Attempt:
    """The attempt of interview `number`, as it is when the question has been asked."""
    asked = Attempt(f"a{number}", f"i{number}", "a/q", Language.EN, "hash", WHEN, messages=(QUESTION,))
    return replace(asked, **fields)  # type: ignore[arg-type]


def begin(store: Store, number: int = 1) -> Attempt:
    """Saves an interview with its attempt."""
    store.add_interview(interview(number))
    store.add_attempt(attempt(number))
    return store.attempt(f"a{number}")


@pytest.fixture(scope="module")
def any_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], tuple[Store, int]]]:
    """A database for many examples, and a number that is free in it."""
    store = Store(tmp_path_factory.mktemp("store") / "test.db", WHEN)
    numbers = count(1)
    yield lambda: (store, next(numbers))
    store.close()


@pytest.fixture
def reopen(own_places: Places) -> Iterator[Callable[[], Store]]:
    """Opens the test's database once more, as another session does."""
    opened: list[Store] = []

    def opener() -> Store:
        opened.append(Store(own_places.database, WHEN))
        return opened[-1]

    yield opener
    for store in opened:
        store.close()


# Round trips


@given(said=texts, draft=texts)
def test_every_text_comes_back_as_it_was_typed(
    any_store: Callable[[], tuple[Store, int]], said: str, draft: str
) -> None:
    store, number = any_store()
    begin(store, number)
    assert store.save_answer(f"a{number}", 1, answer(said), 1.5)
    store.save_draft(f"a{number}", draft, 2.5)
    saved = store.attempt(f"a{number}")
    assert saved.answers == (storable(said),)
    assert saved.draft == storable(draft)
    assert saved.elapsed_s == 2.5


@given(
    overall=st.floats(0, 1),
    coverage=st.floats(0, 1),
    status=st.sampled_from(Status),
    quote=texts.map(storable),
    belongs_to=st.sampled_from(["", "a/b"]),
    overruled=st.booleans(),
)
def test_a_score_comes_back_to_the_last_bit(
    any_store: Callable[[], tuple[Store, int]],
    overall: float,
    coverage: float,
    status: Status,
    quote: str,
    belongs_to: str,
    overruled: bool,
) -> None:
    store, number = any_store()
    match = Match("p", coverage, status, Span(0, len(quote)), quote, quote, overruled)
    match = replace(match, learned=coverage - 1)
    learned = Learned(-overall, 7, quote, coverage) if overruled else None
    score = Score(overall, (match, Match("q", 0.0, Status.MISSING)), "test", belongs_to, overruled, learned=learned)
    store.add_review(begin(store, number), score, Rating.GOOD, WHEN, None, Outcome.ANSWERED)
    assert store.attempt(f"a{number}").score == score


def test_a_whole_interview_survives_the_end_of_the_program(store: Store, reopen: Callable[[], Store]) -> None:
    asked = begin(store)
    probe = Message(Role.INTERVIEWER, Kind.PROBE, "And?", WHEN, "p")
    store.save_answer(asked.id, 1, answer("会的 😀"), 12.5)
    store.add_review(store.attempt(asked.id), SCORE, Rating.GOOD, WHEN, probe, None)
    store.save_answer(asked.id, 3, answer("more"), 20)
    store.add_review(store.attempt(asked.id), SCORE, Rating.GOOD, WHEN, None, Outcome.ANSWERED)
    store.end_interview("i1", WHEN)
    store.close()
    expected = attempt(
        messages=(QUESTION, answer("会的 😀"), probe, answer("more")),
        elapsed_s=20,
        outcome=Outcome.ANSWERED,
        score=SCORE,
        suggested=Rating.GOOD,
        reviewed_at=WHEN,
    )
    assert reopen().interview("i1") == interview(ended_at=WHEN, attempts=(expected,))


# Answers


def test_an_answer_sent_twice_is_saved_once(store: Store) -> None:
    begin(store)
    assert store.save_answer("a1", 1, answer("same"), 1)
    assert not store.save_answer("a1", 1, answer("same"), 1)
    assert store.attempt("a1").answers == ("same",)


def test_the_same_words_may_answer_the_next_probe_too(store: Store) -> None:
    begin(store)
    store.save_answer("a1", 1, answer("I said so"), 1)
    assert store.save_answer("a1", 2, answer("I said so"), 1)
    assert store.attempt("a1").answers == ("I said so", "I said so")


def test_two_sessions_that_say_different_things_at_once_are_both_heard(store: Store) -> None:
    begin(store)
    assert store.save_answer("a1", 1, answer("one"), 1)
    assert store.save_answer("a1", 1, answer("two"), 1)
    assert not store.save_answer("a1", 1, answer("one"), 1)
    assert store.attempt("a1").answers == ("one", "two")


def test_an_answer_empties_the_draft_and_time_never_runs_back(store: Store) -> None:
    begin(store)
    store.save_draft("a1", "half a sen", 30)
    assert store.attempt("a1").draft == "half a sen"
    store.save_answer("a1", 1, answer("half a sentence"), 20)
    assert (store.attempt("a1").draft, store.attempt("a1").elapsed_s) == ("", 30)


def test_an_answer_to_no_attempt_is_refused(store: Store) -> None:
    with pytest.raises(StoreError, match="FOREIGN KEY"):
        store.save_answer("nobody", 1, answer("lost?"), 1)
    with pytest.raises(StoreError, match="no attempt 'nobody'"):
        store.attempt("nobody")


def test_a_question_is_attempted_once_in_an_interview(store: Store) -> None:
    begin(store)
    store.save_answer("a1", 1, answer("kept"), 1)
    store.add_attempt(attempt(id="another"))
    assert [a.id for a in store.attempts_at("a/q")] == ["a1"]
    assert store.attempt("a1").answers == ("kept",)


def test_the_first_outcome_and_the_first_end_stay(store: Store) -> None:
    begin(store)
    store.close_attempt("a1", Outcome.SKIPPED, 5, None, WHEN)
    store.close_attempt("a1", Outcome.REVEALED, 6, None, WHEN)
    store.end_interview("i1", WHEN)
    store.end_interview("i1", WHEN + timedelta(days=1))
    saved = store.interview("i1")
    assert saved is not None
    assert (saved.ended_at, saved.attempts[0].outcome, saved.attempts[0].elapsed_s) == (
        WHEN,
        Outcome.SKIPPED,
        6,
    )


def test_a_changed_score_replaces_the_first(store: Store) -> None:
    asked = begin(store)
    store.add_review(asked, SCORE, Rating.GOOD, WHEN, None, Outcome.ANSWERED)
    store.change_score(store.attempt("a1"), replace(SCORE, overall=1.0, overruled=True), Rating.EASY, WHEN)
    assert store.attempt("a1").score == replace(SCORE, overall=1.0, overruled=True)


def test_a_doubt_is_kept_and_scores_of_earlier_releases_load_without_one(store: Store, own_places: Places) -> None:
    doubtful = replace(SCORE.matches[0], doubt=Doubt(Opposition.ANTONYM, "更大", "smaller"), unsure=True, judge="m")
    score = replace(SCORE, matches=(doubtful, *SCORE.matches[1:]))
    store.add_review(begin(store), score, Rating.GOOD, WHEN, None, Outcome.ANSWERED)
    assert store.attempt("a1").score == score
    with closing(sqlite3.connect(own_places.database)) as connection, connection:
        paths = (f"'$[{number}].{name}'" for number in range(3) for name in ("doubt", "unsure", "judge"))
        connection.execute(f"UPDATE reviews SET matches = json_remove(matches, {', '.join(paths)})")
    assert store.attempt("a1").score == SCORE


# Lists


def test_an_interview_without_a_word_or_a_deed_is_neither_listed_nor_resumed(store: Store) -> None:
    begin(store)
    assert store.interviews(10) == ()
    assert store.unfinished() is None


@pytest.mark.parametrize(
    "act",
    [
        lambda store: store.save_draft("a1", "typed", 1),
        lambda store: store.save_answer("a1", 1, answer("said"), 1),
        lambda store: store.close_attempt("a1", Outcome.SKIPPED, 1, None, WHEN),
    ],
    ids=["typed", "said", "skipped"],
)
def test_one_that_was_begun_is(store: Store, act: Callable[[Store], object]) -> None:
    begin(store)
    act(store)
    (listed,) = store.interviews(10)
    unfinished = store.unfinished()
    assert listed.id == "i1"
    assert unfinished is not None
    assert unfinished.id == "i1"
    store.end_interview("i1", WHEN)
    assert store.unfinished() is None
    assert len(store.interviews(10)) == 1


def test_the_newest_come_first_and_the_limit_holds(store: Store) -> None:
    for number in (2, 3, 1):
        begin(store, number)
        store.save_draft(f"a{number}", "typed", 1)
    assert [found.id for found in store.interviews(10)] == ["i3", "i2", "i1"]
    assert [found.id for found in store.interviews(2)] == ["i3", "i2"]
    assert (store.unfinished() or interview()).id == "i3"


def test_the_beginning_of_an_id_is_enough_where_it_is_one_interviews(store: Store) -> None:
    for name in ("abc1", "abd2", "abd23", "%"):
        store.add_interview(interview(id=name))
    assert (store.interview("abc") or interview()).id == "abc1"
    assert store.interview("ab") is None
    assert (store.interview("abd2") or interview()).id == "abd2", "a whole id means that one"
    assert store.interview("x") is None
    assert (store.interview("%") or interview()).id == "%"


# Upgrades


def version_of(path: Path) -> int:
    """The schema version that the file says it has."""
    with closing(sqlite3.connect(path)) as connection:
        version: int = connection.execute("PRAGMA user_version").fetchone()[0]
        return version


def test_a_new_database_has_the_newest_schema_and_no_backup(own_places: Places, store: Store) -> None:
    assert version_of(own_places.database) == len(MIGRATIONS)
    assert not (own_places.data / "backups").exists()


def test_an_upgrade_keeps_everything_and_a_copy_from_before(
    own_places: Places, store: Store, reopen: Callable[[], Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(store)
    store.save_answer("a1", 1, answer("old but gold"), 1)
    store.close()
    upgrade = "ALTER TABLE interviews ADD COLUMN note TEXT; CREATE TABLE notes (id TEXT) STRICT;"
    monkeypatch.setattr(database, "MIGRATIONS", (*MIGRATIONS, upgrade))
    assert reopen().attempt("a1").answers == ("old but gold",)
    assert version_of(own_places.database) == len(MIGRATIONS) + 1
    (backup,) = (own_places.data / "backups").iterdir()
    assert backup.name == "interviewer-20260301-093000-before-upgrade.db"
    assert version_of(backup) == len(MIGRATIONS)
    monkeypatch.setattr(database, "MIGRATIONS", MIGRATIONS)
    with closing(Store(backup, WHEN)) as before:
        assert before.attempt("a1").answers == ("old but gold",)


def test_the_first_released_schema_is_upgraded_with_all_that_is_in_it(
    own_places: Places, reopen: Callable[[], Store]
) -> None:
    own_places.data.mkdir()
    old_match = """[{"point_id": "p", "coverage": 0.5, "status": "partial", "evidence": {"start": 0, "end": 3},
        "quote": "old", "claim": "", "overruled": true}]"""
    with closing(sqlite3.connect(own_places.database)) as connection, connection:
        for statement in statements(MIGRATIONS[0]):
            connection.execute(statement)
        connection.execute("PRAGMA user_version = 1")
        when = WHEN.isoformat()
        connection.execute("INSERT INTO interviews VALUES ('i1', 'en', '[\"a/q\"]', ?, NULL)", (when,))
        connection.execute(
            "INSERT INTO attempts VALUES ('a1', 'i1', 'a/q', 'en', 'hash', ?, 12.5, 'answered', 'draft')", (when,)
        )
        connection.execute("INSERT INTO messages VALUES ('a1', 0, 'candidate', 'answer', '', 'old gold', ?)", (when,))
        connection.execute("INSERT INTO reviews VALUES ('a1', 0.25, 0, ?, 'test', '', ?)", (old_match, when))
    assert read_examples(own_places.database) == ()
    store = reopen()
    assert version_of(own_places.database) == len(MIGRATIONS)
    match = Match("p", 0.5, Status.PARTIAL, Span(0, 3), "old", overruled=True)
    saved = store.attempt("a1")
    assert saved.score == Score(0.25, (match,), "test")
    assert (saved.answers, saved.draft, saved.elapsed_s) == (("old gold",), "draft", 12.5)
    assert store.overrides() == (Example("a/q", "p", "old gold", 0.5, OVERRIDE, WHEN),)


def test_an_upgrade_that_fails_leaves_the_database_as_it_was(
    own_places: Places, store: Store, reopen: Callable[[], Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(store)
    store.close()
    monkeypatch.setattr(database, "MIGRATIONS", (*MIGRATIONS, "DROP TABLE reviews; SELECT nonsense;"))
    with pytest.raises(StoreError, match="nonsense"):
        reopen()
    monkeypatch.setattr(database, "MIGRATIONS", MIGRATIONS)
    assert reopen().attempt("a1").score is None
    assert version_of(own_places.database) == len(MIGRATIONS)


def test_a_database_of_a_newer_version_is_refused_and_left_alone(
    own_places: Places, store: Store, reopen: Callable[[], Store]
) -> None:
    begin(store)
    store.close()
    with closing(sqlite3.connect(own_places.database)) as connection:
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    with pytest.raises(StoreError, match="made by a newer interviewer") as caught:
        reopen()
    assert "Update interviewer" in caught.value.hint
    assert version_of(own_places.database) == len(MIGRATIONS) + 1
    assert sorted(path.name for path in own_places.data.iterdir() if "-" not in path.name) == ["interviewer.db"]


# Graded answers


GRADED = Example("a/q", "", "An answer 会", 0.7, "graded.jsonl", WHEN)


def test_only_what_was_overruled_is_an_override(store: Store) -> None:
    for number, score in enumerate(
        [
            Score(0.5, (Match("p", 0.5, Status.PARTIAL),), "test"),
            Score(0.9, (Match("p", 0.5, Status.PARTIAL),), "test", overruled=True),
            Score(0.9, (Match("p", 1.0, Status.COVERED, overruled=True), Match("q", 0, Status.MISSING)), "test"),
        ]
    ):
        asked = begin(store, number)
        store.save_answer(asked.id, 1, answer(f"answer {number}"), 1)
        store.add_review(asked, score, Rating.GOOD, WHEN + timedelta(minutes=number), None, Outcome.ANSWERED)
    assert [(found.point_id, found.answer, found.grade) for found in store.overrides()] == [
        ("", "answer 1", 0.9),
        ("p", "answer 2", 1.0),
    ]


def test_examples_come_back_batch_by_batch(own_places: Places, store: Store) -> None:
    other = replace(GRADED, point_id="p", grade=1 / 3, origin=OVERRIDE)
    first = store.add_examples([GRADED], WHEN)
    second = store.add_examples([GRADED, other], WHEN + timedelta(days=1))
    assert read_examples(own_places.database) == (
        replace(GRADED, batch=first),
        replace(GRADED, batch=second),
        replace(other, batch=second),
    )
    assert [(batch.number, batch.examples, batch.origins) for batch in store.batches()] == [
        (first, 1, ("graded.jsonl",)),
        (second, 2, ("graded.jsonl", OVERRIDE)),
    ]


def test_a_forgotten_batch_takes_its_examples_along_and_its_number_is_not_used_again(
    own_places: Places, store: Store
) -> None:
    first, second = store.add_examples([GRADED], WHEN), store.add_examples([GRADED], WHEN)
    store.forget([second])
    assert read_examples(own_places.database) == (replace(GRADED, batch=first),)
    store.forget([first])
    assert (read_examples(own_places.database), store.batches()) == ((), ())
    assert store.add_examples([GRADED], WHEN) > second


def test_looking_for_examples_makes_no_database(own_places: Places) -> None:
    assert read_examples(own_places.database) == ()
    assert not own_places.data.exists()


def test_examples_in_a_damaged_database_are_an_error_that_says_so(own_places: Places) -> None:
    own_places.data.mkdir()
    own_places.database.write_bytes(b"no database " * 1000)
    with pytest.raises(StoreError, match="not a database") as caught:
        read_examples(own_places.database)
    assert "doctor" in caught.value.hint


# Several at once


def test_many_threads_and_two_connections_lose_nothing(store: Store, reopen: Callable[[], Store]) -> None:
    begin(store)
    other = reopen()
    said = [f"answer {number}" for number in range(40)]

    def speak(own: Store, mine: list[str]) -> None:
        for text in mine:
            own.save_draft("a1", text[:3], 1)
            own.save_answer("a1", 1, answer(text), 1)

    threads = [threading.Thread(target=speak, args=((store, other)[n % 2], said[n::4])) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(store.attempt("a1").answers) == sorted(said)
    assert store.attempt("a1").messages[0] == QUESTION


SPEAKER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from interviewer.model import Attempt, Interview, Kind, Language, Message, Role
from interviewer.store import Store

now = datetime.now(UTC)
print("ready", flush=True)
sys.stdin.readline()
store = Store(Path(sys.argv[1]), now)
name = sys.argv[2]
store.add_interview(Interview(name, Language.EN, ("a/q",), now))
store.add_attempt(Attempt(name, name, "a/q", Language.EN, "", now))
for number in range(10):
    message = Message(Role.CANDIDATE, Kind.ANSWER, f"{name} {number}", now)
    store.save_answer(name, number, message, 1)
"""


def test_processes_that_begin_at_the_same_moment_all_get_through(
    own_places: Places, reopen: Callable[[], Store]
) -> None:
    names = ["one", "two", "three", "four"]
    speakers = [
        subprocess.Popen(
            [sys.executable, "-c", SPEAKER, own_places.database, name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=dict(os.environ),
        )
        for name in names
    ]
    for speaker in speakers:
        assert speaker.stdout is not None
        assert speaker.stdout.readline() == "ready\n"
    for speaker in speakers:
        assert speaker.stdin is not None
        speaker.stdin.write("go\n")
        speaker.stdin.flush()
    assert [speaker.communicate(timeout=60)[1] for speaker in speakers] == [""] * 4
    store = reopen()
    for name in names:
        assert store.attempt(name).answers == tuple(f"{name} {number}" for number in range(10))
    assert Store.inspect(own_places.database) == ((), {"interviews": 4, "attempts": 4, "reviews": 0})


# Looking without touching


def test_inspecting_counts_and_changes_nothing(own_places: Places, store: Store) -> None:
    store.add_review(begin(store), SCORE, Rating.GOOD, WHEN, None, Outcome.ANSWERED)
    store.close()
    before = own_places.database.read_bytes()
    assert Store.inspect(own_places.database) == ((), {"interviews": 1, "attempts": 1, "reviews": 1})
    assert own_places.database.read_bytes() == before


def test_inspecting_works_on_a_relative_path(own_places: Places, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(own_places.data)
    assert Store.inspect(Path("interviewer.db"))[1]["interviews"] == 0


def test_inspecting_a_damaged_database_tells_what_is_wrong(own_places: Places) -> None:
    own_places.data.mkdir()
    own_places.database.write_bytes(b"this is no database at all" * 100)
    (problem,), counts = Store.inspect(own_places.database)
    assert "not a database" in problem
    assert counts == {}


def test_inspecting_what_is_not_there_makes_nothing(own_places: Places) -> None:
    with pytest.raises(StoreError, match="unable to open"):
        Store.inspect(own_places.database)
    assert not own_places.database.exists()
