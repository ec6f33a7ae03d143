"""One candidate: the mean, and every answer that counts."""

from collections.abc import Iterator

from interviewer.formats.report.answer import answer_article
from interviewer.formats.report.figures import Figures
from interviewer.formats.report.page import esc
from interviewer.formats.report.scores import total_cell
from interviewer.formats.report.source import Source
from interviewer.grading.ledger import Total
from interviewer.lines.scores import answered_line


def candidate_section(number: int, total: Total, source: Source, figures: Figures, level: int = 2) -> Iterator[str]:
    """The candidate's section; its rows are told to the figures on the way.

    Args:
        number: The candidate's number.
        total: What the answers come to.
        source: Where the rows are.
        figures: Take note of every row.
        level: Of the heading with the name; 1 where the candidate has a page.
    """
    words = source.words
    answered = answered_line(total.answered, len(total.rows), total.unread, words)
    figures.take_total(total.score)
    yield (
        f'<section class="candidate" id="c{number + 1}">\n<h{level} dir="auto">{esc(total.candidate)}</h{level}>\n'
        f"<p>{esc(words.total)} {total_cell(total.score, source.phrases, bool(total.to_look_at))}"
        f' <span class="soft">{esc(answered)}</span></p>\n'
    )
    for row in sorted(total.rows, key=lambda row: source.numbers[source.ledger.question(row)]):
        record = source.scores.at(source.ledger.place(row))
        figures.take(record, number, row)
        yield from answer_article(record, source, level)
    yield "</section>\n"
