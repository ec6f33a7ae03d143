"""A database of the newest schema: opened, upgraded, looked over, read and written."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from interviewer.errors import StoreError
from interviewer.model.archive import Occasion
from interviewer.store.backups import make_backup
from interviewer.store.copies import copy_pages, open_unchanged
from interviewer.store.file import explained, is_replaced, open_database, set_aside
from interviewer.store.schema import MIGRATIONS, statements


class Database:
    """A file with tables of the newest schema.

    Safe to use from several threads (one statement at a time) and by several processes.

    Attributes:
        path: The database file.
        set_aside: Where a damaged database was moved on opening, or None.
    """

    def __init__(self, path: Path, now: datetime, is_copy: bool = False) -> None:
        """Opens the database, making or upgrading it where needed.

        Args:
            path: The file.
            now: The time, for the names of what is kept from before.
            is_copy: Of a copy no backup is made before an upgrade.

        Raises:
            StoreError: It cannot be opened, is locked, or was made by a newer version.
        """
        self.path = path
        self.set_aside: Path | None = None
        self._is_copy = is_copy
        self._lock = threading.RLock()
        with explained(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            if is_replaced(path):
                self.set_aside = set_aside(path, now)
            try:
                self._connection = open_database(path)
            except sqlite3.OperationalError:
                raise
            except sqlite3.DatabaseError:
                self.set_aside = set_aside(path, now)
                self._connection = open_database(path)
            self._migrate(now)

    def close(self) -> None:
        """Closes the database; further calls are an error."""
        with self._lock:
            self._connection.close()

    # Health

    @staticmethod
    def inspect(path: Path) -> tuple[tuple[str, ...], dict[str, int]]:
        """Looks a database over without changing it.

        Returns:
            What SQLite's full integrity check finds (nothing, when it is sound), and how many interviews,
            attempts and reviews there are.

        Raises:
            StoreError: It cannot be opened for reading.
        """
        if path.is_dir():
            return ("a folder is in its place",), {}
        with (
            explained(path),
            closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection,
        ):
            try:
                found = [row[0] for row in connection.execute("PRAGMA integrity_check(5)")]
                tables = ("interviews", "attempts", "reviews")
                counts = {table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables}
            except sqlite3.OperationalError:
                raise
            except sqlite3.DatabaseError as error:
                return (str(error),), {}
        return () if found == ["ok"] else tuple(found), counts

    # Inside

    def _migrate(self, now: datetime) -> None:
        version = self._connection.execute("PRAGMA user_version").fetchone()[0]
        if version > len(MIGRATIONS):
            raise StoreError(
                f"{self.path} was made by a newer interviewer (schema {version}, this one knows {len(MIGRATIONS)}).",
                "Update interviewer, or set INTERVIEWER_DATA_DIR to another folder.",
            )
        if 0 < version < len(MIGRATIONS) and not self._is_copy:
            make_backup(self._connection, self.path, Occasion.UPGRADE, now)
        while version < len(MIGRATIONS):
            version = self._upgrade(version)

    def _upgrade(self, version: int) -> int:
        """One step, unless another process has taken it meanwhile; the version after it."""
        with self.writing() as connection:
            current: int = connection.execute("PRAGMA user_version").fetchone()[0]
            if current == version:
                for statement in statements(MIGRATIONS[version]):
                    connection.execute(statement)
                current += 1
                connection.execute(f"PRAGMA user_version = {current}")
        return current

    def back_up(self, occasion: Occasion, now: datetime) -> Path:
        """A checked copy in the folder of the backups.

        Raises:
            StoreError: It cannot be written.
        """
        with self._lock:
            return make_backup(self._connection, self.path, occasion, now)

    def replace_by(self, source: Path) -> None:
        """Makes the database what another one of the same schema is; sessions that have it open see it whole.

        Raises:
            StoreError: One of them cannot be used; nothing has changed.
        """
        with self._lock, explained(self.path), closing(open_unchanged(source)) as connection:
            copy_pages(connection, self._connection)

    @contextmanager
    def attached(self, path: Path, name: str) -> Iterator[None]:
        """Has another database at hand, under a name of its own, as long as the block runs."""
        with self._lock, explained(self.path):
            self._connection.execute(f"ATTACH ? AS {name}", (str(path),))
            try:
                yield
            finally:
                self._connection.execute(f"DETACH {name}")

    def rows(self, statement: str, *values: object) -> list[sqlite3.Row]:
        """What a statement finds."""
        with self._lock, explained(self.path):
            return self._connection.execute(statement, values).fetchall()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction, on disk when the block is left, gone when it raises."""
        with self._lock, explained(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
