"""The text of a stranger's file: of a bearable size, decoded from whatever encoding it is in."""

from pathlib import Path

from interviewer.decoding import decoded_as, encoding_of
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
        raise UsageError(f"{path} is not text in an encoding that is known.", "Save it as UTF-8.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def decoded(content: bytes) -> str | None:
    """The bytes as text, or None where they are none."""
    encoding = encoding_of(content)
    return decoded_as(content, encoding) if encoding else None
