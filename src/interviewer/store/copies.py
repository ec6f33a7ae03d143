"""Copies of a database: made whole and checked before they get their name, and looked over without a trace.

A copy is one file without a log beside it, so that it can be carried anywhere.
"""

import os
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from interviewer.errors import StoreError
from interviewer.store import file

UNFINISHED = ".unfinished-"
"""How the name of a copy begins that is not whole yet."""

ABANDONED = timedelta(days=1)
"""A copy that is unfinished for so long belongs to a program that died."""

TABLES = ("interviews", "attempts", "reviews")


@dataclass(frozen=True, slots=True)
class Content:
    """What a database holds, as far as it can be read.

    Attributes:
        schema: The version of its tables, 0 where it cannot be read.
        counts: Rows of the tables that matter to a candidate.
        problem: What is wrong with it; empty where it is sound.
    """

    schema: int
    counts: dict[str, int]
    problem: str = ""


def copy_database(connection: sqlite3.Connection, target: Path) -> bool:
    """Writes a checked copy, which has its name only once it is whole and on disk.

    Returns:
        False where the name is taken; nothing has changed then.

    Raises:
        StoreError: It cannot be written, or the copy is not sound; nothing is left of it.
    """
    with writing_to(target):
        handle, name = tempfile.mkstemp(".db", UNFINISHED, target.parent)
        os.close(handle)
        part = Path(name)
        try:
            _copy_and_check(connection, part)
            return _give_name(part, target)
        finally:
            part.unlink(missing_ok=True)


def content_of(path: Path) -> Content:
    """What is in a database, which may be damaged, of any version, or none at all."""
    try:
        with closing(open_unchanged(path)) as connection:
            schema: int = connection.execute("PRAGMA user_version").fetchone()[0]
            return Content(schema, _counts(connection), _problem(connection))
    except (sqlite3.Error, OSError) as error:
        return Content(0, {}, str(error))


def open_unchanged(path: Path) -> sqlite3.Connection:
    """A connection to a database of which nothing changes, and beside which no file appears."""
    if path.exists() and not path.stat().st_size:
        raise sqlite3.DatabaseError("the file is empty")
    in_use = path.with_name(f"{path.name}-wal").exists()  # then the latest words may be in there only
    how = "mode=ro" if in_use else "immutable=1"
    return sqlite3.connect(f"{path.absolute().as_uri()}?{how}", uri=True, timeout=file.BUSY_TIMEOUT_S)


def copy_pages(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """Makes `target` what `source` is, in one transaction; sessions that have it open see it whole.

    Raises:
        sqlite3.OperationalError: Another session kept holding one of them.
    """
    source.backup(target, progress=_until(time.monotonic() + file.BUSY_TIMEOUT_S), sleep=file.RETRY_S)


@contextmanager
def scratch(folder: Path, now: datetime) -> Iterator[Path]:
    """A place of its own in a folder, which is made where it is not there; gone when the block is left.

    Raises:
        StoreError: Nothing can be written there.
    """
    with writing_to(folder):
        folder.mkdir(parents=True, exist_ok=True)
        sweep(folder, now)
        place = tempfile.TemporaryDirectory(prefix=UNFINISHED, dir=folder, ignore_cleanup_errors=True)
    with place as name:
        yield Path(name)


def sweep(folder: Path, now: datetime) -> None:
    """Deletes what programs that died have left of copies."""
    for path in folder.glob(f"{UNFINISHED}*"):
        if now - datetime.fromtimestamp(path.lstat().st_mtime, UTC) < ABANDONED:
            continue
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


@contextmanager
def writing_to(target: Path) -> Iterator[None]:
    """Turns errors of SQLite and the file system into ours, for a copy that is being written."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        reason = getattr(error, "strerror", None) or error
        raise StoreError(
            f"The copy {target} cannot be written: {reason}.",
            "Free some space there, make the folder writable, or choose another place.",
        ) from error


def _copy_and_check(connection: sqlite3.Connection, part: Path) -> None:
    with closing(sqlite3.connect(part, isolation_level=None)) as copy:
        connection.execute("BEGIN")
        try:
            expected = _counts(connection)
            copy_pages(connection, copy)
        finally:
            connection.execute("ROLLBACK")
        copy.execute("PRAGMA journal_mode = DELETE")
        problem = _problem(copy) or ("" if _counts(copy) == expected else "it is not complete")
    if problem:
        raise StoreError(
            f"The copy of the database is not sound: {problem}.", "`interviewer doctor` checks the database itself."
        )
    with part.open("rb") as written:
        os.fsync(written.fileno())


def _until(deadline_s: float) -> Callable[[int, int, int], None]:
    """Gives up, unlike SQLite, where another session does not let go."""

    def watch(status: int, remaining: int, total: int) -> None:
        if status in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED} and time.monotonic() > deadline_s:
            raise sqlite3.OperationalError("database is locked by another program")

    return watch


def _problem(connection: sqlite3.Connection) -> str:
    """What the full check finds first; nothing where all is sound."""
    (found,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if found != "ok":
        return str(found)
    astray = connection.execute("PRAGMA foreign_key_check").fetchone()
    return f"a row of {astray[0]} belongs to nothing" if astray else ""


def _counts(connection: sqlite3.Connection) -> dict[str, int]:
    return {table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES}


def _give_name(part: Path, target: Path) -> bool:
    """Names the copy without ever replacing another file; False where there is one."""
    try:
        target.hardlink_to(part)
    except FileExistsError:
        return False
    except OSError:  # a file system without links
        if target.exists():
            return False
        part.rename(target)
    sync_folder(target.parent)
    return True


def sync_folder(folder: Path) -> None:
    """Makes the names of the files in a folder last."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
