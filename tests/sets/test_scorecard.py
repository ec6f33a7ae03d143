"""The scorecard: anchors that follow from the weights, and a place for what every interviewer found."""

import dataclasses
import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sets.paper import CACHE, CODE, EN, ZH, kit

from interviewer.formats.paper.markdown import markdown
from interviewer.formats.paper.scale import full_weight, scale_of, weight_of
from interviewer.model import AnyOf, KeyPoint, Language, Localized, Question
from interviewer.model.question_set import Part


def scorecard(*languages: Language, interviewers: int = 3, questions: tuple[Question, ...] = (CACHE, CODE)) -> str:
    return markdown(kit(*languages, parts=(Part.SCORECARD,), interviewers=interviewers, questions=questions))


def test_the_anchors_name_what_each_rating_takes() -> None:
    rows = re.findall(r"^\| (\d) \| (.*?) \| (.*?) \|$", scorecard(EN, questions=(CACHE,)), re.MULTILINE)
    anchors = {int(rating): (sums, text) for rating, sums, text in rows if sums[:1].isdigit() and " to " in sums}
    assert anchors[5] == ("7 to 8", "Makes every key point, or lacks little: for instance only point 5 (weight 1).")
    assert anchors[3] == ("4 to 5", "Makes about half of it, with point 1: for instance points 1 and 2 (weight 5).")
    assert anchors[1][0] == "0 to 1.5"
    assert anchors[1][1].startswith("Makes hardly anything: for instance only point 5 (weight 1).")
    assert "“A cache compresses the data.”" in anchors[1][1], "a warning sign is a 1"
    assert anchors[4][0] == "5.5 to 6.5"
    assert anchors[2] == ("2 to 3.5", anchors[2][1])
    assert "without point 1" in anchors[2][1], "who misses the heart of the matter does not pass"


def test_whoever_misses_one_of_several_required_points_gets_a_2() -> None:
    first, second, *others = CACHE.key_points
    question = dataclasses.replace(CACHE, key_points=(first, dataclasses.replace(second, required=True), *others))
    assert "or more without point 1 or 2." in scorecard(EN, questions=(question,))
    assert "但缺少要点 1 或 2。" in scorecard(ZH, questions=(question,))


def test_the_anchors_are_chinese_on_a_chinese_card() -> None:
    text = scorecard(ZH, questions=(CACHE,))
    assert "答出全部要点，或所缺不多：例如仅缺要点 5（权重 1）。" in text
    assert "答出约一半，其中必有要点 1：例如要点 1 和 2（权重 5）。" in text
    assert not re.search(r"[A-Za-z]{3}", text.replace("more", "")), "no English is left on it"


@pytest.mark.parametrize("interviewers", [1, 4])
def test_every_interviewer_has_a_column(interviewers: int) -> None:
    header = next(line for line in scorecard(EN, interviewers=interviewers).splitlines() if "Key point |" in line)
    assert header.count("Int. ") == interviewers
    assert f"**Interviewer {interviewers}**" in scorecard(EN, interviewers=interviewers)


def test_it_is_run_as_structured_interviews_are() -> None:
    text = scorecard(EN)
    assert "without looking at anybody else's" in text
    assert "Evidence: what the candidate said" in text
    assert "Minutes (planned: 4)" in text
    assert "Total of rating × minutes (at most 32.5)" in text
    assert all(f"- [ ] {choice}" in text for choice in ("strong no", "no", "yes", "strong yes"))


def test_a_question_without_points_is_rated_by_what_is_agreed() -> None:
    assert "agree on what a 1, a 3 and a 5 are" in scorecard(EN, questions=(dataclasses.replace(CODE, key_points=()),))


TINY = 1e-9
"""What floats may differ by."""

WEIGHTS = st.sampled_from([0.5, 1.0, 1.5, 2.0, 3.0, 0.3])


@st.composite
def questions(draw: st.DrawFn) -> Question:
    count = draw(st.integers(1, 9))
    points = tuple(
        KeyPoint(f"p{place}", Localized(en="It is so."), draw(WEIGHTS), draw(st.booleans())) for place in range(count)
    )
    members = draw(st.lists(st.sampled_from([point.id for point in points]), unique=True, max_size=3))
    groups = (AnyOf(tuple(members), draw(st.integers(1, len(members)))),) if members else ()
    return Question("a/b", Localized(en="Is it?"), points, any_of=groups)


@given(questions())
def test_the_bands_hold_every_sum_once(question: Question) -> None:
    scale = scale_of(question)
    edges = [scale.bands[rating] for rating in sorted(scale.bands)]
    assert edges[0][0] == 0
    assert edges[-1][1] == pytest.approx(scale.total)
    assert all(least <= most for least, most in edges)
    assert all(lower[1] < upper[0] for lower, upper in pairwise(edges))
    assert {1, 3, 5} <= set(scale.bands)


@given(questions())
def test_what_the_anchors_name_has_the_weight_of_its_band(question: Question) -> None:
    scale = scale_of(question)
    least, most = scale.bands[3]
    if scale.half:
        assert least - TINY <= weight_of(question, scale.half) <= most + TINY
        assert set(scale.required) <= set(scale.half)
    if scale.spare:
        assert scale.total - weight_of(question, scale.spare) >= scale.bands[5][0] - TINY
        assert not set(scale.spare) & set(scale.required)
    if scale.least:
        assert weight_of(question, (scale.least,)) <= scale.bands[1][1]


def test_of_points_that_replace_each_other_the_heaviest_count() -> None:
    lighter = dataclasses.replace(CACHE.key_points[3], weight=1.5)
    weighted = dataclasses.replace(CACHE, key_points=(*CACHE.key_points[:3], lighter, CACHE.key_points[4]))
    assert full_weight(CACHE) == full_weight(weighted) == 8
