"""`bank new`: typed at real prompts in a terminal, or given by options; nothing is lost, nothing overwritten."""

import json
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.terminal import Author, author

from interviewer.bank import load_bank
from interviewer.model import Language, Localized, Question

Run = Callable[..., subprocess.CompletedProcess[str]]


def only_question(folder: Path) -> Question:
    """The one question, or draft, of a folder."""
    bank = load_bank([folder])
    assert bank.issues == ()
    (question,) = bank.questions + bank.drafts
    return question


def test_a_question_is_written_from_answers_in_both_languages(tmp_path: Path) -> None:
    folder = tmp_path / "own"
    with author("bank", "new", "--into", folder, cwd=tmp_path) as person:
        for prompt, text in [
            ("Topic: ", "git"),
            ("Languages: zh, en or both [both]: ", "klingon"),
            ("Not that: ", ""),  # what follows is the same prompt again; an empty line takes `both`
            ("Question (zh): ", "git bisect 有什么用？"),
            ("Question (en): ", "What is git bisect for?"),
            ("Id [git/git-bisect-for]: ", "Git/Bisect"),
            ("Not that: ", "git/bisect"),
            ("Key point 1 (zh): ", "它用二分查找定位引入错误的提交。"),
            ("Key point 1 (en): ", "It finds the commit that broke something by binary search."),
            ("weight [1]: ", "2"),
            ("required (y/n) [n]: ", "y"),
            ("another way to say it (zh): ", "每试一次，嫌疑范围就缩小一半。"),
            ("another way to say it (zh): ", ""),
            ("a wrong claim about it (zh): ", "它逐个检查每一次提交。"),
            ("a wrong claim about it (zh): ", ""),
            ("another way to say it (en): ", ""),
            ("a wrong claim about it (en): ", ""),
            ("follow-up question (zh): ", "它怎样缩小范围？"),
            ("follow-up question (en): ", ""),
            ("Key point 2 (zh): ", ""),
            ("Key point 2 (en): ", ""),
            ("Model answer (zh): ", "它用二分查找定位引入错误的提交。"),
            ("Model answer (en): ", "It finds the commit that broke something by binary search."),
            ("Source: ", "git documentation"),
            ("Source: ", ""),
            ("Difficulty: easy, medium or hard [medium]: ", "easy"),
            ("Minutes [2]: ", "3"),
        ]:
            person.answer(prompt, f"{text}\n")
        assert person.leave() == 0
        assert "The model answer (zh) scores 100 %." in person.shown
        assert "warning point-count: 1 key point;" in person.shown
        assert "note few-rewordings" in person.shown
    question = only_question(folder)
    assert (question.id, question.difficulty, question.minutes, question.draft) == ("git/bisect", "easy", 3, False)
    (point,) = question.key_points
    assert (point.weight, point.required) == (2, True)
    assert point.accept == {Language.ZH: ("每试一次，嫌疑范围就缩小一半。",)}
    assert point.contradicts == {Language.ZH: ("它逐个检查每一次提交。",)}
    assert point.probe == Localized(zh="它怎样缩小范围？")
    assert question.sources == ("git documentation",)


def begun(person: Author) -> None:
    """Types a question and its first key point."""
    person.answer("Topic: ", "git\n")
    person.answer("[both]: ", "zh\n")
    person.answer("Question (zh): ", "什么是 rebase？\n")
    person.answer("Id [", "\n")
    person.answer("Key point 1 (zh): ", "它产生新的提交。\n")
    person.wait_for("weight [1]: ")


def test_what_is_not_understood_is_told_in_plain_words(tmp_path: Path) -> None:
    with author("bank", "new", "--into", tmp_path / "own", cwd=tmp_path) as person:
        person.answer("Topic: ", "git\n")
        person.answer("[both]: ", "git\n")
        person.wait_for("Not that: it has to be zh / en / both, and “git” is not")
        person.answer("[both]: ", "en\n")
        person.answer("Question (en): ", "What is a tag?\n")
        person.answer("Id [", "\n")
        person.answer("Key point 1 (en): ", "It names a commit.\n")
        person.answer("weight [1]: ", "abc\n")
        person.wait_for("Not that: it has to be 0 < x < 1000, and “abc” is not")
        person.answer("weight [1]: ", "\n")
        person.answer("required (y/n) [n]: ", "It names a commit for good, unlike a branch\n")
        person.wait_for("Not that: it has to be y / n, and “It names a commit for good, unlike a bra…” is not")


@pytest.mark.parametrize("key", ["\x03", "\x04"], ids=["Ctrl+C", "Ctrl+D"])
def test_who_leaves_keeps_what_was_typed_as_a_draft(tmp_path: Path, key: str) -> None:
    with author("bank", "new", "--into", tmp_path / "own", cwd=tmp_path) as person:
        begun(person)
        leave = person.interrupt if key == "\x03" else person.end
        leave("as a draft (y/n) [y]: ")
        person.type("\n")
        assert person.leave() == 130
        assert "Kept as a draft in" in person.shown
    draft = only_question(tmp_path / "own")
    assert draft.draft
    assert draft.text.zh == "什么是 rebase？"
    assert [point.text.zh for point in draft.key_points] == ["它产生新的提交。"]


def test_a_line_begun_is_kept_too(tmp_path: Path) -> None:
    with author("bank", "new", "--into", tmp_path / "own", cwd=tmp_path) as person:
        begun(person)
        person.type("\n\n")
        person.answer("another way to say it (zh): ", "旧提交")
        person.wait_for("交")
        person.interrupt("as a draft (y/n) [y]: ")
        person.type("y\n")
        assert person.leave() == 130
    assert only_question(tmp_path / "own").key_points[0].accept == {Language.ZH: ("旧提交",)}


@pytest.mark.parametrize("how", ["hang up", "kill"])
def test_a_window_that_closes_keeps_it_too(tmp_path: Path, how: str) -> None:
    with author("bank", "new", "--into", tmp_path / "own", cwd=tmp_path) as person:
        begun(person)
        if how == "kill":
            person.process.send_signal(signal.SIGTERM)
        else:
            person.hang_up()
        assert person.process.wait(timeout=60) != 0
    assert only_question(tmp_path / "own").key_points[0].text.zh == "它产生新的提交。"


@pytest.mark.parametrize("leaving", [False, True], ids=["at a prompt", "asked whether to keep it"])
def test_signals_that_come_again_and_again_do_not_stop_the_draft_from_being_written(
    tmp_path: Path, leaving: bool
) -> None:
    with author("bank", "new", "--into", tmp_path / "own", cwd=tmp_path) as person:
        begun(person)
        if leaving:
            person.end("as a draft (y/n) [y]: ")
        person.hang_up()
        while person.process.poll() is None:
            person.process.send_signal(signal.SIGHUP)
        assert person.process.returncode != 0
    assert only_question(tmp_path / "own").key_points[0].text.zh == "它产生新的提交。"


def test_who_does_not_want_the_draft_gets_none(tmp_path: Path) -> None:
    with author("bank", "new", "--into", tmp_path / "own", cwd=tmp_path) as person:
        begun(person)
        person.end("as a draft (y/n) [y]: ")
        person.type("n\n")
        assert person.leave() == 130
        assert "Nothing was written." in person.shown
    assert not (tmp_path / "own").exists()


# For scripts


def test_options_write_a_question_without_asking(run_interviewer: Run, tmp_path: Path) -> None:
    folder = tmp_path / "own"
    finished = run_interviewer(
        "bank", "new", "git/stash", "--into", folder, "--question", "What is a stash for?",
        "--point", "It puts changes aside.", "--point", "它让工作区变干净。",
        "--model-answer", "It puts changes aside.",
        "--source", "git documentation", "--tag", "daily", "--difficulty", "easy", "--minutes", "2", "--json",
    )  # fmt: skip
    document = json.loads(finished.stdout)
    assert (document["question_id"], document["draft"]) == ("git/stash", False)
    assert document["path"] == str(folder / "git" / "stash.yaml")
    question = only_question(folder)
    assert [point.text for point in question.key_points] == [
        Localized(en="It puts changes aside."),
        Localized(zh="它让工作区变干净。"),
    ]
    assert (question.tags, question.minutes, question.sources) == (("daily",), 2, ("git documentation",))


def test_without_a_point_it_becomes_a_draft_with_an_id_of_its_words(run_interviewer: Run, tmp_path: Path) -> None:
    run_interviewer("bank", "new", "--into", tmp_path / "own", "--topic", "git", "--question", "What does rebase do?")
    question = only_question(tmp_path / "own")
    assert (question.id, question.draft) == ("git/rebase", True)


@pytest.mark.parametrize("name", ["git/a-rebase", "git/z-rebase"])
def test_what_the_bank_asks_already_is_told_whichever_id_comes_first(
    run_interviewer: Run, own_bank_folder: Path, name: str
) -> None:
    asked = load_bank([own_bank_folder]).get("git/rebase")
    points = [option for point in asked.key_points for option in ("--point", point.text.en)]
    finished = run_interviewer("bank", "new", name, "--into", own_bank_folder, "--question", asked.text.en, *points)
    assert "near-duplicate: asks the same as git/rebase (" in finished.stdout
    assert "100% of the key points in common" in finished.stdout


def test_a_question_that_is_there_is_never_overwritten(run_interviewer: Run, own_bank_folder: Path) -> None:
    before = {path: path.read_bytes() for path in own_bank_folder.rglob("*.yaml")}
    for question_id in ("git/rebase", "git//x", "../x"):
        finished = run_interviewer(
            "bank", "new", question_id, "--bank", own_bank_folder, "--question", "Why?", expected=2
        )
        assert finished.stderr.startswith(f"Error: The question cannot be called {question_id!r}")
    assert {path: path.read_bytes() for path in own_bank_folder.rglob("*.yaml")} == before


def test_nobody_is_asked_without_a_terminal(run_interviewer: Run, tmp_path: Path) -> None:
    finished = run_interviewer("bank", "new", "--into", tmp_path / "own", expected=2)
    assert "no terminal" in finished.stderr
    assert "--question TEXT" in finished.stderr
    assert "There is no question." in run_interviewer("bank", "new", "--point", "x", expected=2).stderr
    assert not (tmp_path / "own").exists()
