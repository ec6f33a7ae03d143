"""What an answer says one by one: the items of its lists, the rows of its tables."""

import re
from collections.abc import Iterator, Sequence

from interviewer.formats.questions.markdown.inline import plain
from interviewer.formats.questions.markdown.lines import Kind, Line, scan
from interviewer.formats.questions.markdown.tables import cells

LONGEST_LABEL = 24
"""Characters; a shorter item with others below it says what they are about, a longer one says something itself."""

_HAN = re.compile("[\u3000-\u9fff\uff00-\uffef]")
_EMPTY_CELL = re.compile(r"[-–—−/\\.…\s]*|n/?a|无", re.IGNORECASE)
_WORD = re.compile(r"\w")


def claims_of(answer: str, nested: bool = True) -> tuple[str, ...]:
    """What an answer as Markdown says one by one; empty where it is prose.

    Args:
        answer: All of it.
        nested: Items of lists in lists count, too; otherwise they are left out.
    """
    lines = scan(answer.replace("\r\n", "\n")).lines
    return claims(lines if nested else [line for line in lines if not line.indent])


def claims(lines: Sequence[Line]) -> tuple[str, ...]:
    """Every item and row, in the order of the answer; empty where it is prose."""
    found: list[str] = []
    i = 0
    while i < len(lines):
        if lines[i].kind is Kind.ITEM:
            end = _list_end(lines, i)
            found += _items(lines[i:end])
        elif lines[i].kind is Kind.TABLE:
            end = next((j for j in range(i, len(lines)) if lines[j].kind is not Kind.TABLE), len(lines))
            found += _rows([line.content for line in lines[i:end]])
        else:
            end = i + 1
        i = end
    return tuple(dict.fromkeys(claim for claim in found if _WORD.search(claim)))


def _list_end(lines: Sequence[Line], start: int) -> int:
    """Where a list ends: at a heading, a table, or prose that stands farther left than its items after a blank line."""
    indent = lines[start].indent
    for i in range(start + 1, len(lines)):
        line = lines[i]
        if line.kind in (Kind.HEADING, Kind.TABLE, Kind.RULE):
            return i
        apart = lines[i - 1].kind is Kind.BLANK
        if line.kind is Kind.TEXT and apart and line.indent <= indent:
            return i
    return len(lines)


def _items(lines: Sequence[Line]) -> Iterator[str]:
    """The items of one list, with what is above a nested one in front of it."""
    above: list[tuple[int, str]] = []
    texts = list(_texts(lines))
    for place, (indent, text) in enumerate(texts):
        while above and above[-1][0] >= indent:
            above.pop()
        has_below = place + 1 < len(texts) and texts[place + 1][0] > indent + 1
        is_label = has_below and (len(text) <= LONGEST_LABEL or text.endswith((":", "：")))
        if not is_label:
            said = text.rstrip(":： ") if len(text) <= LONGEST_LABEL else text
            yield _under([label for _, label in above[-2:]], said)
        if is_label:
            above.append((indent, text.rstrip(":： ")))


def _texts(lines: Sequence[Line]) -> Iterator[tuple[int, str]]:
    """Every item's indent and words, with the lines that carry it on."""
    indent, words = -1, list[str]()
    for line in lines:
        if line.kind is Kind.ITEM:
            if words:
                yield indent, joined(words)
            indent, words = line.indent, [plain(line.content)]
        elif line.kind is Kind.TEXT and words:
            words.append(plain(line.content))
    if words:
        yield indent, joined(words)


def _under(labels: Sequence[str], text: str) -> str:
    colon = "：" if _HAN.search(text) else ": "
    return colon.join([*labels, text])


def joined(words: Sequence[str]) -> str:
    """Lines as one; with a blank in between unless both sides are Chinese."""
    text = ""
    for word in filter(None, words):
        gap = "" if not text or (_HAN.match(text[-1]) and _HAN.match(word[0])) else " "
        text += gap + word
    return text


def _rows(rows: Sequence[str]) -> Iterator[str]:
    """`Sigmoid：公式：...；缺点：...` for every row below a header."""
    table = [cells(row) for row in rows if row.strip("|:- \t")]
    if len(table) < 2:
        return
    header = [plain(cell) for cell in table[0]]
    for row in table[1:]:
        yield _row(header, row)


def _row(header: Sequence[str], row: Sequence[str]) -> str:
    is_chinese = bool(_HAN.search("".join([*header, *row])))
    colon, semicolon = ("：", "；") if is_chinese else (": ", "; ")
    named = []
    for name, cell in zip(header[1:], row[1:], strict=False):
        if not _EMPTY_CELL.fullmatch(cell.strip()[:20]):
            named.append(f"{name}{colon}{_cell(cell, is_chinese)}" if name else _cell(cell, is_chinese))
    subject = _cell(row[0], is_chinese) if row else ""
    return colon.join(filter(None, [subject, semicolon.join(named)]))


def _cell(cell: str, is_chinese: bool) -> str:
    """The words of a cell; its lines separated by commas where nothing else separates them."""
    parts = [plain(part) for part in re.split(r"<br\s*/?>", cell, flags=re.IGNORECASE)]
    comma = "，" if is_chinese else ", "
    return comma.join(part.rstrip("，,。.;； ") for part in parts if part)
