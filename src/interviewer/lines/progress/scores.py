"""How well it is known: topics, the scores over time, trends, the candidate's own ratings."""

from collections.abc import Sequence
from itertools import groupby

from interviewer.lines.agenda import rating_name
from interviewer.lines.feedback import percent
from interviewer.lines.progress.line import (
    Layout,
    Line,
    Piece,
    Section,
    Tone,
    cells,
    columns,
    cut,
    fit,
    line,
    more,
    point_text,
    question_text,
    share_text,
    share_tone,
)
from interviewer.lines.progress.plots import bar, curve, spark
from interviewer.lines.progress.practised import plot_line, short
from interviewer.model import POINT_MARK
from interviewer.model.progress import Mark, Mastery, OwnRating, Progress, ScoreCurve, Trend
from interviewer.phrases import Phrases

BAR_CELLS = 10

SPARKS = 10
"""Of each trend so many marks are shown."""

TRENDS = 15
"""How many are listed at most, unless all are asked for."""

SHORTEST = 20
"""Columns of a question that are shown at least."""

WIDEST_CURVE = 76

GAP = "¦"
"""Between the scores of two scorers."""


def mastery(progress: Progress, layout: Layout) -> Section:
    """How well each topic is known."""
    phrases, bar_cells = layout.phrases, 0 if layout.plain else BAR_CELLS
    fixed = bar_cells + 8
    label = min(max(cells(topic.topic) for topic in progress.mastery), layout.width - fixed)
    rows = [phrases.stats_mastery_heads, *(_mastery_figures(topic) for topic in progress.mastery)]
    heads, *figures = columns(rows, layout.width - label - fixed)
    lines = [line(Piece(" " * (label + fixed) + heads, Tone.FAINT))] if heads else []
    for topic, texts in zip(progress.mastery, figures, strict=True):
        filled, rest = bar(topic.mastery, bar_cells)
        tone = share_tone(topic.mastery)
        share = Piece(f" {share_text(topic.mastery)}", tone)
        name = fit(topic.topic, label) + "  "
        lines.append(line(name, Piece(filled, tone), Piece(rest, Tone.FAINT), share, texts))
    lines += _elsewhere(sum(topic.elsewhere for topic in progress.mastery), phrases)
    return Section(phrases.stats_mastery, phrases.stats_about_mastery, tuple(lines))


def _mastery_figures(topic: Mastery) -> tuple[str, ...]:
    shares = [share_text(share).strip() for share in (topic.coverage, topic.retrievability)]
    return (f"{topic.asked}/{topic.questions}", *shares, str(topic.due or "–"))


def course(progress: Progress, layout: Layout) -> Section:
    """The scores over time; two of them make a curve."""
    phrases, found = layout.phrases, progress.curve
    if layout.plain or len(found.periods) < 2:
        lines = [line(f"{period.start}  {share_text(period.score)}  ({period.answers})") for period in found.periods]
    else:
        lines = [plot_line(text) for text in _curve(found, min(layout.width, WIDEST_CURVE))]
    about = phrases.stats_daily if found.days == 1 else phrases.stats_weekly
    lines += _elsewhere(found.elsewhere, phrases)
    return Section(phrases.stats_scores, about.format(scorer=found.scorer), tuple(lines))


def _curve(found: ScoreCurve, width: int) -> list[str]:
    first, last = found.periods[0].start, found.periods[-1].start
    places = [(period.start - first).days for period in found.periods]
    labels = {0: short(first), places[-1]: short(last)}
    return curve(places, [period.score for period in found.periods], labels, width)


def trends(progress: Progress, layout: Layout) -> Section:
    """How the scores of every question went, and the coverages of every key point where everything is asked for."""
    phrases = layout.phrases
    known = sorted((trend for trend in progress.questions if trend.known), key=_worst_first)
    shown = known if layout.everything else known[:TRENDS]
    lines: list[Line] = []
    for trend in shown:
        lines.append(_trend(trend, layout))
        lines += [_trend(point, layout) for point in _points_of(trend, progress) if layout.everything]
    lines += more(len(known) - len(shown), phrases)
    return Section(phrases.stats_trends, phrases.stats_about_trends, tuple(lines))


def _points_of(trend: Trend, progress: Progress) -> list[Trend]:
    return [point for point in progress.points if point.known and point.item.startswith(f"{trend.item}{POINT_MARK}")]


def _trend(trend: Trend, layout: Layout) -> Line:
    is_point = POINT_MARK in trend.item
    marks = trend.marks[-SPARKS:]
    last = marks[-1].score
    drawn = f"{_figures(marks)}  " if layout.plain else f"{fit(_sparks(marks), SPARKS)} "
    lead = Piece(f"{drawn}{share_text(last)}", share_tone(last))
    change = "" if trend.change is None else f"{round(100 * trend.change):+}"
    words = f"  {point_text(trend.item, layout)}" if is_point else question_text(trend.item, layout)
    return line(
        lead,
        Piece(f" {change:>4}  ", Tone.FAINT),
        Piece(cut(words, max(layout.width - cells(lead.text) - 7, SHORTEST)), Tone.FAINT if is_point else Tone.PLAIN),
        item="" if is_point else trend.item,
    )


def _figures(marks: Sequence[Mark]) -> str:
    """A percentage per mark, with a gap where another scorer begins."""
    groups = groupby(marks, key=lambda mark: mark.scorer)
    return f" {GAP} ".join(" ".join(str(percent(mark.score)) for mark in group) for _, group in groups)


def _sparks(marks: Sequence[Mark]) -> str:
    """A sign per mark, with a gap where another scorer begins; the latest, where not all have room."""
    groups = groupby(marks, key=lambda mark: mark.scorer)
    return GAP.join(spark([mark.score for mark in group]) for _, group in groups)[-SPARKS:]


def ratings(progress: Progress, layout: Layout) -> Section:
    """What the candidate's own ratings were worth."""
    phrases = layout.phrases
    names = ["", *(rating_name(own.rating, phrases) for own in progress.ratings)]
    label = max(cells(name) for name in names)
    rows = [phrases.stats_rating_heads, *(_rating_figures(own) for own in progress.ratings)]
    lines = [
        line(Piece(fit(name, label) + texts, Tone.PLAIN if name else Tone.FAINT))
        for name, texts in zip(names, columns(rows, layout.width - label), strict=True)
    ]
    lines += _elsewhere(sum(own.elsewhere for own in progress.ratings), phrases)
    return Section(phrases.stats_ratings, phrases.stats_about_ratings, tuple(lines))


def _rating_figures(own: OwnRating) -> tuple[str, ...]:
    expected = "–".join(str(percent(bound)) for bound in own.expected)
    return str(own.answers), share_text(own.score).strip(), f"{expected} %", str(own.stricter), str(own.milder)


def _worst_first(trend: Trend) -> tuple[float, str]:
    return trend.marks[-1].score, trend.item


def _elsewhere(count: int, phrases: Phrases) -> list[Line]:
    return [line(Piece(phrases.stats_elsewhere.format(count=count), Tone.FAINT))] if count else []
