"""Pages -> files: one for a class, a folder of pages for a crowd. Each has its name only when it is whole."""

import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from interviewer.errors import GradingError, UsageError
from interviewer.formats.report.candidate import candidate_section
from interviewer.formats.report.figures import Figures
from interviewer.formats.report.matrix import matrix
from interviewer.formats.report.overview import heading, overview, table_heading
from interviewer.formats.report.page import esc, page
from interviewer.formats.report.source import Source
from interviewer.grading.ledger import Totals
from interviewer.whole_file import whole_file

MOST_CANDIDATES, MOST_ANSWERS = 60, 600
"""Up to so many the report is one file, of at most some megabytes; more candidates get a page each."""

TABLE_ROWS = 200
"""Candidates on one page of the table."""

OURS = re.compile(r"(?:candidate|table)-\d+\.html")


@dataclass(frozen=True, slots=True)
class Pages:
    """Where pages are that stand beside the report; `count` is 0 where there are none."""

    folder: Path
    count: int


def check_report(path: Path) -> None:
    """Looks whether a report can be written, before anything is graded.

    Raises:
        UsageError: It cannot.
        OSError: A name is too long, if only that which a file has until it is whole.
    """
    if path.suffix.lower() not in {".html", ".htm"}:
        raise UsageError(f"The report is HTML, and {path} does not look like it.", "Give --report a name in .html.")
    _until_whole(folder_of(path)).exists()
    path.with_name(f".{path.name}.part").exists()
    if not path.parent.is_dir() or path.is_dir() or not os.access(path.parent, os.W_OK):
        raise UsageError(
            f"The report cannot be written to {path}.", "Give --report a file in a folder that is writable."
        )
    folder = folder_of(path)
    if folder.exists() and not (folder.is_dir() and all(OURS.fullmatch(file.name) for file in folder.iterdir())):
        raise UsageError(
            f"{folder}, where the candidates' pages may go, has something else in it.", "Give --report another name."
        )


def folder_of(path: Path) -> Path:
    """Where the pages of a report are."""
    return path.with_name(f"{path.stem}_files")


def _until_whole(folder: Path) -> Path:
    """The folder's name until all pages are in it."""
    return folder.with_name(f".{folder.name}.{os.getpid()}.tmp")


def write_report(path: Path, source: Source, advance: Callable[[int], None]) -> Pages:
    """Writes the report.

    Args:
        path: The first page.
        source: What it tells.
        advance: Called with the number of candidates whose page is done.

    Raises:
        GradingError: It could not be written to the end.
    """
    try:
        if source.ledger.candidates <= MOST_CANDIDATES and source.summary.counted <= MOST_ANSWERS:
            return _write_one(path, source, advance)
        return _write_many(path, source, advance)
    except OSError as error:
        raise GradingError(f"The report could not be written to {path}: {error.strerror}.") from error


def _write_one(path: Path, source: Source, advance: Callable[[int], None]) -> Pages:
    totals, figures = source.ledger.totals(), Figures()
    ranked = _ranked(totals)
    sections = []
    for number in ranked:
        sections.append("".join(candidate_section(number, totals[number], source, figures)))
        advance(1)

    def body() -> Iterator[str]:
        table = matrix(((n, totals[n]) for n in ranked), source, _anchor)
        yield heading(source)
        yield from overview(source, figures, _anchor, table)
        yield from sections

    _write(path, page(source.words.title, body(), source.language, source.words))
    _clear(folder_of(path))
    return Pages(folder_of(path), 0)


def _write_many(path: Path, source: Source, advance: Callable[[int], None]) -> Pages:
    """The pages of the candidates, those of the table, then the first one, which tells of all."""
    totals, figures = source.ledger.totals(), Figures()
    ranked = _ranked(totals)
    folder = folder_of(path)
    fresh = _until_whole(folder)
    fresh.mkdir()
    try:
        for place, number in enumerate(ranked):
            around = (ranked[place - 1] if place else None, ranked[place + 1] if place + 1 < len(ranked) else None)
            _write_candidate(fresh, path.name, number, around, totals, source, figures)
            advance(1)
        names = list(_write_tables(fresh, path.name, ranked, totals, source))
        _clear(folder)
        fresh.replace(folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    links = "".join(f'<li><a href="{esc(folder.name)}/{name}">{esc(title)}</a></li>' for name, title in names)

    def body() -> Iterator[str]:
        yield heading(source)
        table = f'<ul class="tables">{links}</ul>\n'
        yield from overview(source, figures, lambda number: f"{folder.name}/{_name(number)}", [table])

    _write(path, page(source.words.title, body(), source.language, source.words))
    return Pages(folder, len(ranked) + len(names))


def _write_candidate(
    folder: Path,
    overview_name: str,
    number: int,
    around: tuple[int | None, int | None],
    totals: Totals,
    source: Source,
    figures: Figures,
) -> None:
    before, after = around
    links = [f'<a href="../{esc(overview_name)}">{esc(source.words.overview)}</a>']
    links += (
        [f'<a href="{_name(before)}" dir="auto">← {esc(totals[before].candidate)}</a>'] if before is not None else []
    )
    links += [f'<a href="{_name(after)}" dir="auto">{esc(totals[after].candidate)} →</a>'] if after is not None else []
    total = totals[number]
    body = (f"<nav>{''.join(links)}</nav>\n", *candidate_section(number, total, source, figures, level=1))
    _write(folder / _name(number), page(total.candidate, body, source.language, source.words))


def _write_tables(
    folder: Path, overview_name: str, ranked: list[int], totals: Totals, source: Source
) -> Iterator[tuple[str, str]]:
    """Writes the pages of the table; the names and titles of all."""
    words = source.words
    for place, numbers in enumerate(_batched(ranked, TABLE_ROWS), 1):
        name = f"table-{place:03}.html"
        first = (place - 1) * TABLE_ROWS + 1
        title = words.tables.format(first=first, last=first + len(numbers) - 1)
        body = (
            f'<nav><a href="../{esc(overview_name)}">{esc(words.overview)}</a></nav>\n<h1>{esc(title)}</h1>\n',
            table_heading(source),
            *matrix(((n, totals[n]) for n in numbers), source, _name),
        )
        _write(folder / name, page(title, body, source.language, words))
        yield name, title


def _batched(numbers: list[int], size: int) -> Iterator[list[int]]:
    return (numbers[start : start + size] for start in range(0, len(numbers), size))


def _ranked(totals: Totals) -> list[int]:
    """The candidates' numbers, the highest mean first, of equals the one who came first; last who has none."""
    scores = [-1.0 if total.score is None else total.score for total in totals]
    return sorted(range(len(totals)), key=lambda number: -scores[number])


def _anchor(number: int) -> str:
    return f"#c{number + 1}"


def _name(number: int) -> str:
    return f"candidate-{number + 1:05}.html"


def _clear(folder: Path) -> None:
    """Takes away the pages of an earlier report, and nothing else."""
    if folder.is_dir():
        for file in folder.iterdir():
            if OURS.fullmatch(file.name):
                file.unlink()
        folder.rmdir()


def _write(path: Path, pieces: Iterable[str]) -> None:
    with whole_file(path) as part, part.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(pieces)
