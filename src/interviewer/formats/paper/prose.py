"""Running text as authors write it, with the little Markdown that questions have: lists, code, formulas, bold."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby


class Kind(StrEnum):
    """What a run of text is."""

    TEXT = "text"
    CODE = "code"
    FORMULA = "formula"
    STRONG = "strong"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one kind; a code's text is without its backticks, a formula's is with its dollar signs."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, or an item of a list.

    Attributes:
        lines: As the author broke them.
        mark: A list item's: `•` or its number.
        depth: How far the item is indented, in steps.
    """

    lines: tuple[tuple[Run, ...], ...]
    mark: str = ""
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Listing:
    """Lines that are shown as they stand: code, or a table drawn with characters."""

    text: str


FENCE = re.compile(r"^ {0,3}(```+|~~~+)")
ITEM = re.compile(r"^(?P<indent>\s*)(?:[-*+•]|(?P<number>\d{1,3})[.)])\s+(?P<text>\S.*)$")
RUN = re.compile(
    r"(?<!`)(?P<ticks>`{1,3}+)(?!`)(?P<code>(?:(?!(?P=ticks)).)+)(?P=ticks)(?!`)"
    r"|(?P<formula>\$\$[^$]+\$\$|\$(?=\S)[^$\n]*[^\s$\\]\$(?!\d))"
    r"|\*\*(?=\S)(?P<strong>[^*\n]+?)(?<=\S)\*\*"
)
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""What no XML may hold, and nobody can see."""

INDENT = 2
"""Blanks to a step."""

DEEPEST = 5


def passages(text: str) -> Iterator[Passage | Listing]:
    """The text's paragraphs, list items and listings in order."""
    lines = iter(printable(text).replace("\r\n", "\n").expandtabs(4).split("\n"))
    open_lines: list[str] = []
    for line in lines:
        if fence := FENCE.match(line):
            yield from _prose(open_lines)
            open_lines = []
            yield Listing("\n".join(_until(lines, fence[1])))
        else:
            open_lines.append(line)
    yield from _prose(open_lines)


def printable(text: str) -> str:
    """The text without what cannot be printed."""
    return UNPRINTABLE.sub("", text)


def runs(line: str) -> tuple[Run, ...]:
    """One line's stretches of text, code, formulas and bold; nothing of the line is lost but the marks."""
    found: list[Run] = []
    end = 0
    for match in RUN.finditer(line):
        found.append(Run(Kind.TEXT, line[end : match.start()]))
        found.append(_marked(match))
        end = match.end()
    found.append(Run(Kind.TEXT, line[end:]))
    return tuple(run for run in found if run.text)


def _marked(match: re.Match[str]) -> Run:
    if match["code"]:
        return Run(Kind.CODE, match["code"].strip() or match["code"])
    return Run(Kind.FORMULA, match["formula"]) if match["formula"] else Run(Kind.STRONG, match["strong"])


def _until(lines: Iterator[str], fence: str) -> Iterator[str]:
    """The lines of a listing; one that is never closed goes on to the end."""
    for line in lines:
        if line.strip().startswith(fence) and not line.strip(f" {fence[0]}"):
            return
        yield line


def _prose(lines: list[str]) -> Iterator[Passage | Listing]:
    for shape, group in groupby(lines, key=_shape):
        if shape == "table":
            yield Listing("\n".join(line.strip() for line in group))
        elif shape == "text":
            yield from _paragraphs(list(group))


def _shape(line: str) -> str:
    if not line.strip():
        return "gap"
    return "table" if line.strip().startswith("|") and line.strip().endswith("|") else "text"


def _paragraphs(lines: list[str]) -> Iterator[Passage]:
    """One paragraph, or the items of a list, each with the lines that follow it."""
    current: list[str] = []
    mark, depth = "", 0
    for line in lines:
        if item := ITEM.match(line):
            if current:
                yield _passage(current, mark, depth)
            current, mark = [item["text"]], f"{item['number']}." if item["number"] else "•"
            depth = min(len(item["indent"]) // INDENT, DEEPEST)
        else:
            current.append(line.strip())
    if current:
        yield _passage(current, mark, depth)


def _passage(lines: list[str], mark: str, depth: int) -> Passage:
    return Passage(tuple(runs(line.rstrip()) for line in lines), mark, depth)
