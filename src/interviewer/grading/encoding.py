"""Which encoding a table is in that is too long to be read at once."""

import codecs
from typing import IO

from interviewer.decoding import BYTE_ORDER_MARKS, WESTERN, encoding_of

CHUNK_BYTES = 2**20

SAMPLE_BYTES = 2**16
"""So much of what is beyond ASCII tells the encoding."""


def encoding_of_file(file: IO[bytes]) -> str:
    """The name of the encoding, for Python; the whole file is read, in constant memory.

    A file that is in none is taken for UTF-8: the rows that are not are named one by one later.
    """
    file.seek(0)
    head = file.read(CHUNK_BYTES)
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if head.startswith(mark):
            return encoding if encoding == "utf-8-sig" or _is_text(file, encoding) else "utf-8"
    if _is_text(file, "utf-8"):
        return "utf-8"
    sample = _sample(file)
    found = encoding_of(sample) or WESTERN
    return "utf-8" if found == WESTERN and _has_utf8(sample) else found


def _is_text(file: IO[bytes], encoding: str) -> bool:
    """Whether all bytes are text in this encoding."""
    decoder = codecs.getincrementaldecoder(encoding)()
    file.seek(0)
    try:
        while chunk := file.read(CHUNK_BYTES):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _sample(file: IO[bytes]) -> bytes:
    """The first lines that are not ASCII."""
    file.seek(0)
    lines: list[bytes] = []
    while sum(map(len, lines)) < SAMPLE_BYTES and (line := file.readline(SAMPLE_BYTES)):
        if not line.isascii():
            lines.append(line)
    return b"".join(lines)


def _has_utf8(sample: bytes) -> bool:
    """Whether some characters are UTF-8 beyond ASCII: then the file was meant to be."""
    return not sample.decode("utf-8", errors="ignore").isascii()
