"""The candidate's data as a whole: kept in copies, put back, taken out and brought together."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import Any

from interviewer.model.archive import Backup, Merged
from interviewer.settings import Places
from interviewer.store.backups import list_backups
from interviewer.store.documents import KINDS
from interviewer.store.restoring import back_up, find_backup, restore
from interviewer.store.transfer import Documents, merge_database, merge_documents, reading_documents

__all__ = ["KINDS", "Archive", "Documents"]


class Archive:
    """All the data of one candidate; needs neither a bank nor a scorer.

    Attributes:
        database: The file that practising writes to.
    """

    def __init__(self, places: Places) -> None:
        self.database = places.database

    def back_up(self, file: Path | None, now: datetime) -> Backup:
        """A checked copy of the database: in a new file, or in the folder of the backups.

        Raises:
            StoreError: There is no database, it is damaged, or the copy cannot be written.
        """
        return back_up(self.database, file, now)

    def backups(self) -> tuple[Backup, ...]:
        """The copies in the folder of the backups, newest first, each looked over."""
        return list_backups(self.database)

    def restore(self, name: str, now: datetime) -> tuple[Path, Path | None]:
        """Puts a backup, given by its name or as a file, into place of the database.

        Returns:
            The backup, and where what was there before is kept; None where there was nothing.

        Raises:
            StoreError: There is no such backup, or it cannot be used; nothing has changed.
        """
        found = find_backup(self.database, name)
        return found, restore(self.database, found, now)

    def documents(self, now: datetime) -> AbstractContextManager[Documents]:
        """All data as plain documents, kind by kind, as it is at one moment.

        Raises:
            StoreError: There is no database, or it cannot be read.
        """
        return reading_documents(self.database, now)

    def merge(self, source: Path, now: datetime, keep: bool = True) -> Merged:
        """Takes in another database of interviewer; nothing is doubled, nothing that was said is lost.

        Raises:
            StoreError: It cannot be used; nothing has changed.
        """
        return merge_database(self.database, source, now, keep)

    def merge_documents(self, source: Path, found: Mapping[str, Any], now: datetime, keep: bool = True) -> Merged:
        """Takes in documents as `documents` gives them, in the same way.

        Raises:
            StoreError: They cannot be used; nothing has changed.
        """
        return merge_documents(self.database, source, found, now, keep)
