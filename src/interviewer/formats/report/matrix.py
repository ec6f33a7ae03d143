"""The table of candidates and questions."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from interviewer.formats.report.page import esc
from interviewer.formats.report.scores import score_cell, total_cell, unanswered_cell, unread_cell
from interviewer.formats.report.source import Source
from interviewer.grading.ledger import Total

MOST_COLUMNS = 16
"""With more questions the table has only the means: nobody reads so wide a table, and no paper holds it."""


def matrix(rows: Iterable[tuple[int, Total]], source: Source, link: Callable[[int], str]) -> Iterator[str]:
    """The table.

    Args:
        rows: Candidates with their numbers, in the order of the table.
        source: Titles, numbers and scores.
        link: Where a candidate's answers are.
    """
    words = source.words
    columns = tuple(source.numbers) if len(source.numbers) <= MOST_COLUMNS else ()
    heads = "".join(
        f'<th scope="col" title="{esc(source.title(name))}"><abbr>{number}</abbr></th>'
        for number, name in enumerate(columns, 1)
    )
    yield (
        f'<div class="scroll"><table class="matrix"><thead><tr><th scope="col">{esc(words.candidate)}</th>'
        f'<th scope="col">{esc(words.total)}</th>{heads}<th scope="col">{esc(words.to_look_at)}</th></tr></thead>\n'
        "<tbody>\n"
    )
    for number, total in rows:
        yield _row(number, total, columns, source, link)
    yield "</tbody></table></div>\n"


def _row(number: int, total: Total, columns: Sequence[str], source: Source, link: Callable[[int], str]) -> str:
    rows = {source.ledger.question(row): row for row in total.rows}
    cells = [f"<td>{_cell(rows[name], source)}</td>" if name in rows else "<td>–</td>" for name in columns]
    return (
        f'<tr><th scope="row"><a href="{esc(link(number))}" dir="auto">{esc(total.candidate)}</a></th>'
        f"<td>{total_cell(total.score, source.phrases, unit='')}</td>{''.join(cells)}"
        f"<td>{total.to_look_at or '–'}</td></tr>\n"
    )


def _cell(row: int, source: Source) -> str:
    """What one candidate's answer to one question has come to."""
    ledger = source.ledger
    if ledger.is_unread(row):
        return unread_cell(source.words)
    if not ledger.is_answered(row):
        return unanswered_cell(source.words, unit="")
    return score_cell(ledger.score(row), source.phrases, ledger.needs_review(row), "")
