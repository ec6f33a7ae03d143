"""Each rule of `bank lint` finds its own fault, and nothing else, in a question that is otherwise fine."""

from dataclasses import replace
from pathlib import Path

import pytest

from interviewer.bank.lint import lint_question
from interviewer.model import (
    AnyOf,
    KeyPoint,
    Language,
    Localized,
    Match,
    Place,
    Question,
    Score,
    Status,
)

WRONG = "Rates are chosen by the compiler."


def point(point_id: str) -> KeyPoint:
    """A point without any fault."""
    return KeyPoint(
        point_id,
        Localized(en=f"The {point_id} keeps gradients stable."),
        accept={Language.EN: (f"Training converges, thanks to {point_id}.", f"With {point_id} nothing explodes.")},
        contradicts={Language.EN: (WRONG,)},
        probe=Localized(en=f"And {point_id}?"),
    )


GOOD = Question(
    id="topic/name",
    text=Localized(en="What keeps training stable?"),
    key_points=(point("one"), point("two"), point("three")),
    model_answer=Localized(en="All of it."),
    sources=("a book",),
)


def grade(question: Question, answer: str) -> Score:
    """Covers every point by anything but the wrong claim."""
    status = Status.MISSING if answer == WRONG else Status.COVERED
    coverage = 1.0 if status is Status.COVERED else 0.0
    return Score(coverage, tuple(Match(p.id, coverage, status) for p in question.key_points), "test")


def grade_wrongly(question: Question, answer: str) -> Score:
    """Covers a point by the wrong claim only."""
    status = Status.COVERED if answer == WRONG else Status.MISSING
    return Score(0.2, tuple(Match(p.id, 0.0, status) for p in question.key_points), "test")


def findings(question: Question, file: str = "bank/topic/name.yaml") -> list[str]:
    """The findings as `line: message`; the points stand in lines 10, 20 and 30."""
    lines = {"one": 10, "two": 20, "three": 30}
    return [f"{i.line}: {i.message}" for i in lint_question(question, Place(Path(file), lines), grade)]


def changed(**fields: object) -> Question:
    """The good question with its second point changed."""
    first, second, third = GOOD.key_points
    return replace(GOOD, key_points=(first, replace(second, **fields), third))  # type: ignore[arg-type]


def test_a_good_question_has_no_finding() -> None:
    assert findings(GOOD) == []


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (replace(GOOD, id="topic/other"), "1: the id 'topic/other' is not the file's path"),
        (replace(GOOD, key_points=GOOD.key_points[:2]), "1: 2 key points; 3 to 9"),
        (replace(GOOD, model_answer=Localized(zh="都有。")), "1: no model answer in en"),
        (replace(GOOD, sources=()), "1: no source"),
        (replace(GOOD, any_of=(AnyOf(("one", "two"), 1), AnyOf(("two",), 1))), "20: two is in two any_of"),
        (changed(text=Localized(zh="只有中文。")), "20: two has no text in en"),
        (changed(probe=Localized()), "20: two has no probe in en"),
        (changed(accept={Language.EN: ("Only one of them.",)}), "20: two needs 2 rewordings in en"),
        (changed(contradicts={}), "20: two names no wrong claim in en"),
        (
            changed(accept={Language.EN: ("Here it keeps gradients stable.", "Nothing explodes.")}),
            "20: two: this rewording repeats the point: Here",
        ),
    ],
)
def test_each_fault_is_found_alone_at_its_line(question: Question, expected: str) -> None:
    (found,) = findings(question)
    assert found.startswith(expected)


def test_ten_points_are_too_many_to_remember() -> None:
    question = replace(GOOD, key_points=tuple(point(f"p{number}") for number in range(10)))
    assert findings(question) == ["1: 10 key points; 3 to 9 can be asked and remembered"]


def test_chinese_rewordings_are_compared_by_pairs_of_characters() -> None:
    zh = {
        "text": Localized(zh="学习率太大会发散", en="x"),
        "accept": {Language.ZH: ("学习率太大会发散的", "步子迈得过头，损失来回震荡")},
        "contradicts": {Language.ZH: (WRONG,)},
        "probe": Localized(zh="学习率呢？"),
    }
    question = replace(changed(**zh), text=Localized(zh="怎样稳定训练？"), model_answer=Localized(zh="都有。"))
    repeating = [found for found in findings(question) if "repeats the point" in found]
    assert repeating == ["20: two: this rewording repeats the point: 学习率太大会发散的"]


def test_what_the_scorer_makes_of_the_wordings_is_told() -> None:
    lines = {"one": 10, "two": 20, "three": 30}
    place = Place(Path("bank/topic/name.yaml"), lines)
    found = [f"{i.line}: {i.message}" for i in lint_question(GOOD, place, grade_wrongly)]
    assert found[0] == "1: the model answer in en scores 0.20; it misses one, two, three"
    assert "20: two: this rewording does not earn the point: With two nothing explodes." in found
    assert f"30: three: this wrong claim earns the point: {WRONG}" in found
    assert len(found) == 1 + 3 * 3
