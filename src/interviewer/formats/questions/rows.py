"""The text of a table -> its rows with their lines, and where a quotation mark is missing or one too many."""

import csv
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from interviewer.errors import UsageError
from interviewer.model.question import Issue

LONGEST_CELL = 2**17
"""Characters; a longer one is a quotation mark that nobody closed."""

LAST = "the end of the table"
"""A row behind the last one: where a quotation mark is open, it does not come out as one."""


def all_rows(text: str, delimiter: str, first: int, path: Path) -> tuple[list[tuple[int, list[str]]], list[Issue]]:
    """The rows with the lines where they begin, and where quotation marks look wrong.

    Raises:
        UsageError: A cell has no end: a quotation mark is never closed, so that all behind it would be one cell.
    """
    rows = list(_numbered(f"{text}\n{LAST}", delimiter, first, path))
    last, end = rows.pop()
    if end != [LAST]:
        raise _endless(path, last, "a quotation mark opens in this row that is never closed")
    return rows, list(_misquoted(text, delimiter, [*(line for line, _ in rows), last], path))


def _misquoted(text: str, delimiter: str, starts: Sequence[int], path: Path) -> Iterator[Issue]:
    """The rows of several lines whose quotation marks do not stand around cells: one may have swallowed others."""
    lines = list(lines_of(text))
    for begin, end in pairwise(starts):
        if end - begin > 1 and not _is_well_quoted(lines[begin - starts[0] : end - starts[0]], delimiter):
            message = f"{end - begin} lines are one row from here on, by a quotation mark that may be one too many"
            yield Issue(path, begin, message)


def _is_well_quoted(lines: Sequence[str], delimiter: str) -> bool:
    try:
        return bool(list(csv.reader(lines, delimiter=delimiter, strict=True)))
    except csv.Error:
        return False


def _numbered(text: str, delimiter: str, first: int, path: Path) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(lines_of(text), delimiter=delimiter)
    begins = first
    try:
        for row in reader:
            yield begins, row
            begins = first + reader.line_num
    except csv.Error as error:
        why = f"a cell is longer than {LONGEST_CELL:,} characters; a quotation mark may never be closed"
        raise _endless(path, begins, why) from error


def lines_of(text: str) -> Iterator[str]:
    """The lines with their ends; no other character than a line feed ends one."""
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = end + 1 if end >= 0 else len(text)
        yield text[start:end]
        start = end


def _endless(path: Path, line: int, why: str) -> UsageError:
    return UsageError(
        f"{path}:{line}: {why}, and the rest of the table would be lost.",
        'Close it, or double it ("") where it belongs to a text in quotation marks. Nothing was imported.',
    )
