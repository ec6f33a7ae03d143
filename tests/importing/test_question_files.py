"""Question files that the program writes: never over another one, and an author's lines stay as they are."""

from dataclasses import replace
from pathlib import Path

import pytest

from interviewer.bank import Bank, load_bank
from interviewer.bank.files import add_question, extend_question
from interviewer.errors import BankError
from interviewer.model import KeyPoint, Language, Localized, Question

POINT = KeyPoint("a", Localized(en="It avoids a scan."))
QUESTION = Question("db/index", Localized(en="What does an index do?"), (POINT,))

BY_HAND = """\
# Asked in every second interview.
id: db/index
draft: true   # until somebody writes the points
tags: [sql, "no"]
question: {en: What does an index do?}
"""


def only(bank: Bank) -> Question:
    """The bank's one question."""
    assert bank.issues == ()
    (question,) = (*bank.questions, *bank.drafts)
    return replace(question, content_hash="")


def test_a_question_is_written_into_a_folder_for_its_topic(tmp_path: Path) -> None:
    path = add_question(tmp_path / "bank", QUESTION)
    assert path == tmp_path / "bank" / "db" / "index.yaml"
    assert only(load_bank([tmp_path / "bank"])) == QUESTION
    assert sorted(file.name for file in path.parent.iterdir()) == ["index.yaml"]


def test_a_file_that_is_there_is_not_touched(tmp_path: Path) -> None:
    path = add_question(tmp_path, QUESTION)
    path.write_text(BY_HAND)
    with pytest.raises(BankError, match="there already"):
        add_question(tmp_path, QUESTION)
    assert path.read_text() == BY_HAND


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "db").write_text("a file where the topic's folder should be")
    with pytest.raises(BankError, match="cannot be written"):
        add_question(tmp_path, QUESTION)


def test_what_is_added_leaves_an_authors_lines_and_comments(tmp_path: Path) -> None:
    path = tmp_path / "index.yaml"
    path.write_text(BY_HAND)
    ours = only(load_bank([path]))
    fuller = replace(
        ours,
        draft=False,
        text=replace(ours.text, zh="索引有什么用？"),
        tags=(*ours.tags, "performance"),
        key_points=(replace(POINT, accept={Language.EN: ("No table scan.",)}),),
    )
    extend_question(path, fuller)
    assert only(load_bank([path])) == fuller
    text = path.read_text()
    assert "# Asked in every second interview.\nid: db/index\n" in text
    assert 'tags: [sql, "no", performance]' in text


def test_wordings_are_added_to_the_point_they_belong_to(tmp_path: Path) -> None:
    path = add_question(tmp_path, QUESTION)
    wordings = {Language.ZH: ("避免全表扫描。",)}
    fuller = replace(QUESTION, key_points=(replace(POINT, accept=wordings),))
    extend_question(path, fuller)
    extend_question(path, fuller)
    assert only(load_bank([path])) == fuller


def test_no_file_is_written_that_the_bank_refuses(tmp_path: Path) -> None:
    long = replace(QUESTION, model_answer=Localized(en="It avoids a scan. " * 60_000))
    path = add_question(tmp_path, QUESTION)
    before = path.read_text()
    with pytest.raises(BankError, match="larger than 1,000,000 bytes"):
        add_question(tmp_path / "other", long)
    with pytest.raises(BankError, match="larger than 1,000,000 bytes"):
        extend_question(path, long)
    assert path.read_text() == before
    assert [file.name for file in tmp_path.rglob("*") if file.is_file()] == ["index.yaml"]
