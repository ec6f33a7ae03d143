"""Progress as CSV: all the numbers, and no formulas."""

import csv
import io
from datetime import datetime

import pytest
from tests.weeks import practise

from interviewer.bank import Bank
from interviewer.formats.progress_csv import progress_csv
from interviewer.model.progress import Mark, Progress, Trend
from interviewer.model.review import Review
from interviewer.progress import Outlook, make_progress
from interviewer.schedule import suggest
from interviewer.session import Session
from interviewer.store import Store


def rows_of(progress: Progress) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(progress_csv(progress))))


def marks_of(trends: tuple[Trend, ...]) -> list[tuple[str, Mark]]:
    return [(trend.item, mark) for trend in trends for mark in trend.marks]


def test_every_number_is_there(session: Session, store: Store, small_bank: Bank, now: datetime) -> None:
    practise(store, small_bank, now)
    progress = session.progress(now)
    rows = rows_of(progress)

    def values(section: str, measure: str) -> list[str]:
        return [row["value"] for row in rows if (row["section"], row["measure"]) == (section, measure)]

    assert [float(value) for value in values("days", "answers")] == [tally.answers for tally in progress.days]
    assert [float(value) for value in values("forecast", "minutes")] == [tally.minutes for tally in progress.forecast]
    assert [float(value) for value in values("mastery", "mastery")] == [topic.mastery for topic in progress.mastery]
    assert [float(value) for value in values("missed", "missed")] == [point.missed for point in progress.missed]
    assert [float(value) for value in values("weakest", "weakness")] == [weak.weakness for weak in progress.weakest]
    for section, measure, trends in (
        ("questions", "score", progress.questions),
        ("points", "coverage", progress.points),
    ):
        told = [(row["name"], row["date"], row["value"]) for row in rows if row["section"] == section and row["date"]]
        assert told == [(item, mark.at.isoformat(), str(mark.score)) for item, mark in marks_of(trends)]
        assert len(values(section, measure)) == len(told)


def test_a_mean_that_does_not_exist_is_an_empty_cell(session: Session, now: datetime) -> None:
    rows = rows_of(session.progress(now))
    assert {row["value"] for row in rows if row["section"] == "mastery" and row["measure"] == "coverage"} == {""}


@pytest.mark.parametrize("item", ["=1+1", "+topic/x", "-topic/x", "@SUM(A1)", "\tt"])
def test_no_cell_is_a_formula(small_bank: Bank, now: datetime, item: str) -> None:
    review = Review("a", item, "", now, 0.5, {}, suggest(0.5), scorer="=s")
    progress = make_progress([review], small_bank.questions, Outlook(suspended={item}), now)
    cells = [row["name"] for row in rows_of(progress)]
    assert f"'{item}" in cells
    assert "'=s" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))]


def test_numbers_below_nothing_stay_numbers(small_bank: Bank, now: datetime) -> None:
    reviews = [
        Review(f"a{n}", "git/rebase", "", now.replace(minute=n), score, {}, suggest(score), scorer="s")
        for n, score in enumerate((0.75, 0.25))
    ]
    rows = rows_of(make_progress(reviews, small_bank.questions, Outlook(), now))
    assert [row["value"] for row in rows if row["measure"] == "change"] == ["-0.5"]
