"""Questions written as YAML are the questions that are read."""

from dataclasses import replace
from pathlib import Path

from hypothesis import given
from tests.questions.made import questions

from interviewer.bank.reader import parse_question
from interviewer.bank.writer import question_yaml
from interviewer.model import Question


@given(questions())
def test_every_question_is_read_back_as_it_was_written(question: Question) -> None:
    read, _, issues = parse_question(question_yaml(question), Path("x.yaml"))
    assert issues == []
    assert read is not None
    assert replace(read, content_hash="") == question
