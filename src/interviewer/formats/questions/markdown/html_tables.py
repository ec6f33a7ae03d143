"""Tables and lists of definitions that are written in HTML."""

import re
from collections.abc import Iterator, Sequence

from interviewer.formats.questions.markdown.asking import asks
from interviewer.formats.questions.markdown.inline import plain
from interviewer.formats.questions.markdown.lines import Kind, Line

LONGEST_TABLE = 1_000
"""Lines; of a longer table only the beginning is read."""

_BEGINS = re.compile(r"<(?:table|dl)\b", re.IGNORECASE)
_ROWS = re.compile(r"<tr\b", re.IGNORECASE)
_CELLS = re.compile(r"<t[hd]\b[^<>]*>", re.IGNORECASE)
_CELL_ENDS = re.compile(r"</t[hdr]\s*>", re.IGNORECASE)
_TERMS = re.compile(r"<dt\b[^<>]*>", re.IGNORECASE)
_MEANINGS = re.compile(r"<dd\b[^<>]*>", re.IGNORECASE)
_TERM_ENDS = re.compile(r"</d[tdl]\s*>", re.IGNORECASE)

Row = tuple[int, list[str]]
"""The number of the line in which it begins, and its cells."""


def html_tables(lines: Sequence[Line]) -> Iterator[list[Row]]:
    """Every table with its header first; of a list of definitions whose terms ask, *Question* and *Answer* are that."""
    begins = [place for place, line in enumerate(lines) if line.kind is Kind.TEXT and _BEGINS.match(line.content)]
    passed = 0
    for place in begins:
        if place < passed:
            continue
        is_table = lines[place].content[1] in "tT"
        passed = _end(lines, place, "</table" if is_table else "</dl")
        inside = lines[place:passed]
        if inside and all(line.kind is not Kind.CODE for line in inside):
            rows = _table(inside) if is_table else _definitions(inside)
            if len(rows) > 1:
                yield rows


def _end(lines: Sequence[Line], start: int, tag: str) -> int:
    """The place behind the line with a closing tag; where there is none, behind the last that was looked at."""
    last = min(start + LONGEST_TABLE, len(lines))
    return next((place + 1 for place in range(start, last) if tag in lines[place].text.lower()), last)


def _table(lines: Sequence[Line]) -> list[Row]:
    rows = [
        (number, [_until(_CELL_ENDS, cell) for cell in _CELLS.split(row)[1:]]) for number, row in _pieces(lines, _ROWS)
    ]
    return [row for row in rows if row[1]]


def _definitions(lines: Sequence[Line]) -> list[Row]:
    rows = []
    for number, row in _pieces(lines, _TERMS):
        term, *meanings = _MEANINGS.split(row)
        rows.append((number, [_until(_TERM_ENDS, term), "<br>".join(_until(_TERM_ENDS, text) for text in meanings)]))
    asking = sum(asks(plain(cells[0])) for _, cells in rows)
    return [(0, ["Question", "Answer"]), *rows] if 2 * asking >= len(rows) else []


def _pieces(lines: Sequence[Line], begins: re.Pattern[str]) -> list[tuple[int, str]]:
    """What stands between two tags that begin a row, with the number of the line in which it begins."""
    pieces: list[tuple[int, list[str]]] = []
    for line in lines:
        before, *following = begins.split(line.text)
        if pieces:
            pieces[-1][1].append(before)
        pieces += [(line.number, [text]) for text in following]
    return [(number, " ".join(texts)) for number, texts in pieces]


def _until(ends: re.Pattern[str], text: str) -> str:
    """The text before a closing tag, on one line."""
    return " ".join(ends.split(text, maxsplit=1)[0].split())
