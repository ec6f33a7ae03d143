"""`interviewer evaluate`: how well the scores agree with human grades."""

import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

import click

from interviewer.cli.options import (
    Wishes,
    bank_option,
    json_option,
    print_json,
    session_for,
    settings_for,
)
from interviewer.cli.progress import progress
from interviewer.errors import ExitCode
from interviewer.model import Language

if TYPE_CHECKING:
    from interviewer.evaluation import Agreement, FileReport, Report
    from interviewer.evaluation.measures import Figures
    from interviewer.phrases import Phrases

TITLE_CELLS, FIGURE_CELLS = 16, 12
"""Columns of the table: six of them are 76 cells wide."""


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option("--predictions", "out", type=click.Path(path_type=Path), metavar="OUT", help="Write each row's score.")
@click.option("--model", metavar="NAME", help="Score with this model.")
@json_option
@bank_option
@click.pass_obj
def evaluate(
    wishes: Wishes,
    /,
    files: tuple[Path, ...],
    out: Path | None,
    model: str | None,
    as_json: bool,
    banks: tuple[str, ...],
) -> None:
    """Compare the scores with human grades.

    A FILE has one JSON object a line: answer, score (0 to 1), and either question_id (of the bank) or question with
    points or references. Bad rows are named and left out; the exit code then is 1.
    """
    from interviewer.evaluation import count_bytes

    size = count_bytes(files)
    settings = settings_for(wishes, banks, model=model)
    session = session_for(settings)
    with progress(size) as advance:
        report = session.grader.evaluate(files, out, advance)
    for file in report.files:
        _tell_issues(file)
    if as_json:
        print_json(**_as_json(report))
    else:
        _print_table(report, settings.interface_language)
    if not report.is_clean:
        sys.exit(ExitCode.FAILED)


def _tell_issues(file: "FileReport") -> None:
    """Names the first bad rows and counts the others; the bar is gone by now."""
    for issue in file.issues:
        click.echo(str(issue), err=True)
    if more := file.bad_rows - len(file.issues):
        click.echo(f"{file.name}: {more} more bad rows", err=True)
    if not file.agreement.n:
        click.echo(f"{file.name}: there is no row that can be used", err=True)


def _as_json(report: "Report") -> dict[str, object]:
    return {
        "scorer": report.scorer,
        "mean_pearson": report.mean.scorer.pearson,
        "bad_rows": sum(file.bad_rows for file in report.files),
        "files": [
            {
                "file": file.name,
                **_agreement_as_json(file.agreement),
                "bad_rows": file.bad_rows,
                "issues": [{"line": issue.line, "message": issue.message} for issue in file.issues],
            }
            for file in report.files
        ],
        "overall": {"mean": _agreement_as_json(report.mean), "pooled": _agreement_as_json(report.pooled)},
    }


def _agreement_as_json(agreement: "Agreement") -> dict[str, object]:
    """The scorer's figures themselves, and below their names those it is compared with."""
    return {
        "n": agreement.n,
        "questions": agreement.questions,
        **_measured(agreement.scorer),
        "length": _measured(agreement.length),
        "tfidf": _measured(agreement.tfidf),
        "human": asdict(agreement.human) if agreement.human else None,
    }


def _measured(figures: "Figures") -> dict[str, float | None]:
    return {name: value for name, value in asdict(figures).items() if name != "n"}


def _print_table(report: "Report", interface: Language) -> None:
    from interviewer.phrases import PHRASES

    click.echo("\n".join(_table(report, PHRASES[interface])))
    click.echo(PHRASES[interface].scored_by.format(scorer=report.scorer), err=True)


def _table(report: "Report", phrases: "Phrases") -> Iterator[str]:
    headings = ("Pearson", "Spearman", phrases.within_question, "RMSE", "kappa")
    yield " " * TITLE_CELLS + "".join(_right(heading) for heading in headings)
    for file in report.files:
        yield from _block(file.name, file.agreement, phrases)
    if len(report.files) > 1:
        yield from _block(phrases.mean_of_files, report.mean, phrases)
        yield from _block(phrases.all_rows, report.pooled, phrases)
    yield f"\n{phrases.about_agreement}"
    if report.pooled.human:
        yield phrases.about_second_grader


def _block(name: str, agreement: "Agreement", phrases: "Phrases") -> Iterator[str]:
    yield "\n" + phrases.graded_answers.format(name=name, answers=agreement.n, questions=agreement.questions)
    rows = [
        (phrases.by_scorer, agreement.scorer),
        (phrases.by_length, agreement.length),
        (phrases.by_tfidf, agreement.tfidf),
        (phrases.by_second_grader, agreement.human),
    ]
    for title, figures in rows:
        if figures:
            values = ("–" if value is None else f"{value:.3f}" for value in _measured(figures).values())
            yield f"  {title}" + " " * (TITLE_CELLS - 2 - _cells(title)) + "".join(_right(value) for value in values)


def _right(text: str) -> str:
    """The text at the right of its column."""
    return " " * (FIGURE_CELLS - _cells(text)) + text


def _cells(text: str) -> int:
    """How wide a terminal shows a text."""
    return sum(1 + (east_asian_width(character) in "FW") for character in text)
