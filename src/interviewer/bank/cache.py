"""The bank as it was read last time, so that a start need not parse YAML.

The cache is ours alone: it is keyed by the files' places, sizes and times and by this program's values, and its
checksum is verified before it is unpickled. Whatever is wrong with it costs time, never an error.
"""

import hashlib
import pickle
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from interviewer import model
from interviewer.cache import keep


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
    """Keeps the value; does nothing where the folder cannot be written."""
    pickled = pickle.dumps(value)
    keep(path, hashlib.sha256(pickled).digest() + pickled)
