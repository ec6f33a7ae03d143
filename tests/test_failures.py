"""Nothing that was submitted is ever gone, whatever breaks: each failure is really brought about here."""

import io
import json
import os
import random
import select
import shutil
import signal
import sqlite3
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from interviewer.errors import StoreError
from interviewer.model import Attempt, Interview, Language, Outcome
from interviewer.phrases import PHRASES
from interviewer.plain import PlainInterview
from interviewer.session import Session
from interviewer.settings import Places
from interviewer.store import Store, file

Run = Callable[..., subprocess.CompletedProcess[str]]
Start = Callable[..., Interview]
OpenSession = Callable[..., Session]

EN = PHRASES[Language.EN]
SHARED = "A public branch that colleagues have already pulled must not be rebased."
PROGRAM = [sys.executable, "-m", "interviewer"]


def saved_answers(places: Places) -> list[str]:
    """Every answer in the database, in the order it was given; the database must be sound."""
    problems, _ = Store.inspect(places.database)
    assert problems == ()
    with closing(sqlite3.connect(places.database)) as connection:
        rows = connection.execute("SELECT text FROM messages WHERE role = 'candidate' ORDER BY sent_at, number")
        return [row[0] for row in rows]


def asked(session: Session, interview: Interview, now: datetime) -> Attempt:
    """The attempt at the interview's next question."""
    question = session.next_question(session.interview(interview.id) or interview)
    assert question is not None
    return session.ask(interview, question, now)


# kill -9


def test_killed_between_the_commit_and_the_scoring_the_answer_is_scored_on_the_way_back(
    tmp_path: Path, bank_folder: Path, own_places: Places, open_session: OpenSession, now: datetime
) -> None:
    script = textwrap.dedent("""
        import os, signal, sys
        from interviewer.cli import run
        from interviewer.session import Session

        Session._score_and_go_on = lambda *arguments: os.kill(os.getpid(), signal.SIGKILL)
        run(sys.argv[1:])
    """)
    practise = ("--bank", str(bank_folder), "practice", "--plain", "--question", "git/rebase")
    killed = subprocess.run(
        [sys.executable, "-c", script, *practise],
        input=f"{SHARED}\n\n",
        text=True,
        capture_output=True,
        cwd=tmp_path,
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL
    assert saved_answers(own_places) == [SHARED]
    session = open_session()
    interview = session.unfinished()
    assert interview is not None
    attempt = asked(session, interview, now)
    assert attempt.answers == (SHARED,)
    assert attempt.score is not None
    assert attempt.probes == 1, "and the interview goes on as if nothing had happened"


SCRIPT = [f"answer {number} about rebasing commits" for number in range(8)]


@pytest.mark.parametrize("seed", range(8))
def test_killed_at_any_moment_every_acknowledged_answer_is_there(
    tmp_path: Path, bank_folder: Path, own_places: Places, open_session: OpenSession, now: datetime, seed: int
) -> None:
    process = subprocess.Popen(
        [*PROGRAM, "--bank", bank_folder, "practice", "--plain", "--seed", "1", "--lang", "en"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=tmp_path,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("".join(f"{answer}\n\n" for answer in SCRIPT))
    process.stdin.flush()
    read = [process.stdout.readline() for _ in range(random.Random(seed).randrange(1, 30))]
    process.kill()
    process.communicate()
    acknowledged = sum(line.startswith("Interviewer: ") or "%  " in line for line in read)
    saved = saved_answers(own_places)
    assert len(saved) >= acknowledged
    assert saved == SCRIPT[: len(saved)]
    session = open_session()
    (interview,) = session.interviews()
    out = io.StringIO()
    rest = io.StringIO("".join(f"resumed, {answer}\n\n" for answer in SCRIPT))
    PlainInterview(session, Language.EN, lambda: now, rest, out, io.StringIO()).run(interview)
    assert "Debrief" in out.getvalue()
    assert set(saved) <= set(saved_answers(own_places))


# A terminal that closes

OWN_TERMINAL = (
    "import fcntl, os, sys, termios; os.setsid(); fcntl.ioctl(0, termios.TIOCSCTTY, 0); "
    "os.execv(sys.argv[1], sys.argv[1:])"
)


class Terminal:
    """A terminal with a program in it; what has been shown is read in order, without losing anything."""

    def __init__(self, ours: int, process: subprocess.Popen[bytes]) -> None:
        self.process = process
        self._ours = ours
        self._unread = b""

    def wait_for(self, words: str) -> None:
        """Reads up to and with these words."""
        while words.encode() not in self._unread:
            ready, _, _ = select.select([self._ours], [], [], 30)
            assert ready, f"waiting for {words!r}, the terminal shows {self._unread.decode()!r}"
            self._unread += os.read(self._ours, 4096)
        self._unread = self._unread.partition(words.encode())[2]

    def type(self, text: str) -> None:
        """Types as a person does."""
        os.write(self._ours, text.encode())

    def close(self) -> None:
        """Closes the window."""
        os.close(self._ours)


@contextmanager
def terminal(*arguments: str | Path, cwd: Path) -> Iterator[Terminal]:
    """The program in a terminal of its own."""
    ours, theirs = os.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", OWN_TERMINAL, *PROGRAM, *map(str, arguments)],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=cwd,
        env={**os.environ, "TERM": "dumb"},
    )
    os.close(theirs)
    try:
        yield Terminal(ours, process)
    finally:
        process.kill()
        process.wait()


def test_a_terminal_that_closes_takes_neither_answer_nor_draft_along(
    tmp_path: Path, bank_folder: Path, own_places: Places, open_session: OpenSession, now: datetime
) -> None:
    practise = ("--bank", bank_folder, "practice", "--question", "git/rebase")
    with terminal(*practise, cwd=tmp_path) as window:
        window.wait_for("> ")
        window.type(f"{SHARED}\n\n")
        window.wait_for("Interviewer: ")
        for line in ("half a thought\n", "and 另一半\n"):
            window.wait_for("> ")
            window.type(line)
        window.wait_for("> ")
        window.close()
        assert window.process.wait(timeout=30) == -signal.SIGHUP
    assert saved_answers(own_places) == [SHARED]
    session = open_session()
    interview = session.unfinished()
    assert interview is not None
    assert asked(session, interview, now).draft == "half a thought\nand 另一半"


# A full disk and a read-only one

NAMESPACE = ["unshare", "--user", "--map-root-user", "--mount"]


def can_mount() -> bool:
    """Whether file systems can be mounted here, out of everybody else's sight."""
    if not shutil.which("unshare"):
        return False
    tried = subprocess.run([*NAMESPACE, "mount", "-t", "tmpfs", "tmpfs", "/mnt"], capture_output=True, check=False)
    return tried.returncode == 0


needs_mounts = pytest.mark.skipif(not can_mount(), reason="file systems cannot be mounted here")

ON_A_SMALL_DISK = """
import json, os, pathlib, subprocess, sys

data = pathlib.Path(os.environ["INTERVIEWER_DATA_DIR"])
program = [sys.executable, "-m", "interviewer", *sys.argv[1:]]


def run(*arguments, stdin=""):
    done = subprocess.run([*program, *arguments], input=stdin, capture_output=True, text=True)
    return {"code": done.returncode, "out": done.stdout, "err": done.stderr}


def mount(*options):
    subprocess.run(["mount", *options, str(data)], check=True)


def fill():
    with open(data / "filler", "ab", buffering=0) as filler:
        for size in (65536, 4096):
            try:
                while True:
                    filler.write(b"x" * size)
            except OSError:
                pass


def free():
    (data / "filler").unlink()


data.mkdir(exist_ok=True)
mount("-t", "tmpfs", "-o", "size=1m", "tmpfs")
result = {}
"""


def on_a_small_disk(script: str, bank_folder: Path, tmp_path: Path) -> dict[str, Any]:
    """Runs a script where the data folder is a disk of one megabyte; what it put into `result`."""
    whole = f"{ON_A_SMALL_DISK}\n{textwrap.dedent(script)}\nprint(json.dumps(result))"
    done = subprocess.run(
        [*NAMESPACE, sys.executable, "-c", whole, "--bank", str(bank_folder)],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    result: dict[str, Any] = json.loads(done.stdout)
    return result


@needs_mounts
def test_on_a_full_disk_the_answer_is_given_back_and_the_earlier_ones_stay(bank_folder: Path, tmp_path: Path) -> None:
    script = """
        process = subprocess.Popen(
            [*program, "practice", "--plain", "--question", "git/rebase", "--probes", "9"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        process.stdin.write("the first answer\\n\\n")
        process.stdin.flush()
        while not process.stdout.readline().startswith("Interviewer: "):
            pass
        fill()
        answer = "line one of the second answer\\nand " + "a long line " * 8000
        _, result["err"] = process.communicate(answer + "\\n\\n")
        result["code"], result["answer"] = process.returncode, answer
        result["again"] = run("practice", "--resume", "--plain", stdin="another\\n\\n")
        free()
        history = json.loads(run("history", "--json")["out"])["interviews"]
        result["saved"] = json.loads(run("history", history[0]["id"], "--json")["out"])
        result["resumed"] = run("practice", "--resume", "--plain", stdin="the second answer\\n\\n")
    """
    result = on_a_small_disk(script, bank_folder, tmp_path)
    assert result["code"] == 1
    assert f"{EN.not_saved}\n{result['answer']}" in result["err"]
    assert "Error: The database" in result["err"]
    assert "The disk is full: free some space and send the answer again." in result["err"]
    assert "Traceback" not in result["err"] + result["again"]["err"]
    assert "bug" not in result["err"] + result["again"]["err"]
    messages = result["saved"]["attempts"][0]["messages"]
    assert [m["text"] for m in messages if m["role"] == "candidate"] == ["the first answer"]
    assert result["resumed"]["code"] == 0
    assert "You: the first answer" in result["resumed"]["out"]


@needs_mounts
def test_on_a_full_disk_a_person_frees_some_space_and_tries_again(bank_folder: Path, tmp_path: Path) -> None:
    script = """
        ours, theirs = os.openpty()
        process = subprocess.Popen(
            [*program, "practice", "--plain", "--question", "git/rebase", "--probes", "0"],
            stdin=theirs, stdout=theirs, stderr=theirs,
        )
        os.close(theirs)

        def read_until(words):
            shown = b""
            while words not in shown:
                shown += os.read(ours, 4096)
            return shown.decode()

        read_until(b"> ")
        fill()
        for line in range(12):
            os.write(ours, f"{line} ".encode() + b"a long line " * 300 + b"\\n")
            read_until(b"> ")
        os.write(ours, b"\\n")
        result["shown"] = read_until(b"Press Enter")
        free()
        os.write(ours, b"\\n")
        result["verdict"] = read_until(b"%  ")
        process.kill()
        history = json.loads(run("history", "--json")["out"])["interviews"]
        result["saved"] = json.loads(run("history", history[0]["id"], "--json")["out"])
    """
    result = on_a_small_disk(script, bank_folder, tmp_path)
    assert "The disk is full: free some space and send the answer again." in result["shown"]
    (answer,) = [m["text"] for m in result["saved"]["attempts"][0]["messages"] if m["role"] == "candidate"]
    assert [line.split()[0] for line in answer.splitlines()] == [str(number) for number in range(12)]


@needs_mounts
def test_on_a_full_disk_backup_and_restore_leave_everything_as_it_was(bank_folder: Path, tmp_path: Path) -> None:
    script = """
        run("practice", "--plain", stdin="an answer\\n\\n" + "/end\\n")
        run("backup")
        before = sorted(path.name for path in (data / "backups").iterdir())
        fill()
        result["backup"] = run("backup")
        result["restore"] = run("restore", before[0])
        result["import"] = run("import", str(data / "backups" / before[0]))
        result["same"] = before == sorted(path.name for path in (data / "backups").iterdir())
        result["stray"] = [path.name for path in data.iterdir() if path.name.startswith(".")]
        free()
        result["history"] = json.loads(run("history", "--json")["out"])["interviews"]
        result["again"] = run("restore", before[0])
    """
    result = on_a_small_disk(script, bank_folder, tmp_path)
    for command in ("backup", "restore", "import"):
        assert result[command]["code"] == 1, result[command]
        assert "Error: " in result[command]["err"]
        assert "Traceback" not in result[command]["err"]
        assert "full" in result[command]["err"] or "space" in result[command]["err"]
    assert (result["same"], result["stray"]) == (True, [])
    assert len(result["history"]) == 1
    assert result["again"]["code"] == 0


@needs_mounts
def test_a_read_only_data_folder_is_told_at_the_start_and_stops_nothing_else(bank_folder: Path, tmp_path: Path) -> None:
    script = """
        result["before"] = run("practice", "--plain", stdin="/skip\\n")
        mount("-o", "remount,ro")
        result["practice"] = run("practice", "--plain", stdin="an answer\\n\\n")
        result["grade"] = run("grade", "--question", "git/rebase", "--answer", "It makes new commits.")
        result["list"] = run("bank", "list")
        result["doctor"] = run("doctor")
    """
    result = on_a_small_disk(script, bank_folder, tmp_path)
    assert result["before"]["code"] == 0
    refused = result["practice"]
    assert (refused["code"], refused["out"]) == (1, "")
    assert "Error: The database" in refused["err"]
    assert "writable, or set INTERVIEWER_DATA_DIR" in refused["err"]
    assert "Traceback" not in refused["err"]
    assert (result["grade"]["code"], result["list"]["code"]) == (0, 0)
    assert "%" in result["grade"]["out"]
    assert result["doctor"]["code"] == 1
    assert "BAD  d" in result["doctor"]["out"]


@needs_mounts
def test_a_data_folder_that_cannot_be_made_is_told_at_the_start(bank_folder: Path, tmp_path: Path) -> None:
    script = """
        mount("-o", "remount,ro")
        os.environ["INTERVIEWER_DATA_DIR"] = str(data / "deeper")
        result["practice"] = run("practice", "--plain", stdin="an answer\\n\\n")
        result["doctor"] = run("doctor")
    """
    result = on_a_small_disk(script, bank_folder, tmp_path)
    assert result["practice"]["code"] == 1
    assert "Read-only file system" in result["practice"]["err"]
    assert "Make the folder writable" in result["practice"]["err"]
    assert "is not writable" in result["doctor"]["out"]


# A locked database


def test_while_another_program_holds_the_database_nothing_is_lost(
    session: Session, start: Start, own_places: Places, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file, "BUSY_TIMEOUT_S", 0.05)
    attempt = asked(session, start(session, "git/rebase"), now)
    with closing(sqlite3.connect(own_places.database, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreError, match="database is locked") as caught:
            session.submit(attempt, SHARED, 1, now)
        assert "Another program holds it" in caught.value.hint
        other.execute("ROLLBACK")
    assert session.submit(attempt, SHARED, 1, now).attempt.answers == (SHARED,)


def test_an_answer_waits_for_a_program_that_lets_go(
    session: Session, start: Start, own_places: Places, now: datetime
) -> None:
    attempt = asked(session, start(session, "git/rebase"), now)
    other = sqlite3.connect(own_places.database, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN EXCLUSIVE")
    letting_go = threading.Timer(0.2, other.execute, ["ROLLBACK"])
    letting_go.start()
    assert session.submit(attempt, SHARED, 1, now).attempt.answers == (SHARED,)
    letting_go.join()
    other.close()


# A damaged database


def damage_header(path: Path) -> None:
    """Overwrites the beginning with garbage."""
    with path.open("r+b") as file:
        file.write(b"garbage " * 20)


def damage_page(path: Path) -> None:
    """Overwrites a page in the middle."""
    with path.open("r+b") as file:
        file.seek(4096 * 2)
        file.write(b"\xff" * 4096)


def put_folder(path: Path) -> None:
    """Puts a folder with something in it into the database's place."""
    path.unlink()
    path.mkdir()
    (path / "keep.txt").write_text("mine")


def truncate(path: Path) -> None:
    """Cuts the file off in the middle."""
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)


DAMAGES = [damage_header, damage_page, truncate, put_folder]


@pytest.fixture
def practised(session: Session, start: Start, own_places: Places, now: datetime) -> Path:
    """A database with an answer in it, closed; its path."""
    session.submit(asked(session, start(session, "git/rebase"), now), SHARED, 1, now)
    session.close()
    return own_places.database


def fill_pages(path: Path, now: datetime) -> None:
    """Puts an interview into the database."""
    with closing(Store(path, now)) as store:
        store.add_interview(Interview("i", Language.EN, ("a/q",), now))


def set_aside(places: Places) -> list[Path]:
    """The damaged databases that were kept, without what belongs to them."""
    return sorted(p for p in places.data.glob("*.damaged-*") if not p.name.endswith(("-wal", "-shm")))


def content(path: Path) -> bytes:
    """What is in a file, or in the one file of a folder."""
    return path.read_bytes() if path.is_file() else (path / "keep.txt").read_bytes()


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_database_is_kept_under_a_new_name_and_a_new_one_begun(
    run_interviewer: Run,
    bank_folder: Path,
    practised: Path,
    own_places: Places,
    damage: Callable[[Path], None],
) -> None:
    damage(practised)
    before = content(practised)
    finished = run_interviewer("--bank", bank_folder, "practice", "--plain", stdin="a new answer\n\n")
    (kept,) = set_aside(own_places)
    assert EN.set_aside.format(path=kept) in finished.stderr
    assert content(kept) == before
    assert saved_answers(own_places) == ["a new answer"]


@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_twice_in_the_same_second_both_are_kept(
    practised: Path, own_places: Places, now: datetime, damage: Callable[[Path], None]
) -> None:
    for _ in range(2):
        damage(practised)
        Store(practised, now).close()
        fill_pages(practised, now)
    assert len(set_aside(own_places)) == 2
    Store(practised, now).close()
    assert len(set_aside(own_places)) == 2, "a sound database stays where it is"


@pytest.mark.parametrize(
    "damage", [damage_header, truncate, lambda path: path.write_bytes(b"")], ids=["header", "cut", "emptied"]
)
def test_what_was_only_in_the_log_is_kept_with_the_damaged_database(
    own_places: Places, now: datetime, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    with closing(Store(own_places.database, now)) as store:
        with closing(sqlite3.connect(own_places.database)) as other:
            other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        store.add_interview(Interview("the-latest-words", Language.EN, ("a/q",), now))
        shutil.copytree(own_places.data, tmp_path / "killed")
    database = tmp_path / "killed" / own_places.database.name
    assert b"the-latest-words" not in database.read_bytes()
    damage(database)
    with closing(Store(database, now)) as begun:
        assert begun.set_aside is not None
        assert begun.interview("the-latest-words") is None
        kept = [path.read_bytes() for path in database.parent.glob(f"{begun.set_aside.name}*")]
    assert any(b"the-latest-words" in held for held in kept)


def test_an_empty_file_becomes_a_database(own_places: Places, now: datetime) -> None:
    own_places.data.mkdir()
    own_places.database.touch()
    with closing(Store(own_places.database, now)) as store:
        assert store.set_aside is None
    assert Store.inspect(own_places.database)[0] == ()


# A broken bank


def test_a_broken_question_leaves_the_good_ones(run_interviewer: Run, own_bank_folder: Path) -> None:
    (own_bank_folder / "git" / "rebase.yaml").write_text("id: git/rebase\nquestion:\n  en: Why?\n bad: indent\n")
    finished = run_interviewer(
        *("--bank", own_bank_folder, "practice", "--plain", "--question", "git/bisect"), stdin="half\n\n"
    )
    assert "git/rebase.yaml:4: not valid YAML" in finished.stderr
    assert finished.stdout.startswith("Q 1/1 ")


def test_a_bank_of_broken_questions_only_names_them_and_fails(run_interviewer: Run, tmp_path: Path) -> None:
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "a.yaml").write_bytes(b"\xff\xfe")
    finished = run_interviewer("--bank", "bad", "practice", "--plain", expected=2)
    assert "a.yaml: is not UTF-8" in finished.stderr
    assert "Error: " in finished.stderr


def test_an_interrupted_question_that_was_broken_since_is_passed_over(
    run_interviewer: Run, own_bank_folder: Path, own_places: Places
) -> None:
    practise = ("--bank", own_bank_folder, "practice", "--plain")
    questions = ("--question", "git/rebase", "--question", "git/bisect")
    run_interviewer(*practise, *questions, stdin="the first answer\n\n")
    (own_bank_folder / "git" / "rebase.yaml").write_text("id: [\n")
    resumed = run_interviewer(*practise, "--resume", stdin="/skip\n")
    assert resumed.stdout.startswith("Q 2/2 ")
    assert saved_answers(own_places) == ["the first answer"]


# Two sessions at once


def test_two_sessions_on_one_database_both_complete(
    tmp_path: Path, bank_folder: Path, own_places: Places, open_session: OpenSession
) -> None:
    practise = (
        "--bank",
        str(bank_folder),
        "practice",
        "--plain",
        "--question",
        "git/rebase",
        "--question",
        "sql/index",
    )
    processes = [
        subprocess.Popen(
            [*PROGRAM, *practise],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=tmp_path,
        )
        for _ in range(2)
    ]
    said = [[f"session {number} answer {n}" for n in range(4)] for number in range(2)]
    for process, answers in zip(processes, said, strict=True):
        assert process.stdin is not None
        process.stdin.write("".join(f"{answer}\n\n" for answer in answers))
        process.stdin.flush()
    for process in processes:
        out, err = process.communicate(timeout=60)
        assert (process.returncode, "Debrief" in out, "Traceback" in err) == (0, True, False)
    assert sorted(saved_answers(own_places)) == sorted(said[0] + said[1])
    interviews = open_session().interviews()
    assert len(interviews) == 2
    assert all(a.outcome is Outcome.ANSWERED for interview in interviews for a in interview.attempts)
