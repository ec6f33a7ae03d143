"""The backups of a database: made, listed, and the old automatic ones deleted."""

import re
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from interviewer.model.archive import Backup, Occasion
from interviewer.store.copies import content_of, copy_database, sweep, writing_to

KEPT = 5
"""So many of the automatic backups are kept; those that the candidate asked for are never deleted."""

NAME = re.compile(rf"interviewer-(\d{{8}}-\d{{6}})-({'|'.join(Occasion)})(?:-(\d+))?\.db")


def backups_of(database: Path) -> Path:
    """The folder with the backups of a database; it need not exist."""
    return database.parent / "backups"


def make_backup(connection: sqlite3.Connection, database: Path, occasion: Occasion, now: datetime) -> Path:
    """Copies a database into the folder of its backups, and deletes automatic ones beyond the last few.

    Raises:
        StoreError: It cannot be written, or the copy is not sound; nothing is left of it.
    """
    folder = backups_of(database)
    with writing_to(folder):
        folder.mkdir(parents=True, exist_ok=True)
        sweep(folder, now)
    base = f"interviewer-{now.astimezone(UTC):%Y%m%d-%H%M%S}-{occasion}"
    number, target = 1, folder / f"{base}.db"
    while not copy_database(connection, target):
        number += 1
        target = folder / f"{base}-{number}.db"
    _prune(folder)
    return target


def describe(path: Path) -> Backup:
    """What a copy holds, when and why it was made, as far as that can be told."""
    named = NAME.fullmatch(path.name)
    stat = path.stat()
    content = content_of(path)
    return Backup(
        path=path,
        made_at=_made_at(named) if named else datetime.fromtimestamp(stat.st_mtime, UTC),
        occasion=Occasion(named[2]) if named else Occasion.MANUAL,
        size_bytes=stat.st_size,
        schema=content.schema,
        counts=content.counts,
        problem=content.problem,
    )


def list_backups(database: Path) -> tuple[Backup, ...]:
    """The backups of a database, newest first."""
    return tuple(describe(path) for path in reversed(_named(backups_of(database))))


def newest_backup(database: Path) -> Backup | None:
    """The backup that was made last."""
    named = _named(backups_of(database))
    return describe(named[-1]) if named else None


def _named(folder: Path) -> list[Path]:
    """The backups in a folder, oldest first; the names tell the second, the files tell more."""
    found = [
        (named[1], path.stat().st_mtime_ns, path)
        for path in folder.glob("*.db")
        if (named := NAME.fullmatch(path.name)) and path.exists()  # another program may delete old ones meanwhile
    ]
    return [path for _, _, path in sorted(found)]


def _made_at(named: re.Match[str]) -> datetime:
    return datetime.strptime(f"{named[1]}+0000", "%Y%m%d-%H%M%S%z").astimezone(UTC)


def _prune(folder: Path) -> None:
    automatic = [path for path in _named(folder) if f"-{Occasion.MANUAL}" not in path.name]
    for path in automatic[:-KEPT]:
        path.unlink(missing_ok=True)
