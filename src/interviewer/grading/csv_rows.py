"""Answers as a table: a row for every answer, or a row for every candidate and a column for every question."""

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from interviewer.errors import UsageError
from interviewer.grading.answers import Answer, Entry, checked_text, human_score
from interviewer.grading.columns import read_header
from interviewer.grading.encoding import encoding_of_file
from interviewer.grading.naming import Naming
from interviewer.grading.problem import Kind, Problem, UnusableError
from interviewer.grading.table_rows import TableRow, TableRows
from interviewer.model import Language, Question


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
        with self._open() as rows:
            self.columns = read_header(_header(rows, path), naming, str(path))

    def __iter__(self) -> Iterator[Entry]:
        """An entry for every row that is not blank; each time from the beginning."""
        with self._open() as rows:
            is_header = True
            for row in rows:
                if not is_header and (row.problem or any(cell.strip() for cell in row.cells)):
                    yield self._entry(row)
                is_header = False

    @contextmanager
    def _open(self) -> Iterator[TableRows]:
        """All rows; the file itself stays open after them."""
        self._file.seek(0)
        text = io.TextIOWrapper(self._file, self._encoding, errors="surrogateescape", newline="")
        try:
            yield TableRows(text)
        finally:
            text.detach()

    def _end(self) -> int:
        return self._file.tell()

    def _entry(self, row: TableRow) -> Entry:
        try:
            candidate = checked_text(_cell(row.cells, self.columns.candidate), "candidate").strip()
            if not candidate:
                raise UnusableError(row.problem or Problem.of(Kind.NO_CANDIDATE))
        except UnusableError as error:
            return Entry(row.number, self._end(), problems=(error.problem,))
        read = self._wide if self.columns.questions else self._narrow
        return read(row, candidate)

    def _shape(self, row: TableRow) -> Problem | None:
        """What is wrong with the row as a row."""
        width, needed = self.columns.width, self.columns.answer
        if row.problem:
            return row.problem
        if len(row.cells) > width and any(cell.strip() for cell in row.cells[width:]):
            return Problem.of(Kind.CELLS, count=len(row.cells), columns=width)
        return Problem.of(Kind.SHORT) if needed is not None and len(row.cells) <= needed else None

    def _narrow(self, row: TableRow, candidate: str) -> Entry:
        """The entry of a row with one answer. A row that is damaged is somebody's only where its question is known."""
        assert self.columns.answer is not None
        question, shape = None, self._shape(row)
        try:
            name = checked_text(_cell(row.cells, self.columns.question), "question")
            question = self._naming.find(name)
            if question is not None and not self._naming.counts(question):
                return Entry(row.number, self._end(), outside=1, candidate=candidate)
            if shape or question is None:
                raise UnusableError(shape or self._naming.reason(name))
            score, wrong = human_score(_cell(row.cells, self.columns.score).strip())
            answer = self._answer(row, candidate, question, self.columns.answer, score)
        except UnusableError as error:
            whose = candidate if question or not shape else ""
            unread = (question.id if question else "",)
            return Entry(row.number, self._end(), problems=(error.problem,), candidate=whose, unread=unread)
        return Entry(row.number, self._end(), (answer,), wrong, candidate=candidate)

    def _wide(self, row: TableRow, candidate: str) -> Entry:
        """The entry of a row with a cell for every question."""
        if shape := self._shape(row):
            return Entry(row.number, self._end(), problems=(shape,), candidate=candidate, unread=("",))
        answers: list[Answer] = []
        problems: list[Problem] = []
        unread: list[str] = []
        for place, question in self.columns.questions.items():
            if not self._naming.counts(question):
                continue
            try:
                answers.append(self._answer(row, candidate, question, place))
            except UnusableError as error:
                problems.append(error.problem)
                unread.append(question.id)
        found = tuple(dict.fromkeys(problems))
        return Entry(row.number, self._end(), tuple(answers), found, candidate=candidate, unread=tuple(unread))

    def _answer(
        self, row: TableRow, candidate: str, question: Question, place: int, score: float | None = None
    ) -> Answer:
        said = _cell(row.cells, self.columns.lang).strip().lower()
        language = Language(said) if said in tuple(Language) else None
        row_id = checked_text(_cell(row.cells, self.columns.id), "id")
        text = checked_text(_cell(row.cells, place), "answer")
        return Answer(row.number, row_id, candidate, question, text, language, score)


def _header(rows: TableRows, path: Path) -> list[str]:
    """The cells of the first row.

    Raises:
        UsageError: There are none, or they cannot be told apart.
    """
    row = next(iter(rows), None)
    if row is None or row.problem or not any(cell.strip() for cell in row.cells):
        why = f": {row.problem.told()}" if row and row.problem else ""
        raise UsageError(
            f"{path} does not begin with a header{why}.", "Give its columns names: candidate, question_id, answer."
        )
    return [cell.removeprefix("\ufeff") for cell in row.cells]


def _cell(cells: Sequence[str], place: int | None) -> str:
    """A cell, empty where the row or the table does not have it."""
    return cells[place] if place is not None and place < len(cells) else ""
