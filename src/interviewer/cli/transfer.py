"""`interviewer export` and `import`: data that leaves, and data that comes; one registry for each."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import click

from interviewer.cli.backup import open_archive
from interviewer.cli.options import Wishes, json_option, now, print_json
from interviewer.errors import UsageError

HEAD_BYTES = 512
"""So much of a file tells what it is."""


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format that data can leave in.

    Attributes:
        ending: Of the names of its files.
        write: Writes such a file; returns how many of what.
    """

    ending: str
    write: Callable[[Path, Wishes], dict[str, int]]


@dataclass(frozen=True, slots=True)
class Importer:
    """A kind of file that can be taken in.

    Attributes:
        name: What it is called.
        recognises: Whether a file that begins so is one.
        bring: Takes it in, or only says what would change; returns how many of what.
    """

    name: str
    recognises: Callable[[Path, bytes], bool]
    bring: Callable[[Path, Wishes, bool], dict[str, int]]


def _export_data(path: Path, wishes: Wishes) -> dict[str, int]:
    from interviewer.formats.data import write_data

    return write_data(path, open_archive(), now())


def _import_data(path: Path, wishes: Wishes, keep: bool) -> dict[str, int]:
    from interviewer.formats.data import merge_data

    return asdict(merge_data(path, open_archive(), now(), keep))


def _is_data(path: Path, head: bytes) -> bool:
    from interviewer.formats.data import looks_like_data

    return looks_like_data(head)


def _import_database(path: Path, wishes: Wishes, keep: bool) -> dict[str, int]:
    return asdict(open_archive().merge(path, now(), keep))


EXPORTERS = {"json": Exporter(".json", _export_data)}
"""By the name that --to takes."""

IMPORTERS = (
    Importer("a database of interviewer", lambda path, head: head.startswith(b"SQLite format 3\0"), _import_database),
    Importer("an export of interviewer (JSON)", _is_data, _import_data),
)
"""The first that recognises a file takes it in."""


@click.command("export")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--to", "name", type=click.Choice(list(EXPORTERS)), help="The format; FILE's ending says it otherwise.")
@json_option
@click.pass_obj
def export_data(wishes: Wishes, /, file: Path, name: str | None, as_json: bool) -> None:
    """Write everything that was practised to FILE.

    json: all data, to be taken in again by `interviewer import`, here or on another machine.
    """
    counts = _exporter(file, name).write(file, wishes)
    if as_json:
        print_json(file=file, counts=counts)
    else:
        click.echo(f"{file}: {_listed(counts) or 'nothing yet'}", err=True)


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option("--dry-run", is_flag=True, help="Say what would change; change nothing.")
@json_option
@click.pass_obj
def import_data(wishes: Wishes, /, files: tuple[Path, ...], dry_run: bool, as_json: bool) -> None:
    """Take in another machine's database, or what `interviewer export` wrote.

    Nothing is doubled, however often it is taken in. Where both sides went on with the same question, both answers
    are kept.
    """
    found = [(file, importer_of(file)) for file in files]
    results = []
    for file, importer in found:
        counts = importer.bring(file, wishes, not dry_run)
        results.append({"file": file, "recognised_as": importer.name, "counts": counts})
        if not as_json:
            said = " (nothing was changed)" if dry_run else ""
            click.echo(f"{file}: {_listed(counts) or 'nothing new'}{said}", err=True)
    if as_json:
        print_json(dry_run=dry_run, files=results)


def importer_of(file: Path) -> Importer:
    """What can take a file in.

    Raises:
        UsageError: Nothing can, or it cannot be read.
    """
    try:
        with file.open("rb") as opened:
            head = opened.read(HEAD_BYTES)
    except OSError as error:
        raise UsageError(f"The file {file} cannot be read: {error.strerror}.", "Give another one.") from error
    for importer in IMPORTERS:
        if importer.recognises(file, head):
            return importer
    raise UsageError(
        f"{file} is nothing that can be taken in.", f"Give {' or '.join(known.name for known in IMPORTERS)}."
    )


def _exporter(file: Path, name: str | None) -> Exporter:
    if name:
        return EXPORTERS[name]
    for exporter in EXPORTERS.values():
        if file.suffix.lower() == exporter.ending:
            return exporter
    raise UsageError(f"The ending of {file} is not known.", f"Say the format: --to {'|'.join(EXPORTERS)}.")


def _listed(counts: dict[str, int]) -> str:
    """The counts that are not 0, in words."""
    return ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in counts.items() if count)
