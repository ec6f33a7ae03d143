"""Data that leaves and data that comes: what two machines know about the same question, and files that are no good."""

import json
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.machines import BEGUN, Document, Machine, said
from tests.test_upgrades import CHINESE, load

from interviewer.bank import Bank
from interviewer.errors import InterviewerError, StoreError, UsageError
from interviewer.formats.data import merge_data, write_data
from interviewer.model import Outcome
from interviewer.model.archive import Merged, Occasion
from interviewer.scoring import Scorer
from interviewer.settings import Places
from interviewer.store import Store
from interviewer.store.schema import MIGRATIONS

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def base(tmp_path: Path, small_bank: Bank, scorer: Scorer) -> Machine:
    """A machine on which the first of two questions has been asked and answered once; a probe is open."""
    machine = Machine("base", tmp_path / "base", small_bank, scorer)
    machine.do(("start", 0), ("ask", 0))
    say(machine, "It copies commits.")
    return machine


def say(machine: Machine, *texts: str) -> None:
    """Answers the open question of the first interview."""
    session = machine.session()
    for text in texts:
        interview = session.interview("base-1")
        assert interview is not None
        question = session.next_question(interview)
        assert question is not None
        session.submit(session.ask(interview, question, machine.now()), text, 1, machine.now())
    session.close()


def words(machine: Machine) -> list[list[str]]:
    """What was said in each attempt in which something was."""
    return sorted(said(attempt) for attempt in machine.attempts() if said(attempt))


def copies(machine: Machine) -> list[Document]:
    """The interviews that exist because two machines went on with the same question."""
    return [interview for interview in machine.data()["interviews"] if "~" in interview["id"]]


# What both machines have changed


def test_going_on_elsewhere_comes_back_as_the_same_attempt(base: Machine) -> None:
    other = base.twin("other")
    say(other, "And they get new hashes.")
    assert base.archive.merge(other.places.database, BEGUN) == Merged(updated=1)
    assert words(base) == [["It copies commits.", "And they get new hashes."]]
    assert base.data() == other.data()


def test_an_older_copy_changes_nothing(base: Machine) -> None:
    older = base.twin("older")
    say(base, "And they get new hashes.")
    before = base.data()
    assert base.archive.merge(older.places.database, BEGUN) == Merged()
    assert base.data() == before
    assert base.archive.backups() == (), "so there is nothing to go back to either"


def test_two_answers_to_the_same_probe_are_both_kept_and_the_second_as_an_attempt_of_its_own(base: Machine) -> None:
    other = base.twin("other")
    say(base, "They get new hashes.")
    say(other, "别人会有麻烦。")
    assert base.archive.merge(other.places.database, BEGUN) == Merged(kept_twice=1)
    assert words(base) == [["It copies commits.", "They get new hashes."], ["It copies commits.", "别人会有麻烦。"]]
    (copy,) = copies(base)
    assert copy["question_ids"] == ["git/rebase"]
    assert copy["ended_at"], "nobody is asked to go on with it"
    with closing(Store(base.places.database, BEGUN)) as store:
        assert [review.item for review in store.reviews()] == ["git/rebase"] * 2
        assert len(store.interviews(10)) == 2
        assert store.interview("base-1") is not None, "its id is still clear"
    (backup,) = base.archive.backups()
    assert backup.occasion is Occasion.IMPORT
    assert backup.counts["attempts"] == 1


def test_the_next_question_asked_on_both_machines_is_asked_once(base: Machine) -> None:
    say(base, "They get new hashes.")
    other = base.twin("other")
    base.do(("ask", 0))
    say(other, "A tree that is sorted.")
    merged = base.archive.merge(other.places.database, BEGUN)
    assert (merged.kept_twice, merged.updated) == (0, 1)
    assert len(base.attempts()) == 2
    assert ["A tree that is sorted."] in words(base)


def test_the_next_question_answered_on_both_machines_has_two_answers(base: Machine) -> None:
    say(base, "They get new hashes.")
    other = base.twin("other")
    say(base, "A sorted tree.")
    say(other, "A sorted tree.")
    base.take_in(other)
    assert words(base).count(["A sorted tree."]) == 2, "they are two reviews, though the words are the same"
    assert base.data() == other.take_in(base).data()


def test_what_was_taken_back_does_not_come_again(base: Machine) -> None:
    say(base, "I should not have said this.")
    other = base.twin("other")
    base.do(("undo", 0))
    assert words(base.take_in(other)) == [["It copies commits."]]
    say(base, "They get new hashes.")
    base.take_in(other)
    assert words(base) == [["It copies commits.", "They get new hashes."]]
    assert other.take_in(base).data() == base.data()


def test_what_was_taken_back_and_said_again_stays(base: Machine) -> None:
    say(base, "They get new hashes.")
    base.do(("undo", 0))
    say(base, "They get new hashes.")
    other = base.twin("other")
    other.do(("overrule", 0), ("overrule", 3), ("overrule", 6))
    assert words(base.take_in(other)) == [["It copies commits.", "They get new hashes."]]


def test_an_interview_that_came_from_elsewhere_cannot_be_undone_any_further(base: Machine) -> None:
    other = base.twin("other")
    say(other, "And they get new hashes.")
    base.take_in(other)
    session = base.session()
    assert session.undo("base-1") is None
    say(base, "A sorted tree.")
    assert session.undo("base-1") is not None
    session.close()
    assert words(base) == [["It copies commits.", "And they get new hashes."]]


def test_a_copy_that_was_judged_anew_stays_though_it_is_no_longer_needed(base: Machine) -> None:
    other = base.twin("other")
    say(base, "They get new hashes.")
    say(other, "Others have to merge twice.")
    base.take_in(other)
    (copy,) = copies(base)
    session = base.session()
    session.overrule(session._store.attempt(copy["attempts"][0]["id"]), 0.5, base.now())
    session.close()
    held = base.data()
    assert base.take_in(other).data() == held
    assert other.take_in(base).data() == held


def test_suspended_here_and_let_in_there_the_last_word_counts(base: Machine) -> None:
    base.do(("suspend", 1))
    other = base.twin("other")
    other.do(("suspend", 0))
    base.take_in(other)
    with closing(Store(base.places.database, BEGUN)) as store:
        assert store.suspended() == frozenset()


def test_the_same_batch_is_learnt_once_whatever_its_number(base: Machine) -> None:
    other = base.twin("other")
    base.do(("learn", 1))
    other.clock += timedelta(hours=1)
    other.do(("learn", 2))
    assert base.archive.merge(other.places.database, BEGUN).batches == 1
    assert other.archive.merge(base.places.database, BEGUN).batches == 1
    assert base.archive.merge(other.places.database, BEGUN).batches == 0
    assert [batch["examples"][0]["answer"] for batch in base.data()["batches"]] == ["answer 1", "answer 2"]


# Where it comes from


@pytest.mark.parametrize("version", range(1, len(MIGRATIONS) + 1))
def test_a_database_of_any_version_is_taken_in_and_left_as_it_is(base: Machine, tmp_path: Path, version: int) -> None:
    old = load(version, tmp_path / "synced" / "old.db")
    held = old.read_bytes()
    merged = base.archive.merge(old, BEGUN)
    with closing(sqlite3.connect(old)) as connection:
        counts = [
            connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("interviews", "attempts")
        ]
    assert [merged.interviews, merged.attempts] == counts
    assert old.read_bytes() == held
    assert list(old.parent.iterdir()) == [old]
    assert CHINESE in [text for found in words(base) for text in found]
    assert base.archive.merge(old, BEGUN) == Merged()


def test_a_database_in_use_is_taken_in_with_its_latest_words(base: Machine, tmp_path: Path) -> None:
    other = base.twin("other")
    session = other.session()
    interview = session.unfinished()
    assert interview is not None
    question = session.next_question(interview)
    assert question is not None
    session.submit(session.ask(interview, question, other.now()), "only in the log yet", 1, other.now())
    assert b"only in the log yet" not in other.places.database.read_bytes()
    base.archive.merge(other.places.database, BEGUN)
    session.close()
    assert ["It copies commits.", "only in the log yet"] in words(base)


def test_a_database_from_a_folder_that_nobody_can_write_to_is_taken_in(base: Machine, tmp_path: Path) -> None:
    other = base.twin("other")
    say(other, "And they get new hashes.")
    folder = tmp_path / "read-only"
    folder.mkdir()
    shutil.copy(other.places.database, folder / "a b?#.db")
    folder.chmod(0o500)
    try:
        assert base.archive.merge(folder / "a b?#.db", BEGUN) == Merged(updated=1)
    finally:
        folder.chmod(0o700)


def test_a_machine_may_take_in_itself(base: Machine) -> None:
    assert base.archive.merge(base.places.database, BEGUN) == Merged()


def test_a_dry_run_says_what_would_change_and_changes_nothing(base: Machine, tmp_path: Path) -> None:
    other = base.twin("other")
    say(other, "And they get new hashes.")
    before = base.data()
    assert base.archive.merge(other.places.database, BEGUN, keep=False) == Merged(updated=1)
    assert base.data() == before
    shutil.rmtree(base.places.data)
    assert base.archive.merge(other.places.database, BEGUN, keep=False) == Merged(interviews=1, attempts=1)
    assert not base.places.database.exists()


# Exports


def test_two_exports_of_the_same_data_are_the_same_file(base: Machine, tmp_path: Path) -> None:
    for name in ("one.json", "two.json"):
        write_data(tmp_path / name, base.archive, base.now())
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()


def test_an_export_written_in_another_layout_is_taken_in(base: Machine, tmp_path: Path) -> None:
    file = tmp_path / "all.json"
    write_data(file, base.archive, BEGUN)
    document = json.loads(file.read_text(encoding="utf-8"))
    file.write_text("\ufeff" + json.dumps(document, indent=4, sort_keys=True), encoding="utf-8")
    before = base.data()
    shutil.rmtree(base.places.data)
    assert merge_data(file, base.archive, BEGUN, True) == Merged(interviews=1, attempts=1)
    assert base.data() == before


def first_attempt(document: dict[str, Any]) -> dict[str, Any]:
    """The attempt in an export."""
    found: dict[str, Any] = document["interviews"][0]["attempts"][0]
    return found


SPOILT: dict[str, Callable[[dict[str, Any]], object]] = {
    "another format": lambda document: document.update(format="diary"),
    "a later version": lambda document: document.update(schema_version=99),
    "no list": lambda document: document.update(marks=None),
    "a text for an interview": lambda document: document["interviews"].append("interview"),
    "a field too many": lambda document: first_attempt(document).update({"mood); DROP TABLE attempts; --": 1}),
    "a field too few": lambda document: first_attempt(document).pop("language"),
    "no messages": lambda document: first_attempt(document).pop("messages"),
    "an object for a text": lambda document: first_attempt(document).update(draft={"a": 1}),
    "an unknown outcome": lambda document: first_attempt(document).update(outcome="won"),
    "an unknown rating": lambda document: first_attempt(document)["review"].update(suggested="superb"),
    "a score beyond 1": lambda document: first_attempt(document)["review"].update(overall=7),
    "an infinite score": lambda document: first_attempt(document)["review"].update(overall=float("inf")),
    "a time that is none": lambda document: first_attempt(document).update(started_at="yesterday"),
    "a time of nowhere": lambda document: first_attempt(document).update(started_at="2026-03-01T09:30:00"),
    "matches that are none": lambda document: first_attempt(document)["review"].update(matches=[{"point_id": "p"}]),
    "one interview twice": lambda document: document["interviews"].append(document["interviews"][0]),
    "a number for a name": lambda document: document["interviews"][0].update(id=None),
    "a mark of no time": lambda document: document["marks"].append(
        {"id": "m", "item": "git/rebase", "suspended": 1, "marked_at": "soon"}
    ),
    "a batch of no time": lambda document: document["batches"].append({"learned_at": None, "examples": []}),
    "a batch of anything": lambda document: document["batches"].append({"learned_at": "", "examples": [], "mood": 1}),
    "a lone surrogate": lambda document: first_attempt(document).update(draft="\ud800"),
    "a huge number": lambda document: first_attempt(document).update(revision=10**30),
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_an_export_that_is_no_good_is_refused_and_nothing_changes(
    base: Machine, tmp_path: Path, spoil: Callable[[dict[str, Any]], object]
) -> None:
    file = tmp_path / "all.json"
    write_data(file, base.archive, BEGUN)
    document = json.loads(file.read_text(encoding="utf-8"))
    spoil(document)
    file.write_text(json.dumps(document), encoding="utf-8")
    empty = Machine("empty", tmp_path / "empty", base.bank, base.scorer)
    empty.do()
    before = empty.data()
    with pytest.raises(InterviewerError, match=r"all\.json") as caught:
        merge_data(file, empty.archive, BEGUN, True)
    assert caught.value.hint
    assert empty.data() == before
    assert list(empty.places.data.iterdir()) == [empty.places.database]


@pytest.mark.parametrize("content", [b"", b"{", b"[" * 100_000, b"\xff\xfe{}", b"null"], ids=repr)
def test_what_is_no_json_is_refused(base: Machine, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "all.json"
    file.write_bytes(content)
    with pytest.raises(UsageError, match=r"all\.json"):
        merge_data(file, base.archive, BEGUN, True)


def test_a_database_with_what_nobody_wrote_is_refused(base: Machine) -> None:
    other = base.twin("other")
    with closing(sqlite3.connect(other.places.database)) as connection, connection:
        connection.execute("UPDATE attempts SET outcome = 'won'")
    before = base.data()
    with pytest.raises(StoreError, match="'won' is not a valid Outcome"):
        base.archive.merge(other.places.database, BEGUN)
    assert base.data() == before


# The commands


def test_the_commands_from_one_machine_to_another(run_interviewer: Run, base: Machine, tmp_path: Path) -> None:
    here = {"INTERVIEWER_DATA_DIR": str(base.places.data)}
    there = {"INTERVIEWER_DATA_DIR": str(tmp_path / "there")}
    assert "1 interviews" in run_interviewer("export", "all.json", **here).stderr
    looked = json.loads(run_interviewer("import", "all.json", "--dry-run", "--json", **there).stdout)
    assert looked["files"][0]["counts"]["attempts"] == 1
    assert not (tmp_path / "there" / "interviewer.db").exists()
    assert "1 interviews, 1 attempts" in run_interviewer("import", "all.json", **there).stderr
    again = run_interviewer("import", "all.json", base.places.database, **there).stderr
    assert [line.rpartition(": ")[2] for line in again.splitlines()] == ["nothing new"] * 2
    run_interviewer("export", "again", "--to", "json", **there)
    assert (tmp_path / "again").read_bytes() == (tmp_path / "all.json").read_bytes()
    exported = json.loads(run_interviewer("export", "all.json", "--json", **here).stdout)
    assert exported["counts"]["interviews"] == 1


def test_the_commands_say_what_they_do_not_know(run_interviewer: Run, own_places: Places, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("notes")
    assert "ending of all.doc is not known" in run_interviewer("export", "all.doc", expected=2).stderr
    assert "no database yet" in run_interviewer("export", "all.json", expected=1).stderr
    assert not (tmp_path / "all.json").exists()
    assert not own_places.data.exists()
    assert "nothing that can be taken in" in run_interviewer("import", "notes.txt", expected=2).stderr
    assert "cannot be read" in run_interviewer("import", "nowhere.db", expected=2).stderr
    assert not own_places.data.exists()
    Store(own_places.database, BEGUN).close()
    nowhere = run_interviewer("export", tmp_path / "nowhere" / "all.json", expected=2).stderr
    assert "all.json cannot be written: No such file" in nowhere
    below_a_file = run_interviewer("export", tmp_path / "notes.txt" / "all.json", expected=2).stderr
    assert "all.json cannot be written: Not a directory" in below_a_file


def test_an_attempt_that_is_skipped_here_and_answered_there_keeps_the_answer(base: Machine) -> None:
    other = base.twin("other")
    session = base.session()
    session.close_attempt(session._store.attempt("base-2"), Outcome.SKIPPED, 1, base.now())
    session.close()
    say(other, "And they get new hashes.")
    base.take_in(other)
    assert ["It copies commits.", "And they get new hashes."] in words(base)
