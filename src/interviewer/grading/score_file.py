"""The file of scores, read again: any row at once, or one after another."""

import json
from collections.abc import Iterator
from pathlib import Path

from interviewer.errors import GradingError
from interviewer.grading.ledger import Ledger
from interviewer.grading.record import Record


class ScoreFile:
    """Rows by where they begin."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = path.open("rb")

    def at(self, place: int) -> Record:
        """The row that begins at this byte."""
        self._file.seek(place)
        record: Record = json.loads(self._file.readline())
        return record

    def rows(self) -> Iterator[Record]:
        """All rows, in the order of the answers."""
        with self._path.open("rb") as file:
            for line in file:
                yield json.loads(line)

    def ledger(self) -> Ledger:
        """The numbers of all rows.

        Raises:
            GradingError: The file is not what was once written.
        """
        ledger, place = Ledger(), 0
        try:
            with self._path.open("rb") as file:
                for line in file:
                    ledger.add(json.loads(line), place)
                    place += len(line)
        except (ValueError, KeyError, TypeError) as error:
            raise GradingError(
                f"{self._path} has been changed since it was written.", "Grade the answers anew with --restart."
            ) from error
        return ledger

    def close(self) -> None:
        """Closes the file."""
        self._file.close()
