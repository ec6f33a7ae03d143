"""`interviewer export`, and what `import` does with a candidate's data; one registry for each direction."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import click

from interviewer.cli.backup import open_archive
from interviewer.cli.options import Wishes, json_option, now, print_json, session_for, settings_for
from interviewer.errors import UsageError


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format that data can leave in.

    Attributes:
        ending: Of the names of its files.
        write: Writes such a file, with key points on their own where that is wished; returns how many of what.
    """

    ending: str
    write: Callable[[Path, Wishes, bool], dict[str, int]]


@dataclass(frozen=True, slots=True)
class Importer:
    """A kind of file that can be taken in.

    Attributes:
        name: As `--from` takes it.
        title: What it is called in a message.
        recognises: Whether a file that begins so is one.
        bring: Takes it in, or only says what would change; returns how many of what.
    """

    name: str
    title: str
    recognises: Callable[[Path, bytes], bool]
    bring: Callable[[Path, Wishes, bool], dict[str, int]]


def _export_data(path: Path, wishes: Wishes, points: bool) -> dict[str, int]:
    from interviewer.formats.data import write_data

    return write_data(path, open_archive(), now())


def _import_data(path: Path, wishes: Wishes, keep: bool) -> dict[str, int]:
    from interviewer.formats.data import merge_data

    merged = asdict(merge_data(path, open_archive(), now(), keep))
    if keep:
        _settle(wishes)
    return merged


def _export_deck(path: Path, wishes: Wishes, points: bool) -> dict[str, int]:
    from interviewer.formats.anki import write_deck

    session = session_for(settings_for(wishes))
    try:
        record = session.exchange.record(points)
        return asdict(write_deck(path, session.bank.questions, record, None, now(), points=points))
    finally:
        session.close()


def _import_deck(path: Path, wishes: Wishes, keep: bool) -> dict[str, int]:
    from interviewer.formats.anki import read_history

    settings = settings_for(wishes)
    reviews = read_history(path)
    session = session_for(settings)
    try:
        intake = session.exchange.take_in(reviews, settings.question_language, keep=False)
        if keep and intake.added:
            session.exchange.back_up(now())
            intake = session.exchange.take_in(reviews, settings.question_language)
        return asdict(intake)
    finally:
        session.close()


def _is_deck(path: Path, head: bytes) -> bool:
    """Whether it is a whole collection, or a deck with cards of ours; any other deck holds somebody's questions."""
    from interviewer.formats.anki.package import is_package
    from interviewer.formats.questions.apkg import holds_own_notes

    return is_package(path, head) and (path.suffix.lower() == ".colpkg" or holds_own_notes(path))


def _settle(wishes: Wishes) -> None:
    """What came from Anki gives way to the same reviews with their answers, which a merge may have brought."""
    session = session_for(settings_for(wishes), quiet=True)
    try:
        session.exchange.settle()
    finally:
        session.close()


def _is_data(path: Path, head: bytes) -> bool:
    from interviewer.formats.data import looks_like_data

    return looks_like_data(head)


def _import_database(path: Path, wishes: Wishes, keep: bool) -> dict[str, int]:
    merged = asdict(open_archive().merge(path, now(), keep))
    if keep:
        _settle(wishes)
    return merged


EXPORTERS = {"json": Exporter(".json", _export_data), "anki": Exporter(".apkg", _export_deck)}
"""By the name that --to takes."""

IMPORTERS = (
    Importer(
        "database",
        "a database of interviewer",
        lambda path, head: head.startswith(b"SQLite format 3\0"),
        _import_database,
    ),
    Importer("data", "an export of interviewer (JSON)", _is_data, _import_data),
    Importer("anki", "the reviews of an Anki deck or collection", _is_deck, _import_deck),
)
"""The first that recognises a file takes it in."""


@click.command("export")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--to", "name", type=click.Choice(list(EXPORTERS)), help="The format; FILE's ending says it otherwise.")
@click.option("--points", is_flag=True, help="For Anki: a card for every key point, too.")
@json_option
@click.pass_obj
def export_data(wishes: Wishes, /, file: Path, name: str | None, points: bool, as_json: bool) -> None:
    """Write everything that was practised to FILE.

    json: all data, to be taken in again by `interviewer import`, here or on another machine.

    anki: the questions of the bank as a deck (.apkg), with schedule and reviews.
    """
    counts = _exporter(file, name).write(file, wishes, points)
    if as_json:
        print_json(file=file, counts=counts)
    else:
        click.echo(f"{file}: {listed(counts) or 'nothing yet'}", err=True)


def _exporter(file: Path, name: str | None) -> Exporter:
    if name:
        return EXPORTERS[name]
    for exporter in EXPORTERS.values():
        if file.suffix.lower() == exporter.ending:
            return exporter
    raise UsageError(f"The ending of {file} is not known.", f"Say the format: --to {'|'.join(EXPORTERS)}.")


def listed(counts: dict[str, int]) -> str:
    """The counts that are not 0, in words."""
    return ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in counts.items() if count)
