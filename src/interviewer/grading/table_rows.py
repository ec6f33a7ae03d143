"""The text of a table -> its rows; a quotation mark that is not closed costs its own row, not those below it."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from interviewer.evaluation.lines import MAX_LINE_BYTES
from interviewer.grading.problem import Kind, Problem

DELIMITERS = "\t,;"

TOO_LONG = "too long\n"
"""Stands for a line of more than `MAX_LINE_BYTES` characters."""

MOST_READ_AGAIN = 2**26
"""So many characters are read a second time, after quotation marks that are not closed; a damaged file ends, too."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row as it stands.

    Attributes:
        number: The line it begins on, from 1.
        cells: Where there is a problem, those that can be told.
    """

    number: int
    cells: list[str]
    problem: Problem | None = None


class TableRows:
    """The rows of a text, the header first."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        """Looks at the first line for what sets the cells apart."""
        self._lines = _Lines(text)
        head = next(self._lines, "")
        self._lines.give_back(0)
        self._delimiter = max(DELIMITERS, key=head.count)
        csv.field_size_limit(MAX_LINE_BYTES)

    def __iter__(self) -> Iterator[TableRow]:
        """Every row, blank ones too."""
        reader = csv.reader(self._lines, delimiter=self._delimiter, strict=True)
        while True:
            number = self._lines.begin()
            try:
                cells = next(reader, None)
            except csv.Error:
                yield self._mended(number)
                continue
            if cells is None:
                return
            if any(line is TOO_LONG for line in self._lines.row):
                told = [] if self._lines.row[0] is TOO_LONG else cells
                yield TableRow(number, told, Problem.of(Kind.LONG_LINE, limit=MAX_LINE_BYTES))
            else:
                yield TableRow(number, cells)

    def _mended(self, number: int) -> TableRow:
        """A row with quotation marks where none should be, which is one line; what was read of others is theirs."""
        first, end = self._lines.row[0], self._lines.number
        one = csv.reader([first, ""], delimiter=self._delimiter)
        cells = next(one, [])
        is_given_back = self._lines.give_back(1)
        if one.line_num == 1:
            return TableRow(number, cells)
        if is_given_back:
            return TableRow(number, cells, Problem.of(Kind.OPEN_QUOTE))
        return TableRow(number, cells, Problem.of(Kind.OPEN_QUOTE_TO, end=end))


class _Lines:
    """The lines of a text, each of bearable length; those of the latest row can be given back.

    Attributes:
        row: The lines of the latest row.
        number: How many lines have been read.
    """

    def __init__(self, text: io.TextIOWrapper) -> None:
        self.row: list[str] = []
        self.number = 0
        self._text = text
        self._size = 0
        self._waiting: list[str] = []
        self._read_again = 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        if self._size > MAX_LINE_BYTES:
            raise csv.Error("no row is so long")
        line = self._waiting.pop() if self._waiting else self._read()
        if not line:
            raise StopIteration
        self.row.append(line)
        self._size += len(line)
        self.number += 1
        return line

    def begin(self) -> int:
        """Begins a row; the number of its first line."""
        self.row, self._size = [], 0
        return self.number + 1

    def give_back(self, kept: int) -> bool:
        """Lets the lines of the row but for so many be read again; whether that is still allowed."""
        lines = self.row[kept:]
        self._read_again += sum(map(len, lines))
        if self._read_again > MOST_READ_AGAIN:
            return False
        self._waiting += reversed(lines)
        self.number -= len(lines)
        return True

    def _read(self) -> str:
        line = self._text.readline(MAX_LINE_BYTES)
        if len(line) < MAX_LINE_BYTES:
            return line
        while (rest := self._text.readline(MAX_LINE_BYTES)) and not rest.endswith(("\n", "\r")):
            pass
        return TOO_LONG
