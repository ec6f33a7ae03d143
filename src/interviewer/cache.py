"""Files that can be made again at any time: written in one step, the oldest of a kind dropped.

A cache is ours alone, and its checksum is verified before it is unpickled. Whatever is wrong with it costs time, never
an error.
"""

import contextlib
import hashlib
import os
import pickle
from pathlib import Path
from typing import Any

KEPT = 4
"""So many files of a kind stay: one for each bank that somebody is likely to switch between."""


def keep(path: Path, content: bytes) -> None:
    """Writes a file so that no reader ever sees half of it; does nothing where the folder cannot be written.

    Files are of one kind when their names agree up to the last hyphen and in their ending.
    """
    import tempfile  # takes as long to import as all else that reading a cache needs

    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=path.stem, suffix=".tmp")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        kind = f"{path.stem.rpartition('-')[0]}-*{path.suffix}"
        for old in sorted(path.parent.glob(kind), key=lambda file: file.stat().st_mtime)[:-KEPT]:
            old.unlink(missing_ok=True)


def read_cache(path: Path) -> Any | None:
    """What was written there, or None where it is missing or damaged."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    digest, pickled = content[:32], content[32:]
    return pickle.loads(pickled) if hashlib.sha256(pickled).digest() == digest else None


def write_cache(path: Path, value: object) -> None:
    """Keeps the value; does nothing where the folder cannot be written."""
    pickled = pickle.dumps(value)
    keep(path, hashlib.sha256(pickled).digest() + pickled)
