"""`interviewer import` of questions, as an interviewer types it."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import genanki
import pytest
from tests.terminal import author

from interviewer.bank import load_bank

Run = Callable[..., subprocess.CompletedProcess[str]]

NOTES = """\
# Team questions

## 1. How does a hash table resolve collisions?

- Colliding keys share a bucket as a linked list.
- Open addressing probes the next free slot.

## 2. 什么是死锁？

## 3. What does git rebase do, and when is it a bad idea?

Every commit is replayed onto another base and gets a new hash. Published branches should be left alone.
"""


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """A file of three questions: a new one, one without an answer, and one that the small bank has."""
    file = tmp_path / "notes.md"
    file.write_text(NOTES, encoding="utf-8")
    return file


def test_a_dry_run_says_what_each_question_would_become(run_interviewer: Run, notes: Path, bank_folder: Path) -> None:
    told = run_interviewer("import", notes, "--bank", bank_folder, "--into", "ours", "--dry-run")
    assert f"{notes} (markdown): 3 questions, 2 answered, 1 unanswered" in told.stdout
    assert "2 points         new: team/" in told.stdout
    assert "already there: git/rebase" in told.stdout
    assert "nothing was written" in told.stderr
    assert not (notes.parent / "ours").exists()


def test_what_was_imported_can_be_practised(run_interviewer: Run, notes: Path, bank_folder: Path) -> None:
    told = run_interviewer("import", notes, "--bank", bank_folder, "--into", "ours", "--source", "a wiki")
    assert "2 written to ours" in told.stderr
    assert "Drafts, which practice skips: 1." in told.stderr
    bank = load_bank([notes.parent / "ours"])
    (question,) = bank.questions
    assert question.sources == ("a wiki",)
    practised = run_interviewer("practice", "--bank", "ours", "--plain", stdin="Open addressing.\n\n/end\n")
    assert "How does a hash table resolve collisions?" in practised.stdout


def test_a_second_time_nothing_changes(run_interviewer: Run, notes: Path, bank_folder: Path) -> None:
    arguments = ("import", notes, "--bank", bank_folder, "--into", "ours")
    run_interviewer(*arguments)
    before = {path: path.read_bytes() for path in (notes.parent / "ours").rglob("*.yaml")}
    again = run_interviewer(*arguments)
    assert "0 new, 3 already there; 0 written" in again.stderr
    assert {path: path.read_bytes() for path in (notes.parent / "ours").rglob("*.yaml")} == before


def test_json_tells_programs_the_same(run_interviewer: Run, notes: Path, bank_folder: Path) -> None:
    told = run_interviewer("import", notes, "--bank", bank_folder, "--dry-run", "--json", "--topic", "team")
    document = json.loads(told.stdout)
    (file,) = document["files"]
    assert [question["answer"] for question in file["questions"]] == ["answered", "unanswered", "answered"]
    assert [question["fate"] for question in file["questions"]] == ["new", "new", "known"]
    assert [question["line"] for question in file["questions"]] == [3, 8, 10]
    assert file["questions"][0]["id"].startswith("team/")
    assert file["questions"][2]["same_as"] == "git/rebase"


def test_a_licence_beside_the_file_is_kept(run_interviewer: Run, notes: Path, bank_folder: Path) -> None:
    (notes.parent / "LICENSE").write_text("# MIT License\n\nCopyright somebody\n")
    run_interviewer("import", notes, "--bank", bank_folder, "--into", "ours")
    assert {question.licence for question in load_bank([notes.parent / "ours"]).questions} == {"MIT License"}


def test_a_folder_is_read_file_by_file(run_interviewer: Run, notes: Path, bank_folder: Path) -> None:
    folder = notes.parent / "wiki"
    (folder / ".git").mkdir(parents=True)
    notes.rename(folder / "notes.md")
    (folder / ".git" / "more.md").write_text("## What is hidden?\n\nThis one is.\n")
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    told = run_interviewer("import", folder, "--bank", bank_folder, "--dry-run")
    assert "3 questions: 2 new, 1 already there" in told.stderr


def test_two_files_in_two_languages_become_questions_in_both(run_interviewer: Run, tmp_path: Path) -> None:
    (tmp_path / "locks").mkdir()
    (tmp_path / "locks" / "en-US.md").write_text("## What is a mutex?\n\nIt lets one thread in at a time.\n")
    (tmp_path / "locks" / "zh-CN.md").write_text("## 什么是互斥锁？\n\n同一时刻只让一个线程进入。\n")
    told = run_interviewer("import", "locks", "--into", "ours")
    assert "locks/en-US.md and locks/zh-CN.md (markdown)" in told.stdout
    (question,) = load_bank([tmp_path / "ours"]).questions
    assert (question.text.zh, question.text.en) == ("什么是互斥锁？", "What is a mutex?")
    (point,) = question.key_points
    assert (point.text.zh, point.text.en) == ("同一时刻只让一个线程进入", "It lets one thread in at a time")
    assert question.sources == ("locks/en-US.md, locks/zh-CN.md",)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\0\1\2 no text", "nothing that can be taken in"),
        (None, "cannot be read"),
    ],
)
def test_what_cannot_be_read_is_refused_and_nothing_is_written(
    run_interviewer: Run, notes: Path, content: bytes | None, message: str
) -> None:
    other = notes.parent / "other.bin"
    if content is not None:
        other.write_bytes(content)
    refused = run_interviewer("import", notes, other, "--into", "ours", expected=2)
    assert message in refused.stderr
    assert not (notes.parent / "ours").exists()


@pytest.mark.parametrize("name", [None, "apkg", "csv", "data"])
def test_a_pipe_that_nobody_writes_to_is_refused_at_once(
    run_interviewer: Run, tmp_path: Path, name: str | None
) -> None:
    os.mkfifo(tmp_path / "notes.md")
    refused = run_interviewer("import", "notes.md", *(("--from", name) if name else ()), expected=2)
    assert "notes.md is a pipe or a device" in refused.stderr


ALIKE = """\
## git rebase 有什么作用，什么时候不能用

- 提交会被逐个重放，得到哈希不同的新提交
- 合并冲突要逐个提交解决

## How does git bisect find a bad commit?

- It halves the range at every step.
- A script can judge each commit.
"""


def test_at_a_terminal_each_question_that_is_there_is_shown_and_decided(tmp_path: Path, own_bank_folder: Path) -> None:
    (tmp_path / "notes.md").write_text(ALIKE, encoding="utf-8")
    bisect = (own_bank_folder / "git" / "bisect.yaml").read_bytes()
    ours = ("--bank", own_bank_folder, "--into", own_bank_folder)
    with author("import", "notes.md", *ours, cwd=tmp_path) as person:
        person.wait_for("asked in the bank as git/rebase")
        person.wait_for("What does git rebase do")
        person.wait_for("+ key point: 合并冲突要逐个提交解决")
        person.answer("[skip]: ", "merge\n")
        person.wait_for("asked in the bank as git/bisect")
        person.answer("[skip]: ", "\n")
        assert person.leave() == 0
        assert "0 new, 2 already there; 0 written" in person.shown
        assert ", 1 merged" in person.shown
    bank = load_bank([own_bank_folder])
    assert bank.get("git/rebase").key_points[-1].text.zh == "合并冲突要逐个提交解决"
    assert (own_bank_folder / "git" / "bisect.yaml").read_bytes() == bisect


def test_an_answer_can_hold_for_all_that_follow(tmp_path: Path, own_bank_folder: Path) -> None:
    (tmp_path / "notes.md").write_text(ALIKE, encoding="utf-8")
    with author("import", "notes.md", "--bank", own_bank_folder, "--into", own_bank_folder, cwd=tmp_path) as person:
        person.answer("[skip]: ", "merge all\n")
        assert person.leave() == 0
        assert ", 2 merged" in person.shown


def test_why_nothing_is_merged_into_another_bank_is_said(run_interviewer: Run, notes: Path, bank_folder: Path) -> None:
    told = run_interviewer("import", notes, "--bank", bank_folder, "--into", "ours", "--same", "merge")
    assert "Not merged, as they stand in folders of the bank that are not imported to: 1." in told.stderr


def test_who_stops_it_half_way_is_told_how_far_it_came_and_goes_on(tmp_path: Path) -> None:
    cards = "".join(f"Q: What is concept number {n} of the system?\nA: It does job {n}.\n\n" for n in range(1500))
    (tmp_path / "notes.md").write_text(cards)
    (tmp_path / "empty").mkdir()
    command = [sys.executable, "-m", "interviewer", "import", "notes.md", "--into", "ours", "--bank", "empty"]
    process = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    while not any((tmp_path / "ours").rglob("*.yaml")):
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    written = len(list((tmp_path / "ours").rglob("*.yaml")))
    assert 0 < written < 1500
    assert "of 1500 questions were dealt with" in told
    assert "the same command goes on from there" in told
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    assert len(load_bank([tmp_path / "ours"]).questions) == 1500


def test_a_bank_may_begin_with_what_is_imported(run_interviewer: Run, notes: Path) -> None:
    (notes.parent / "ours").mkdir()
    told = run_interviewer("import", notes, "--bank", "ours", "--into", "ours")
    assert "3 new, 0 already there; 3 written" in told.stderr


def test_a_deck_of_somebody_elses_holds_questions_and_one_of_ours_reviews(
    run_interviewer: Run, tmp_path: Path, bank_folder: Path
) -> None:
    kind = genanki.Model(1, "Basic", [{"name": "Front"}, {"name": "Back"}], [{"name": "Card", "qfmt": "{{Front}}"}])
    deck = genanki.Deck(2, "Locks")
    deck.add_note(genanki.Note(kind, ["What is a mutex?", "It lets one thread in at a time."]))
    genanki.Package(deck).write_to_file(tmp_path / "locks.apkg")
    (tmp_path / "set.yaml").write_text("questions:\n  - git/rebase\n")
    run_interviewer("set", "export", "set.yaml", "--to", "apkg", "--bank", bank_folder)
    bank = ("--bank", bank_folder)
    assert "1 question: 1 new" in run_interviewer("import", "locks.apkg", *bank, "--dry-run").stderr
    assert run_interviewer("import", "set.apkg", *bank).stderr == "set.apkg: nothing new\n"
    questions = run_interviewer("import", "set.apkg", *bank, "--from", "apkg", "--dry-run")
    assert "1 question: 0 new, 1 already there" in questions.stderr


def test_a_folder_without_questions_is_said(run_interviewer: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert "no questions" in run_interviewer("import", "empty", expected=2).stderr


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("list.yaml", b"- a\n- b\n", "list.yaml (yaml): 0 questions"),
        ("list.yaml", b"- a\n- b\n", "the file must be a mapping"),
        ("deck.apkg", b"no archive", "deck.apkg cannot be imported from Anki. It is damaged"),
        ("only.csv", b"question,answer\n", "no questions in only.csv (csv)"),
        ("quiz.xml", b"<quiz></quiz>", "no questions in quiz.xml (moodle)"),
        (
            "nul.md",
            b"# Notes\n\n## What is \0?\n",
            "nul.md:3: this is not text in an encoding that is known: byte 20 is 0x00",
        ),
        (
            "torn.csv",
            b"question\nx\xff\xfe\x81\x00",
            "torn.csv:2: this is not text in an encoding that is known: byte 13 is 0x00",
        ),
    ],
)
def test_a_file_that_gives_no_question_is_told_why(
    run_interviewer: Run, tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    (tmp_path / name).write_bytes(content)
    told = run_interviewer("import", name, expected=1 if name == "list.yaml" else 2)
    assert message in told.stdout + told.stderr


def test_a_file_that_is_far_too_large_is_told_so(run_interviewer: Run, tmp_path: Path) -> None:
    for name in ("large.yaml", "large.md"):
        with (tmp_path / name).open("wb") as file:
            file.truncate(2**32)
        assert "larger than 32 MB" in run_interviewer("import", name, expected=2).stderr


def test_a_file_without_questions_is_said_by_the_exit_code(run_interviewer: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.md").write_text("Nothing is asked here.\n")
    told = run_interviewer("import", "empty.md", expected=1)
    assert "empty.md (markdown): 0 questions" in told.stdout


def test_data_and_questions_are_not_mixed(run_interviewer: Run, notes: Path) -> None:
    data = notes.parent / "all.json"
    data.write_text('{"format": "interviewer-data"}')
    assert "one after the other" in run_interviewer("import", notes, data, expected=2).stderr


@pytest.mark.parametrize("command", [("import", "notes.md"), ("bank", "new", "--question", "What is a lock?")])
def test_a_folder_without_a_name_is_not_the_current_one(
    run_interviewer: Run, notes: Path, command: tuple[str, ...]
) -> None:
    refused = run_interviewer(*command, "--into", "", expected=2)
    assert "--into" in refused.stderr
    assert list(notes.parent.rglob("*.yaml")) == []


def test_a_topic_that_is_no_folder_is_refused(run_interviewer: Run, notes: Path) -> None:
    assert "--topic" in run_interviewer("import", notes, "--topic", "../elsewhere", expected=2).stderr
