"""`interviewer evaluate`: how well the scores agree with human grades."""

import sys
from collections.abc import Iterator
from dataclasses import asdict, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from interviewer.cli.options import (
    Wishes,
    bank_option,
    json_option,
    print_json,
    session_for,
    settings_for,
)
from interviewer.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from interviewer.evaluation import Agreement, FileReport, Report
    from interviewer.evaluation.measures import Figures

BUILTIN_MODEL = "builtin"


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option(
    "--predictions", "out", type=click.Path(path_type=Path), metavar="OUT", help="Write every row's score here."
)
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
    points or references. Bad lines are left out; the exit code then is 1.
    """
    from interviewer.evaluation import count_bytes

    session = session_for(settings_for(wishes, banks, **_model_setting(model)))
    size = count_bytes(files)
    with click.progressbar(length=size, file=sys.stderr, hidden=not (size and sys.stderr.isatty())) as bar:
        report = session.evaluate(files, out, bar.update)
    for file in report.files:
        _tell_issues(file)
    if as_json:
        print_json(**_as_json(report))
    else:
        click.echo("\n".join(_table(report)))
    if not report.is_clean:
        sys.exit(ExitCode.FAILED)


def _model_setting(model: str | None) -> dict[str, Any]:
    """The model as a setting."""
    from interviewer.settings import Settings

    if "model" in {field.name for field in fields(Settings)}:
        return {"model": model}
    if model not in (None, BUILTIN_MODEL):
        raise UsageError(f"There is no model {model!r}.", f"Give --model {BUILTIN_MODEL}.")
    return {}


def _tell_issues(file: "FileReport") -> None:
    for issue in file.issues:
        click.echo(f"{issue}", err=True)
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
            {"file": file.name, **_agreement_as_json(file.agreement), "bad_rows": file.bad_rows}
            for file in report.files
        ],
        "overall": {"mean": _agreement_as_json(report.mean), "pooled": _agreement_as_json(report.pooled)},
    }


def _agreement_as_json(agreement: "Agreement") -> dict[str, object]:
    return {
        "n": agreement.n,
        "questions": agreement.questions,
        **_figures_as_json(agreement.scorer),
        "length": _figures_as_json(agreement.length),
        "tfidf": _figures_as_json(agreement.tfidf),
        "human": asdict(agreement.human) if agreement.human else None,
    }


def _figures_as_json(figures: "Figures") -> dict[str, object]:
    return {name: value for name, value in asdict(figures).items() if name != "n"}


def _table(report: "Report") -> Iterator[str]:
    yield f"{'':27}  Pearson  Spearman  within    RMSE   kappa"
    for file in report.files:
        yield from _block(file.name, file.agreement)
    if len(report.files) > 1:
        yield from _block("mean of the files", report.mean)
        yield from _block("all rows together", report.pooled)


def _block(name: str, agreement: "Agreement") -> Iterator[str]:
    yield f"{name}: {agreement.n} answers, {agreement.questions} questions"
    rows = {"scorer": agreement.scorer, "length": agreement.length, "TF-IDF": agreement.tfidf}
    if agreement.human:
        rows["second grader"] = agreement.human
    for title, figures in rows.items():
        values = [value for name, value in asdict(figures).items() if name != "n"]
        yield f"  {title:25}" + "".join("       -" if value is None else f"{value:8.3f}" for value in values)
