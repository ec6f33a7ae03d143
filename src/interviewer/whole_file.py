"""Files that have their name only when they are whole: whoever looks meanwhile, or after a crash, finds the old one."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Where to write what `path` is to become; it gets that name at the end, and nothing is left of it on a failure.

    Raises:
        OSError: It cannot get its name; what writing to it raises passes through.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        yield part
        part.replace(path)
    finally:
        with suppress(OSError):  # what went wrong before is told, not that there is nothing to delete
            part.unlink(missing_ok=True)
