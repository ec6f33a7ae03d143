"""The set file: what is written is read again, and what people get wrong when they edit it is told with its line."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.bank import Bank
from interviewer.bank.sets import read_set, set_yaml, write_set
from interviewer.errors import UsageError
from interviewer.model import Language, Localized
from interviewer.model.question_set import QuestionSet

TWO = QuestionSet("backend-1", ("git/bisect", "git/rebase"), Language.ZH, 7)

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]))


def test_a_person_sees_what_is_what(small_bank: Bank) -> None:
    text = set_yaml(TWO, [small_bank.get(name) for name in TWO.question_ids], "--minutes 5", Language.EN)
    assert text == (
        "name: backend-1\n"
        "language: zh\n"
        "seed: 7\n"
        "wish: --minutes 5\n"
        "questions:\n"
        "  - git/bisect  # easy, 2 min: What is git bisect for?\n"
        "  - git/rebase  # medium, 3 min: What does git rebase do, and when should you not use it?\n"
    )


def test_comments_are_in_the_language_of_the_set(small_bank: Bank) -> None:
    assert "# easy, 2 min: git bisect 是做什么的？" in set_yaml(TWO, [small_bank.get("git/bisect")])


@given(name=ANY_TEXT.filter(str.strip), text=ANY_TEXT, seed=st.none() | st.integers(0, 2**31))
def test_what_is_written_is_read_again(
    name: str, text: str, seed: int | None, small_bank: Bank, tmp_path_factory: pytest.TempPathFactory
) -> None:
    chosen = replace(TWO, name=name.strip(), seed=seed)
    questions = [replace(small_bank.get(question_id), text=Localized(zh=text)) for question_id in TWO.question_ids]
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_text(set_yaml(chosen, questions, "--minutes 5"), encoding="utf-8", newline="")
    assert read_set(path, small_bank) == chosen


def test_a_list_of_questions_is_enough(tmp_path: Path, small_bank: Bank) -> None:
    path = tmp_path / "monday.yaml"
    path.write_text("questions: [git/rebase, sql/index]\n")
    assert read_set(path, small_bank) == QuestionSet("monday", ("git/rebase", "sql/index"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("questions: [git/rebase]\nquestion: x\n", "2: unknown key 'question' in a question set; known are name"),
        ("name: x\n", "1: a question set has no 'questions'"),
        ("questions: []\n", "1: questions needs at least one question"),
        ("questions: git/rebase\n", "1: questions must be a list"),
        ("questions:\n- git/rebase\n- git/rebase\n", "3: git/rebase comes twice"),
        ("questions:\n- git/rebaes\n", "2: There is no question 'git/rebaes' in the bank. Did you mean git/rebase"),
        ("questions: [git/rebase]\nlanguage: fr\n", "2: language is 'fr'; it must be one of zh, en"),
        ("questions: [git/rebase]\nseed: -3\n", "2: seed is '-3'; it must be a whole number"),
        ("questions: [git/rebase\n", "not valid YAML"),
        ("questions: &a [git/rebase]\nname: *a\n", "2: aliases (*a) are not supported"),
        ("questions: " + "[" * 30 + "]" * 30, "1: nested too deeply"),
        ("", "the file is empty"),
        ("just words", "1: a question set must be a mapping"),
    ],
)
def test_a_mistake_is_told_with_its_line(text: str, told: str, tmp_path: Path, small_bank: Bank) -> None:
    path = tmp_path / "set.yaml"
    path.write_text(text)
    with pytest.raises(UsageError) as raised:
        read_set(path, small_bank)
    assert told in raised.value.message
    assert str(path) in raised.value.message


def test_every_mistake_is_told_at_once(tmp_path: Path, small_bank: Bank) -> None:
    path = tmp_path / "set.yaml"
    path.write_text("questions: [a, b]\nseed: x\n")
    with pytest.raises(UsageError) as raised:
        read_set(path, small_bank)
    assert len(raised.value.message.splitlines()) == 4


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read: No such file"):
        read_set(tmp_path / "none.yaml")
    (tmp_path / "latin.yaml").write_bytes(b"name: caf\xe9")
    with pytest.raises(UsageError, match="is not UTF-8"):
        read_set(tmp_path / "latin.yaml")


def test_nothing_is_overwritten_and_nothing_half_is_left(tmp_path: Path) -> None:
    path = tmp_path / "set.yaml"
    write_set(path, "questions: [a]\n")
    with pytest.raises(UsageError, match="is there already"):
        write_set(path, "questions: [b]\n")
    assert path.read_text() == "questions: [a]\n"
    with pytest.raises(UsageError, match="cannot be written"):
        write_set(tmp_path / "nowhere" / "set.yaml", "questions: [b]\n")
    assert list(tmp_path.iterdir()) == [path]
