"""`interviewer backup` and `restore`: copies of everything that was practised."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from interviewer.cli.options import json_option, now, print_json
from interviewer.errors import UsageError

if TYPE_CHECKING:
    from interviewer.model.archive import Backup
    from interviewer.session.archive import Archive


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--list", "listed", is_flag=True, help="List the backups, and whether each is sound.")
@json_option
def backup(file: Path | None, listed: bool, as_json: bool) -> None:
    """Copy the database, checked, into FILE or into the folder of the backups.

    Before an upgrade, a restore and an import a backup is made anyway; of these the last five are kept.
    """
    if file and listed:
        raise UsageError("--list takes no FILE.", "Leave one of them out.")
    archive = open_archive()
    if listed:
        _print_list(archive.backups(), as_json)
        return
    made = archive.back_up(file, now())
    if as_json:
        print_json(backup=_summary(made))
    else:
        click.echo(str(made.path))


@click.command()
@click.argument("name", metavar="NAME_OR_FILE")
@json_option
def restore(name: str, as_json: bool) -> None:
    """Put a backup into place of the database, which is backed up first.

    A backup that is damaged or was made by a newer version is refused, and nothing changes.
    """
    restored, before = open_archive().restore(name, now())
    if as_json:
        print_json(restored=restored, before=before)
        return
    click.echo(f"Restored {restored}.", err=True)
    if before:
        click.echo(f"What was there before is kept in {before}.", err=True)


def open_archive() -> "Archive":
    """The candidate's data; neither the bank nor the scorer is loaded."""
    from interviewer.session.archive import Archive
    from interviewer.settings import find_places

    return Archive(find_places())


def _print_list(backups: tuple["Backup", ...], as_json: bool) -> None:
    if as_json:
        print_json(backups=[_summary(backup) for backup in backups])
        return
    if not backups:
        click.echo("No backups yet: `interviewer backup` makes one.", err=True)
    for backup in backups:
        counts = ", ".join(f"{count} {name}" for name, count in backup.counts.items())
        state = f"BAD: {backup.problem}" if backup.problem else f"ok   {counts}"
        made = f"{backup.made_at.astimezone():%Y-%m-%d %H:%M}"
        click.echo(f"{backup.name}  {made}  {backup.occasion:14}  {backup.size_bytes / 1e6:7.1f} MB  {state}")


def _summary(backup: "Backup") -> dict[str, object]:
    return {
        "name": backup.name,
        "path": backup.path,
        "made_at": backup.made_at,
        "occasion": backup.occasion,
        "size_bytes": backup.size_bytes,
        "database_schema": backup.schema,
        "counts": dict(backup.counts),
        "sound": not backup.problem,
        "problem": backup.problem,
    }
