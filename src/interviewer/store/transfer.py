"""Data that leaves, and data that comes from another machine: as a database or as documents."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from interviewer.errors import StoreError
from interviewer.model.archive import Merged, Occasion
from interviewer.store.backups import make_backup
from interviewer.store.copies import open_unchanged, scratch
from interviewer.store.database import Database
from interviewer.store.documents import KINDS, Writer, read_documents
from interviewer.store.file import explained
from interviewer.store.merging import Merge
from interviewer.store.restoring import upgraded
from interviewer.store.versions import Row

Documents = Iterator[tuple[str, Iterator[Row]]]


@contextmanager
def reading_documents(database: Path, now: datetime) -> Iterator[Documents]:
    """All data, kind by kind, as it was at one moment.

    Raises:
        StoreError: There is no database, or it cannot be read.
    """
    if not database.exists():
        raise StoreError(f"There is no database yet at {database}.", "It is made by the first interview.")
    with upgraded(database, database.parent, now) as copy, closing(open_unchanged(copy)) as connection:
        connection.row_factory = sqlite3.Row
        yield ((kind, _explained(database, connection, kind)) for kind in KINDS)


def _explained(database: Path, connection: sqlite3.Connection, kind: str) -> Iterator[Row]:
    """The documents of one kind; only what goes wrong here is blamed on the database."""
    with explained(database):
        yield from read_documents(connection, kind)


def merge_documents(database: Path, source: Path, found: Mapping[str, Any], now: datetime, keep: bool) -> Merged:
    """Takes in documents as `reading_documents` gives them.

    Args:
        database: Ours; it is made where it is not there.
        source: Where the documents come from, for messages.
        found: The lists of documents, by kind.
        now: The time.
        keep: False only says what would change.

    Raises:
        StoreError: They are not sound, or ours cannot be used; nothing has changed.
    """
    with scratch(database.parent, now) as folder:
        other = folder / "other.db"
        with closing(Database(other, now, is_copy=True)) as filled, _refusing(source), filled.writing() as connection:
            writer = Writer(connection)
            for kind in KINDS:
                writer.insert(kind, found[kind])
        return merge_database(database, other, now, keep, source)


def merge_database(database: Path, other: Path, now: datetime, keep: bool, source: Path | None = None) -> Merged:
    """Takes in what another database knows, see `versions`; a backup of ours is made before anything changes.

    Args:
        database: Ours; it is made where it is not there.
        other: The other one, of any version; it is not changed and may be in use.
        now: The time.
        keep: False only says what would change.
        source: Where it comes from, for messages.

    Raises:
        StoreError: It is not sound, or ours cannot be used; nothing has changed.
    """
    is_new = not database.exists()
    with (
        upgraded(other, database.parent, now) as copy,
        _refusing(source or other),
        _ours(database, now, keep) as ours,
        ours.attached(copy, "other"),
        ours.writing() as connection,
    ):
        merged = _merge(connection)
        if keep and merged != Merged() and not is_new:
            _back_up(database, now)
        return merged


def _merge(connection: sqlite3.Connection) -> Merged:
    try:
        return Merge(connection).run()
    except sqlite3.IntegrityError as error:  # what comes contradicts itself or the tables
        raise ValueError(str(error)) from error


def _back_up(database: Path, now: datetime) -> None:
    """Keeps what was there before the transaction that is under way."""
    with closing(open_unchanged(database)) as before:
        make_backup(before, database, Occasion.IMPORT, now)


@contextmanager
def _ours(database: Path, now: datetime, keep: bool) -> Iterator[Database]:
    """Our database; where nothing is to be kept, a copy of it."""
    if keep:
        with closing(Database(database, now)) as ours:
            yield ours
    elif database.exists():
        with upgraded(database, database.parent, now) as copy, closing(Database(copy, now, is_copy=True)) as ours:
            yield ours
    else:
        with scratch(database.parent, now) as folder, closing(Database(folder / "ours.db", now, is_copy=True)) as ours:
            yield ours


@contextmanager
def _refusing(source: Path) -> Iterator[None]:
    """Says of data that the program has never written so that it cannot be taken in."""
    try:
        yield
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise StoreError(f"{source} cannot be taken in: {error}.", "Nothing was changed.") from error
