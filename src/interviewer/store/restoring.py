"""Databases from elsewhere: made a copy of the newest schema first, and put into place of ours."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from interviewer.errors import StoreError
from interviewer.model.archive import Backup, Occasion
from interviewer.store.backups import backups_of, describe, make_backup
from interviewer.store.copies import copy_database, open_unchanged, scratch
from interviewer.store.database import Database
from interviewer.store.file import explained, open_database
from interviewer.store.schema import MIGRATIONS


def back_up(database: Path, target: Path | None, now: datetime) -> Backup:
    """Makes a checked copy of the database as it is: in a new file, or in the folder of its backups.

    Raises:
        StoreError: There is no database, it is damaged, the file exists already or cannot be written.
    """
    if not database.exists():
        raise StoreError(f"There is no database yet at {database}.", "It is made by the first interview.")
    with explained(database), closing(open_database(database)) as connection:
        if target is None:
            return describe(make_backup(connection, database, Occasion.MANUAL, now))
        if not copy_database(connection, target):
            raise StoreError(f"{target} is there already.", "Give the name of a new file, or delete that one.")
    return describe(target)


def find_backup(database: Path, name: str) -> Path:
    """The file that a name means: a file, or one in the folder of the backups.

    Raises:
        StoreError: There is none.
    """
    folder = backups_of(database)
    for path in (Path(name), folder / name, folder / f"{name}.db"):
        if path.is_file():
            return path
    raise StoreError(f"There is no backup {name!r}.", "`interviewer backup --list` names them; a path will do, too.")


def restore(database: Path, source: Path, now: datetime) -> Path | None:
    """Puts a copy into place of the database, upgraded where it is older; sessions that are open see it whole.

    Returns:
        The backup of what was there before; None where there was nothing.

    Raises:
        StoreError: The copy is not sound or made by a newer version, or there is no space; nothing has changed.
    """
    there = database.exists()
    with upgraded(source, database.parent, now) as copy, closing(Database(database, now)) as opened:
        is_new = not there or opened.set_aside is not None
        before = None if is_new else opened.back_up(Occasion.RESTORE, now)
        opened.replace_by(copy)
        return before or opened.set_aside


@contextmanager
def upgraded(source: Path, folder: Path, now: datetime) -> Iterator[Path]:
    """A copy of a database, of the newest schema, that is there as long as the block runs.

    Args:
        source: Any version; it is not changed, and may be in use.
        folder: Where there is room for the copy; it is made where it is not there.
        now: The time.

    Raises:
        StoreError: It is not sound, no database of ours, or made by a newer version.
    """
    check(source)
    with scratch(folder, now) as place:
        copy = place / "copy.db"
        with explained(source), closing(open_unchanged(source)) as connection:
            connection.isolation_level = None
            copy_database(connection, copy)
        Database(copy, now, is_copy=True).close()
        yield copy


def check(source: Path) -> None:
    """Refuses a file that cannot be taken in.

    Raises:
        StoreError: It is not sound, no database of ours, or made by a newer version.
    """
    with explained(source):
        found = describe(source)
    if found.schema > len(MIGRATIONS):
        raise StoreError(
            f"{source} was made by a newer interviewer (schema {found.schema}, this one knows {len(MIGRATIONS)}).",
            "Update interviewer, then try again.",
        )
    if found.problem or not found.schema:
        raise StoreError(
            f"{source} cannot be used: {found.problem or 'it is no database of interviewer'}.",
            "Nothing was changed. `interviewer backup --list` shows which backups are sound.",
        )
