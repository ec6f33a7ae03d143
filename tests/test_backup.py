"""Copies of everything: checked before they have a name, listed, put back, and never in the way of what is there."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from tests.test_upgrades import load

from interviewer.errors import StoreError
from interviewer.model import Interview
from interviewer.model.archive import Occasion
from interviewer.session import Session
from interviewer.session.archive import Archive
from interviewer.settings import Places
from interviewer.store import Store, copies, file
from interviewer.store.backups import KEPT, list_backups
from interviewer.store.schema import MIGRATIONS

Run = Callable[..., subprocess.CompletedProcess[str]]
Start = Callable[..., Interview]

SHARED = "A public branch that colleagues have already pulled must not be rebased."


@pytest.fixture
def archive(own_places: Places) -> Archive:
    """The test's own data."""
    return Archive(own_places)


@pytest.fixture
def practised(session: Session, start: Start, own_places: Places, now: datetime) -> Path:
    """A database with one answer in it, which another session has open; its path."""
    interview = start(session, "git/rebase", "sql/index")
    question = session.next_question(interview)
    assert question is not None
    session.submit(session.ask(interview, question, now), SHARED, 1, now)
    return own_places.database


def answers(path: Path) -> list[str]:
    """What was said, as the file has it."""
    with closing(copies.open_unchanged(path)) as connection:
        return [text for (text,) in connection.execute("SELECT text FROM messages WHERE role = 'candidate'").fetchall()]


def say_more(session: Session, text: str, now: datetime) -> None:
    """Goes on with the interview."""
    interview = session.unfinished()
    assert interview is not None
    question = session.next_question(interview)
    assert question is not None
    session.submit(session.ask(interview, question, now), text, 1, now)


def damage(path: Path) -> None:
    """Overwrites a page in the middle."""
    with path.open("r+b") as opened:
        opened.seek(4096 * 2)
        opened.write(b"\xff" * 4096)


# Making


def test_a_backup_of_a_database_in_use_is_one_whole_file(practised: Path, archive: Archive, now: datetime) -> None:
    made = archive.back_up(None, now)
    assert made.path.parent == practised.parent / "backups"
    assert made.counts == {"interviews": 1, "attempts": 1, "reviews": 1}
    assert (made.occasion, made.made_at, made.schema, made.problem) == (Occasion.MANUAL, now, len(MIGRATIONS), "")
    assert answers(made.path) == [SHARED]
    assert list(made.path.parent.iterdir()) == [made.path], "nothing stands beside it"


def test_two_backups_in_the_same_second_are_two(practised: Path, archive: Archive, now: datetime) -> None:
    first, second = archive.back_up(None, now), archive.back_up(None, now)
    assert first.path != second.path
    assert [backup.path for backup in archive.backups()] == [second.path, first.path]


def test_a_file_that_is_there_is_never_overwritten(practised: Path, archive: Archive, now: datetime) -> None:
    mine = practised.with_name("mine.db")
    mine.write_text("my own")
    with pytest.raises(StoreError, match="is there already"):
        archive.back_up(mine, now)
    assert mine.read_text() == "my own"


def test_without_a_database_there_is_nothing_to_back_up_and_nothing_is_made(
    archive: Archive, own_places: Places, now: datetime
) -> None:
    with pytest.raises(StoreError, match="no database yet"):
        archive.back_up(None, now)
    assert not own_places.data.exists()


def test_a_damaged_database_makes_no_backup(practised: Path, session: Session, archive: Archive, now: datetime) -> None:
    session.close()
    damage(practised)
    with pytest.raises(StoreError):
        archive.back_up(None, now)
    assert archive.backups() == ()


def test_the_last_automatic_backups_are_kept_and_all_that_were_asked_for(
    store: Store, archive: Archive, now: datetime
) -> None:
    wanted = [archive.back_up(None, now + timedelta(minutes=number)) for number in range(3)]
    made = [store.back_up(Occasion.IMPORT, now + timedelta(hours=number)) for number in range(KEPT + 3)]
    left = [backup.path for backup in archive.backups()]
    assert left == [*reversed(made[-KEPT:]), *(backup.path for backup in reversed(wanted))]


KILLED = """
import os, signal, sys
from datetime import UTC, datetime
from interviewer.session.archive import Archive
from interviewer.settings import find_places
from interviewer.store import copies

copies.os.fsync = lambda handle: os.kill(os.getpid(), signal.SIGKILL)
Archive(find_places()).back_up(None, datetime.now(UTC))
"""


def test_a_backup_that_was_killed_has_no_name_and_is_swept_away_later(
    practised: Path, archive: Archive, now: datetime
) -> None:
    finished = subprocess.run([sys.executable, "-c", KILLED], env=dict(os.environ), check=False)
    assert finished.returncode == -signal.SIGKILL
    assert archive.backups() == ()
    (left,) = (practised.parent / "backups").iterdir()
    long_ago = now.timestamp() - 2 * 86400
    os.utime(left, (long_ago, long_ago))
    made = archive.back_up(None, now)
    assert list(made.path.parent.iterdir()) == [made.path]


def test_what_an_import_that_was_killed_has_left_is_swept_away_by_the_next(
    practised: Path, archive: Archive, now: datetime
) -> None:
    fresh, old = (practised.parent / f"{copies.UNFINISHED}{name}" for name in ("fresh", "old"))
    for folder in (fresh, old):
        folder.mkdir()
        (folder / "copy.db").write_bytes(b"half a copy")
    os.utime(fresh, (now.timestamp(), now.timestamp()))
    os.utime(old, (0, 0))
    archive.merge(practised, now)
    assert fresh.exists(), "it may belong to a program that is at work"
    assert not old.exists()


# Listing


def test_what_is_not_sound_is_listed_as_such(practised: Path, archive: Archive, now: datetime) -> None:
    cut, empty, good = (archive.back_up(None, now + timedelta(minutes=number)).path for number in range(3))
    damage(cut)
    empty.write_bytes(b"")
    listed = {backup.path: backup for backup in list_backups(practised)}
    assert [listed[path].problem == "" for path in (cut, empty, good)] == [False, False, True]
    assert "empty" in listed[empty].problem


def test_a_backup_without_a_row_that_others_belong_to_is_not_sound(
    practised: Path, archive: Archive, now: datetime
) -> None:
    made = archive.back_up(None, now)
    with closing(sqlite3.connect(made.path)) as connection, connection:
        connection.execute("DELETE FROM interviews")
    assert "belongs to nothing" in archive.backups()[0].problem


# Putting back


def test_a_restore_brings_everything_back_while_another_session_goes_on(
    practised: Path, session: Session, archive: Archive, now: datetime
) -> None:
    made = archive.back_up(None, now)
    say_more(session, "said after the backup", now)
    restored, before = archive.restore(made.name, now)
    assert restored == made.path
    assert before is not None
    assert answers(before) == [SHARED, "said after the backup"]
    assert answers(practised) == [SHARED]
    say_more(session, "the session that was open goes on", now)
    assert answers(practised) == [SHARED, "the session that was open goes on"]
    assert Store.inspect(practised)[0] == ()


def test_what_was_there_before_a_restore_can_be_restored(
    practised: Path, session: Session, archive: Archive, now: datetime
) -> None:
    made = archive.back_up(None, now)
    say_more(session, "later", now)
    _, before = archive.restore(made.name, now)
    archive.restore(str(before), now)
    assert answers(practised) == [SHARED, "later"]


def test_a_damaged_database_is_set_aside_and_replaced_by_the_backup(
    practised: Path, session: Session, archive: Archive, now: datetime
) -> None:
    made = archive.back_up(None, now)
    session.close()
    damage(practised)
    held = practised.read_bytes()
    _, before = archive.restore(made.name, now)
    assert before is not None
    assert before.read_bytes() == held
    assert answers(practised) == [SHARED]


def test_a_restore_on_a_new_machine_needs_no_database(
    practised: Path, session: Session, archive: Archive, own_places: Places, tmp_path: Path, now: datetime
) -> None:
    archive.back_up(tmp_path / "carried.db", now)
    session.close()
    shutil.rmtree(own_places.data)
    assert archive.restore(str(tmp_path / "carried.db"), now)[1] is None
    assert answers(practised) == [SHARED]
    assert list(own_places.data.iterdir()) == [practised]


@pytest.mark.parametrize("version", range(1, len(MIGRATIONS)))
def test_an_older_backup_is_upgraded_on_the_way(
    practised: Path, archive: Archive, tmp_path: Path, now: datetime, version: int
) -> None:
    old = load(version, tmp_path / "old.db")
    held = old.read_bytes()
    archive.restore(str(old), now)
    assert old.read_bytes() == held
    with closing(Store(practised, now)) as store:
        assert len(store.interviews(10)) == 2 + version
        assert store.reviews()


def newer(path: Path) -> None:
    """Makes it one of a version to come."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")


def foreign(path: Path) -> None:
    """Puts the database of another program there."""
    path.unlink()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE notes (text TEXT)")


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (damage, "cannot be used"),
        (lambda path: path.write_bytes(b""), "is empty"),
        (lambda path: path.write_text("no database " * 1000), "not a database"),
        (newer, "newer interviewer"),
        (foreign, "no such table"),
    ],
    ids=["damaged", "empty", "text", "newer", "foreign"],
)
def test_what_cannot_be_used_is_refused_and_nothing_changes(
    practised: Path, archive: Archive, tmp_path: Path, now: datetime, spoil: Callable[[Path], None], message: str
) -> None:
    bad = tmp_path / "bad.db"
    archive.back_up(bad, now)
    spoil(bad)
    with pytest.raises(StoreError, match=message):
        archive.restore(str(bad), now)
    with pytest.raises(StoreError, match=message):
        archive.merge(bad, now)
    assert answers(practised) == [SHARED]
    assert archive.backups() == ()
    assert not list(practised.parent.glob(".*"))


def test_a_database_that_another_program_holds_is_not_waited_for_for_ever(
    practised: Path, archive: Archive, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = archive.back_up(None, now)
    monkeypatch.setattr(file, "BUSY_TIMEOUT_S", 0.05)
    with closing(sqlite3.connect(practised, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="locked"):
            archive.restore(made.name, now)
        other.execute("ROLLBACK")
    assert answers(practised) == [SHARED]


# The commands


def test_the_commands_from_backup_to_restore(
    run_interviewer: Run, practised: Path, session: Session, now: datetime
) -> None:
    assert "No backups yet" in run_interviewer("backup", "--list").stderr
    made = Path(run_interviewer("backup").stdout.strip())
    listed = json.loads(run_interviewer("backup", "--list", "--json").stdout)
    (backup,) = listed["backups"]
    assert (backup["name"], backup["occasion"], backup["sound"]) == (made.name, "manual", True)
    assert backup["counts"] == {"interviews": 1, "attempts": 1, "reviews": 1}
    say_more(session, "later", now)
    told = json.loads(run_interviewer("restore", made.name, "--json").stdout)
    assert answers(Path(told["before"])) == [SHARED, "later"]
    assert answers(practised) == [SHARED]
    lines = run_interviewer("backup", "--list").stdout.splitlines()
    assert [line.split()[3] for line in lines] == ["before-restore", "manual"]
    assert all("1 interviews" in line for line in lines)


def test_the_commands_say_what_is_wrong(run_interviewer: Run, practised: Path, tmp_path: Path) -> None:
    assert "no backup 'nonsense'" in run_interviewer("restore", "nonsense", expected=1).stderr
    assert "--list takes no FILE" in run_interviewer("backup", "--list", "x.db", expected=2).stderr
    assert "cannot be written" in run_interviewer("backup", tmp_path / "nowhere" / "x.db", expected=1).stderr


def test_doctor_names_the_newest_backup_and_says_when_it_is_damaged(
    run_interviewer: Run, practised: Path, archive: Archive, now: datetime
) -> None:
    made = archive.back_up(None, now)
    assert f"ok   backup      {made.path}" in run_interviewer("doctor", expected=None).stdout
    damage(made.path)
    assert f"BAD  backup      {made.path} is damaged" in run_interviewer("doctor", expected=1).stdout
