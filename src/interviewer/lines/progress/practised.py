"""When it was practised, and when it will have to be: the figures of today, the year, the next days."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from math import ceil

from interviewer.lines.progress.line import Layout, Line, Piece, Section, Tone, cells, fit, line, right
from interviewer.lines.progress.plots import bars, strokes
from interviewer.model.progress import DayTally, Progress
from interviewer.phrases import Phrases

NONE = "·"
INKS = {1: "█", 2: "▒█", 3: "░▒█", 4: "░▒▓█"}
"""The more answers, the more ink: so many steps."""

WEEKS = 53


def summary(progress: Progress, layout: Layout) -> Section:
    """What was done today, lately and ever; the days in a row; what is due."""
    phrases = layout.phrases
    names = [phrases.stats_today, phrases.stats_days.format(days=7), phrases.stats_days.format(days=30)]
    names.append(phrases.stats_ever)
    answers = [str(spent.answers) for spent in progress.spent]
    times = [duration(spent.minutes, phrases) for spent in progress.spent]
    wide = [max(cells(text) for text in column) + 3 for column in zip(names, answers, times, strict=True)]
    first = max(cells(phrases.stats_answers), cells(phrases.stats_time))

    def row(label: str, texts: Sequence[str], tone: Tone) -> Line:
        figures = "".join(right(text, width) for text, width in zip(texts, wide, strict=True))
        return line(Piece(fit(label, first), Tone.FAINT), Piece(figures, tone))

    return Section(
        "",
        "",
        (
            row("", names, Tone.FAINT),
            row(phrases.stats_answers, answers, Tone.STRONG),
            row(phrases.stats_time, times, Tone.STRONG),
            line(),
            *_in_a_row(progress, phrases),
        ),
    )


def _in_a_row(progress: Progress, phrases: Phrases) -> Iterator[Line]:
    streak, today = progress.streak, progress.forecast[0]
    open_yet = "" if streak.today else phrases.stats_open
    yield line(phrases.stats_streak.format(current=streak.current, longest=streak.longest) + open_yet)
    due = phrases.stats_due.format(count=today.answers, time=duration(today.minutes, phrases))
    yield line(due if today.answers else phrases.stats_none_due)


def year(progress: Progress, layout: Layout) -> Section:
    """The heat map: a column per week, a line per day of the week."""
    phrases = layout.phrases
    tallies = {tally.day: tally for tally in progress.days}
    if layout.plain:
        return Section(phrases.stats_year, "", tuple(_day_line(tally, phrases) for tally in progress.days))
    label = max(cells(name) for name in phrases.stats_weekdays) + 1
    weeks = min(WEEKS, layout.width - label)
    monday = progress.today - timedelta(days=progress.today.weekday())
    first = monday - timedelta(weeks=weeks - 1)
    bounds = _bounds(progress.days)
    inks = NONE + INKS[len(bounds)]
    lines = [line(Piece(" " * label + _months(first, weeks, phrases), Tone.FAINT))]
    for weekday, name in enumerate(phrases.stats_weekdays):
        days = [first + timedelta(weeks=week, days=weekday) for week in range(weeks)]
        signs = [" " if day > progress.today else inks[_level(tallies.get(day), bounds)] for day in days]
        lines.append(line(Piece(fit(name if weekday % 2 == 0 else "", label), Tone.FAINT), *_toned("".join(signs))))
    legend = "   ".join(f"{ink} {text}" for ink, text in zip(inks, _legend(bounds), strict=True))
    lines.append(line(" " * label, Piece(legend, Tone.FAINT)))
    return Section(phrases.stats_year, "", tuple(lines))


def forecast(progress: Progress, layout: Layout) -> Section:
    """What comes up, day by day."""
    phrases, days = layout.phrases, progress.forecast
    total = sum(day.answers for day in days)
    if not total:
        return Section(phrases.stats_forecast, "", (line(phrases.stats_nothing_ahead),))
    busiest = max(days, key=lambda day: day.answers)
    said = phrases.stats_ahead.format(
        count=total,
        time=duration(sum(day.minutes for day in days), phrases),
        date=short(busiest.day),
        most=busiest.answers,
    )
    if layout.plain:
        lines = [_day_line(day, phrases) for day in days if day.answers]
    else:
        labels = {number: short(days[number].day) for number in range(0, len(days), 7)}
        drawn = bars([day.answers for day in days], labels, layout.width)
        lines = [plot_line(text) for text in drawn]
    return Section(phrases.stats_forecast, phrases.stats_about_forecast, (*lines, line(said)))


def plot_line(drawn: str) -> Line:
    """A line of a plot; the axes are faint."""
    return line(*(Piece(text, Tone.GOOD if is_block else Tone.FAINT) for is_block, text in strokes(drawn)))


def duration(minutes: float, phrases: Phrases) -> str:
    """A time in hours and minutes; what is not nothing is a minute at least."""
    whole = ceil(minutes) if minutes < 1 else round(minutes)
    if whole < 60:
        return phrases.stats_minutes.format(minutes=whole)
    return phrases.stats_hours.format(hours=whole // 60, minutes=f"{whole % 60:02}")


def short(day: date) -> str:
    """A day without its year."""
    return f"{day:%m-%d}"


def _day_line(tally: DayTally, phrases: Phrases) -> Line:
    return line(f"{tally.day}  {tally.answers:4}  {duration(tally.minutes, phrases)}")


def _bounds(days: Sequence[DayTally]) -> list[int]:
    """From how many answers on a day has each ink after the first; a few very long days do not pale the others."""
    counts = sorted(tally.answers for tally in days)
    usual = counts[int(0.9 * (len(counts) - 1))] if counts else 1
    return sorted({1, *(ceil(usual * share) for share in (0.5, 0.75, 1.0))})


def _level(tally: DayTally | None, bounds: Sequence[int]) -> int:
    return sum(tally.answers >= bound for bound in bounds) if tally else 0


def _legend(bounds: Sequence[int]) -> list[str]:
    ends = [bound - 1 for bound in bounds[1:]]
    ranges = [f"{start}" if start == end else f"{start}–{end}" for start, end in zip(bounds[:-1], ends, strict=True)]
    return ["0", *ranges, f"{bounds[-1]}+"]


def _months(first: date, weeks: int, phrases: Phrases) -> str:
    """The names of the months above the weeks in which they begin."""
    said = ""
    for week in range(weeks):
        end = first + timedelta(weeks=week, days=6)
        name = phrases.stats_months[end.month - 1]
        if end.day <= 7 and cells(said) <= week and week + cells(name) <= weeks:
            said += " " * (week - cells(said)) + name
    return said


def _toned(signs: str) -> Iterator[Piece]:
    """The line of a heat map, with days without answers faint."""
    start = 0
    for place in range(1, len(signs) + 1):
        if place == len(signs) or (signs[place] in " ·") != (signs[start] in " ·"):
            yield Piece(signs[start:place], Tone.FAINT if signs[start] in " ·" else Tone.GOOD)
            start = place
