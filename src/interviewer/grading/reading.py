"""A file of answers -> its rows, one at a time, whatever format it has."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from interviewer.errors import UsageError
from interviewer.grading.answers import Entry
from interviewer.grading.csv_rows import CsvRows
from interviewer.grading.json_rows import read_json_rows
from interviewer.grading.naming import Naming

JSON_ENDINGS = (".jsonl", ".ndjson", ".json")
TABLE_ENDINGS = (".csv", ".tsv")

CHUNK_BYTES = 2**20

NO_TEXT = {b"PK\x03\x04": "a spreadsheet or an archive", b"\xd0\xcf\x11\xe0": "a spreadsheet", b"%PDF": "a PDF"}


def digest_of(file: IO[bytes]) -> str:
    """Tells files apart by what they hold."""
    file.seek(0)
    digest = hashlib.sha256()
    while chunk := file.read(CHUNK_BYTES):
        digest.update(chunk)
    return digest.hexdigest()


class AnswerFile:
    """Answers in JSON lines, CSV or TSV.

    Attributes:
        ignored: Names of columns that say nothing here.
        without: Questions that should have a column and have none.
    """

    def __init__(self, file: IO[bytes], path: Path, naming: Naming) -> None:
        """Looks at the beginning of the file.

        Raises:
            UsageError: It is no such file.
        """
        self._file, self._path, self._naming = file, path, naming
        file.seek(0)
        head = file.read(4096)
        kind = next((kind for magic, kind in NO_TEXT.items() if head.startswith(magic)), "")
        if kind:
            raise UsageError(f"{path} is {kind}.", "Save the answers as CSV, or as one JSON object a line.")
        beginning = head.removeprefix(b"\xef\xbb\xbf").lstrip()
        if not beginning:
            raise UsageError(f"There is nothing in {path}.", "Give a file with answers.")
        ending = path.suffix.lower()
        is_json = ending in JSON_ENDINGS or (ending not in TABLE_ENDINGS and beginning.startswith(b"{"))
        if is_json and beginning.startswith(b"["):
            raise UsageError(f"{path} is one JSON array.", f"Give one object a line: `jq -c '.[]' {path}` writes them.")
        self._table = None if is_json else CsvRows(file, path, naming)
        self.ignored = self._table.columns.ignored if self._table else ()
        self.without = self._table.columns.without if self._table else ()

    def entries(self) -> Iterator[Entry]:
        """What stands on every row that is not blank."""
        return read_json_rows(self._file, self._path, self._naming) if self._table is None else iter(self._table)
