"""Files -> lines, one at a time, however long the file or a line in it is."""

import errno
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from interviewer.errors import UsageError

MAX_LINE_BYTES = 2**22
"""A longer line is not kept in memory but reported: 4 MiB are a hundred times what a scorer reads of an answer."""

BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank.

    Attributes:
        number: From 1; blank lines are counted.
        end: The bytes of the file up to here.
        content: None where the line is longer than `MAX_LINE_BYTES`.
    """

    number: int
    end: int
    content: bytes | None


def check_readable(path: Path) -> int:
    """The bytes of a file, 0 where that cannot be known.

    Raises:
        UsageError: It is not there or cannot be read.
    """
    with _told(path):
        status = path.stat()
        if stat.S_ISFIFO(status.st_mode) or stat.S_ISSOCK(status.st_mode):
            return 0
        if stat.S_ISCHR(status.st_mode):
            raise OSError(errno.EINVAL, "It is a device")
        path.open("rb").close()
        return status.st_size


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """The file, so that it can be read twice: a pipe is copied to a temporary file first.

    Raises:
        UsageError: It cannot be read.
    """
    with _told(path):
        file: IO[bytes] = path.open("rb")
        if not file.seekable():
            with file as pipe:
                file = tempfile.TemporaryFile()  # noqa: SIM115 - closed below
                shutil.copyfileobj(pipe, file)
    with file:
        yield file


def read_lines(file: IO[bytes], path: Path) -> Iterator[Line]:
    """The lines of the whole file that are not blank.

    Raises:
        UsageError: It cannot be read.
    """
    with _told(path):
        file.seek(0)
        number = end = 0
        while content := file.readline(MAX_LINE_BYTES + 1):
            number += 1
            end += len(content)
            if len(content) > MAX_LINE_BYTES:
                end += _skip_rest(file, content)
                yield Line(number, end, None)
            elif stripped := content.removeprefix(BYTE_ORDER_MARK if number == 1 else b"").strip():
                yield Line(number, end, stripped)


def _skip_rest(file: IO[bytes], content: bytes) -> int:
    """Reads on to the end of the line; how many bytes that were."""
    skipped = 0
    while not content.endswith(b"\n") and (content := file.readline(MAX_LINE_BYTES)):
        skipped += len(content)
    return skipped


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UsageError(
            f"The file {path} cannot be read: {error.strerror}.", "Check its name, and whether you may read it."
        ) from error
