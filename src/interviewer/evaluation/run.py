"""Files of graded answers -> a report. Every file is read twice: TF-IDF wants to know all texts before it can score.

What stays in memory are a few numbers per row, the words that occur, and the latest questions.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from interviewer.evaluation.baselines import TfIdf, length_score
from interviewer.evaluation.lines import MAX_LINE_BYTES, Line, check_readable, opened, read_lines
from interviewer.evaluation.predictions import Keep, failed_prediction, prediction, predictions_file
from interviewer.evaluation.report import FileReport, Report, mean_agreement
from interviewer.evaluation.rows import BadRow, Find, GradedAnswer, read_row
from interviewer.evaluation.tally import Tally
from interviewer.model import Issue, Language, Question, Score

ISSUES_KEPT = 20
"""Bad rows of a file that are told one by one; the others are counted."""

Grade = Callable[[Sequence[Question], str], tuple[Question, Score]]
"""An answer to any of several questions -> the one that it fits best, and the score."""

Advance = Callable[[int], None]
"""Takes note of bytes that have been dealt with."""


@dataclass(frozen=True, slots=True)
class Judges:
    """What an evaluation needs to know of scorer and bank.

    Attributes:
        scorer: The scorer's name.
        grade: Scores an answer.
        find: The bank's question with an id, or None.
    """

    scorer: str
    grade: Grade
    find: Find


def count_bytes(paths: Sequence[Path]) -> int:
    """How much there is to read; pipes are not counted.

    Raises:
        UsageError: A file is not there or cannot be read.
    """
    return sum(check_readable(path) for path in paths)


def evaluate(paths: Sequence[Path], judges: Judges, out: Path | None, advance: Advance) -> Report:
    """How well the scorer agrees with the grades in these files.

    Args:
        out: Where to write one prediction per row, or None.
        advance: Called with every line.

    Raises:
        UsageError: A file cannot be read, or `out` cannot be written.
        EvaluationError: Writing fails later.
    """
    count_bytes(paths)
    pooled = Tally()
    files = []
    with predictions_file(out, paths) as keep:
        for number, path in enumerate(paths):
            run = _FileRun(path, judges, keep)
            with opened(path) as file:
                run.read(file, advance)
            files.append(run.report())
            pooled.extend(run.tally, f"{number}:")
    mean = mean_agreement([file.agreement for file in files])
    return Report(judges.scorer, tuple(files), mean, pooled.agreement())


class _FileRun:
    """One file on its way through."""

    def __init__(self, path: Path, judges: Judges, keep: Keep) -> None:
        self.tally = Tally()
        self._path = path
        self._judges = judges
        self._keep = keep
        self._tfidf = TfIdf()
        self._bad = 0
        self._issues: list[Issue] = []

    def read(self, file: IO[bytes], advance: Advance) -> None:
        """Both passes over the file."""
        self._show_texts(file)
        done = 0
        for line, row in self._rows(file):
            self._take(line, row)
            advance(line.end - done)
            done = line.end

    def report(self) -> FileReport:
        """What was found."""
        return FileReport(str(self._path), self.tally.agreement(), self._bad, tuple(self._issues))

    def _rows(self, file: IO[bytes]) -> Iterator[tuple[Line, GradedAnswer | BadRow]]:
        """The rows with a human score, and those that are bad."""
        for line in read_lines(file, self._path):
            if line.content is None:
                yield line, BadRow("", f"the line is longer than {MAX_LINE_BYTES:,} bytes")
            elif row := read_row(line.content, self._judges.find):
                yield line, row

    def _show_texts(self, file: IO[bytes]) -> None:
        """Lets TF-IDF see every answer, and every reference once."""
        seen: set[int] = set()
        for _, row in self._rows(file):
            if isinstance(row, BadRow):
                continue
            self._tfidf.show(row.answer)
            for reference in row.references:
                if (mark := hash(reference)) not in seen:
                    seen.add(mark)
                    self._tfidf.show(reference)

    def _take(self, line: Line, row: GradedAnswer | BadRow) -> None:
        row_id = row.id or f"{self._path.stem}:{line.number}"
        if isinstance(row, BadRow):
            self._bad += 1
            if len(self._issues) < ISSUES_KEPT:
                self._issues.append(Issue(self._path, line.number, row.message))
            self._keep(failed_prediction(row_id, row, self._judges.scorer))
            return
        question, score = self._judges.grade(row.questions, row.answer)
        self._keep(prediction(row_id, question, score, Language.of(row.answer) or Language.EN))
        self.tally.add(
            row.group,
            row.graders,
            grade=row.grade,
            scorer=score.overall,
            length=length_score(row.answer, row.references),
            tfidf=self._tfidf.score(row.answer, row.references),
        )
