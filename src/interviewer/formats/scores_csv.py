"""The scores of many answers as CSV: a row each."""

from collections.abc import Iterable, Iterator

from interviewer.formats.csv_cells import csv_lines
from interviewer.grading.record import Record

COLUMNS = (
    *("row", "id", "candidate", "question_id", "score", "human_score", "unanswered", "unread", "needs_review"),
    *("reasons", "unsure", "belongs_to", "unreadable", "points", "missing", "evidence", "lang", "scorer", "answer"),
)


def scores_csv_lines(records: Iterable[Record]) -> Iterator[str]:
    """A header and a row per answer; scores are in [0, 1], 1 stands for yes, lists are set apart by semicolons."""
    return csv_lines(COLUMNS, ([_cell(record, name) for name in COLUMNS] for record in records))


def _cell(record: Record, name: str) -> object:
    points = record["points"]
    if name == "points":
        return "; ".join(f"{point['id']} {point['status']} {point['coverage']:g}" for point in points)
    if name == "evidence":
        return "; ".join(f"{point['id']}: {_line(point['evidence'])}" for point in points if point["evidence"])
    value = record[name]
    return "; ".join(value) if isinstance(value, list) else value


def _line(text: str) -> str:
    return " ".join(text.split())
