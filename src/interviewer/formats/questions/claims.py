"""The claims that an answer's layout keeps apart: list items and table rows."""

import re
from collections.abc import Iterator

_BULLET = r"[-*+]\s+|[•·●▪]\s*"
_NUMBER = r"\(?\d{1,3}[.)]\s+|\d{1,3}\.(?=[^\d\s.])|\d{1,3}[、．）]\s*|[（(]\d{1,3}[）)]\s*|[①-⑳]\s*"
_ITEM = re.compile(rf"(\s*)(?:{_BULLET}|{_NUMBER})(?=\S)(.*)")
_RULE = re.compile(r"[\s|:-]+")
_FENCE = re.compile(r"\s*(```+|~~~+)")
_CELL_END = re.compile(r"(?<!\\)\|")


def claims_of(answer: str, nested: bool = True) -> tuple[str, ...]:
    """The items of the answer's lists and the rows of its tables, in order; empty where it is prose.

    Args:
        answer: As Markdown.
        nested: Items of lists in lists are claims, too; otherwise they are left out.
    """
    claims: list[str] = []
    inside = False
    for line in _outside_code(answer.split("\n")):
        item = _ITEM.fullmatch(line)
        if item and (nested or not item[1]):
            claims.append(item[2].strip())
        elif item or line.lstrip().startswith("|") or not line.strip():
            inside = False
            continue
        elif inside and line.startswith(" "):
            claims[-1] += f" {line.strip()}"
        inside = bool(item) or (inside and line.startswith(" "))
    return tuple(claims) or _rows(answer)


def _outside_code(lines: list[str]) -> Iterator[str]:
    fenced = False
    for line in lines:
        if _FENCE.match(line):
            fenced = not fenced
        elif not fenced:
            yield line


def _rows(answer: str) -> tuple[str, ...]:
    """Of a table its rows, the first cell as what the others are about."""
    rows = [line.strip() for line in answer.split("\n") if line.strip().startswith("|")]
    if len(rows) < 3 or not _RULE.fullmatch(rows[1]):
        return ()
    cells = [[cell.strip().replace("\\|", "|") for cell in _CELL_END.split(row.strip("|"))] for row in rows[2:]]
    return tuple(": ".join(filter(None, (row[0], ", ".join(filter(None, row[1:]))))) for row in cells if any(row))
