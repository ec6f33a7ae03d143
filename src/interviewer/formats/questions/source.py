"""The text of a stranger's file: of a bearable size, decoded from whatever encoding it is in."""

import re
from pathlib import Path

from interviewer.errors import UsageError

LARGEST_BYTES = 32 * 2**20
"""A book of questions takes two megabytes; what is larger is something else."""

BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}

MOSTLY = 0.9
"""Of the characters beyond ASCII at least so many must be Chinese ones for a text that is taken to be GB18030, which
almost any bytes are."""

CHINESE_MARKS = "，。、；：？！（）“”‘’《》【】"

COMMON = "，。的一是不了在有和中为以上这与过數数為這會会用"
"""What no Chinese text does without, in GB18030 and in Big5: it tells the two apart."""

SHORTEST_RUN = 1.5
"""Chinese characters stand together; on average at least so many."""

MOST_ACCENTS = 0.3
"""Of the letters of a western text at most so many have accents; in Cyrillic or Greek nearly all are beyond ASCII."""

_CHINESE_RUN = re.compile(f"[\u4e00-\u9fff{CHINESE_MARKS}]+")


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
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if content.startswith(mark):
            return _decoded_as(content, encoding)
    if b"\0" in content:
        return None
    return _decoded_as(content, "utf-8") or _chinese(content) or _western(content) or _guessed(content)


def _decoded_as(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _chinese(content: bytes) -> str | None:
    """The text in the Chinese encoding whose reading has more of the characters that every text is full of."""
    readings = [text for name in ("gb18030", "big5") if (text := _decoded_as(content, name)) and _is_chinese(text)]
    return max(readings, key=lambda text: sum(map(text.count, COMMON)), default=None)


def _is_chinese(text: str) -> bool:
    """Whether what is beyond ASCII is Chinese, in runs: one character here and there is a misread accent."""
    foreign = sum(not character.isascii() for character in text)
    runs = _CHINESE_RUN.findall(text)
    return sum(map(len, runs)) >= MOSTLY * foreign and sum(map(len, runs)) >= SHORTEST_RUN * len(runs)


def _western(content: bytes) -> str | None:
    """The text in the encoding of western Windows, where only a letter here and there is beyond ASCII."""
    text = _decoded_as(content, "cp1252")
    letters = [character for character in text or "" if character.isalpha()]
    return text if sum(not letter.isascii() for letter in letters) <= MOST_ACCENTS * len(letters) else None


def _guessed(content: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(content).best()
    return str(best) if best else None
