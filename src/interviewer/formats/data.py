"""All of the candidate's data as one JSON file, and back; `docs/data.md` describes it.

One document stands on a line, in an order that follows from the data: the same data make the same file.
"""

import json
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from interviewer.errors import UsageError
from interviewer.model.archive import Merged
from interviewer.session.archive import KINDS, Archive, Documents
from interviewer.whole_file import whole_file

FORMAT = "interviewer-data"

SCHEMA_VERSION = 1
"""Of the file; goes up when a field changes its meaning, comes or goes away."""


def write_data(path: Path, archive: Archive, now: datetime) -> dict[str, int]:
    """Writes all data to a file, which has its name only once it is whole.

    Returns:
        How many documents of each kind.

    Raises:
        UsageError: The file cannot be written.
        StoreError: There is no database, or it cannot be read.
    """
    counts: dict[str, int] = {}
    try:
        with (
            archive.documents(now) as kinds,
            whole_file(path) as part,
            part.open("w", encoding="utf-8", newline="\n") as file,
        ):
            _write(file, kinds, counts)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise UsageError(
            f"The file {path} cannot be written: {error.strerror}.", "Give a file in a folder that is writable."
        ) from error
    return counts


def _write(file: IO[str], kinds: Documents, counts: dict[str, int]) -> None:
    """Writes the documents kind by kind, and counts them."""
    file.write(f'{{"format": "{FORMAT}", "schema_version": {SCHEMA_VERSION}')
    for kind, documents in kinds:
        file.write(f',\n"{kind}": [')
        counts[kind] = 0
        for document in documents:
            file.write(",\n" if counts[kind] else "\n")
            file.write(json.dumps(document, ensure_ascii=False))
            counts[kind] += 1
        file.write("]")
    file.write("}\n")


def looks_like_data(head: bytes) -> bool:
    """Whether a file that begins so may be an export."""
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")


def merge_data(path: Path, archive: Archive, now: datetime, keep: bool) -> Merged:
    """Takes in a file that `write_data` wrote.

    Raises:
        UsageError: It cannot be read, or is no such file.
        StoreError: Its content is not sound, or the database cannot be used; nothing has changed.
    """
    return archive.merge_documents(path, _read(path), now, keep)


def _read(path: Path) -> dict[str, Any]:
    """The lists of an export."""
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise UsageError(f"The file {path} cannot be read: {error.strerror}.", "Give another one.") from error
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{path} is not JSON: {error}.", "Give a file that `interviewer export` wrote.") from error
    problem = next(_problems(found), None)
    if problem:
        raise UsageError(f"{path} {problem}.", "Give a file that `interviewer export` wrote.")
    return {kind: found[kind] for kind in KINDS}


def _problems(found: Any) -> Iterator[str]:
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        yield f'is no export: "format" is not "{FORMAT}"'
        return
    version = found.get("schema_version")
    if version != SCHEMA_VERSION:
        yield f"has schema_version {version!r}, this interviewer knows {SCHEMA_VERSION}"
    yield from (f"has no list {kind!r}" for kind in KINDS if not isinstance(found.get(kind), list))
