"""The first page: what it comes to, what to look at first, and the questions one by one."""

from collections.abc import Callable, Iterable, Iterator

from interviewer.formats.report.figures import Figures, OfQuestion
from interviewer.formats.report.page import esc
from interviewer.formats.report.scores import histogram, legend, score_cell, spark, total_cell, unread_cell
from interviewer.formats.report.source import Source
from interviewer.grading.summary import Bad
from interviewer.lines.feedback import percent
from interviewer.lines.scores import measured, no_column_line
from interviewer.phrases.report import ReportPhrases

MISSED_SHOWN = 3
"""Points that are named as missed most; of those that at least one answer in ten misses."""


def heading(source: Source) -> str:
    """The report's title, and whose scores they are."""
    words = source.words
    return (
        f"<header><h1>{esc(words.title)}</h1>\n"
        f'<p class="soft">{esc(words.scorer.format(scorer=source.summary.scorer))}</p></header>\n'
    )


def overview(source: Source, figures: Figures, link: Callable[[int], str], table: Iterable[str]) -> Iterator[str]:
    """All of it.

    Args:
        source: The scores.
        figures: What they come to.
        link: Where a candidate's answers are.
        table: That of candidates and questions, or the way to it.
    """
    yield _numbers(source)
    yield from _first(source, figures, link)
    yield table_heading(source)
    yield from table
    yield from _charts(source, figures)
    yield _people(source)
    yield from _questions(source, figures)
    yield _left_out(source)


def _numbers(source: Source) -> str:
    summary, words = source.summary, source.words
    told = [
        (words.candidates, f"{summary.candidates:,}"),
        (words.questions, f"{summary.questions:,}"),
        (words.answers, f"{summary.counted:,}"),
        (words.mean, f"{percent(summary.mean)} %"),
        (words.to_look_at, f"{summary.need_review:,}"),
        (words.unanswered, f"{summary.unanswered:,}"),
        (words.unread_answers, f"{summary.unread:,}"),
        (words.left_out, f"{summary.bad_rows + summary.bad_scores:,}"),
    ]
    cells = "".join(f"<div><dt>{esc(name)}</dt><dd>{value}</dd></div>" for name, value in told)
    return f'<dl class="figures">{cells}</dl>\n'


def _people(source: Source) -> str:
    agreement, words = source.summary.agreement, source.words
    if agreement is None:
        return ""
    cells = "".join(f"<div><dt>{esc(name)}</dt><dd>{value}</dd></div>" for name, value in measured(agreement))
    about = words.people_about.format(n=agreement.n)
    return f'<h2>{esc(words.people)}</h2>\n<p class="soft">{esc(about)}</p>\n<dl class="figures">{cells}</dl>\n'


def _first(source: Source, figures: Figures, link: Callable[[int], str]) -> Iterator[str]:
    words = source.words
    items = figures.first()
    yield f"<h2>{esc(words.first)}</h2>\n"
    if not items:
        yield f"<p>{esc(words.nothing_first)}</p>\n"
        return
    yield (
        f'<p class="soft">{esc(words.first_about)}</p>\n<table class="stack"><thead><tr>'
        + "".join(f'<th scope="col">{esc(t)}</th>' for t in (words.candidate, words.question, words.score, words.why))
        + "</tr></thead>\n<tbody>\n"
    )
    for item in items:
        why = "; ".join(str(getattr(words, reason)) for reason in item.record["reasons"])
        unread = item.record["unread"]
        score = unread_cell(words) if unread else score_cell(item.record["score"], source.phrases)
        yield (
            f'<tr><th scope="row"><a href="{esc(link(item.candidate))}" dir="auto">{esc(item.name)}</a></th>'
            f"<td>{esc(source.title(item.record['question_id']))}</td>"
            f"<td>{score}</td><td>{esc(why)}</td></tr>\n"
        )
    yield "</tbody></table>\n"
    if more := source.summary.need_review - len(items):
        yield f'<p class="soft">{esc(words.more.format(count=more))}</p>\n'


def _charts(source: Source, figures: Figures) -> Iterator[str]:
    words = source.words
    yield f'<h2>{esc(words.distribution)}</h2>\n<div class="charts">'
    for title, bins in ((words.answers_by_score, figures.answers), (words.candidates_by_score, figures.candidates)):
        yield f"<figure><figcaption>{esc(title)}</figcaption>{histogram(bins, _told(title, bins, source))}</figure>"
    yield "</div>\n"


def _questions(source: Source, figures: Figures) -> Iterator[str]:
    words = source.words
    titles = ("#", words.question, words.mean, words.distribution, words.most_missed)
    heads = "".join(f'<th scope="col">{esc(title)}</th>' for title in titles)
    yield f'<h2>{esc(words.by_question)}</h2>\n<table class="stack"><thead><tr>{heads}</tr></thead>\n<tbody>\n'
    for name, number in source.numbers.items():
        if name in figures.questions:
            yield _question(number, name, figures.questions[name], source)
    yield "</tbody></table>\n"


def _question(number: int, name: str, of: OfQuestion, source: Source) -> str:
    words, title = source.words, source.title(name)
    counts = [f"{words.answers} {of.answers:,}", f"{words.to_look_at} {of.look:,}"]
    if of.unanswered:
        counts.append(f"{words.unanswered} {of.unanswered:,}")
    if of.unread:
        counts.append(f"{words.unread_answers} {of.unread:,}")
    mean = of.total / of.answers if of.answers else None
    return (
        f'<tr><td class="number">{number}</td><th scope="row">{esc(title)}<br><span class="id">{esc(name)}</span><br>'
        f'<span class="soft">{esc(" · ".join(counts))}</span></th>'
        f"<td>{total_cell(mean, source.phrases)}</td>"
        f"<td>{spark(of.bins, _told(title, of.bins, source))}</td><td>{_missed(name, of, source)}</td></tr>\n"
    )


def _missed(name: str, of: OfQuestion, source: Source) -> str:
    """The points that most answers miss, as a list."""
    question = source.find(name)
    texts = {point.id: point.text.best(source.language) for point in question.key_points} if question else {}
    items = "".join(
        f'<li>{esc(texts.get(point_id, point_id))} <span class="soft">'
        f"{esc(source.words.missed_by.format(percent=percent(count / of.answers)))}</span></li>"
        for point_id, count in of.missed.most_common(MISSED_SHOWN)
        if count * 10 >= of.answers
    )
    return f'<ul class="missed">{items}</ul>' if items else "–"


def _left_out(source: Source) -> str:
    summary, words = source.summary, source.words
    told = [no_column_line(without, words) for without in summary.without]
    told += [f"{_whose(bad, words)}: {bad.told(source.language)}" for bad in summary.bad]
    if not told:
        return ""
    items = "".join(f"<li>{esc(text)}</li>" for text in told)
    return f'<h2>{esc(words.left_out)}</h2>\n<ul class="issues">{items}</ul>\n'


def _whose(bad: Bad, words: ReportPhrases) -> str:
    return (words.row_of if bad.candidate else words.row).format(row=bad.row, candidate=bad.candidate)


def table_heading(source: Source) -> str:
    """What stands above the table of candidates."""
    words = source.words
    return (
        f'<h2 id="table">{esc(words.table)}</h2>\n<p class="soft">{esc(words.table_about)}</p>\n'
        f"{legend(words.bands, source.phrases)}"
    )


def _told(what: str, bins: list[int], source: Source) -> str:
    """A histogram in words."""
    return source.words.histogram.format(what=what, count=sum(bins), bins=", ".join(map(str, bins)))
