"""The bank as it was read last time, so that a start need not parse YAML.

It is keyed by the files' places, sizes and times and by this program's values.
"""

import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path

from interviewer import model

_OURS = (*sorted(Path(model.__file__).parent.glob("*.py")), Path(__file__).with_name("__init__.py"))
"""What a bank and its questions are made of."""


def cache_file(folder: Path, paths: Sequence[Path]) -> Path:
    """Where the bank made of these files is cached; another name as soon as one of them changes."""
    states = [f"{path.absolute()} {_state(path)}" for path in (*_OURS, *paths)]
    digest = hashlib.sha256("\n".join([sys.version, *states]).encode(errors="surrogateescape")).hexdigest()
    return folder / f"bank-{digest[:32]}.pickle"


def _state(path: Path) -> str:
    try:
        found = path.stat()
    except OSError:
        return "gone"
    return f"{found.st_mtime_ns} {found.st_size}"
