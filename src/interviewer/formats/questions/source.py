"""The text of a stranger's file: of a bearable size, decoded from whatever encoding it is in."""

from pathlib import Path

from interviewer.decoding import BYTE_ORDER_MARKS, decoded_as, encoding_of
from interviewer.errors import UsageError

LARGEST_BYTES = 32 * 2**20
"""A book of questions takes two megabytes; what is larger is something else."""


def read_bytes(path: Path) -> bytes:
    """All of a file.

    Raises:
        UsageError: It cannot be read, is no regular file, or is larger than `LARGEST_BYTES`.
    """
    try:
        if not path.is_file():
            raise UsageError(f"{path} is not a file that can be read.", "Give a file or a folder with questions.")
        with path.open("rb") as file:
            content = file.read(LARGEST_BYTES + 1)
    except OSError as error:
        raise UsageError(f"The file {path} cannot be read: {error.strerror}.", "Give another one.") from error
    if len(content) > LARGEST_BYTES:
        raise UsageError(
            f"{path} is larger than {LARGEST_BYTES // 2**20} MB, more than a list of questions can be.",
            "Split it, or give the file that holds only the questions.",
        )
    return content


def read_text(path: Path) -> str:
    """The file's text with line feeds only, in whatever encoding it is; UTF-16 needs its mark.

    Raises:
        UsageError: It cannot be read, is too large, or is no text.
    """
    content = read_bytes(path)
    text = decoded(content)
    if text is None:
        raise no_text(path, content)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def no_text(path: Path, content: bytes) -> UsageError:
    """The error that these bytes are no text, with the line and the first byte (from 0) that tells it."""
    marked = next((name for mark, name in BYTE_ORDER_MARKS.items() if content.startswith(mark)), "")
    place = -1 if marked else content.find(b"\0")
    if place < 0:
        try:
            content.decode(marked or "utf-8")
        except UnicodeDecodeError as error:
            place = error.start
    line = content.count(b"\n", 0, max(place, 0)) + 1
    return UsageError(
        f"{path}:{line}: this is not text in an encoding that is known: byte {place} is 0x{content[place]:02x}.",
        "Save it as UTF-8, or take out what is no text.",
    )


def decoded(content: bytes) -> str | None:
    """The bytes as text, or None where they are none."""
    encoding = encoding_of(content)
    return decoded_as(content, encoding) if encoding else None
