"""Cells of a CSV file that a spreadsheet takes for text, whatever they begin with."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

BEGIN_FORMULAS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""A cell that begins so can be run as a formula by whoever opens the file; spreadsheets read full-width signs, too."""

UNSEEN = "".join(map(chr, range(33)))
"""Blanks and control characters, which may be dropped on the way."""


def csv_text(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """The rows as CSV (RFC 4180, with line feeds); texts that begin like a formula get an apostrophe in front."""
    return "".join(csv_lines(header, rows))


def csv_lines(header: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """The same row by row, for tables that are too long for memory."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(header)
    yield file.getvalue()
    for row in rows:
        file.seek(0)
        file.truncate()
        writer.writerow([_cell(value) for value in row])
        yield file.getvalue()


def begins_formula(text: str) -> bool:
    """Whether the text gets an apostrophe in front."""
    return text.startswith(BEGIN_FORMULAS) or text.lstrip(UNSEEN).startswith(BEGIN_FORMULAS)


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, str) and begins_formula(value):
        return f"'{value}"
    return "" if value is None else value
