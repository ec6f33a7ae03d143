"""Tables: their cells, and rows that are questions."""

import re
from collections.abc import Iterator, Sequence

from interviewer.formats.questions.markdown.asking import numbered
from interviewer.formats.questions.markdown.entry import Entry
from interviewer.formats.questions.markdown.html_tables import html_tables
from interviewer.formats.questions.markdown.inline import plain
from interviewer.formats.questions.markdown.lines import Kind, Line
from interviewer.formats.questions.markdown.outline import Part

_QUESTION_HEADERS = re.compile(
    r"(?:interview\s+)?questions?(?:\s+text)?|q|prompts?|(?:面试)?(?:问题|题目?)|提问|题干", re.IGNORECASE
)
_ANSWER_HEADERS = re.compile(
    r"(?:(?:sample|model|short|expected|suggested|correct|reference)\s+)?(?:answers?|a|solutions?|responses?)|"
    r"(?:参考|标准|正确)?(?:答案|回答|解答|解析|答)",
    re.IGNORECASE,
)
_NUMBER_HEADERS = re.compile(r"no\.?|#|number|id|序号|编号|题号", re.IGNORECASE)


def in_tables(part: Part) -> list[Entry]:
    """The rows of tables with a column for questions; an index of them, without answers, only if it leads nowhere."""
    found: list[Entry] = []
    header: list[str] | None = None
    for line in part.lines:
        if line.kind is not Kind.TABLE:
            header = None
            continue
        row = cells(line.content)
        if header is None:
            header = row
        elif line.content.strip("|:- \t") and (entry := _from_row(part, line, header, row)):
            found.append(entry)
    return [*found, *_in_html(part)]


def _in_html(part: Part) -> Iterator[Entry]:
    for (_, header), *rows in html_tables(part.lines):
        for number, row in rows:
            if entry := _from_row(part, Line(number, Kind.TABLE, ""), header, row):
                yield entry


def _from_row(part: Part, line: Line, header: Sequence[str], row: Sequence[str]) -> Entry | None:
    columns = {kind: i for kind, i in _columns(header).items() if i < len(row)}
    if "question" not in columns:
        return None
    raw = row[columns["question"]]
    title = plain(raw)
    if not re.search(r"\w", title) or (raw.startswith("**") and "answer" not in columns):
        return None
    number, title = numbered(title, bare=False)
    number = plain(row[columns["number"]]) if "number" in columns else number
    answer = row[columns["answer"]] if "answer" in columns else ""
    body = [Line(line.number, Kind.TEXT, text, content=text) for text in re.split(r"<br\s*/?>", answer) if text.strip()]
    return Entry(line.number, title, raw, number, body, part.section)


def _columns(header: Sequence[str]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for i, cell in enumerate(header):
        for kind, names in (("question", _QUESTION_HEADERS), ("answer", _ANSWER_HEADERS), ("number", _NUMBER_HEADERS)):
            if names.fullmatch(plain(cell)):
                columns.setdefault(kind, i)
    return columns


def cells(row: str) -> list[str]:
    """The cells of a table's row; bars after a backslash and within code do not end one."""
    if len(row) > 50_000:
        return []
    held = re.sub(r"`[^`]*`", lambda match: match[0].replace("|", "\\|"), row.strip().strip("|"))
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", held)]
