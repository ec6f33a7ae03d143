"""Measures of agreement, checked against scipy and against figures worked out by hand."""

import pytest
from scipy import stats

from interviewer.evaluation.baselines import TfIdf, length_score
from interviewer.evaluation.measures import deviations, figures, pearson, quadratic_weighted_kappa, ranks

SCORES = [0.1, 0.4, 0.4, 0.9, 0.3, 0.7]
GRADES = [0.0, 0.5, 0.5, 1.0, 0.5, 0.5]


def test_correlations_are_those_of_scipy_ties_included() -> None:
    found = figures(SCORES, GRADES, [0] * 6)
    assert found.pearson == pytest.approx(stats.pearsonr(SCORES, GRADES).statistic)
    assert found.spearman == pytest.approx(stats.spearmanr(SCORES, GRADES).statistic)
    assert ranks(SCORES) == list(stats.rankdata(SCORES))
    assert found.pearson_within_question == pytest.approx(found.pearson), "one question only"


def test_what_does_not_vary_has_no_correlation() -> None:
    assert pearson([0.1] * 3, [0.0, 0.5, 1.0]) is None
    assert pearson([0.5], [0.5]) is None
    assert figures(SCORES, GRADES, range(6)).pearson_within_question is None, "one answer to each question"


def test_within_a_question_its_difficulty_does_not_count() -> None:
    assert deviations([0.0, 1.0, 0.25, 0.75], [0, 0, 1, 1]) == [-0.5, 0.5, -0.25, 0.25]


def test_kappa_needs_levels_and_is_one_for_equal_marks() -> None:
    assert quadratic_weighted_kappa(GRADES, GRADES) == 1
    assert quadratic_weighted_kappa([1.0, 0.0], [0.0, 1.0]) == -1
    assert quadratic_weighted_kappa(SCORES, [0.5] * 6) is None
    assert quadratic_weighted_kappa([0.5] * 12, [place / 11 for place in range(12)]) is None


def test_the_baselines_see_length_and_words_only() -> None:
    assert length_score("two words", ["a reference of four"]) == 0.5
    tfidf = TfIdf()
    for text in ("one two", "three four", "分布均匀"):
        tfidf.show(text)
    assert tfidf.score("two one", ["three four", "one two"]) == pytest.approx(1)
    assert tfidf.score("均匀", ["分布均匀"]) > 0
    assert tfidf.score("", ["one two"]) == 0
