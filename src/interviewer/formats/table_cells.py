"""Cells of a table of questions, which somebody may open in a spreadsheet: exact on the way back.

A text stands in its cell as it is, a list one item a line. Two things need more: what begins like a formula gets an
apostrophe in front (`csv_cells`), and what a spreadsheet would not give back as it was becomes a JSON list, `["..."]`.
"""

import json
import re
from collections.abc import Sequence

from interviewer.formats.csv_cells import UNSEEN, begins_formula

LANGUAGES = ("zh", "en")

QUESTION_COLUMNS = (
    *("id", "difficulty", "minutes", "tags"),
    *("question_zh", "question_en", "model_answer_zh", "model_answer_en"),
    *("sources", "licence", "any_of", "draft"),
)
POINT_COLUMNS = (
    *("point", "weight", "required", "point_zh", "point_en", "accept_zh", "accept_en"),
    *("contradicts_zh", "contradicts_en", "probe_zh", "probe_en"),
)
COLUMNS = (*QUESTION_COLUMNS, *POINT_COLUMNS)
"""Of a table that we write: a row for each key point, with what belongs to the question in its first row."""

TAGS = re.compile(r"[,，、;；\n]+")
"""Between tags."""

_ODD = re.compile("[^\\S\n \u3000]|[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
"""Blanks and control characters that do not come through a spreadsheet."""

_FORMULA = re.compile(
    r"=\s*[-+@\s]*(?:[^\W\d][\w.]*\s*\(|\$?[A-Za-z]{1,3}\$?\d|[\"'(\d{\[#])"
    r"|[-+@][-+=@\s]*(?:[A-Z][A-Z.\d]+|(?i:hyperlink|webservice|import\w{2,8}|call|exec|register|indirect|rtd|dde))\("
    r"|[-+=@]\s*[^\W\d]\w*\|"
    r"|[-+=@].{0,1000}\w\|.{0,1000}!",
    re.DOTALL,
)
_HALF_WIDTH = str.maketrans("＝＋－＠", "=+-@")


def write_text(text: str) -> str:
    """The cell for a text."""
    return text if not text or _comes_back((text,), text, (read_text(text),)) else _listed((text,))


def write_texts(texts: Sequence[str], between: str = "\n") -> str:
    """The cell for several texts."""
    joined = between.join(texts)
    back = read_tags(joined) if between != "\n" else read_texts(joined)
    return joined if _comes_back(texts, joined, back) else _listed(texts)


def read_text(cell: str) -> str:
    """The text of a cell."""
    plain = _plain(cell)
    listed = _from_list(plain)
    return plain if listed is None else "\n".join(listed)


def read_texts(cell: str) -> tuple[str, ...]:
    """The texts of a cell that holds one a line."""
    plain = _plain(cell)
    listed = _from_list(plain)
    return tuple(line.strip() for line in plain.split("\n") if line.strip()) if listed is None else listed


def read_tags(cell: str) -> tuple[str, ...]:
    """The tags of a cell, which stand between commas or semicolons."""
    plain = _plain(cell)
    listed = _from_list(plain)
    return tuple(tag.strip() for tag in TAGS.split(plain) if tag.strip()) if listed is None else listed


def is_formula(cell: str) -> bool:
    """Whether a spreadsheet would run the cell; a text that only begins with a sign is none."""
    return bool(_FORMULA.match(cell.lstrip(UNSEEN)[:4000].translate(_HALF_WIDTH)))


def _comes_back(texts: Sequence[str], cell: str, back: Sequence[str]) -> bool:
    written = f"'{cell}" if begins_formula(cell) else cell
    return tuple(back) == tuple(texts) and _plain(written) == cell and not _ODD.search(cell)


def _plain(cell: str) -> str:
    """The cell without blanks around it, and without the apostrophe that keeps it from being a formula."""
    defused = cell.startswith("'") and begins_formula(cell[1:])
    return (cell[1:] if defused else cell).replace("\r\n", "\n").strip()


def _listed(texts: Sequence[str]) -> str:
    return json.dumps(list(texts), ensure_ascii=any(map(_ODD.search, texts)))


def _from_list(cell: str) -> tuple[str, ...] | None:
    if not cell.startswith('["'):
        return None
    try:
        found = json.loads(cell)
    except (ValueError, RecursionError):
        return None
    return tuple(found) if all(isinstance(text, str) for text in found) else None
