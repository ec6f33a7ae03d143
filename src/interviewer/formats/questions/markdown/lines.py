"""Markdown text -> its lines, each with what it is. One pass, without the exceptions that real lists make impossible.

People indent answers by four blanks, number without a blank after the dot and close nothing; a CommonMark parser takes
all of that for code or prose. So lines are told apart by how they look.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from interviewer.formats.questions.markdown.code_blocks import code_ends
from interviewer.formats.questions.markdown.inline import is_index_link, leads_back

MOST_LINES = 100_000
"""The longest collections have a fifth of it."""

LONGEST_SUMMARY = 40
"""Lines; a summary that is still open after so many is none."""


class Kind(StrEnum):
    """What a line is."""

    BLANK = "blank"
    HEADING = "heading"
    ITEM = "item"
    TEXT = "text"
    CODE = "code"
    TABLE = "table"
    RULE = "rule"
    OPEN = "open"
    SUMMARY = "summary"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Line:
    """One line, or a part of one where tags divide it.

    Attributes:
        number: Of the line in the file, 1-based.
        text: As it stands, without comments.
        indent: Columns before the first character.
        level: Of a heading, 1 to 6.
        marker: Of an item or of a heading within one, such as "3." or "-".
        content: What follows the marker; the text of a heading or summary.
    """

    number: int
    kind: Kind
    text: str
    indent: int = 0
    level: int = 0
    marker: str = ""
    content: str = ""


@dataclass(frozen=True, slots=True)
class Scan:
    """All lines, and by the kind of trouble where something was opened and never closed."""

    lines: tuple[Line, ...]
    unclosed: dict[str, int]


_HEADING = re.compile(r"(#{1,6})(?!#)(?:[ \t\u3000]+(.*)|(?=\w)(.*)|$)", re.DOTALL)
_HTML_HEADING = re.compile(r"\s*<h([1-6])\b[^<>]*>(.*)</h[1-6]>\s*$", re.IGNORECASE)
_ITEM = re.compile(
    r"(?P<bullet>[-*+•●▪◦])(?:\s+(?:\[[ xX]?\]\s+)?(?P<text>.*)|$)|"
    r"(?P<number>\d{1,4}(?:\.\d{1,3})*[.)、）．](?!\d)|\d{1,4}[)、）．]|[(（]\d{1,3}[)）]|[①-⑳]|"
    r"[一二三四五六七八九十]{1,3}、)\s*(?:\[[ xX]?\]\s+)?(?P<rest>.*)",
    re.DOTALL,
)
_DETAILS = re.compile(r"(<details\b[^<>]*>|</details\s*>|<summary\b[^<>]*>|</summary\s*>)", re.IGNORECASE)
_LAYOUT_TAG = re.compile(r"</?(?:p|b|br|div|center|strong|hr|em|i|blockquote|ul|ol)\b[^<>]*>|&nbsp;", re.IGNORECASE)
_COMPONENT = re.compile(r"\s*</?[A-Z][\w.]*\b[^<>]*/?>\s*$|\s*\{/\*.*\*/\}\s*$")
_MODULE = re.compile(r"(?:import\s.*\bfrom\s+['\"]|import\s+['\"]|export\s+(?:const|default|let|function)\b)")


def scan(text: str, first: int = 1, components: bool = False) -> Scan:
    """The lines of a text.

    Args:
        text: With line feeds only.
        first: The number of its first line.
        components: It is MDX; its imports, exports and components are no text.
    """
    return _Scanner(text.split("\n"), first, components).scan()


def parts_of(text: str) -> int:
    """At most so many lines a text has, with those that tags divide."""
    return text.count("\n") + sum(
        text.lower().count(name) for name in ("<details", "</details", "<summary", "</summary")
    )


def indent_of(text: str) -> int:
    """Columns before the first character; a tab goes to the next fourth."""
    columns = 0
    for character in text:
        if character == " ":
            columns += 1
        elif character == "\t":
            columns += 4 - columns % 4
        elif character == "\u3000":
            columns += 2
        else:
            break
    return columns


class _Scanner:
    def __init__(self, raws: Sequence[str], first: int, components: bool) -> None:
        self._raws = raws
        self._first = first
        self._components = components
        self._unclosed: dict[str, int] = {}
        self._code_ends = code_ends(raws, self._unclosed)
        self._comment_ends = [i for i, raw in enumerate(raws) if "-->" in raw]

    def scan(self) -> Scan:
        lines = tuple(_with_underlined_headings(_with_bare_rows(list(self._with_summaries(self._parts())))))
        unclosed = {what: index + self._first for what, index in self._unclosed.items()}
        return Scan(lines, unclosed)

    def _parts(self) -> Iterator[Line]:
        """Every line, split at the tags of hidden answers."""
        i = 0
        while i < len(self._raws):
            end = self._code_ends.get(i)
            if end is not None:
                yield from (
                    Line(j + self._first, Kind.CODE, self._raws[j], indent_of(self._raws[j])) for j in range(i, end + 1)
                )
                i = end + 1
                continue
            text, number = self._raws[i], i + self._first
            if "<!--" in text:
                text, i = self._without_comments(i)
            for part in _split(text):
                yield self._line(number, part)
            i += 1

    def _without_comments(self, i: int) -> tuple[str, int]:
        """The text without the comments that begin in this line, and the line where the last of them ends."""
        text, kept = self._raws[i], []
        while (start := text.find("<!--")) >= 0:
            kept.append(text[:start])
            end = text.find("-->", start + 4)
            if end < 0:
                place = bisect_right(self._comment_ends, i)
                if place == len(self._comment_ends):
                    self._unclosed.setdefault("comment", i)
                    return "".join(kept), i
                i = self._comment_ends[place]
                text, end = self._raws[i], self._raws[i].find("-->")
            text = text[end + 3 :]
        return "".join([*kept, text]), i

    def _line(self, number: int, text: str) -> Line:
        if text.startswith("<") and (tag := _DETAILS.fullmatch(text)):
            return Line(number, _tag_kind(tag[0]), text, content=tag[0])
        if self._components and (_COMPONENT.match(text) or _MODULE.match(text)):
            return Line(number, Kind.BLANK, "")
        return classify(number, text)

    def _with_summaries(self, parts: Iterator[Line]) -> Iterator[Line]:
        """The lines with what stands between the tags of a summary as one line."""
        held: list[Line] = []
        for part in parts:
            opens = part.kind is Kind.SUMMARY and not part.content.startswith("</")
            if opens or (held and (part.kind in (Kind.OPEN, Kind.CLOSE) or len(held) > LONGEST_SUMMARY)):
                yield from self._given_up(held)
                held = []
            if opens:
                held = [part]
            elif part.kind is Kind.SUMMARY:
                if held:
                    words = " ".join(line.text.strip() for line in held[1:])
                    yield replace(held[0], text=words, content=words.strip())
                held = []
            elif held:
                held.append(part)
            else:
                yield part
        yield from self._given_up(held)

    def _given_up(self, held: list[Line]) -> Iterator[Line]:
        """The lines of a summary that is never closed."""
        if held:
            self._unclosed.setdefault("summary", held[0].number - self._first)
            yield from held[1:]


def classify(number: int, text: str) -> Line:
    """The line that a text outside code is."""
    stripped = text.strip()
    if _is_nothing(stripped):
        return Line(number, Kind.BLANK, "")
    indent = indent_of(text)
    if stripped[0] == "|" or _is_delimiter(stripped):
        return Line(number, Kind.TABLE, text, indent, content=stripped)
    if stripped[0] in "-*_" and len(set(stripped.replace(" ", ""))) == 1 and len(stripped) >= 3:
        return Line(number, Kind.RULE, text, indent)
    if indent < 4 and (heading := _heading(number, text, stripped, indent)):
        return heading
    if item := _ITEM.match(stripped):
        return _item(number, text, indent, item)
    return Line(number, Kind.TEXT, text, indent, content=stripped)


def _is_nothing(stripped: str) -> bool:
    """Whether a line only lays out the page or leads to another place of it."""
    if not stripped or (stripped[0] in "<&" and len(stripped) < 2_000 and not _LAYOUT_TAG.sub("", stripped).strip()):
        return True
    return stripped.lower() in ("[toc]", "\\[toc]", "[[toc]]") or leads_back(stripped)


def _heading(number: int, text: str, stripped: str, indent: int, marker: str = "") -> Line | None:
    if (match := _HEADING.match(stripped)) and (match[3] is None or len(match[1]) > 1):
        content = (match[2] or match[3] or "").strip()
        closed = content.rstrip("#")
        content = closed.rstrip() if closed.endswith((" ", "\t")) or not closed else content
        return Line(number, Kind.HEADING, text, indent, len(match[1]), marker, content)
    if stripped.startswith(("<h", "<H")) and (match := _HTML_HEADING.match(stripped)):
        return Line(number, Kind.HEADING, text, indent, int(match[1]), marker, match[2].strip())
    return None


def _item(number: int, text: str, indent: int, match: re.Match[str]) -> Line:
    marker = match["bullet"] or match["number"]
    content = (match["text"] or match["rest"] or "").strip()
    if content.startswith("#") and (heading := _heading(number, text, content, indent, marker)):
        return heading
    return Line(number, Kind.ITEM, text, indent, 0, marker, content)


def _is_delimiter(stripped: str) -> bool:
    return "|" in stripped[:1_000] and "-" in stripped[:1_000] and not stripped.strip("|:- \t")


def _split(text: str) -> list[str]:
    """The line at its tags of hidden answers, unless they stand in code."""
    if "<" not in text or not any(name in text.lower() for name in ("details", "summary")):
        return [text]
    parts: list[str] = []
    for i, piece in enumerate(re.split(r"(`+[^`]*`+)", text)):
        for j, part in enumerate(_DETAILS.split(piece) if i % 2 == 0 else [piece]):
            if j % 2 or not parts or _DETAILS.fullmatch(parts[-1]):
                parts.append(part)
            else:
                parts[-1] += part
    return [part for part in parts if part.strip()]


def _tag_kind(tag: str) -> Kind:
    if "summary" in tag.lower():
        return Kind.SUMMARY
    return Kind.CLOSE if tag.startswith("</") else Kind.OPEN


def _with_bare_rows(lines: list[Line]) -> list[Line]:
    """The lines with the rows of tables that have no bars at their ends, which only the row of dashes tells."""
    rows = list(lines)
    for i, line in enumerate(lines):
        if line.kind is Kind.TABLE and _is_delimiter(line.content) and not line.content.startswith("|"):
            first = i - 1 if i and _could_be_row(rows[i - 1]) else i
            end = i + 1
            while first < i and end < len(rows) and _could_be_row(rows[end]):
                end += 1
            for place in {*range(first, end)} - {i}:
                rows[place] = replace(rows[place], kind=Kind.TABLE, marker="", content=rows[place].text.strip())
    return rows


def _could_be_row(line: Line) -> bool:
    return line.kind in (Kind.TEXT, Kind.ITEM) and "|" in line.text


def _with_underlined_headings(lines: list[Line]) -> Iterator[Line]:
    """The lines with every single line of text that is underlined as a heading."""
    skip = False
    for i, line in enumerate(lines):
        if skip:
            skip = False
        elif (level := _underlined(lines, i)) and line.kind is Kind.TEXT:
            yield replace(line, kind=Kind.HEADING, level=level)
            skip = True
        else:
            yield line


def _underlined(lines: list[Line], i: int) -> int:
    """1 or 2 where the next line underlines this one, else 0."""
    if i + 1 >= len(lines) or lines[i].kind is not Kind.TEXT or lines[i].indent > 3 or len(lines[i].content) > 200:
        return 0
    if i and lines[i - 1].kind not in (Kind.BLANK, Kind.HEADING, Kind.RULE):
        return 0
    line = lines[i + 1].text.strip()
    if lines[i + 1].indent > 3 or len(line) < 2:
        return 0
    if not line.strip("="):
        return 1
    is_sentence = lines[i].content.endswith((".", "。", "!", "！", ":", "：", ";", "；"))
    return 2 if not line.strip("-") and not is_sentence else 0


def is_index(line: Line) -> bool:
    """Whether a line only leads to a question that stands elsewhere in the document."""
    return line.kind in (Kind.ITEM, Kind.TEXT) and is_index_link(line.content)
