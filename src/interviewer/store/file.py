"""The database as a file: opening it, setting a damaged one aside, and errors that say what to do."""

import sqlite3
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from interviewer.errors import StoreError

BUSY_TIMEOUT_S = 5.0
"""How long a write waits for another session's write; ours take milliseconds."""

RETRY_S = 0.01
"""How soon to try again what SQLite does not wait for by itself."""

CHECKED_BYTES = 16_000_000
"""Up to this size a database is checked whole on opening (about 20 ms); beyond it, `doctor` does it."""


def open_database(path: Path) -> sqlite3.Connection:
    """A connection to a sound database; SQLite's own error where it is damaged or cannot be opened."""
    connection = sqlite3.connect(path, timeout=BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False)
    try:
        connection.row_factory = sqlite3.Row
        connection.create_function("digest_of", -1, _digest_of, deterministic=True)
        _use_wal(connection)
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        if path.stat().st_size <= CHECKED_BYTES:
            found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
            if found != "ok":
                raise sqlite3.DatabaseError(found)
    except BaseException:
        connection.close()
        raise
    return connection


def _digest_of(*values: object) -> int:
    """A number in [0, 2**32) that changes, as good as always, when one of the values does."""
    return zlib.crc32(repr(values).encode())


def _use_wal(connection: sqlite3.Connection) -> None:
    """Switches to WAL mode; unlike any other statement this one does not wait for others by itself."""
    deadline_s = time.monotonic() + BUSY_TIMEOUT_S
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline_s:
                raise
            time.sleep(RETRY_S)
        else:
            return


def is_replaced(path: Path) -> bool:
    """Whether something stands here that SQLite would refuse, or would empty without a word."""
    wal = path.with_name(f"{path.name}-wal")
    emptied = path.exists() and not path.stat().st_size
    return path.is_dir() or (emptied and wal.exists() and wal.stat().st_size > 0)


def set_aside(path: Path, now: datetime) -> Path:
    """Moves a damaged database, with what SQLite keeps beside it, to a name of its own."""
    aside = path.with_name(f"{path.name}.damaged-{now:%Y%m%d-%H%M%S}")
    number = 1
    while aside.exists():
        number += 1
        aside = path.with_name(f"{path.name}.damaged-{now:%Y%m%d-%H%M%S}-{number}")
    for suffix in ("", "-wal", "-shm"):
        beside = path.with_name(path.name + suffix)
        if beside.exists():
            beside.rename(f"{aside}{suffix}")
    return aside


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turns the errors of SQLite and the file system into ours, which say what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise StoreError(f"The database {path} failed: {error}.", _remedy(error)) from error
    except OSError as error:
        raise StoreError(
            f"The database {path} cannot be used: {error.strerror or error}.",
            "Make the folder writable, or set INTERVIEWER_DATA_DIR to one that is.",
        ) from error


def _remedy(error: sqlite3.Error) -> str:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_FULL:
        return "The disk is full: free some space and send the answer again."
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return "Another program holds it: close that one and try again."
    if code in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}:
        return "Make the file and its folder writable, or set INTERVIEWER_DATA_DIR to a folder that is."
    return "`interviewer doctor` checks the database and says how to mend it."
