"""Lines of graded answers: what is understood, and what is refused with which words."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.evaluation.lines import MAX_LINE_BYTES, read_lines
from interviewer.evaluation.rows import BadRow, GradedAnswer, read_row
from interviewer.model import Question
from interviewer.scoring import Scorer

LINE = {"answer": "A stack is last in, first out.", "score": 0.5, "question": "What is a stack?"}
STACK = "The last element that was pushed is the first to be popped."


def nothing(_: str) -> Question | None:
    """A bank without questions."""
    return None


def test_a_row_that_only_the_scorer_has_graded_is_passed_over() -> None:
    graded = {**LINE, "references": [STACK], "human_score": None}
    assert read_row(json.dumps(graded).encode(), nothing) is None
    row = read_row(json.dumps({**graded, "human_score": 0.25}).encode(), nothing)
    assert isinstance(row, GradedAnswer)
    assert row.grade == 0.25


def good(**changes: object) -> GradedAnswer:
    row = read_row(json.dumps({**LINE, "references": [STACK], **changes}).encode(), nothing)
    assert isinstance(row, GradedAnswer), row
    return row


def bad(line: bytes | dict[str, Any]) -> BadRow:
    row = read_row(line if isinstance(line, bytes) else json.dumps(line).encode(), nothing)
    assert isinstance(row, BadRow), row
    return row


def test_a_row_is_understood() -> None:
    row = good(id="r1", score=1, grader_scores=[3, 4.5], label="correct", unknown=None)
    assert (row.id, row.answer, row.grade, row.graders) == ("r1", LINE["answer"], 1.0, (3.0, 4.5))
    assert row.references == (STACK,)
    (question,) = row.questions
    assert question.text.en == "What is a stack?"
    assert [point.text.en.rstrip(".") for point in question.key_points] == [STACK.rstrip(".")]


def test_every_reference_is_a_question_of_its_own_and_blank_ones_are_none() -> None:
    row = good(references=[STACK, "Elements are removed in reverse order.", " ", STACK])
    assert row.references == (STACK, "Elements are removed in reverse order.")
    assert len({question.id for question in row.questions}) == 2
    assert good(references=STACK).questions == good().questions, "one reference need not be a list"


def test_a_reference_is_split_into_its_points() -> None:
    (question,) = good(references=[f"{STACK} Both operations take constant time."]).questions
    assert [point.text.en.rstrip(".") for point in question.key_points] == [
        STACK.rstrip("."),
        "Both operations take constant time",
    ]
    assert {point.weight for point in question.key_points} == {1}


def test_points_are_texts_with_or_without_a_weight_and_go_before_references() -> None:
    row = good(points=[STACK, {"text": "It grows at one end.", "weight": 2.5}], references=["Something else."])
    (question,) = row.questions
    assert [(point.text.en, point.weight) for point in question.key_points] == [
        (STACK, 1),
        ("It grows at one end.", 2.5),
    ]
    assert row.references == ("Something else.",), "what a baseline compares with"
    assert good(points=[STACK, "It grows at one end."], references=None).references == (
        f"{STACK}\nIt grows at one end.",
    )


def test_the_same_content_has_the_same_id_and_other_content_another() -> None:
    first = good().questions[0].id
    assert good(id="another", answer="Another.", score=0).questions[0].id == first
    others = [
        good(question="What is a pile?"),
        good(lang="zh"),
        good(references=["Else."]),
        good(points=[{"text": STACK, "weight": 2}]),
    ]
    assert len({first, *(row.questions[0].id for row in others)}) == 5


@pytest.mark.parametrize(
    ("changes", "language"),
    [
        ({}, "en"),
        ({"references": ["栈是后进先出的线性表。"]}, "zh"),
        ({"references": ["栈是后进先出的线性表。"], "lang": "fr"}, "zh"),
        ({"references": ["42"], "question": "六乘七等于多少？"}, "zh"),
        ({"references": ["42"], "question": ""}, "en"),
        ({"lang": "zh"}, "zh"),
        ({"lang": ["zh"]}, "en"),
    ],
)
def test_the_language_is_the_one_given_or_found_out(changes: dict[str, object], language: str) -> None:
    (question,) = good(**changes).questions
    assert [str(found) for found in question.key_points[0].text.languages] == [language]


def test_rows_belong_together_by_id_by_question_or_by_content() -> None:
    assert good(question_id="a").group == good(question_id="a", question="Other?", references=["Other."]).group
    assert good(question_id="a").group != good(question_id="b").group
    assert good(question_id=7).group == good(question_id="7").group
    assert good().group == good(references=["Other."]).group
    assert good(question="").group != good(question="", references=["Other."]).group


@pytest.mark.parametrize(
    ("given_scores", "graders"),
    [
        (None, None),
        ([], None),
        ([0.5], None),
        ([0.5, None], None),
        ([None, 2, None, 5, 1], (2, 5)),
        ([-1, 0.0], (-1, 0)),
    ],
)
def test_two_grades_are_needed_to_compare_graders(given_scores: object, graders: object) -> None:
    assert good(grader_scores=given_scores).graders == graders


def test_a_question_of_the_bank_is_found_by_its_id(small_bank: Any) -> None:
    by_id = {question.id: question for question in small_bank.questions}
    line = {"question_id": "git/rebase", "answer": "It rewrites.", "score": 0, "references": []}
    row = read_row(json.dumps(line).encode(), by_id.get)
    assert isinstance(row, GradedAnswer)
    assert row.questions == (by_id["git/rebase"],)
    assert row.references[0].strip()


BAD = {
    "not JSON": (b"{'answer': 1}", "not JSON: "),
    "half a line": (b'{"answer": "x"', "not JSON: "),
    "not an object": (b"[1]", "not a JSON object"),
    "a bare word": (b"null", "not a JSON object"),
    "not UTF-8": (b'{"answer": "\xff"}', "not UTF-8"),
    "too deep": (b"[" * 100_000, "nested too deeply"),
    "too many digits": (b'{"score": ' + b"9" * 5000 + b"}", "too many digits"),
    "no answer": ({"score": 1}, "there is no 'answer'"),
    "null answer": ({**LINE, "answer": None}, "there is no 'answer'"),
    "answer a number": ({**LINE, "answer": 5}, "'answer' is not text"),
    "answer a list": ({**LINE, "answer": ["x"]}, "'answer' is not text"),
    "NUL": ({**LINE, "answer": "a\0b"}, "'answer' has a NUL"),
    "surrogate": ({**LINE, "answer": "a\ud800b"}, "half of a surrogate pair"),
    "surrogate in a reference": ({**LINE, "references": ["\udfff"]}, "half of a surrogate pair"),
    "no score": ({"answer": "x"}, "there is no 'score'"),
    "score text": ({**LINE, "score": "0.5"}, "'score' is not a number"),
    "score true": ({**LINE, "score": True}, "'score' is not a number"),
    "score NaN": ({**LINE, "score": float("nan")}, "'score' is nan, not from 0 to 1"),
    "score infinite": ({**LINE, "score": float("inf")}, "'score' is inf, not from 0 to 1"),
    "score above": ({**LINE, "score": 5}, "'score' is 5, not from 0 to 1"),
    "score below": ({**LINE, "score": -0.1}, "'score' is -0.1, not from 0 to 1"),
    "score huge": ({**LINE, "score": 10**4000}, "'score' is 1000"),
    "no question": (LINE, "there is no 'question_id', and there are no 'points' or 'references'"),
    "unknown id": ({**LINE, "question_id": "x/y"}, "the bank has no question 'x/y'"),
    "id an object": ({**LINE, "question_id": {}}, "'question_id' is not text"),
    "own id a flag": ({**LINE, "id": True}, "'id' is not text"),
    "question a number": ({**LINE, "question": 5}, "'question' is not text"),
    "empty references": ({**LINE, "references": []}, "no text in 'points' or 'references'"),
    "blank references": ({**LINE, "references": ["", " "]}, "no text in 'points' or 'references'"),
    "blank points": ({**LINE, "points": [{"text": ""}]}, "no text in 'points' or 'references'"),
    "references an object": ({**LINE, "references": {"a": "b"}}, "'references' is not a list"),
    "reference a number": ({**LINE, "references": [1]}, "'references' is not text"),
    "points a text": ({**LINE, "points": "x"}, "'points' is not a list"),
    "point without text": ({**LINE, "points": [{"weight": 1}]}, "there is no 'text'"),
    "point a number": ({**LINE, "points": [1]}, "'points' is not text"),
    "weight zero": ({**LINE, "points": [{"text": "x", "weight": 0}]}, "the weight of a point"),
    "weight text": ({**LINE, "points": [{"text": "x", "weight": "2"}]}, "the weight of a point"),
    "weight infinite": ({**LINE, "points": [{"text": "x", "weight": float("inf")}]}, "the weight of a point"),
    "too many points": ({**LINE, "points": ["x"] * 201}, "'points' has more than 200"),
    "graders a number": ({**LINE, "grader_scores": 1}, "'grader_scores' is not a list"),
    "grader text": ({**LINE, "grader_scores": ["a", 1]}, "'grader_scores' has something"),
    "grader flag": ({**LINE, "grader_scores": [True, False]}, "'grader_scores' has something"),
    "grader huge": ({**LINE, "grader_scores": [10**400, 1]}, "'grader_scores' has something"),
    "grader NaN": ({**LINE, "grader_scores": [float("nan"), 1]}, "'grader_scores' has something"),
}


@pytest.mark.parametrize(("line", "message"), BAD.values(), ids=BAD)
def test_what_is_wrong_with_a_row_is_said(line: Any, message: str) -> None:
    assert message in bad(line).message
    assert len(bad(line).message) < 200


def test_a_bad_row_keeps_its_id() -> None:
    assert bad({**LINE, "id": "r9", "score": 2}).id == "r9"
    assert bad({**LINE, "id": 9, "score": 2}).id == "9"
    assert bad(b"{").id == ""


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["text", "weight"]), inner),
    max_leaves=6,
)
FIELDS = ["id", "answer", "score", "question_id", "question", "points", "references", "lang", "grader_scores"]


def anything() -> st.SearchStrategy[bytes]:
    """JSON of any shape in the fields that are read, and bytes of any kind."""
    fields = st.dictionaries(st.sampled_from(FIELDS), VALUES).map(lambda fields: json.dumps(fields).encode())
    likely = st.fixed_dictionaries(
        {"answer": st.text(), "score": st.floats(0, 1), "references": st.lists(st.text(), min_size=1, max_size=2)},
        optional={"lang": VALUES, "question": st.text(), "points": st.lists(st.text()), "id": VALUES},
    ).map(lambda fields: json.dumps(fields).encode())
    return fields | likely | st.binary()


@given(anything())
def test_no_line_is_too_much(scorer: Scorer, line: bytes) -> None:
    row = read_row(line, nothing)
    assert row is not None
    if isinstance(row, BadRow):
        assert row.message
        return
    assert row.references
    assert all(0 <= scorer.score(question, row.answer).overall <= 1 for question in row.questions)


def test_lines_are_counted_as_an_editor_does_and_blank_ones_left_out() -> None:
    file = BytesIO(b"\xef\xbb\xbf{}\r\n\n  \n[]\n1")
    lines = list(read_lines(file, Path("x")))
    assert [(line.number, line.content) for line in lines] == [(1, b"{}"), (4, b"[]"), (5, b"1")]
    assert lines[-1].end == len(file.getvalue())


def test_a_huge_line_is_passed_over() -> None:
    file = BytesIO(b"{}\n" + b"x" * (2 * MAX_LINE_BYTES + 5) + b"\n[]\n" + b"y" * (MAX_LINE_BYTES + 1))
    lines = list(read_lines(file, Path("x")))
    assert [(line.number, line.content) for line in lines] == [(1, b"{}"), (2, None), (3, b"[]"), (4, None)]
    assert lines[-1].end == len(file.getvalue())
