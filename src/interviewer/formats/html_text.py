"""HTML of other programs -> what a reader sees of it, as Markdown: lists, tables, code and formulas are kept.

The tags are found by expressions that read every character a bounded number of times: Python's own parser takes minutes
for a page of unclosed tags.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_NAME = r"(?P<end{0}>/?)(?P<name{0}>[a-zA-Z][\w:-]*+)"
_TAG = re.compile(
    rf"<!--|<{_NAME.format(1)}(?P<rest1>(?:[^<>\"']|\"[^\"<]*+\"|'[^'<]*+')*+)>"
    rf"|<{_NAME.format(2)}(?P<rest2>[^<>]*+)>|<[!?/][^<>]*+>"
)
_ATTRIBUTE = re.compile(r"(?<![\w-])([\w-]++)\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"']++))")
_BLANKS = re.compile(r"[ \t\n\r\f\v\u00a0]+")

UNSEEN = frozenset({"script", "style", "head", "title", "template", "noscript"})
PARAGRAPHS = frozenset({"p", "blockquote", "table", "pre", "hr", "figure", "ul", "ol", "dl", "section", "article"})
LINES = frozenset({"div", "br", "li", "dt", "dd", "tr", "summary", "details", "header", "footer", "form", "option"})
HEADINGS = {f"h{level}": "#" * level + " " for level in range(1, 7)}
LISTS = frozenset({"ul", "ol"})
CELLS = frozenset({"td", "th"})
CODE = frozenset({"code", "kbd", "samp", "tt"})
SIGNS = {"sup": "^", "sub": "_"}
DEEPEST = 6
"""Lists in lists are indented no further."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag: `<name attributes>`, or `</name>` where `end` is true."""

    name: str
    end: bool
    attributes: str

    def __getitem__(self, attribute: str) -> str:
        """The attribute's value; empty where there is none."""
        for name, *values in _ATTRIBUTE.findall(self.attributes):
            if name.lower() == attribute:
                return html.unescape("".join(values))
        return ""


def text_of(page: str) -> str:
    """What is seen of a piece of HTML, as Markdown; of text without markup the text, with its blanks drawn together."""
    seen = _Page()
    for token in tokens(page):
        seen.take(token)
    return seen.text()


def tokens(page: str) -> Iterator[Tag | str]:
    """The tags, and the texts between them; comments are left out."""
    done = 0
    while found := _TAG.search(page, done):
        if found.start() > done:
            yield html.unescape(page[done : found.start()])
        done = found.end()
        if found[0] == "<!--":
            closed = page.find("-->", done)
            done = closed + 3 if closed >= 0 else len(page)
        elif name := found["name1"] or found["name2"]:
            yield Tag(name.lower(), bool(found["end1"] or found["end2"]), found["rest1"] or found["rest2"] or "")
    if done < len(page):
        yield html.unescape(page[done:])


@dataclass(slots=True)
class _Page:
    """What was seen so far, and where in it we are.

    Attributes:
        breaks, space: What comes before the next text.
        marker: What the next text begins with: a list's bullet, a heading's signs.
        lists: For each list that is open the number of its last item; None where it has bullets.
        unseen: The tag whose content is not shown.
        raw: The content of `pre` or `code`, while it is open.
        rows: Of the table that is open; in a cell, `cell` sees what there is.
    """

    out: list[str] = field(default_factory=list)
    breaks: int = 0
    space: bool = False
    marker: str = ""
    lists: list[int | None] = field(default_factory=list)
    unseen: str = ""
    raw: list[str] | None = None
    raw_tag: str = ""
    rows: list[list[str]] | None = None
    cell: "_Page | None" = None
    in_cell: bool = False

    def take(self, token: Tag | str) -> None:
        """Goes on by one token."""
        if self.unseen:
            if isinstance(token, Tag) and token.end and token.name == self.unseen:
                self.unseen = ""
        elif self.cell is not None and not self._leaves_cell(token):
            self.cell.take(token)
        elif isinstance(token, str):
            self._text(token)
        elif self.raw is not None:
            self._in_raw(token)
        else:
            self._tag(token)

    def text(self) -> str:
        """All that was seen."""
        self._close_raw()
        self._close_table()
        return "".join(self.out).strip()

    def _text(self, text: str) -> None:
        if self.raw is not None:
            self.raw.append(text)
            return
        text = _BLANKS.sub(" ", text)
        self.space = self.space or text.startswith(" ")
        if text.strip():
            self._put(text.strip())
            self.space = text.endswith(" ")

    def _put(self, text: str) -> None:
        inner = "  " * min(len(self.lists), DEEPEST)
        outer = inner[2:] if self.marker and self.lists else inner
        if self.out and self.breaks:
            self.out.append("\n" * self.breaks + outer)
        elif self.out and self.space:
            self.out.append(" ")
        self.out.append(self.marker + text.replace("\n", f"\n{inner}"))
        self.breaks, self.space, self.marker = 0, False, ""

    def _break(self, lines: int) -> None:
        self.breaks, self.space = max(self.breaks, lines), False

    def _tag(self, tag: Tag) -> None:
        if tag.name in UNSEEN and not tag.end:
            self.unseen = tag.name
        elif tag.name == "table" and not self.in_cell:
            self._close_table()
            self.rows = None if tag.end else []
        elif tag.name in CELLS | {"tr"} and self.rows is not None:
            self._open_cell(tag)
        elif tag.name in {"pre"} | CODE and not tag.end:
            self.raw, self.raw_tag = [], tag.name
        elif tag.name in SIGNS and not tag.end:
            self.out.append(SIGNS[tag.name])
        elif tag.name == "img":
            self._put(_image(tag))
        elif tag.name == "anki-mathjax":
            self._put("\\)" if tag.end else "\\(")
        else:
            self._block(tag)

    def _block(self, tag: Tag) -> None:
        if tag.name in LISTS:
            self._break(1 if len(self.lists) > tag.end else 2)
            if not tag.end:
                self.lists.append(0 if tag.name == "ol" else None)
            elif self.lists:
                self.lists.pop()
        elif tag.name in PARAGRAPHS:
            self._break(1 if self.lists else 2)
        elif tag.name in HEADINGS:
            self._break(2)
            self.marker = "" if tag.end else HEADINGS[tag.name]
        elif tag.name == "br":
            self.breaks, self.space = min(self.breaks + 1, 2), False
        elif tag.name in LINES:
            self._break(1)
            if tag.name == "li" and not tag.end:
                self._begin_item()
        elif tag.name in CELLS:
            self.space = True

    def _begin_item(self) -> None:
        if not self.lists:
            self.lists.append(None)
        number = self.lists[-1]
        if number is not None:
            self.lists[-1] = number + 1
        self.marker = "- " if number is None else f"{number + 1}. "

    def _in_raw(self, tag: Tag) -> None:
        if tag.name == self.raw_tag and tag.end:
            self._close_raw()
        elif self.raw is not None and tag.name in {"br", "div", "p"}:
            self.raw.append("\n")

    def _close_raw(self) -> None:
        if self.raw is None:
            return
        content, self.raw = "".join(self.raw), None
        if self.raw_tag == "pre":
            fence = "`" * max(3, 1 + max(map(len, re.findall("`+", content)), default=0))
            self._break(1 if self.lists else 2)
            self._put(f"{fence}\n{content.strip(chr(10))}\n{fence}")
            self._break(1)
        elif content.strip():
            self._put(f"`{content.strip()}`" if "`" not in content else content.strip())

    def _open_cell(self, tag: Tag) -> None:
        assert self.rows is not None
        if tag.name == "tr" and not tag.end:
            self.rows.append([])
        elif tag.name in CELLS and not tag.end:
            if not self.rows:
                self.rows.append([])
            self.cell = _Page(in_cell=True)

    def _leaves_cell(self, token: Tag | str) -> bool:
        """Whether the token ends the cell, which is then kept."""
        if self.cell is None or not isinstance(token, Tag):
            return False
        leaves = token.name in CELLS | {"tr"} or (token.name == "table" and token.end)
        if leaves:
            self._keep_cell()
        return leaves

    def _keep_cell(self) -> None:
        if self.rows and self.cell is not None:
            self.rows[-1].append(" ".join(self.cell.text().split()).replace("|", "\\|"))
        self.cell = None

    def _close_table(self) -> None:
        self._keep_cell()
        rows, self.rows = [row for row in self.rows or () if any(row)], None
        self._break(1 if self.lists else 2)
        if rows:
            width = max(map(len, rows))
            lines = [f"| {' | '.join(row + [''] * (width - len(row)))} |" for row in rows]
            self._put("\n".join([lines[0], f"|{' --- |' * width}", *lines[1:]]))
            self._break(2)


def _image(tag: Tag) -> str:
    name = tag["src"].partition("?")[0].rpartition("/")[2] if not tag["src"].startswith("data:") else ""
    return f"[image: {name or tag['alt'] or 'without a name'}]"
