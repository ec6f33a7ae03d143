"""What stands on paper, without saying how it is drawn: the blocks that every renderer knows."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from interviewer.model import Language
from interviewer.model.question_set import Part


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text in one language.

    Attributes:
        note: Said about it in another language: that it exists in this one only.
    """

    language: Language
    text: str
    note: str = ""
    note_language: Language | None = None


Text = tuple[Phrase, ...]
"""The same in one or more languages, which are shown one under the other, in this order."""


class Tone(StrEnum):
    """What a paragraph is for."""

    BODY = "body"
    LEAD = "lead"
    FACTS = "facts"
    NOTE = "note"


class Look(StrEnum):
    """What a detail is for."""

    PLAIN = "plain"
    ASK = "ask"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the document's, 2 a question's, 3 a part of it."""

    level: int
    text: Text
    facts: Text = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text, which may hold lists, code and formulas as Markdown has them."""

    text: Text
    tone: Tone = Tone.BODY


@dataclass(frozen=True, slots=True)
class Items:
    """A list of short texts."""

    items: tuple[Text, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Detail:
    """What belongs to an entry: a label and the texts it announces."""

    label: Text
    texts: tuple[Text, ...]
    look: Look = Look.PLAIN


@dataclass(frozen=True, slots=True)
class Entry:
    """One of several things that are told apart by number, with its details below it."""

    number: int
    text: Text
    facts: Text = ()
    strong: bool = False
    details: tuple[Detail, ...] = ()


@dataclass(frozen=True, slots=True)
class Entries:
    """Entries one below the other."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Fields:
    """Places to write a word or two, each after its label."""

    labels: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """Boxes of which one is ticked."""

    options: tuple[Text, ...]
    label: Text = ()


@dataclass(frozen=True, slots=True)
class Room:
    """Lines to write on, by hand."""

    lines: int
    label: Text = ()


@dataclass(frozen=True, slots=True)
class Box:
    """A place in a table to tick."""


@dataclass(frozen=True, slots=True)
class Blank:
    """A place in a table to write in."""


Cell = Text | Box | Blank


@dataclass(frozen=True, slots=True)
class Column:
    """A column's title and its share of the width."""

    title: Text
    share: float
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table.

    Attributes:
        lines: How many lines of handwriting it has room for.
        strong: A row that sums up the others.
    """

    cells: tuple[Cell, ...]
    lines: int = 1
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose header comes again on every page; the first cell of a row with a text names the row.

    Attributes:
        caption: What it holds, for whoever cannot see it.
    """

    caption: Text
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Keep:
    """Blocks that stay on one page where they can; `new_page` is for what begins one."""

    blocks: "tuple[Block, ...]"
    new_page: bool = False


Block = Heading | Paragraph | Items | Entries | Fields | Choices | Room | Table | Keep


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a set on paper; begins on a page of its own."""

    part: Part
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """All that is printed of a set.

    Attributes:
        languages: Those that are shown, the main one first.
    """

    title: str
    languages: tuple[Language, ...]
    sections: tuple[Section, ...]

    @property
    def language(self) -> Language:
        """The main language."""
        return self.languages[0]


def flat(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """The blocks without the bonds that keep some of them together."""
    for block in blocks:
        if isinstance(block, Keep):
            yield from flat(block.blocks)
        else:
            yield block
