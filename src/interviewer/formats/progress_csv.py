"""Progress as CSV: one number a row, so that any table program can filter and draw it."""

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime

from interviewer.model.progress import Mastery, OwnRating, Progress, Trend

HEAD = ("section", "name", "date", "measure", "value")

Cell = str | int | float | date | datetime | None
Row = tuple[str, str, date | datetime | None, str, Cell]

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a text must not begin with, since table programs would calculate it."""


def progress_csv(progress: Progress) -> str:
    """All the numbers: `section,name,date,measure,value`, with a line for the names of the columns."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(HEAD)
    writer.writerows([_cell(value) for value in row] for row in _rows(progress))
    return file.getvalue()


def _cell(value: Cell) -> str | int | float:
    if isinstance(value, date):  # moments are dates, too
        return value.isoformat()
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA) else value
    return "" if value is None else value


def _rows(progress: Progress) -> Iterator[Row]:
    yield "all", "", progress.today, "answers", progress.answers
    for section, tallies in (("days", progress.days), ("forecast", progress.forecast)):
        for tally in tallies:
            yield section, "", tally.day, "answers", tally.answers
            yield section, "", tally.day, "minutes", tally.minutes
    yield "streak", "", progress.today, "current", progress.streak.current
    yield "streak", "", progress.today, "longest", progress.streak.longest
    for spent in progress.spent:
        yield "spent", f"{spent.days} days" if spent.days else "ever", progress.today, "answers", spent.answers
        yield "spent", f"{spent.days} days" if spent.days else "ever", progress.today, "minutes", spent.minutes
    for topic in progress.mastery:
        yield from _mastery_rows(topic)
    for period in progress.curve.periods:
        yield "scores", progress.curve.scorer, period.start, "score", period.score
        yield "scores", progress.curve.scorer, period.start, "answers", period.answers
    yield "scores", progress.curve.scorer, None, "elsewhere", progress.curve.elsewhere
    for trend in progress.questions:
        yield from _trend_rows("questions", trend, "score")
    for trend in progress.points:
        yield from _trend_rows("points", trend, "coverage")
    for point in progress.missed:
        yield "missed", point.item, None, "missed", point.missed
        yield "missed", point.item, None, "reviews", point.reviews
        yield "missed", point.item, None, "last", point.last
    for own in progress.ratings:
        yield from _rating_rows(own)
    yield from _item_rows(progress)


def _mastery_rows(topic: Mastery) -> Iterator[Row]:
    for measure in ("mastery", "coverage", "retrievability", "asked", "questions", "due", "elsewhere"):
        yield "mastery", topic.topic, None, measure, getattr(topic, measure)


def _trend_rows(section: str, trend: Trend, measure: str) -> Iterator[Row]:
    for mark in trend.marks:
        yield section, trend.item, mark.at, measure, mark.score
    yield section, trend.item, None, "reviews", trend.reviews
    yield section, trend.item, None, "change", trend.change


def _rating_rows(own: OwnRating) -> Iterator[Row]:
    for measure in ("answers", "score", "stricter", "milder", "elsewhere"):
        yield "ratings", own.rating, None, measure, getattr(own, measure)


def _item_rows(progress: Progress) -> Iterator[Row]:
    for weak in progress.weakest:
        yield "weakest", weak.item, None, "weakness", weak.weakness
    for leech in progress.leeches:
        yield "leeches", leech.item, None, "lapses", leech.lapses
    for section, items in (("suspended", progress.suspended), ("changed", progress.changed)):
        yield from ((section, item, None, "listed", 1) for item in items)
    for gone in progress.gone:
        yield "gone", gone.item, gone.last_at, "score", gone.last_score
        yield "gone", gone.item, gone.last_at, "reviews", gone.reviews
