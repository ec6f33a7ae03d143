"""One answer: the question, what was written with the evidence marked, every point, and what to ask next."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from interviewer.formats.report.page import TAGS, esc
from interviewer.formats.report.scores import score_cell, unanswered_cell, unread_cell
from interviewer.formats.report.source import Source
from interviewer.grading.record import Record, score_of
from interviewer.lines.feedback import MARKS, Row, make_feedback, percent
from interviewer.model import Question, Score, Status


def answer_article(record: Record, source: Source, level: int) -> Iterator[str]:
    """An article about one row of the scores.

    Args:
        record: The row.
        source: Where questions and wording come from.
        level: Of the heading above it.
    """
    question, label = source.find(record["question_id"]), _Label(level + 2)
    title = f"{source.numbers[record['question_id']]}. {esc(source.title(record['question_id']))}"
    yield (
        f'<article>\n<header><div><h{level + 1} class="question">{title}</h{level + 1}>'
        f'<p class="id">{esc(record["question_id"])}{_row(record, source)}</p></div>'
        f"<div>{_score(record, source)}</div></header>\n"
    )
    yield from _flags(record, source)
    if record["unread"]:
        yield f"<p>{esc(source.words.not_read)}</p>\n</article>\n"
        return
    score = score_of(record)
    yield f"{label(source.words.answer)}{_answer(record, score, source)}\n"
    if question is None:
        yield f"<p>{esc(source.words.not_in_bank)}</p>"
    else:
        yield from _points(question, score, source, label)
        yield from _follow_ups(question, score, source, label)
    yield "</article>\n"


@dataclass(frozen=True, slots=True)
class _Label:
    """Writes the small headings of an article."""

    level: int

    def __call__(self, text: str) -> str:
        return f'<h{self.level} class="label">{esc(text)}</h{self.level}>\n'


def _score(record: Record, source: Source) -> str:
    if record["unread"]:
        return unread_cell(source.words)
    if record["unanswered"]:
        return unanswered_cell(source.words)
    return score_cell(record["score"], source.phrases, record["needs_review"])


def _row(record: Record, source: Source) -> str:
    told = [source.words.row.format(row=record["row"])] if record["row"] else []
    told += [str(record["id"])] if record["id"] else []
    return "".join(f" · {esc(text)}" for text in told)


def _flags(record: Record, source: Source) -> Iterator[str]:
    """Why somebody should look, and what else has a say in the score."""
    words = source.words
    told = [str(getattr(words, reason)) for reason in record["reasons"]]
    if record["belongs_to"]:
        told[0] = f"{told[0]}: {source.title(record['belongs_to'])}"
    if told:
        items = "".join(f"<li>{esc(text)}</li>" for text in told)
        yield f'<ul class="flags">{items}</ul>\n'
    notes = [words.human.format(percent=percent(record["human_score"]))] if record["human_score"] is not None else []
    notes += [words.learned.format(change=record["learned"])] if record["learned"] else []
    if notes:
        yield f'<p class="soft">{esc(" · ".join(notes))}</p>\n'


def _answer(record: Record, score: Score, source: Source) -> str:
    if record["unanswered"]:
        return f'<p class="soft">{esc(source.words.no_answer)}</p>'
    lang = f' lang="{TAGS[language]}"' if (language := record["lang"]) else ""
    return f'<blockquote dir="auto"{lang}>{marked(record["answer"], score)}</blockquote>'


def marked(answer: str, score: Score) -> str:
    """The answer with the words that show a point marked by the point's number, as HTML."""
    spans = [
        (match.evidence.start, min(match.evidence.end, len(answer)), number, match.status)
        for number, match in enumerate(score.matches, 1)
        if match.evidence and match.status is not Status.MISSING and match.evidence.start < len(answer)
    ]
    edges = sorted({0, len(answer), *(edge for start, end, *_ in spans for edge in (start, end))})
    pieces = []
    for start, end in pairwise(edges):
        inside = [span for span in spans if span[0] <= start and end <= span[1]]
        text = esc(answer[start:end])
        if inside:
            against = all(status is Status.CONTRADICTED for *_, status in inside)
            text = f'<mark class="against">{text}</mark>' if against else f"<mark>{text}</mark>"
        ending = [str(number) for _, last, number, _ in spans if last == end]
        pieces.append(text + (f"<sup>{','.join(ending)}</sup>" if ending else ""))
    return "".join(pieces)


def _points(question: Question, score: Score, source: Source, label: "_Label") -> Iterator[str]:
    words = source.words
    feedback = make_feedback(question, score, source.language, source.language)
    yield (
        f'{label(words.points)}<table class="points stack"><thead><tr><th scope="col">#</th>'
        f'<th scope="col">{esc(words.status)}</th><th scope="col">{esc(words.point)}</th></tr></thead>\n<tbody>\n'
    )
    for number, row in enumerate(feedback.rows, 1):
        yield _point(number, row)
    yield "</tbody></table>\n"


def _point(number: int, row: Row) -> str:
    note = f'<span class="note" dir="auto">{esc(row.note)}</span>' if row.note else ""
    return (
        f'<tr><td>{number}</td><td class="status"><span aria-hidden="true">{MARKS[row.status]}</span> {esc(row.label)}'
        f'<span class="meter" aria-hidden="true"><b style="width:{round(row.coverage * 100)}%"></b></span></td>'
        f"<td>{esc(row.text)}{note}</td></tr>\n"
    )


def _follow_ups(question: Question, score: Score, source: Source, label: "_Label") -> Iterator[str]:
    """What is still to be asked: about doubts first, then about the most valuable missing points."""
    asked = [
        source.phrases.doubt_question.format(said=match.doubt.said, expected=match.doubt.expected)
        for match in score.matches
        if match.doubt and match.status is not Status.CONTRADICTED
    ]
    asked += [probe for point, _ in score.missed(question) if (probe := point.probe.best(source.language))]
    if asked:
        items = "".join(f"<li>{esc(text)}</li>" for text in asked)
        yield f'{label(source.words.ask)}<ol class="follow">{items}</ol>\n'
