"""Lists within lists: which items are questions, and which only group those that stand below them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from interviewer.formats.questions.markdown.asking import asks, has_mark, numbered
from interviewer.formats.questions.markdown.hidden import outside_details
from interviewer.formats.questions.markdown.inline import plain
from interviewer.formats.questions.markdown.lines import Kind, Line

LONGEST_GROUP = 100
"""Characters; what names a group of questions is shorter, a longer item says something itself."""

DEEPEST = 12
"""Lists within each other; what stands deeper is no question."""

_HAN = re.compile("[\u3400-\u9fff]")
_BULLETS = "-*+•●▪◦"


@dataclass
class Item:
    """An item of a list with those right below it.

    Attributes:
        place: Of its line in the stretch.
        parent: The item that it stands below.
    """

    place: int
    line: Line
    parent: "Item | None" = None
    below: list["Item"] = field(default_factory=list)

    @cached_property
    def text(self) -> str:
        """Its own line, plain and without a number."""
        return numbered(plain(self.line.content))[1]

    @cached_property
    def asks(self) -> bool:
        """Whether its own line asks."""
        return asks(self.text)

    @property
    def is_question(self) -> bool:
        """Whether it asks, and is no statement with a word in its midst that could ask."""
        if not self.asks or has_mark(self.text) or not _HAN.search(self.text):
            return self.asks
        return asks(re.split("[，,：:]", self.text)[-1]) and not self.text.endswith(("。", "；"))

    @property
    def names(self) -> bool:
        """Whether it could name a group: it is short, asks nothing and is no sentence."""
        return len(self.text) <= LONGEST_GROUP and not self.asks and not self.text.endswith((".", "。", "；", ";"))

    @cached_property
    def leads(self) -> bool:
        """Whether it only names a group, most of which asks or leads to what does."""
        return bool(self.below) and self.names and _mostly_lead(self.below)

    @property
    def above(self) -> tuple["Item", ...]:
        """The items that it stands below, the outermost first."""
        return (*self.parent.above, self.parent) if self.parent else ()


def is_bullet(line: Line) -> bool:
    """Whether an item is not numbered."""
    return line.marker[0] in _BULLETS


def ungrouped(lines: Sequence[Line]) -> list[Item]:
    """The outermost items of all lists, and in place of those that only group others these others."""
    return list(_ungrouped([item for item in _items(lines) if not item.parent]))


def _ungrouped(siblings: Sequence[Item]) -> Iterator[Item]:
    """Items without groups; beside items that mostly ask only one with a colon behind it is a group."""
    asking = 2 * sum(item.asks for item in siblings) > len(siblings)
    for item in siblings:
        if item.leads and (not asking or item.text.endswith((":", "："))):
            yield from _ungrouped(item.below)
        else:
            yield item


def _mostly_lead(items: Sequence[Item]) -> bool:
    if len(items) == 1:
        return items[0].leads or has_mark(items[0].text)
    return 2 * sum(item.leads or item.is_question for item in items) >= len(items)


def _items(lines: Sequence[Line]) -> Iterator[Item]:
    """Every item that nothing hides, in their order."""
    open_: list[Item] = []
    alone: set[tuple[int, str]] = set()
    follows = False
    for place, line in outside_details(lines):
        if line.kind is Kind.ITEM and line.content:
            kind = (line.indent, _style(line.marker))
            _close(open_, line, follows and kind not in alone)
            if not open_ or open_[-1].line.indent < line.indent - 1:
                alone.add(kind)
            if len(open_) < DEEPEST:
                item = Item(place, line, open_[-1] if open_ else None)
                if item.parent:
                    item.parent.below.append(item)
                open_.append(item)
                yield item
        follows = line.kind is Kind.ITEM or (follows and line.kind is Kind.BLANK)


def _close(open_: list[Item], line: Line, nests: bool) -> None:
    """Take away the items that this one does not stand below.

    It stands below one that is indented less; and below one that is indented as much where that is numbered in another
    way and nothing but items is in between.

    Args:
        open_: The items that it could stand below, the outermost first.
        line: Of the item.
        nests: Whether it may stand below one that is indented as much.
    """
    while open_ and open_[-1].line.indent > line.indent + 1:
        open_.pop()
    beside = [i for i, item in enumerate(open_) if item.line.indent >= line.indent - 1]
    alike = [i for i in beside if _style(open_[i].line.marker) == _style(line.marker)]
    if alike:
        del open_[alike[0] :]
    elif beside and (not nests or is_bullet(open_[beside[-1]].line)):
        del open_[beside[0] :]


def _style(marker: str) -> str:
    """How an item is numbered: `1.` and `2、` alike, `1.1.`, `(1)`, `①` and `一、` each in its own way."""
    if marker[0] in _BULLETS:
        return "-"
    if marker[0].isdecimal():
        return "1" + ".1" * marker[:-1].count(".")
    return {"(": "(", "（": "("}.get(marker[0], "①" if len(marker) == 1 else "一")
