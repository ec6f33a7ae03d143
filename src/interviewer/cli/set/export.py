"""`interviewer set export`: a question set as a file for people or for another program."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from interviewer.cli.options import (
    LazyChoice,
    Wishes,
    bank_option,
    json_option,
    now,
    print_json,
    session_for,
    settings_for,
)
from interviewer.errors import UsageError
from interviewer.model import Language
from interviewer.model.question_set import Kit, Part, QuestionSet

if TYPE_CHECKING:
    from interviewer.bank import Bank
    from interviewer.formats.sets import SetFormat

ALL, BOTH = "all", "both"

ADDED = {**{part.value: f"-{part}" for part in Part}, ALL: ""}
"""What can be printed, and what its file's name has more than the set's."""

USUAL_INTERVIEWERS, MOST_INTERVIEWERS = 3, 8
"""A panel; more columns than 8 leave no room to write in."""


def _names() -> list[str]:
    from interviewer.formats.sets import FORMATS

    return [known.name for known in FORMATS]


@click.command("export")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--to", "name", type=LazyChoice(_names), help="The format; the ending of --out says it otherwise.")
@click.option("--what", type=click.Choice(list(ADDED)), default=ALL, help="Which part; all of them otherwise.")
@click.option(
    "--lang",
    type=click.Choice([*(language.value for language in Language), BOTH]),
    help="The language; the set's otherwise.",
)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write to this file.")
@click.option(
    "--interviewers",
    type=click.IntRange(1, MOST_INTERVIEWERS),
    default=USUAL_INTERVIEWERS,
    show_default=True,
    help="Columns of the scorecard.",
)
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@json_option
@bank_option
@click.pass_obj
def export(
    wishes: Wishes,
    /,
    file: Path,
    name: str | None,
    out: Path | None,
    force: bool,
    as_json: bool,
    banks: tuple[str, ...],
    **paper: Any,
) -> None:
    """Write the question set in FILE as a sheet, a key and a scorecard, or for another program.

    md, html, pdf, docx: on paper. The sheet is for the candidate; the key and the scorecard are for interviewers.

    csv, apkg, moodle, gift, qti, yaml: the questions with all that belongs to them, for a spreadsheet, Anki, Moodle,
    another system for tests, or another bank.

    Without --out, the file stands beside FILE and is called as it is.
    """
    from interviewer.bank.sets import read_set

    if str(out) == "-":
        raise UsageError("--out needs the name of a file.", "A set is not written to stdout.")
    chosen = _format(name, out)
    settings = settings_for(wishes, banks)
    bank = session_for(settings).bank
    found = read_set(file, bank)
    target = out or _beside(file, ADDED[paper["what"]], chosen.ending)
    _check_free(target, file, force)
    kit = _kit(found, bank, settings.interface_language, **paper)
    lost = chosen.write(target, kit)
    if chosen.has_all_languages and paper["lang"] not in (None, BOTH):
        lost += (f"--lang {paper['lang']}: {chosen.name} holds every language that the questions have.",)
    _tell(target, chosen, kit, lost, as_json)


def _kit(found: QuestionSet, bank: "Bank", interface: Language, what: str, lang: str | None, interviewers: int) -> Kit:
    questions = tuple(bank.get(question_id) for question_id in found.question_ids)
    parts = tuple(Part) if what == ALL else (Part(what),)
    return Kit(found.name, questions, parts, _languages(lang, found, interface), interviewers, now())


def _beside(file: Path, added: str, ending: str) -> Path:
    """Where it is written to when nothing is said: beside the set, and never over it."""
    beside = file.with_name(f"{file.stem}{added}{ending}")
    return beside if beside != file else file.with_name(f"{file.stem}-questions{ending}")


def _format(name: str | None, out: Path | None) -> "SetFormat":
    from interviewer.formats.sets import FORMATS

    for known in FORMATS:
        if known.name == name if name else out and out.name.lower().endswith(known.ending):
            return known
    what = f"The ending of {out} is not known." if out else "It is not said what to export to."
    raise UsageError(what, f"Say the format: --to {'|'.join(_names())}.")


def _check_free(target: Path, file: Path, force: bool) -> None:
    if target.resolve() == file.resolve():
        raise UsageError(f"{target} is the set itself.", "Give another file with --out.")
    if target.exists() and not force:
        raise UsageError(f"{target} is there already.", "Give another file with --out, or replace it with --force.")


def _languages(lang: str | None, found: QuestionSet, interface: Language) -> tuple[Language, ...]:
    """What is printed, the main language first: of both, the interface's."""
    if lang == BOTH:
        return (interface, *(language for language in Language if language is not interface))
    return (Language(lang) if lang else found.language or interface,)


def _tell(target: Path, chosen: "SetFormat", kit: Kit, lost: tuple[str, ...], as_json: bool) -> None:
    if as_json:
        print_json(
            file=target,
            format=chosen.name,
            parts=kit.parts,
            languages=kit.languages,
            questions=[question.id for question in kit.questions],
            minutes=kit.minutes,
            not_carried=lost,
        )
        return
    click.echo(f"Written to {target}.", err=True)
    for each in lost:
        click.echo(f"Not carried: {each}", err=True)
