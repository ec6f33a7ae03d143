"""The bank as it was read last time, so that a start need not parse YAML.

The cache is ours alone: it is keyed by the files' places, sizes and times and by this program's values, and its
checksum is verified before it is unpickled. Whatever is wrong with it costs time, never an error.
"""

import contextlib
import hashlib
import os
import pickle
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from interviewer import model

KEPT = 4
"""So many banks' caches stay; the ones not written for longest go."""


def cache_file(folder: Path, paths: Sequence[Path]) -> Path:
    """Where the bank made of these files is cached; another name as soon as one of them changes."""
    states = [f"{path.absolute()} {_state(path)}" for path in (Path(model.__file__), *paths)]
    digest = hashlib.sha256("\n".join([sys.version, *states]).encode(errors="surrogateescape")).hexdigest()
    return folder / f"bank-{digest[:32]}.pickle"


def _state(path: Path) -> str:
    try:
        found = path.stat()
    except OSError:
        return "gone"
    return f"{found.st_mtime_ns} {found.st_size}"


def read_cache(path: Path) -> Any | None:
    """What was written there, or None where it is missing or damaged."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    digest, pickled = content[:32], content[32:]
    return pickle.loads(pickled) if hashlib.sha256(pickled).digest() == digest else None


def write_cache(path: Path, value: object) -> None:
    """Keeps the value, in one step; does nothing where the folder cannot be written."""
    import tempfile

    pickled = pickle.dumps(value)
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix="bank", suffix=".tmp")
        with os.fdopen(descriptor, "wb") as file:
            file.write(hashlib.sha256(pickled).digest() + pickled)
        Path(name).replace(path)
        for old in sorted(path.parent.glob("bank-*.pickle"), key=lambda file: file.stat().st_mtime)[:-KEPT]:
            old.unlink(missing_ok=True)
