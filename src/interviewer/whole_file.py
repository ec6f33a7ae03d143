"""Files that have their name only when they are whole: whoever looks meanwhile, or after a crash, finds the old one."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from interviewer.errors import UsageError


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


def write_whole(path: Path, content: str | bytes) -> None:
    """Writes a file; text in UTF-8, as it stands.

    Raises:
        UsageError: It cannot be written; what was there is there still.
    """
    try:
        with whole_file(path) as part:
            part.write_bytes(content if isinstance(content, bytes) else content.encode(errors="replace"))
    except OSError as error:
        raise UsageError(
            f"The file {path} cannot be written: {error.strerror or error}.",
            "Give a file in a folder that is writable.",
        ) from error
