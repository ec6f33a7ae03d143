"""`interviewer grade --answers`: what many candidates wrote, scored row by row."""

import json
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from interviewer.cli.options import print_json
from interviewer.cli.progress import progress
from interviewer.errors import ExitCode, UsageError
from interviewer.model import Language

if TYPE_CHECKING:
    from interviewer.grading.ledger import Ledger
    from interviewer.grading.record import Record
    from interviewer.grading.score_file import ScoreFile
    from interviewer.grading.summary import Summary
    from interviewer.phrases.report import ReportPhrases
    from interviewer.session import Session
    from interviewer.session.grading import Answers

STDIN = Path("/dev/stdin")


@dataclass(frozen=True, slots=True)
class Batch:
    """What was asked for.

    Attributes:
        answers, asked: The files of answers and of the question set.
        out, report: Where scores and report go.
        jobs: How many processes score; None for as many as it is worth.
        language: Of the report and the summary.
    """

    answers: Path
    asked: Path | None
    out: Path | None
    report: Path | None
    restart: bool
    jobs: int | None
    language: Language
    fail_under: int | None
    as_json: bool

    @property
    def is_table(self) -> bool:
        """Whether the scores are wanted as CSV."""
        return self.out is not None and self.out.suffix.lower() == ".csv"


def grade_answers(session: "Session", batch: Batch) -> None:
    """Scores every answer, writes scores and report, and says what they come to."""
    from interviewer.session.grading import Order

    _check(batch)
    source = STDIN if str(batch.answers) == "-" else batch.answers
    with session.grading.opened(Order(source, batch.asked, batch.out, batch.restart)) as answers:
        if answers.summary:
            summary = _told_again(session, batch, answers, answers.summary)
        elif batch.out:
            summary = _into_file(session, batch, answers)
        else:
            summary = _to_stdout(session, batch, answers)
    _tell(batch, summary)
    if not summary.is_clean:
        sys.exit(ExitCode.FAILED)
    if batch.fail_under is not None and summary.mean * 100 < batch.fail_under:
        sys.exit(ExitCode.FAILED)


def _check(batch: Batch) -> None:
    """Raises UsageError where files would overwrite one another."""
    named = [path.resolve() for path in (batch.answers, batch.asked, batch.out, batch.report) if path]
    if len(set(named)) < len(named):
        raise UsageError("One file is named twice.", "Give answers, set, --out and --report a file each.")
    if batch.restart and not batch.out:
        raise UsageError("--restart says what to do with --out, which is not given.", "Leave it away.")
    if batch.report:
        from interviewer.formats.report import check_report

        check_report(batch.report)


def _phrases(batch: Batch) -> "ReportPhrases":
    from interviewer.phrases.report import REPORT_PHRASES

    return REPORT_PHRASES[batch.language]


def _into_file(session: "Session", batch: Batch, answers: "Answers") -> "Summary":
    from interviewer.formats.scores_csv import scores_csv_lines
    from interviewer.grading.score_file import ScoreFile

    part = answers.part
    assert part is not None
    try:
        with progress(answers.size, "rows") as advance:
            graded = answers.grade(advance, jobs=batch.jobs)
    except KeyboardInterrupt:
        part.save()
        click.echo("\n" + _phrases(batch).interrupted.format(count=part.rows), err=True)
        raise
    if graded.taken_over:
        click.echo(_phrases(batch).taken_over.format(count=graded.taken_over), err=True)
    summary = answers.summed_up(graded)
    scores = ScoreFile(part.path)
    try:
        _report(session, batch, answers, scores, graded.ledger, summary)
        part.finish(summary.as_json(), scores_csv_lines(scores.rows()) if batch.is_table else None)
    finally:
        scores.close()
    return summary


def _to_stdout(session: "Session", batch: Batch, answers: "Answers") -> "Summary":
    """Rows go to stdout as they come; where a report is wanted, they are kept aside for it."""
    from interviewer.grading.score_file import ScoreFile

    with _kept_aside(batch) as aside:

        def put(record: "Record") -> int:
            line = json.dumps(record, ensure_ascii=False) + "\n"
            sys.stdout.write(line)
            place = aside.tell() if aside else 0
            if aside:
                aside.write(line.encode())
            return place

        with progress(answers.size, "rows") as advance:
            graded = answers.grade(advance, put, batch.jobs)
        summary = answers.summed_up(graded)
        if aside:
            aside.flush()
            scores = ScoreFile(Path(aside.name))
            try:
                _report(session, batch, answers, scores, graded.ledger, summary)
            finally:
                scores.close()
    return summary


@contextmanager
def _kept_aside(batch: Batch) -> Iterator[IO[bytes] | None]:
    if not batch.report:
        yield None
        return
    with tempfile.NamedTemporaryFile() as aside:
        yield aside


def _told_again(session: "Session", batch: Batch, answers: "Answers", summary: "Summary") -> "Summary":
    """The run was over already: only a report may still be wanted."""
    from interviewer.grading.score_file import ScoreFile

    assert batch.out is not None
    click.echo(_phrases(batch).complete.format(out=batch.out), err=True)
    if batch.report and batch.is_table:
        raise UsageError(
            f"A report cannot be made from the finished table {batch.out}.",
            "Give --restart, or --out a name that ends in .jsonl.",
        )
    if batch.report:
        scores = ScoreFile(batch.out)
        try:
            _report(session, batch, answers, scores, scores.ledger(), summary)
        finally:
            scores.close()
    return summary


def _report(
    session: "Session", batch: Batch, answers: "Answers", scores: "ScoreFile", ledger: "Ledger", summary: "Summary"
) -> None:
    """Writes the report, where one is wanted, and says where."""
    if not batch.report:
        return
    from interviewer.formats.report import Source, write_report

    phrases = _phrases(batch)
    asked = tuple(question.id for question in answers.questions)
    source = Source(ledger, scores, summary, session.bank.find, batch.language, asked)
    with progress(ledger.candidates) as advance:
        pages = write_report(batch.report, source, advance)
    told = str(batch.report)
    if pages.count:
        told = phrases.pages.format(path=batch.report, folder=pages.folder, count=pages.count)
    click.echo(told, err=True)


def _tell(batch: Batch, summary: "Summary") -> None:
    from interviewer.lines.scores import summary_lines

    phrases = _phrases(batch)
    for bad in summary.bad:
        click.echo(f"{batch.answers}:{bad.row}: {bad.told(batch.language)}", err=True)
    click.echo("\n".join(summary_lines(summary, phrases)), err=True)
    if summary.agreement and batch.out and not batch.is_table:
        click.echo(phrases.evaluate.format(command=f"interviewer evaluate {batch.out}"), err=True)
    if batch.out:
        click.echo(str(batch.out), err=True)
    if batch.as_json and batch.out:
        print_json(answers_file=batch.answers, out=batch.out, report=batch.report, **summary.as_json())
