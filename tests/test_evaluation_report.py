"""What is kept of the rows, and how files are put together."""

import pytest

from interviewer.evaluation.measures import Figures
from interviewer.evaluation.report import Agreement, FileReport, Report, mean_agreement
from interviewer.evaluation.tally import Tally

NONE = Figures(0)


def tally(*rows: tuple[str, float, float], graders: tuple[float, float] | None = None) -> Tally:
    """Rows of question, grade and score; the baselines say the contrary of the scorer."""
    kept = Tally()
    for question, grade, score in rows:
        kept.add(question, graders, grade=grade, scorer=score, length=1 - score, tfidf=1 - score)
    return kept


def test_a_tally_tells_the_scorers_apart() -> None:
    found = tally(("a", 0, 0.1), ("a", 1, 0.9), ("b", 0.5, 0.5)).agreement()
    assert (found.n, found.questions) == (3, 2)
    assert found.scorer.pearson == pytest.approx(1)
    assert found.length.pearson == found.tfidf.pearson == pytest.approx(-1)
    assert found.human is None


def test_graders_are_compared_with_each_other_where_there_are_two() -> None:
    kept = tally(("a", 0, 0))
    for first, second in ((5, 4), (3, 3), (1, 2)):
        kept.add("a", (first, second), grade=0.5, scorer=0.5, length=0.5, tfidf=0.5)
    human = kept.agreement().human
    assert human is not None
    assert human.n == 3
    assert human.pearson == pytest.approx(1)
    assert human.rmse == pytest.approx((2 / 3) ** 0.5)


def test_the_questions_of_two_files_stay_apart() -> None:
    pooled, second = tally(("a", 0, 0.2), ("a", 1, 0.4)), tally(("a", 0, 0.8), ("a", 1, 1), graders=(1, 2))
    pooled.extend(second, "2:")
    found = pooled.agreement()
    assert (found.n, found.questions) == (4, 2)
    assert found.scorer.pearson_within_question == pytest.approx(1)
    assert found.scorer.pearson is not None
    assert found.scorer.pearson < 0.5
    assert found.human is not None
    assert found.human.n == 2


def test_an_empty_tally_has_no_figures() -> None:
    assert Tally().agreement() == Agreement(0, 0, NONE, NONE, NONE, None)


def test_a_mean_leaves_out_what_is_not_defined() -> None:
    files = [
        Agreement(3, 1, Figures(3, pearson=0.4, rmse=0.2), NONE, NONE, Figures(3, pearson=0.6)),
        Agreement(1, 1, Figures(1, rmse=0.4), NONE, NONE, None),
        Agreement(5, 2, Figures(5, pearson=0.8, rmse=0.3), NONE, NONE, None),
    ]
    mean = mean_agreement(files)
    assert (mean.n, mean.questions) == (9, 4)
    assert mean.scorer.pearson == pytest.approx(0.6)
    assert mean.scorer.rmse == pytest.approx(0.3)
    assert mean.scorer.spearman is None
    assert mean.human == Figures(3, pearson=0.6)
    assert mean_agreement(files[1:]).human is None


@pytest.mark.parametrize(("rows", "bad", "clean"), [(1, 0, True), (1, 1, False), (0, 0, False)])
def test_a_report_is_clean_when_every_file_has_rows_and_no_bad_ones(rows: int, bad: int, clean: bool) -> None:
    usual = Agreement(1, 1, NONE, NONE, NONE, None)
    file = FileReport("b", Agreement(rows, rows, NONE, NONE, NONE, None), bad, ())
    assert Report("x", (FileReport("a", usual, 0, ()), file), usual, usual).is_clean is clean
