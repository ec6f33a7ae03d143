"""Lines that are laid out already: pieces of text with a tone, for a terminal of a known width."""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """What a piece of text means; colour only repeats what the words say."""

    PLAIN = "plain"
    STRONG = "strong"
    FAINT = "faint"
    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text in one tone."""

    text: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Line:
    """One line.

    Attributes:
        item: The question that can be practised from here, or an empty string.
        follows: It belongs to the line before.
    """

    pieces: tuple[Piece, ...] = ()
    item: str = ""
    follows: bool = False

    @property
    def text(self) -> str:
        """The line without its tones."""
        return "".join(piece.text for piece in self.pieces).rstrip()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, a word on what the figures mean, and the lines."""

    title: str
    about: str
    lines: tuple[Line, ...]


def line(*pieces: Piece | str, item: str = "", follows: bool = False) -> Line:
    """A line of these pieces; bare text is plain."""
    return Line(tuple(Piece(p) if isinstance(p, str) else p for p in pieces), item, follows)


def cells(text: str) -> int:
    """How many columns of a terminal a text takes: Chinese characters take two, combining marks none."""
    return sum(_cells(character) for character in text)


def fit(text: str, width: int) -> str:
    """The text in one line of exactly `width` columns: cut with an ellipsis, or filled up with spaces."""
    words = " ".join(text.split())
    room = cells(words)
    if room > width:
        kept, room = "", 1
        for character in words:
            if room + _cells(character) > width:
                break
            kept, room = kept + character, room + _cells(character)
        words = kept + "…" if width > 0 else ""
        room = room if width > 0 else 0
    return words + " " * (width - room)


def right(text: str, width: int) -> str:
    """The text at the right of `width` columns."""
    return " " * (width - cells(text)) + text


def _cells(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
