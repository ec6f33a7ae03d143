"""Text in columns of a terminal, where a Chinese character is two cells wide and a line may break beside one. Pure."""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from unicodedata import combining, east_asian_width

CLOSING = "，。、；：！？）」』】》〉”’％…"
"""Never first in a line."""

WIDE = "\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6"

_PIECE = re.compile(rf"\s+|[{WIDE}][{CLOSING}]*|[^\s{WIDE}]+[{CLOSING}]*")
"""What stays together: one wide character, a word; each with the punctuation that closes it."""


def cells(text: str) -> int:
    """How wide a terminal shows a text."""
    return sum(0 if combining(character) else 1 + (east_asian_width(character) in "FW") for character in text)


def padded(text: str, width: int) -> str:
    """The text with as many blanks behind it as the width leaves room for."""
    return text + " " * max(width - cells(text), 0)


def shortened(text: str, width: int) -> str:
    """The text in one line of at most `width` cells."""
    line = " ".join(text.split())
    if cells(line) <= width:
        return line
    kept = ""
    for character in line:
        if cells(kept + character) > width - 1:
            break
        kept += character
    return kept.rstrip() + "…"


def wrapped(text: str, width: int) -> list[str]:
    """The text as lines of at most `width` cells; its own line ends stay."""
    return [line for paragraph in text.splitlines() or [""] for line in _wrapped(paragraph, max(width, 2))]


def indented(text: str, width: int, lead: str = "", rest: str = "") -> list[str]:
    """The text wrapped, with `lead` before its first line and `rest` before all others."""
    lines = wrapped(text, width - max(cells(lead), cells(rest)))
    return [(rest if number else lead) + line for number, line in enumerate(lines)]


def beside(left: Sequence[str], right: Sequence[str], width: int, between: str = " │ ") -> list[str]:
    """Two texts side by side, each in a column of `width` cells."""
    rows = zip_longest(left, right, fillvalue="")
    return [f"{padded(one, width)}{between}{other}".rstrip() for one, other in rows]


def _wrapped(paragraph: str, width: int) -> Iterator[str]:
    line = ""
    for piece in _PIECE.findall(paragraph):
        if cells(line + piece.rstrip()) <= width:
            line += piece
            continue
        if line.strip():
            yield line.rstrip()
        *full, line = _cut(piece.lstrip(), width)
        yield from full
    yield line.rstrip()


def _cut(word: str, width: int) -> list[str]:
    """A word as pieces of at most `width` cells."""
    pieces = [""]
    for character in word:
        if pieces[-1] and cells(pieces[-1] + character) > width:
            pieces.append("")
        pieces[-1] += character
    return pieces
