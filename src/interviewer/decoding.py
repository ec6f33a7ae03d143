"""Bytes of unknown origin -> the encoding that they are text in."""

import re

BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}

MOSTLY = 0.9
"""Of the characters beyond ASCII at least so many must be Chinese ones for a text that is taken to be GB18030, which
almost any bytes are."""

WESTERN = "cp1252"
"""What spreadsheets of Western Europe and America write where it is not UTF-8."""

CHINESE_MARKS = "，。、；：？！（）“”‘’《》【】"

COMMON = "，。的一是不了在有和中为以上这与过數数為這會会用"
"""What no Chinese text does without, in GB18030 and in Big5: it tells the two apart."""

SHORTEST_RUN = 1.5
"""Chinese characters stand together; on average at least so many."""

MOST_ACCENTS = 0.3
"""Of the letters of a western text at most so many have accents; in Cyrillic or Greek nearly all are beyond ASCII."""

_CHINESE_RUN = re.compile(f"[\u4e00-\u9fff{CHINESE_MARKS}]+")


def encoding_of(content: bytes) -> str | None:
    """The name of the encoding, for Python; None where the bytes are no text. UTF-16 needs its mark."""
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if content.startswith(mark):
            return encoding if _fits(content, encoding) else None
    if b"\0" in content:
        return None
    return "utf-8" if _fits(content, "utf-8") else _chinese(content) or _western(content) or _guessed(content)


def decoded_as(content: bytes, encoding: str) -> str | None:
    """The text, or None where the bytes are none in this encoding."""
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _fits(content: bytes, encoding: str) -> bool:
    return decoded_as(content, encoding) is not None


def _chinese(content: bytes) -> str | None:
    """The Chinese encoding whose reading has more of the characters that every text is full of."""
    readings = {name: text for name in ("gb18030", "big5") if (text := decoded_as(content, name)) and _is_chinese(text)}
    return max(readings, key=lambda name: sum(map(readings[name].count, COMMON)), default=None)


def _is_chinese(text: str) -> bool:
    """Whether what is beyond ASCII is Chinese, in runs: one character here and there is a misread accent."""
    foreign = sum(not character.isascii() for character in text)
    runs = _CHINESE_RUN.findall(text)
    return sum(map(len, runs)) >= MOSTLY * foreign and sum(map(len, runs)) >= SHORTEST_RUN * len(runs)


def _western(content: bytes) -> str | None:
    """The encoding of western Windows, where only a letter here and there is beyond ASCII."""
    text = decoded_as(content, WESTERN)
    letters = [character for character in text or "" if character.isalpha()]
    few = sum(not letter.isascii() for letter in letters) <= MOST_ACCENTS * len(letters)
    return WESTERN if text is not None and few else None


def _guessed(content: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(content).best()
    return best.encoding if best and _fits(content, best.encoding) else None
