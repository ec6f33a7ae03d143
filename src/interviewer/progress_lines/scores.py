"""How well it is known: weak questions, topics, trends, missed points, the candidate's own ratings."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from interviewer.agenda import rating_name, reasons_text
from interviewer.feedback import BANDS, percent
from interviewer.model import Language, Mark, Mastery, Progress, Question, ScoreCurve, Trend
from interviewer.phrases import Phrases
from interviewer.progress_lines.line import Line, Piece, Section, Tone, cells, fit, line, right
from interviewer.progress_lines.plots import bar, curve, spark
from interviewer.progress_lines.practised import plot_line, short

Find = Callable[[str], Question | None]

BAR_CELLS = 10

SPARKS = 10
"""Of each trend so many marks are shown."""

WEAKEST = 10
MISSED = 10
TRENDS = 15
"""How many are listed at most, unless all are asked for."""

WIDEST_CURVE = 76

GAP = "¦"
"""Between the scores of two scorers."""

PASSED, HALF_WAY = BANDS[1][0], BANDS[2][0]


def weakest(progress: Progress, find: Find, phrases: Phrases, language: Language, width: int) -> Section:
    """The weak questions, each with what makes it weak; they can be practised from here."""
    lines: list[Line] = []
    for weak in progress.weakest[:WEAKEST]:
        score = Piece(f"{_share(1 - weak.weakness)}  ", _tone(1 - weak.weakness))
        words = fit(f"{weak.item} · {_text(weak.item, find, language)}", width - 7).rstrip()
        lines.append(line(score, words, item=weak.item))
        why = fit(reasons_text(weak.reasons, phrases), width - 7).rstrip()
        lines.append(line(" " * 7, Piece(why, Tone.FAINT), follows=True))
    lines += _more(len(progress.weakest) - WEAKEST, phrases)
    return Section(phrases.stats_weakest, phrases.stats_about_weakest, tuple(lines or [line(phrases.nothing_weak)]))


def mastery(progress: Progress, phrases: Phrases, width: int) -> Section:
    """How well each topic is known."""
    names = [phrases.stats_mastery_heads[0], *(topic.topic for topic in progress.mastery)]
    label = min(max(cells(name) for name in names), width - BAR_CELLS - 8)
    rows = [_mastery_figures(topic) for topic in progress.mastery]
    heads = phrases.stats_mastery_heads[1:]
    wide = [max(cells(row[column]) for row in (heads, *rows)) + 2 for column in range(len(heads))]
    while sum(wide) > width - label - BAR_CELLS - 8:
        wide.pop()  # what there is no room for is in the other forms of this

    def figures(texts: Sequence[str]) -> str:
        return "".join(right(text, room) for text, room in zip(texts, wide, strict=False))

    lines = [line(Piece(" " * (label + BAR_CELLS + 8) + figures(heads), Tone.FAINT))] if wide else []
    for topic, row in zip(progress.mastery, rows, strict=True):
        filled, rest = bar(topic.mastery, BAR_CELLS)
        tone = _tone(topic.mastery)
        share = Piece(f" {_share(topic.mastery)}", tone)
        name = fit(topic.topic, label) + "  "
        lines.append(line(name, Piece(filled, tone), Piece(rest, Tone.FAINT), share, figures(row)))
    left_out = sum(topic.elsewhere for topic in progress.mastery)
    return Section(phrases.stats_mastery, phrases.stats_about_mastery, (*lines, *_elsewhere(left_out, phrases)))


def _mastery_figures(topic: Mastery) -> tuple[str, ...]:
    shares = [_share(share).strip() for share in (topic.coverage, topic.retrievability)]
    return (f"{topic.asked}/{topic.questions}", *shares, str(topic.due or "–"))


def course(progress: Progress, phrases: Phrases, width: int, plain: bool) -> Section:
    """The scores over time."""
    found = progress.curve
    if plain or len(found.periods) < 2:
        lines = [line(f"{period.start}  {_share(period.score)}  ({period.answers})") for period in found.periods]
    else:
        lines = [plot_line(text) for text in _curve(found, min(width, WIDEST_CURVE))]
    about = phrases.stats_daily if found.days == 1 else phrases.stats_weekly
    return Section(
        phrases.stats_scores,
        about.format(scorer=found.scorer),
        (*lines, *_elsewhere(found.elsewhere, phrases)),
    )


def trends(
    progress: Progress, find: Find, phrases: Phrases, language: Language, width: int, plain: bool, everything: bool
) -> Section:
    """How the scores of every question went, and with `everything` the coverages of every key point."""
    known = sorted((trend for trend in progress.questions if trend.known), key=_worst_first)
    shown = known if everything else known[:TRENDS]
    points: dict[str, list[Trend]] = {}
    for trend in progress.points if everything else ():
        points.setdefault(trend.item.partition("#")[0], []).append(trend)
    lines = []
    for trend in shown:
        lines.append(_trend(trend, _text(trend.item, find, language), width, plain))
        lines += [
            _trend(point, _point_text(point.item, find, language), width, plain, "  ")
            for point in points.get(trend.item, ())
            if point.known
        ]
    return Section(phrases.stats_trends, phrases.stats_about_trends, (*lines, *_more(len(known) - len(shown), phrases)))


def missed(progress: Progress, find: Find, phrases: Phrases, language: Language, width: int) -> Section:
    """The key points that are missed most often."""
    lines: list[Line] = []
    for point in progress.missed[:MISSED]:
        count = right(f"{point.missed}/{point.reviews}", 6)
        text = fit(_point_text(point.item, find, language), width - 8)
        lines.append(line(Piece(count, _tone(1 - point.missed / point.reviews)), "  ", text.rstrip()))
        below = f"{phrases.stats_last.format(share=_share(point.last).strip())} · {point.item}"
        lines.append(line(" " * 8, Piece(fit(below, width - 8).rstrip(), Tone.FAINT), follows=True))
    return Section(phrases.stats_missed, phrases.stats_about_missed, tuple(lines))


def ratings(progress: Progress, phrases: Phrases) -> Section:
    """What the candidate's own ratings were worth."""
    heads = phrases.stats_rating_heads
    rows = [
        (
            rating_name(own.rating, phrases),
            str(own.answers),
            "–" if own.score is None else _share(own.score).strip(),
            f"{percent(own.expected[0])}–{percent(own.expected[1])} %",
            str(own.stricter),
            str(own.milder),
        )
        for own in progress.ratings
    ]
    table = [heads, *rows]
    wide = [max(cells(row[column]) for row in table) for column in range(len(heads))]
    lines = [_table_row(row, wide, Tone.PLAIN if number else Tone.FAINT) for number, row in enumerate(table)]
    left_out = sum(own.elsewhere for own in progress.ratings)
    return Section(phrases.stats_ratings, phrases.stats_about_ratings, (*lines, *_elsewhere(left_out, phrases)))


def _table_row(row: Sequence[str], wide: Sequence[int], tone: Tone) -> Line:
    """The first cell at the left of its column, the others at the right of theirs."""
    figures = "".join("  " + right(text, room) for text, room in zip(row[1:], wide[1:], strict=True))
    return line(Piece(fit(row[0], wide[0]) + figures, tone))


def remarks(progress: Progress, find: Find, phrases: Phrases, language: Language, width: int) -> Iterator[Section]:
    """Leeches, what is suspended, what was rewritten, what is gone."""

    def named(items: Iterable[tuple[str, str]]) -> tuple[Line, ...]:
        return tuple(line(fit(f"{item}  {note}", width).rstrip()) for item, note in items)

    leeches = [(leech.item, phrases.ground_lapses.format(amount=leech.lapses)) for leech in progress.leeches]
    yield Section(phrases.stats_leeches, phrases.stats_about_leeches, named(leeches))
    yield Section(phrases.stats_suspended, "", named((item, "") for item in progress.suspended))
    changed = [(item, _text(item, find, language)) for item in progress.changed]
    yield Section(phrases.stats_changed, phrases.stats_about_changed, named(changed))
    gone = [
        (
            item.item,
            phrases.stats_gone_item.format(
                reviews=item.reviews,
                date=f"{item.last_at.astimezone():%Y-%m-%d}",
                score="–" if item.last_score is None else _share(item.last_score).strip(),
            ),
        )
        for item in progress.gone
    ]
    yield Section(phrases.stats_gone, phrases.stats_about_gone, named(gone))


def _trend(trend: Trend, text: str, width: int, plain: bool, indent: str = "") -> Line:
    marks = trend.marks[-SPARKS:]
    drawn = " ".join(f"{percent(mark.score)}" for mark in marks) if plain else _sparks(marks)
    last = marks[-1].score
    change = "" if trend.change is None else f"{round(100 * trend.change):+}"
    room = width - 2 - SPARKS - 13
    words = fit(text, room - len(indent)).rstrip()
    drawing = drawn + "  " if plain else fit(drawn, SPARKS + 1)
    return line(
        Piece(drawing, _tone(last)),
        Piece(f"{_share(last)} ", _tone(last)),
        Piece(f"{change:>4}  ", Tone.FAINT),
        indent,
        Piece(words, Tone.FAINT if indent else Tone.PLAIN),
        item="" if indent else trend.item,
    )


def _sparks(marks: Sequence[Mark]) -> str:
    """A sign per mark, with a gap where another scorer begins."""
    drawn = ""
    for number, mark in enumerate(marks):
        if number and marks[number - 1].scorer != mark.scorer:
            drawn += GAP
        drawn += spark([mark.score])
    return drawn[-SPARKS:]


def _curve(found: ScoreCurve, width: int) -> list[str]:
    first, last = found.periods[0].start, found.periods[-1].start
    places = [(period.start - first).days for period in found.periods]
    labels = {0: short(first), places[-1]: short(last)}
    return curve(places, [period.score for period in found.periods], labels, width)


def _text(item: str, find: Find, language: Language) -> str:
    question = find(item)
    return question.text.best(language) if question else item


def _point_text(item: str, find: Find, language: Language) -> str:
    question = find(item)
    return question.key_points[0].text.best(language) if question else item


def _worst_first(trend: Trend) -> tuple[float, str]:
    return trend.marks[-1].score, trend.item


def _more(count: int, phrases: Phrases) -> list[Line]:
    return [line(Piece(phrases.stats_more.format(count=count), Tone.FAINT))] if count > 0 else []


def _elsewhere(count: int, phrases: Phrases) -> list[Line]:
    return [line(Piece(phrases.stats_elsewhere.format(count=count), Tone.FAINT))] if count else []


def _share(share: float | None) -> str:
    return "    –" if share is None else f"{percent(share):3} %"


def _tone(share: float) -> Tone:
    if share >= PASSED:
        return Tone.GOOD
    return Tone.FAIR if share >= HALF_WAY else Tone.POOR
