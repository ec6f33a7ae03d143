"""A set on paper as Markdown, for repositories, wikis and whatever else shows it."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from interviewer.formats.paper import page, prose
from interviewer.formats.paper.documents import document_of
from interviewer.formats.paper.page import Text
from interviewer.formats.paper.prose import Kind
from interviewer.model.question_set import Kit
from interviewer.whole_file import write_whole

SPECIAL = re.compile(r"[\\`*\[\]<>$~]|(?<!\w)_|_(?!\w)|&(?=#?\w+;)")
"""What Markdown, or GitHub's, may take for markup inside a line."""

OPENING = re.compile(r"^(\s*)([#+\-=|:]|\d+(?=[.)]))")
"""What it may take for markup at the beginning of one."""

BOX = "☐"
NO_LINES = "Markdown has no lines to write on by hand: below each question stands where to type the answer."


def write(path: Path, kit: Kit) -> tuple[str, ...]:
    """Writes the kit as one Markdown file; returns what it could not carry.

    Raises:
        UsageError: The file cannot be written.
    """
    write_whole(path, markdown(kit).encode())
    return (NO_LINES,)


def markdown(kit: Kit) -> str:
    """The kit as Markdown (GitHub's, for its tables)."""
    sections = document_of(kit).sections
    return "\n---\n\n".join("".join(_blocks(section.blocks)) for section in sections).rstrip() + "\n"


def _blocks(blocks: tuple[page.Block, ...]) -> Iterator[str]:
    for block in page.flat(blocks):
        yield "\n".join(BLOCKS[type(block)](block)).rstrip() + "\n\n"


def _heading(heading: page.Heading) -> Iterator[str]:
    yield f"{'#' * heading.level} {_inline(heading.text, ' / ')}"
    if heading.facts:
        yield from ("", f"*{_inline(heading.facts, ' / ')}*")


def _paragraph(paragraph: page.Paragraph) -> Iterator[str]:
    for place, phrase in enumerate(paragraph.text):
        if place:
            yield ""
        if paragraph.tone is page.Tone.NOTE:
            yield f"> {_inline((phrase,), ' ')}"
            continue
        yield from _prose(phrase.text)
        if phrase.note:
            yield from ("", f"*({_escaped(phrase.note)})*")


def _items(items: page.Items) -> Iterator[str]:
    for number, text in enumerate(items.items, start=1):
        mark = f"{number}." if items.numbered else "-"
        yield f"{mark} {_inline(text, '<br>')}"


def _entries(entries: page.Entries) -> Iterator[str]:
    for entry in entries.entries:
        indent = " " * (len(str(entry.number)) + 2)
        facts = f" **({_inline(entry.facts, ' / ')})**" if entry.strong else f" ({_inline(entry.facts, ' / ')})"
        yield f"{entry.number}. {_inline(entry.text, '<br>')}{facts}"
        for detail in entry.details:
            yield f"{indent}- *{_inline(detail.label, ' / ')}*"
            yield from (f"{indent}  - {_inline(text, '<br>')}" for text in detail.texts)


def _fields(fields: page.Fields) -> Iterator[str]:
    yield from (f"- **{_inline(label, ' / ')}**:" for label in fields.labels)


def _choices(choices: page.Choices) -> Iterator[str]:
    yield from (f"**{_inline(choices.label, ' / ')}**", "")
    yield from (f"- [ ] {_inline(option, ' / ')}" for option in choices.options)


def _room(room: page.Room) -> Iterator[str]:
    yield from (f"**{_inline(room.label, ' / ')}**:", "", "<br>")


def _table(table: page.Table) -> Iterator[str]:
    yield from (f"**{_inline(table.caption, ' / ')}**", "")
    yield _row(_cell(column.title) for column in table.columns)
    yield _row(":---:" if column.centred else "---" for column in table.columns)
    for row in table.rows:
        yield _row(f"**{cell}**" if row.strong and cell else cell for cell in map(_cell, row.cells))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(cell: page.Cell) -> str:
    if isinstance(cell, page.Box):
        return BOX
    return "" if isinstance(cell, page.Blank) else _inline(cell, "<br>").replace("|", "\\|")


def _inline(text: Text, between: str) -> str:
    """The text in one line; a line break of the author's becomes one of HTML's, which tables and lists take."""
    return between.join(_phrase(phrase) for phrase in text)


def _phrase(phrase: page.Phrase) -> str:
    note = f" *({_escaped(phrase.note)})*" if phrase.note else ""
    lines = (line for piece in prose.passages(phrase.text) for line in _lines(piece))
    return "<br>".join(lines) + note


def _lines(piece: prose.Passage | prose.Listing) -> Iterator[str]:
    if isinstance(piece, prose.Listing):
        yield from (_code(line) for line in piece.text.split("\n") if line.strip())
        return
    mark = f"{piece.mark} " if piece.mark else ""
    yield from (mark * (not place) + _runs(line) for place, line in enumerate(piece.lines))


def _prose(text: str) -> Iterator[str]:
    for place, piece in enumerate(prose.passages(text)):
        if isinstance(piece, prose.Listing):
            yield from ("", *_fenced(piece.text), "")
        else:
            indent = "  " * piece.depth
            yield from ("",) if place and not piece.mark else ()
            first, *more = (_opened(_runs(line)) for line in piece.lines)
            mark = {"": "", "•": "- "}.get(piece.mark, f"{piece.mark} ")
            yield "\\\n".join([f"{indent}{mark}{first}", *(f"{indent}{' ' * len(mark)}{line}" for line in more)])


def _fenced(code: str) -> Iterator[str]:
    longest = max((len(ticks) for ticks in re.findall("`{3,}", code)), default=2)
    fence = "`" * (longest + 1)
    yield from (fence, code, fence)


def _runs(line: tuple[prose.Run, ...]) -> str:
    return "".join(_run(run) for run in line)


def _run(run: prose.Run) -> str:
    match run.kind:
        case Kind.CODE:
            return _code(run.text)
        case Kind.FORMULA:
            return run.text
        case Kind.STRONG:
            return f"**{_escaped(run.text)}**"
        case _:
            return _escaped(run.text)


def _code(text: str) -> str:
    ticks = "`" * (max((len(found) for found in re.findall("`+", text)), default=0) + 1)
    blank = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{ticks}{blank}{text}{blank}{ticks}"


def _escaped(text: str) -> str:
    return SPECIAL.sub(r"\\\g<0>", text)


def _opened(line: str) -> str:
    """The line so that nothing at its beginning is taken for markup."""
    return OPENING.sub(lambda found: _harmless(found[1], found[2]), line)


def _harmless(blanks: str, mark: str) -> str:
    # A number is followed by what makes it an item: that is what is escaped.
    return f"{blanks}{mark}\\" if mark.isdigit() else f"{blanks}\\{mark}"


BLOCKS: Mapping[type[Any], Callable[[Any], Iterator[str]]] = {
    page.Heading: _heading,
    page.Paragraph: _paragraph,
    page.Items: _items,
    page.Entries: _entries,
    page.Fields: _fields,
    page.Choices: _choices,
    page.Room: _room,
    page.Table: _table,
}
