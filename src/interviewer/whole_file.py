"""Files that have their name only when they are whole: whoever looks meanwhile, or after a crash, finds the old one."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from interviewer.errors import UsageError


@contextmanager
def whole_file(path: Path, replaces: bool = True) -> Iterator[Path]:
    """Where to write what `path` is to become; it gets that name at the end, and nothing is left of it on a failure.

    Args:
        path: Its name.
        replaces: Whether it takes the place of a file that is there.

    Raises:
        FileExistsError: There is such a file, and it is not to be replaced.
        OSError: It cannot get its name; what writing to it raises passes through.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        yield part
        if replaces:
            part.replace(path)
        else:
            _name_anew(part, path)
    finally:
        with suppress(OSError):  # what went wrong before is told, not that there is nothing to delete
            part.unlink(missing_ok=True)


def _name_anew(part: Path, path: Path) -> None:
    try:
        os.link(part, path)  # unlike a rename, this never replaces what somebody has written meanwhile
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if path.exists():
            raise FileExistsError(f"{path} is there already") from None
        part.rename(path)


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
