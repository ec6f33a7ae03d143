"""Lines that are laid out already: pieces of text with a tone, for a terminal of a known width."""

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from interviewer.lines.feedback import BANDS, percent
from interviewer.model import Language, Question
from interviewer.phrases import Phrases

Find = Callable[[str], Question | None]


PASSED, HALF_WAY = BANDS[1][0], BANDS[2][0]
"""From which score on it is told as a good one, and as a middling one."""

NARROWEST = 50
"""Columns that everything is laid out for at least."""


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
class Layout:
    """How it is to be laid out.

    Attributes:
        find: The question or key point with an id, or None where the bank does not have it.
        language: Of the questions.
        width: Columns, at least NARROWEST.
        plain: Figures instead of plots.
        everything: All the questions with all their key points, not only the weakest.
    """

    phrases: Phrases
    find: Find
    language: Language
    width: int = 80
    plain: bool = False
    everything: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, a word on what the figures mean, and the lines."""

    title: str
    about: str
    lines: tuple[Line, ...]


def line(*pieces: Piece | str, item: str = "", follows: bool = False) -> Line:
    """A line of these pieces; bare text is plain."""
    return Line(tuple(Piece(p) if isinstance(p, str) else p for p in pieces), item, follows)


def share_text(share: float | None) -> str:
    """A share in [0, 1] as a percentage, in five columns."""
    return "    –" if share is None else f"{percent(share):3} %"


def share_tone(share: float) -> Tone:
    """Whether a score in [0, 1] is a good one."""
    if share >= PASSED:
        return Tone.GOOD
    return Tone.FAIR if share >= HALF_WAY else Tone.POOR


def question_text(item: str, layout: Layout) -> str:
    """The question in one line; its id where the bank does not have it."""
    question = layout.find(item)
    return " ".join(question.text.best(layout.language).split()) if question else item


def point_text(item: str, layout: Layout) -> str:
    """The key point in one line; its id where the bank does not have it."""
    question = layout.find(item)
    return " ".join(question.key_points[0].text.best(layout.language).split()) if question else item


def more(count: int, phrases: Phrases) -> list[Line]:
    """That there are more than are listed, where there are."""
    return [line(Piece(phrases.stats_more.format(count=count), Tone.FAINT))] if count > 0 else []


def cells(text: str) -> int:
    """How many columns of a terminal a text takes: Chinese characters take two, combining marks none."""
    return sum(_cells(character) for character in text)


def cut(text: str, width: int) -> str:
    """The text in at most `width` columns, at least 1: what is too long ends with an ellipsis."""
    if cells(text) <= width:
        return text
    kept, room = "", 1
    for character in text:
        if room + _cells(character) > width:
            break
        kept, room = kept + character, room + _cells(character)
    return f"{kept}…"


def fit(text: str, width: int) -> str:
    """The text in exactly `width` columns, at least 1: cut, or filled up with spaces."""
    words = cut(text, width)
    return words + " " * (width - cells(words))


def right(text: str, width: int) -> str:
    """The text at the right of `width` columns."""
    return " " * (width - cells(text)) + text


def joined(texts: Iterable[str], width: int) -> list[str]:
    """The texts with dots between them, in as many lines of `width` columns as they take."""
    lines: list[str] = []
    for text in texts:
        longer = f"{lines[-1]} · {text}" if lines else text
        if lines and cells(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(cut(text, width))
    return lines


def columns(rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """Rows of a table, each cell at the right of its column; columns that there is no room for are left out."""
    wide = [max(cells(row[number]) for row in rows) + 2 for number in range(len(rows[0]))]
    while sum(wide) > width:
        wide.pop()  # the JSON and the CSV have it
    return ["".join(right(text, room) for text, room in zip(row, wide, strict=False)) for row in rows]


def _cells(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
