"""A score as a reader sees it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.lines.feedback import BAR_CELLS, band, bar, clock, feedback_lines, make_feedback, note_on, percent
from interviewer.model import (
    AnyOf,
    Doubt,
    KeyPoint,
    Language,
    Learned,
    Localized,
    Match,
    Opposition,
    Question,
    Score,
    Status,
)
from interviewer.phrases import PHRASES, Phrases

EN = PHRASES[Language.EN]
ZH = PHRASES[Language.ZH]


def question(*weights: float, any_of: tuple[AnyOf, ...] = ()) -> Question:
    """A question with points p0, p1, ... of these weights."""
    points = tuple(
        KeyPoint(f"p{n}", Localized(zh=f"第{n}点", en=f"Point {n}."), weight) for n, weight in enumerate(weights)
    )
    return Question("q", Localized(en="What?"), points, any_of=any_of)


def score(*statuses: Status, overall: float = 0.5) -> Score:
    """A score that gives the points these statuses."""
    coverages = {Status.COVERED: 0.9, Status.PARTIAL: 0.5}
    matches = tuple(Match(f"p{n}", coverages.get(s, 0.1), s) for n, s in enumerate(statuses))
    return Score(overall, matches, "test")


@pytest.mark.parametrize(
    ("overall", "words"),
    [
        (1.0, EN.band_full),
        (0.8, EN.band_full),
        (0.7999, EN.band_most),
        (0.6, EN.band_most),
        (0.4, EN.band_half),
        (0.3999, EN.band_little),
        (0.15, EN.band_little),
        (0.1499, EN.band_none),
        (0.0, EN.band_none),
    ],
)
def test_a_score_in_words(overall: float, words: str) -> None:
    assert band(overall, EN) == words


@pytest.mark.parametrize(
    ("value", "whole"), [(0.0, 0), (0.0001, 1), (0.004, 1), (0.5, 50), (0.716, 72), (0.9999, 99), (1.0, 100)]
)
def test_only_nothing_is_0_percent_and_only_everything_100(value: float, whole: int) -> None:
    assert percent(value) == whole


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_better_score_never_reads_worse(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert percent(low) <= percent(high)
    assert bar(low).count("#") <= bar(high).count("#")
    assert len(bar(low)) == BAR_CELLS


def test_the_bar_is_full_and_empty_at_its_ends() -> None:
    assert (bar(0.0), bar(0.5), bar(1.0)) == ("-" * 10, "#####-----", "#" * 10)


@pytest.mark.parametrize(
    ("seconds", "shown"), [(0, "00:00"), (59.9, "00:59"), (192, "03:12"), (3599, "59:59"), (3725, "1:02:05")]
)
def test_a_time_in_minutes_and_seconds(seconds: float, shown: str) -> None:
    assert clock(seconds) == shown


def test_the_rows_stand_in_the_questions_order_and_the_missing_by_value() -> None:
    feedback = make_feedback(
        question(1, 5, 2), score(Status.MISSING, Status.PARTIAL, Status.MISSING), Language.EN, Language.EN
    )
    assert [row.text for row in feedback.rows] == ["Point 0.", "Point 1.", "Point 2."]
    assert feedback.missing == ("Point 1.", "Point 2.", "Point 0.")


def test_what_a_group_spares_is_not_missing() -> None:
    asked = question(1, 1, 1, any_of=(AnyOf(("p0", "p1"), 1),))
    given_score = score(Status.COVERED, Status.MISSING, Status.MISSING)
    assert make_feedback(asked, given_score, Language.EN, Language.EN).missing == ("Point 2.",)


def test_points_speak_the_questions_language_and_labels_the_interfaces() -> None:
    feedback = make_feedback(question(1), score(Status.PARTIAL), Language.ZH, Language.EN)
    assert (feedback.rows[0].text, feedback.rows[0].label) == ("第0点", "partial")
    feedback = make_feedback(question(1), score(Status.PARTIAL), Language.EN, Language.ZH)
    assert (feedback.rows[0].text, feedback.rows[0].label) == ("Point 0.", "部分答到")
    assert "test" in feedback.scorer


def test_a_quote_over_several_lines_becomes_one() -> None:
    match = Match("p0", 0.9, Status.COVERED, quote="two\n\n  lines")
    feedback = make_feedback(question(1), Score(0.9, (match,), "test"), Language.EN, Language.EN)
    assert feedback.rows[0].quote == "two lines"


def test_the_claim_that_was_made_is_told_until_it_is_overruled() -> None:
    claims = Match("p0", 0.0, Status.CONTRADICTED, claim="Braces {} are fine.")
    overruled = Match("p0", 1.0, Status.COVERED, claim="Braces {} are fine.", overruled=True)
    notes = [
        make_feedback(question(1), Score(0, (match,), "test"), Language.EN, Language.EN).rows[0].note
        for match in (claims, overruled)
    ]
    assert "Braces {} are fine." in notes[0]
    assert notes[1] == EN.overruled


DOUBT = Doubt(Opposition.ANTONYM, "incre{}ases", "reduces")


@pytest.mark.parametrize("phrases", [EN, ZH], ids=["en", "zh"])
def test_every_means_of_telling_a_contradiction_has_its_own_words(phrases: Phrases) -> None:
    notes = [
        note_on(Match("p0", 0.0, Status.CONTRADICTED, claim="A claim."), phrases),
        note_on(Match("p0", 0.8, Status.COVERED, doubt=DOUBT), phrases),
        note_on(Match("p0", 0.0, Status.CONTRADICTED, doubt=DOUBT), phrases),
        note_on(Match("p0", 0.0, Status.CONTRADICTED, doubt=DOUBT, judge="some-model"), phrases),
        note_on(Match("p0", 1.0, Status.COVERED, doubt=DOUBT, overruled=True), phrases),
    ]
    assert len(set(notes)) == 5
    assert "A claim." in notes[0]
    assert all("incre{}ases" in note and "reduces" in note for note in notes[1:3])
    assert "some-model" in notes[3]
    assert note_on(Match("p0", 0.8, Status.COVERED), phrases) == ""


def test_what_the_scorer_is_unsure_of_is_marked_and_counted() -> None:
    matches = (Match("p0", 0.55, Status.PARTIAL, unsure=True), Match("p1", 0.9, Status.COVERED))
    feedback = make_feedback(question(1, 1), Score(0.7, matches, "test"), Language.EN, Language.EN)
    assert [row.label for row in feedback.rows] == ["partial, unsure", "covered"]
    assert feedback.scorer == "scored by test · unsure about 1"
    assert "unsure" not in make_feedback(question(1), score(Status.COVERED), Language.EN, Language.EN).scorer


def test_an_answer_to_another_question_is_told_with_that_question() -> None:
    other = Question("o", Localized(en="What {else}?"), ())
    feedback = make_feedback(question(1), score(Status.MISSING), Language.EN, Language.ZH, other)
    assert feedback.belongs_to == "这像是另一道题的答案：What {else}?"
    assert feedback.belongs_to in feedback_lines(feedback, ZH)


def test_as_lines_every_point_has_its_number_its_sign_and_its_words() -> None:
    statuses = (Status.COVERED, Status.PARTIAL, Status.MISSING, Status.CONTRADICTED)
    lines = feedback_lines(make_feedback(question(1, 1, 1, 1), score(*statuses), Language.EN, Language.EN), EN)
    assert lines[0].startswith("50 %  half covered")
    assert lines[1] == "  1 [#########-] ✓ covered: Point 0."
    assert lines[2].startswith("  2 [#####-----] ◐ partial")
    assert lines[3].startswith("  3 [#---------] ○ missing")
    assert lines[4].startswith("  4 [#---------] ✗ contradicted")
    assert lines[5] == "Missing:"
    assert len(lines) == 9


def test_a_perfect_answer_misses_nothing() -> None:
    lines = feedback_lines(make_feedback(question(1), score(Status.COVERED, overall=1.0), Language.EN, Language.EN), EN)
    assert lines[0].startswith("100 %")
    assert lines[-1] == EN.nothing_missing


def test_what_graded_answers_changed_is_said_in_both_languages_unless_overruled() -> None:
    learned = Learned(-0.08, 7, "so said somebody " * 9, 0.4)
    given_score = Score(0.5, (Match("1", 0.5, Status.PARTIAL),), "test", learned=learned)
    english = make_feedback(question(1), given_score, Language.EN, Language.EN).learned
    assert english.startswith("adjusted by -0.08 (graded answers: 7; the most alike, “so said somebody so said")
    assert english.endswith("…”, was given 0.40)")
    assert "-0.08" in make_feedback(question(1), given_score, Language.EN, Language.ZH).learned
    overruled = replace(given_score, overruled=True)
    assert make_feedback(question(1), overruled, Language.EN, Language.EN).learned == ""
