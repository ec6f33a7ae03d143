"""CSV and TSV with a header -> questions: our own table, or whatever columns of a stranger's are known."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from interviewer.errors import UsageError
from interviewer.formats.own_drafts import collected
from interviewer.formats.questions.markdown.claims import claims_of
from interviewer.formats.questions.own_table import Row, is_own, read_own
from interviewer.formats.questions.rows import LONGEST_CELL, all_rows, lines_of
from interviewer.formats.questions.source import decoded, read_text
from interviewer.formats.questions.words import COLUMNS, LANGUAGE_ENDINGS, difficulty_of
from interviewer.formats.table_cells import is_formula, read_tags, read_texts
from interviewer.formats.table_cells import read_text as read_cell
from interviewer.model.draft import Collection, Completeness, Draft, Taking
from interviewer.model.question import Issue, Language, Localized

DELIMITERS = (",", ";", "\t", "|")
ENDINGS = {".csv", ".tsv", ".tab"}

POINTS = ("points", *(f"points_{language}" for language in Language))

MOST_NAMED = 5
"""So many of the same kind of problem are named one by one."""

_MINUTES = re.compile(r"(\d{1,3}(?:[.,]\d+)?)\s*(?:min\w*\.?|分钟?|分鐘|['′])?", re.IGNORECASE)
_SEPARATOR = re.compile(r"sep=(.)\n")
_POINT = re.compile(r"[\n;；|]+")
_ENDING = re.compile(r"(.+?)\s*(?:[_\-\s]\s*|[(（\[])\s*([\w-]+)\s*[)）\]]?")


def is_table(path: Path, head: bytes) -> bool:
    """Whether the file is a table by its name, or a text whose first line names the columns of one."""
    if path.suffix.lower() in ENDINGS:
        return True
    first = (decoded(head.rpartition(b"\n")[0] or head) or "").lstrip("\n").partition("\n")[0]
    return path.suffix.lower() == ".txt" and any(_is_header(first.split(delimiter)) for delimiter in DELIMITERS)


def read_table(path: Path, taking: Taking) -> Collection:
    """The questions of a table.

    Raises:
        UsageError: It has no header that is known, it holds formulas, or it is no table.
    """
    header, rows, issues = _open(read_text(path), path)
    named = [_column(name) for name in header]
    formulas = [(line, cell) for line, cells in rows for cell in cells if is_formula(cell)]
    if formulas:
        raise _formulas(path, formulas)
    if is_own(named):
        drafts, found = read_own(_by_column(named, rows), path)
    else:
        issues += _unknown(header, named, path)
        drafts, found = _foreign(_by_column(list(map(_as_foreign, named)), rows), taking, path)
    return collected(path, "csv", drafts, (*issues, *found))


def _open(text: str, path: Path) -> tuple[list[str], list[tuple[int, list[str]]], list[Issue]]:
    """The header, the rows with the lines where they begin, and which rows do not fit the header."""
    csv.field_size_limit(LONGEST_CELL)
    said = _SEPARATOR.match(text)
    candidates = (said[1],) if said else DELIMITERS
    body = text[said.end() :] if said else text
    delimiter = max(candidates, key=lambda each: _known(_first_row(body, each)))
    read, misquoted = all_rows(body, delimiter, 1 + bool(said), path)
    rows = [(line, cells) for line, cells in read if any(cell.strip() for cell in cells)]
    header = rows[0][1] if rows else []
    if not _is_header(header):
        raise _no_header(path, header)
    ragged = [_ragged(path, line, cells, header) for line, cells in rows[1:] if len(cells) != len(header)]
    return header, rows[1:], [*misquoted, *ragged]


def _first_row(text: str, delimiter: str) -> list[str]:
    try:
        return next((row for row in csv.reader(lines_of(text), delimiter=delimiter) if any(row)), [])
    except csv.Error:
        return []


def _known(cells: Sequence[str]) -> tuple[int, int]:
    return sum(bool(_column(cell)) for cell in cells), len(cells)


def _is_header(cells: Sequence[str]) -> bool:
    """Whether one of the columns holds questions; a lone one must be called just that."""
    return any(_column(cell).partition("_")[0] == "question" for cell in cells)


def _column(name: str) -> str:
    """What a column holds: one of `words.COLUMNS`, with `_zh` or `_en` where it says so, or a column of ours."""
    called = " ".join(name.strip().strip("\ufeff*").lower().split())
    if called in OWN:
        return called
    ending = _ENDING.fullmatch(called)
    language = LANGUAGE_ENDINGS.get(ending[2], "") if ending else ""
    kind = _KINDS.get(ending[1] if ending and language else called, "")
    return f"{kind}_{language}" if kind and language else kind


def _as_foreign(column: str) -> str:
    """What a column of our table is called in a table that is not ours."""
    column = {"id": "number", "point": "points"}.get(column, column)
    return column.replace("model_answer_", "answer_").replace("point_", "points_")


def _by_column(columns: Sequence[str], rows: Iterable[tuple[int, Sequence[str]]]) -> Iterator[Row]:
    """The cells by column; of several columns of one kind the first that is not empty."""
    for line, cells in rows:
        found: dict[str, str] = {}
        for column, cell in zip(columns, cells, strict=False):
            if column and not found.get(column, "").strip():
                found[column] = cell
        yield line, found


def _foreign(rows: Iterable[Row], taking: Taking, path: Path) -> tuple[list[Draft], list[Issue]]:
    drafts: list[Draft] = []
    issues: list[Issue] = []
    for line, cells in rows:
        text = _said(cells, "question", taking)
        if not text.languages:
            issues.append(Issue(path, line, "has no question; left out"))
            continue
        drafts.append(_draft(line, cells, text, taking))
        issues += _misunderstood(line, cells, path)
    return drafts, issues


def _draft(line: int, cells: Mapping[str, str], text: Localized, taking: Taking) -> Draft:
    answer = _said(cells, "answer", taking)
    claims = {language: found for language in Language if (found := claims_of(answer[language]))}
    for points, language in _points(cells, taking):
        claims[language] = points
    return Draft(
        text=text,
        line=line,
        answer=answer,
        claims=claims,
        completeness=Completeness.ANSWERED if answer.languages or claims else Completeness.UNANSWERED,
        number=read_cell(cells.get("number", "")),
        section=tuple(part for part in re.split(r"::|\s*[/>]\s*", read_cell(cells.get("topic", ""))) if part),
        tags=read_tags(cells.get("tags", "")),
        difficulty=difficulty_of(cells.get("difficulty", "")),
        minutes=_minutes(cells.get("minutes", "")),
        sources=read_texts(cells.get("sources", "")),
        licence=read_cell(cells.get("licence", "")),
    )


def _said(cells: Mapping[str, str], column: str, taking: Taking) -> Localized:
    """The text of the columns for one language each, or of the one that does not say."""
    said = {language: read_cell(cells.get(f"{column}_{language}", "")) for language in Language}
    text = read_cell(cells.get(column, ""))
    if not any(said.values()):
        return taking.said(text)
    open_languages = [language for language in Language if not said[language]]
    if text and open_languages:
        said[open_languages[0]] = text
    return Localized(**{language.value: found for language, found in said.items()})


def _points(cells: Mapping[str, str], taking: Taking) -> Iterator[tuple[tuple[str, ...], Language]]:
    for column in filter(cells.__contains__, POINTS):
        cell = read_cell(cells.get(column, ""))
        points = claims_of(cell) or tuple(part.strip() for part in _POINT.split(cell) if part.strip())
        if points:
            named = column.partition("_")[2]
            yield points, Language(named) if named else taking.said(cell).languages[0]


def _minutes(cell: str) -> float | None:
    found = _MINUTES.fullmatch(read_cell(cell))
    return float(found[1].replace(",", ".")) or None if found else None


def _misunderstood(line: int, cells: Mapping[str, str], path: Path) -> Iterator[Issue]:
    difficulty, minutes = cells.get("difficulty", "").strip(), cells.get("minutes", "").strip()
    if difficulty and difficulty_of(difficulty) is None:
        yield Issue(path, line, f"the difficulty {difficulty[:40]!r} is not known; say easy, medium or hard")
    if minutes and _minutes(minutes) is None:
        yield Issue(path, line, f"the time {minutes[:40]!r} is not a number of minutes")


def _ragged(path: Path, line: int, cells: Sequence[str], header: Sequence[str]) -> Issue:
    what = "the others are left out" if len(cells) > len(header) else "the missing ones are taken as empty"
    return Issue(path, line, f"has {len(cells)} cells where the header has {len(header)}: {what}")


def _unknown(header: Sequence[str], columns: Sequence[str], path: Path) -> list[Issue]:
    names = [
        repr(name.strip()[:40]) for name, column in zip(header, columns, strict=True) if name.strip() and not column
    ]
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    message = f"columns that are not taken: {', '.join(names[:MOST_NAMED])}{more}"
    return [Issue(path, 1, message)] if names else []


def _formulas(path: Path, found: Sequence[tuple[int, str]]) -> UsageError:
    named = ", ".join(f"line {line}: {' '.join(cell.split())[:40]}" for line, cell in found[:MOST_NAMED])
    more = f", and {len(found) - MOST_NAMED} more" if len(found) > MOST_NAMED else ""
    return UsageError(
        f"{path} holds formulas, which a spreadsheet would run ({named}{more}).",
        "Take them out, or put an apostrophe (') before a text that only looks like one. Nothing was imported.",
    )


def _no_header(path: Path, cells: Sequence[str]) -> UsageError:
    known = ", ".join(f"{names[0]} ({next(filter(_is_chinese, names))})" for names in COLUMNS.values())
    first = ", ".join(cell.strip()[:30] for cell in cells[:MOST_NAMED])
    said = f"begins with {first!r}" if first else "is empty"
    return UsageError(
        f"{path} has no header that names a column of questions: it {said}.",
        f"Write a first line with the names of the columns. Known are {known}.",
    )


def _is_chinese(name: str) -> bool:
    return not name.isascii()


OWN = frozenset(
    f"{name}_{language}"
    for name in ("question", "model_answer", "point", "accept", "contradicts", "probe")
    for language in Language
) | {"id", "point", "weight", "required", "any_of", "draft"}
"""Columns that only our own table has, or that are called the same in both."""

_KINDS = {name: kind for kind, names in COLUMNS.items() for name in names}
