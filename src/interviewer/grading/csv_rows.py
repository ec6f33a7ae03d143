"""Answers as a table: a row for every answer, or a row for every candidate and a column for every question."""

import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from interviewer.errors import UsageError
from interviewer.evaluation.lines import MAX_LINE_BYTES
from interviewer.grading.answers import Answer, Entry, UnusableError, checked_text, human_score
from interviewer.grading.columns import read_header
from interviewer.grading.encoding import encoding_of_file
from interviewer.grading.naming import Naming
from interviewer.model import Language, Question

if TYPE_CHECKING:
    from _csv import Reader

DELIMITERS = "\t,;"


class CsvRows:
    """A table on its way through.

    Attributes:
        columns: What the header says.
    """

    def __init__(self, file: IO[bytes], path: Path, naming: Naming) -> None:
        """Reads the header.

        Raises:
            UsageError: There is none, or it says too little.
        """
        self._file = file
        self._naming = naming
        self._encoding = encoding_of_file(file)
        csv.field_size_limit(MAX_LINE_BYTES)
        with self._open() as reader:
            self.columns = read_header(_header(reader, path), naming, str(path))

    def __iter__(self) -> Iterator[Entry]:
        """An entry for every row that is not blank; each time from the beginning."""
        with self._open() as reader:
            before = 0
            while (cells := _next(reader)) is not None:
                row, before = before + 1, reader.line_num
                if row == 1:
                    continue
                if isinstance(cells, str):
                    yield Entry(row, self._end(), problem=cells)
                elif any(cell.strip() for cell in cells):
                    yield self._entry(row, cells)

    @contextmanager
    def _open(self) -> Iterator["Reader"]:
        """A reader of all rows; the file itself stays open after it."""
        self._file.seek(0)
        text = io.TextIOWrapper(self._file, self._encoding, errors="surrogateescape", newline="")
        try:
            self._lines = _Lines(text)
            head = next(iter(self._lines), "")
            yield csv.reader(self._lines.again(head), delimiter=max(DELIMITERS, key=head.count))
        finally:
            text.detach()

    def _end(self) -> int:
        return self._file.tell()

    def _entry(self, row: int, cells: Sequence[str]) -> Entry:
        if self._lines.too_long:
            self._lines.too_long = False
            return Entry(row, self._end(), problem=f"a line is longer than {MAX_LINE_BYTES:,} characters")
        try:
            if len(cells) > self.columns.width and any(cell.strip() for cell in cells[self.columns.width :]):
                raise UnusableError(f"the row has {len(cells)} cells, the header {self.columns.width}")
            candidate = checked_text(_cell(cells, self.columns.candidate), "candidate").strip()
            if not candidate:
                raise UnusableError("there is no candidate")
            return self._wide(row, candidate, cells) if self.columns.questions else self._narrow(row, candidate, cells)
        except UnusableError as error:
            return Entry(row, self._end(), problem=str(error))

    def _narrow(self, row: int, candidate: str, cells: Sequence[str]) -> Entry:
        assert self.columns.answer is not None
        if len(cells) <= self.columns.answer:
            raise UnusableError("the row ends before the answer")
        name = checked_text(_cell(cells, self.columns.question), "question")
        question = self._naming.find(name)
        if question is None:
            raise UnusableError(self._naming.reason(name))
        if not self._naming.counts(question):
            return Entry(row, self._end(), outside=1)
        score = human_score(_cell(cells, self.columns.score).strip())
        return Entry(row, self._end(), (self._answer(row, candidate, question, cells, self.columns.answer, score),))

    def _wide(self, row: int, candidate: str, cells: Sequence[str]) -> Entry:
        wanted = {place: question for place, question in self.columns.questions.items() if self._counts(question)}
        answers = [self._answer(row, candidate, question, cells, place) for place, question in wanted.items()]
        return Entry(row, self._end(), tuple(answers))

    def _counts(self, question: Question) -> bool:
        return self._naming.counts(question)

    def _answer(
        self,
        row: int,
        candidate: str,
        question: Question,
        cells: Sequence[str],
        place: int,
        score: float | None = None,
    ) -> Answer:
        said = _cell(cells, self.columns.lang).strip().lower()
        language = Language(said) if said in tuple(Language) else None
        row_id = checked_text(_cell(cells, self.columns.id), "id")
        return Answer(row, row_id, candidate, question, checked_text(_cell(cells, place), "answer"), language, score)


class _Lines:
    """The lines of a text, each of bearable length."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self.text = text
        self.too_long = False

    def __iter__(self) -> Iterator[str]:
        while line := self.text.readline(MAX_LINE_BYTES):
            if len(line) == MAX_LINE_BYTES:
                self.too_long = True
                while (rest := self.text.readline(MAX_LINE_BYTES)) and not rest.endswith(("\n", "\r")):
                    pass
                line = "too long\n"
            yield line

    def again(self, head: str) -> Iterator[str]:
        """The line that has been read already, and the others."""
        if head:
            yield head
        yield from self


def _header(reader: "Reader", path: Path) -> list[str]:
    cells = _next(reader)
    if not isinstance(cells, list) or not any(cell.strip() for cell in cells):
        raise UsageError(
            f"{path} does not begin with a header.", "Give its columns names: candidate, question_id, answer."
        )
    return [cell.removeprefix("\ufeff") for cell in cells]


def _next(reader: "Reader") -> list[str] | str | None:
    """The cells of the next row, or why they cannot be read; None at the end."""
    try:
        return next(reader, None)
    except csv.Error as error:
        return f"the row cannot be read ({error}); is a quotation mark not closed?"


def _cell(cells: Sequence[str], place: int | None) -> str:
    """A cell, empty where the row or the table does not have it."""
    return cells[place] if place is not None and place < len(cells) else ""
