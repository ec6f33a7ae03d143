"""Two answers held against each other."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.comparison import NOTICEABLE, compare
from interviewer.model import (
    Attempt,
    KeyPoint,
    Kind,
    Language,
    Localized,
    Match,
    Message,
    Outcome,
    Question,
    Role,
    Score,
    Status,
)
from interviewer.model.comparison import Change
from interviewer.model.history import remembered

WHEN = datetime(2026, 3, 1, tzinfo=UTC)

QUESTION = Question(
    "git/rebase",
    Localized(en="What is a rebase?"),
    tuple(KeyPoint(name, Localized(en=f"Point {name}.")) for name in ("a", "b", "c")),
    content_hash="now",
)


def attempt(number: int, *matches: Match, overall: float = 0.5, scorer: str = "test", content: str = "now") -> Attempt:
    """An answer given on day `number`, judged so."""
    when = WHEN + timedelta(days=number)
    said = (
        Message(Role.INTERVIEWER, Kind.QUESTION, "What was a rebase?", when),
        Message(Role.CANDIDATE, Kind.ANSWER, f"Answer {number}.", when),
    )
    score = Score(overall, matches, scorer) if matches else None
    return Attempt(f"a{number}", "i", "git/rebase", Language.EN, content, when, 60, said, Outcome.ANSWERED, score)


def match(point: str, status: Status, coverage: float) -> Match:
    """A verdict on one point."""
    return Match(point, coverage, status)


def change(before: tuple[Status, float], after: tuple[Status, float]) -> Change:
    """What became of one point."""
    comparison = compare(QUESTION, attempt(1, match("a", *before)), attempt(2, match("a", *after)))
    (point,) = comparison.points
    return point.change


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ((Status.MISSING, 0.1), (Status.COVERED, 0.9), Change.GAINED),
        ((Status.CONTRADICTED, 0.0), (Status.MISSING, 0.0), Change.GAINED),
        ((Status.COVERED, 0.9), (Status.PARTIAL, 0.5), Change.LOST),
        ((Status.MISSING, 0.2), (Status.CONTRADICTED, 0.0), Change.LOST),
        ((Status.PARTIAL, 0.4), (Status.PARTIAL, 0.6), Change.GAINED),
        ((Status.PARTIAL, 0.6), (Status.PARTIAL, 0.4), Change.LOST),
        ((Status.PARTIAL, 0.5), (Status.PARTIAL, 0.55), Change.STILL_MISSED),
        ((Status.MISSING, 0.0), (Status.MISSING, 0.0), Change.STILL_MISSED),
        ((Status.COVERED, 1.0), (Status.COVERED, 0.7), Change.KEPT),
    ],
)
def test_a_point_is_gained_lost_kept_or_still_missed(
    before: tuple[Status, float], after: tuple[Status, float], expected: Change
) -> None:
    assert change(before, after) is expected


verdicts = st.tuples(st.sampled_from(Status), st.floats(0, 1))


@given(before=verdicts, after=verdicts)
def test_what_is_gained_one_way_is_lost_the_other_way(
    before: tuple[Status, float], after: tuple[Status, float]
) -> None:
    there, back = change(before, after), change(after, before)
    mirrored = {Change.GAINED: Change.LOST, Change.LOST: Change.GAINED}
    assert back is mirrored.get(there, there)
    if before[0] is after[0] and abs(before[1] - after[1]) < NOTICEABLE:
        assert there in {Change.KEPT, Change.STILL_MISSED}


def test_the_earlier_answer_comes_first_however_they_are_given() -> None:
    early, late = (
        attempt(1, match("a", Status.MISSING, 0.0), overall=0.2),
        attempt(2, match("a", Status.COVERED, 1.0), overall=0.9),
    )
    assert compare(QUESTION, late, early) == compare(QUESTION, early, late)
    assert compare(QUESTION, late, early).gain == pytest.approx(0.7)


def test_scores_of_different_scorers_are_not_subtracted() -> None:
    points = (match("a", Status.MISSING, 0.0),)
    comparison = compare(QUESTION, attempt(1, *points), attempt(2, *points, scorer="another"))
    assert not comparison.same_scorer
    assert comparison.gain is None


def test_a_change_of_the_question_in_between_is_noticed() -> None:
    points = (match("a", Status.MISSING, 0.0),)
    assert compare(QUESTION, attempt(1, *points, content="then"), attempt(2, *points)).reworded
    assert not compare(QUESTION, attempt(1, *points), attempt(2, *points)).reworded


def test_points_that_only_one_of_them_was_judged_by_are_shown_but_not_compared() -> None:
    before = attempt(1, match("old", Status.COVERED, 1.0), match("b", Status.MISSING, 0.0))
    after = attempt(2, match("b", Status.COVERED, 1.0), match("c", Status.COVERED, 1.0))
    comparison = compare(QUESTION, before, after)
    assert [(point.point.id, point.change) for point in comparison.points] == [
        ("b", Change.GAINED),
        ("c", Change.UNCOMPARED),
        ("old", Change.UNCOMPARED),
    ]
    assert comparison.of(Change.UNCOMPARED)[1].point.text.en == "old", "its text is known no longer"


def test_an_answer_without_a_score_can_be_looked_at() -> None:
    comparison = compare(QUESTION, attempt(1), attempt(2, match("a", Status.COVERED, 1.0)))
    assert (comparison.gain, comparison.same_scorer) == (None, True)
    assert [point.change for point in comparison.points] == [Change.UNCOMPARED]


def test_answers_to_different_questions_are_not_compared() -> None:
    with pytest.raises(ValueError, match="different questions"):
        compare(QUESTION, attempt(1), replace(attempt(2), question_id="git/bisect"))


def test_what_an_attempt_tells_of_a_question_that_is_gone() -> None:
    question = remembered(attempt(1, match("a", Status.COVERED, 1.0)))
    assert question.text.best(Language.ZH) == "What was a rebase?"
    assert [point.text.en for point in question.key_points] == ["a"]
    assert remembered(replace(attempt(1), messages=())).text.en == "git/rebase"
