"""Scores as cells and bars: number, sign and colour together, so that no one of them is needed."""

from collections.abc import Sequence

from interviewer.formats.report.page import esc
from interviewer.lines.feedback import BANDS, band, percent
from interviewer.phrases import Phrases
from interviewer.phrases.report import ReportPhrases

SIGNS = {"band_full": "●", "band_most": "◕", "band_half": "◑", "band_little": "◔", "band_none": "○"}

BINS = 10

WIDTH, HEIGHT, FOOT, HEAD = 320, 120, 16, 14
"""Of a histogram, in the units of its drawing."""


def score_cell(score: float, phrases: Phrases, look: bool = False, unit: str = " %") -> str:
    """A score with its band as sign, colour and words.

    Args:
        score: In [0, 1].
        phrases: The wording.
        look: Whether somebody should look at it.
        unit: Stands after the number.
    """
    name = next(name for bound, name in BANDS if score >= bound)
    mark = ' <span class="look">?</span>' if look else ""
    return (
        f'<span class="score {name.removeprefix("band_")}" title="{esc(band(score, phrases))}">'
        f'<i aria-hidden="true">{SIGNS[name]}</i>{percent(score)}{unit}</span>{mark}'
    )


def unanswered_cell(words: ReportPhrases, unit: str = " %") -> str:
    """The 0 of an answer that was left empty, told apart from that of a wrong one."""
    return f'<span class="score empty" title="{esc(words.unanswered)}"><i aria-hidden="true">∅</i>0{unit}</span>'


def unread_cell(words: ReportPhrases) -> str:
    """In place of the score of an answer that could not be read."""
    return f'<span class="look" title="{esc(words.unread)}">?</span>'


def total_cell(score: float | None, phrases: Phrases, look: bool = False, unit: str = " %") -> str:
    """A mean like a score; a dash where there is none."""
    return "–" if score is None else score_cell(score, phrases, look, unit)


def legend(title: str, phrases: Phrases) -> str:
    """What the signs and colours mean."""
    items = [
        f'<span class="score {name.removeprefix("band_")}"><i aria-hidden="true">{SIGNS[name]}</i>'
        f"{esc(getattr(phrases, name))} {f'≥ {bound:.0%}' if bound else ''}</span>"
        for bound, name in BANDS
    ]
    return f'<p class="legend"><span>{esc(title)}</span> {" ".join(items)}</p>\n'


def bin_of(score: float) -> int:
    """Which tenth a score falls in; 1 falls in the last."""
    return min(int(score * BINS + 1e-9), BINS - 1)


def histogram(bins: Sequence[int], label: str) -> str:
    """A drawing of how many scores fall in each tenth.

    Args:
        bins: How many, from the lowest tenth.
        label: What those read who do not see it.
    """
    most, step = max(*bins, 1), WIDTH / BINS
    room = HEIGHT - FOOT - HEAD
    parts = [f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{esc(label)}">']
    for number, count in enumerate(bins):
        tall = room * count / most
        top = HEIGHT - FOOT - tall
        parts.append(
            f'<rect class="bar" x="{number * step + 2:g}" y="{top:.1f}" width="{step - 4:g}" height="{tall:.1f}"/>'
        )
        if count:
            parts.append(f'<text x="{(number + 0.5) * step:g}" y="{top - 3:.1f}">{count:,}</text>')
    parts.append(f'<path class="base" d="M0 {HEIGHT - FOOT}H{WIDTH}"/>')
    parts += [f'<text x="{number * step:g}" y="{HEIGHT - 3}">{number * 10}</text>' for number in range(2, BINS, 2)]
    parts.append(f'<text x="8" y="{HEIGHT - 3}">0</text><text x="{WIDTH - 16}" y="{HEIGHT - 3}">100 %</text></svg>')
    return "".join(parts)


def spark(bins: Sequence[int], label: str) -> str:
    """The same, small enough for a table."""
    most = max(*bins, 1)
    tall = [26 * count / most for count in bins]
    bars = "".join(
        f'<rect class="bar" x="{number * 10 + 1}" y="{28 - height:.1f}" width="8" height="{height:.1f}"/>'
        for number, height in enumerate(tall)
    )
    return (
        f'<svg class="spark" viewBox="0 0 100 29" role="img" aria-label="{esc(label)}">{bars}'
        '<path class="base" d="M0 28.5H100"/></svg>'
    )
