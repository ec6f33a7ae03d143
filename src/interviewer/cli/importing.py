"""`interviewer import`: a candidate's data from elsewhere, and questions that others wrote."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from interviewer.cli.options import LANGUAGES, FolderPath, LazyChoice, Wishes, bank_option, json_option, print_json
from interviewer.cli.transfer import IMPORTERS, Importer, listed
from interviewer.errors import UsageError
from interviewer.model import QUESTION_ID


def _all_formats() -> list[str]:
    from interviewer.formats.questions import FORMATS

    return [importer.name for importer in IMPORTERS] + [known.name for known in FORMATS]


def _treatments() -> list[str]:
    from interviewer.model.intake import Treatment

    return [treatment.value for treatment in Treatment]


def _topic(_: click.Context, __: click.Parameter, value: str) -> str:
    if value and not QUESTION_ID.fullmatch(value):
        raise click.BadParameter(f"{value!r} is no topic; use lower-case words joined by hyphens, slashes for folders.")
    return value


@click.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE_OR_DIR...")
@click.option("--into", type=FolderPath(), help="The bank folder that questions go to.")
@click.option("--topic", default="", callback=_topic, help="The topic of all of them; their headings decide otherwise.")
@click.option("--lang", type=LANGUAGES, help="The language they are written in; each text tells otherwise.")
@click.option("--source", default="", metavar="TEXT", help="Where they come from; kept with each question.")
@click.option(
    "--licence", default="", metavar="TEXT", help="Their licence; otherwise what a file LICENSE beside them says."
)
@click.option(
    "--same",
    type=LazyChoice(_treatments),
    help="What to do with a question that the bank has in other words: skip it, merge into the bank's what it adds, or "
    "keep both. Asks on a terminal, skips otherwise.",
)
@click.option("--from", "name", type=LazyChoice(_all_formats), help="The format, where it is not recognised.")
@click.option("--dry-run", is_flag=True, help="Say what would change; change nothing.")
@json_option
@bank_option
@click.pass_obj
def import_files(
    wishes: Wishes,
    /,
    paths: tuple[Path, ...],
    name: str | None,
    dry_run: bool,
    as_json: bool,
    **said: Any,
) -> None:
    """Take in questions that others wrote, another machine's database, an export, or the reviews of an Anki deck.

    Questions: lists in Markdown, CSV and TSV, Anki decks, Moodle XML, GIFT, our own YAML; files or folders, also one
    per language. Each becomes a file of its own in a bank folder, with key points proposed from its answer; without an
    answer it is a draft, which practice skips. What the bank has already is recognised; nothing is overwritten.

    A candidate's data: nothing is doubled, however often it is taken in. Where both sides went on with the same
    question, both answers are kept.
    """
    data, questions = _told_apart(paths, name, bool(said["into"] or said["topic"]))
    if questions and data:
        raise UsageError("Data and questions cannot be imported together.", "Import them one after the other.")
    if data:
        _bring_data(data, wishes, dry_run, as_json)
    else:
        from interviewer.cli.questions import Order, bring_questions

        bring_questions(Order.of(questions, name, dry_run, said), wishes, as_json)


def _bring_data(data: Sequence[tuple[Path, Importer]], wishes: Wishes, dry_run: bool, as_json: bool) -> None:
    results = []
    for file, importer in data:
        counts = importer.bring(file, wishes, not dry_run)
        results.append({"file": file, "recognised_as": importer.title, "counts": counts})
        if not as_json:
            unchanged = " (nothing was changed)" if dry_run else ""
            click.echo(f"{file}: {listed(counts) or 'nothing new'}{unchanged}", err=True)
    if as_json:
        print_json(dry_run=dry_run, files=results)


def _told_apart(
    paths: Sequence[Path], name: str | None, questions_meant: bool
) -> tuple[list[tuple[Path, Importer]], list[Path]]:
    """The files with a candidate's data, with what takes each in; and those with questions."""
    from interviewer.cli.question_files import check_regular

    data: list[tuple[Path, Importer]] = []
    questions = []
    for path in paths:
        check_regular(path)
        importer = None if questions_meant or path.is_dir() else _importer_of(path, name)
        if importer:
            data.append((path, importer))
        else:
            questions.append(path)
    return data, questions


def _importer_of(path: Path, name: str | None) -> Importer | None:
    """What takes a candidate's data in, None where it is a file with questions.

    Raises:
        UsageError: It cannot be read.
    """
    if name:
        return next((importer for importer in IMPORTERS if importer.name == name), None)
    from interviewer.cli.question_files import read_head

    head = read_head(path)
    return next((importer for importer in IMPORTERS if importer.recognises(path, head)), None)
