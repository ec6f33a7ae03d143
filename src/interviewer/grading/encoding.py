"""Which encoding a table is in: spreadsheets write many."""

import codecs
from collections.abc import Iterator
from typing import IO

MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}

CHUNK_BYTES = 2**20

SAMPLE_BYTES = 2**16
"""What a guess rests on where an encoding is neither UTF-8 nor GB18030."""

MOSTLY = 0.9
"""Of the characters beyond ASCII so many must be Chinese ones, since almost any bytes are some GB18030."""

CHINESE_MARKS = "，。、；：？！（）“”‘’《》【】—…·　"


def encoding_of(file: IO[bytes]) -> str:
    """The name of the encoding, for Python; the whole file is read, in constant memory, and wound back.

    Files that are in none are taken for UTF-8: the rows that are not are named one by one later.
    """
    file.seek(0)
    head = file.read(SAMPLE_BYTES)
    for mark, encoding in MARKS.items():
        if head.startswith(mark):
            return encoding if encoding == "utf-8-sig" or _fits(file, encoding) else "utf-8"
    if _fits(file, "utf-8"):
        return "utf-8"
    if _fits(file, "gb18030"):
        return "gb18030"
    return "utf-8" if _has_utf8(head) else _guessed(head)


def _fits(file: IO[bytes], encoding: str) -> bool:
    """Whether all bytes are text in this encoding, and read like it."""
    foreign = chinese = 0
    try:
        for text in _decoded(file, encoding):
            if encoding == "gb18030":
                beyond = [character for character in text if character > "\x7f"]
                foreign += len(beyond)
                chinese += sum("\u4e00" <= character <= "\u9fff" or character in CHINESE_MARKS for character in beyond)
    except UnicodeDecodeError:
        return False
    return chinese >= MOSTLY * foreign


def _decoded(file: IO[bytes], encoding: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)()
    file.seek(0)
    while chunk := file.read(CHUNK_BYTES):
        yield decoder.decode(chunk)
    yield decoder.decode(b"", final=True)


def _has_utf8(head: bytes) -> bool:
    """Whether some characters are UTF-8 beyond ASCII: then the file was meant to be."""
    return any(character > "\x7f" for character in head.decode("utf-8", errors="ignore"))


def _guessed(head: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(head).best()
    return best.encoding if best else "utf-8"
