"""Single questions and key points: which are weak, which points are missed, what has become of others."""

from collections.abc import Iterable, Iterator

from interviewer.lines.agenda import reason_text
from interviewer.lines.progress.line import (
    Layout,
    Line,
    Piece,
    Section,
    Tone,
    cut,
    joined,
    line,
    more,
    point_text,
    question_text,
    right,
    share_text,
    share_tone,
)
from interviewer.model.progress import Progress

WEAKEST = 10
MISSED = 10
"""How many are listed at most."""

SHARE = 7
"""Columns of a percentage, with the space after it."""


def weakest(progress: Progress, layout: Layout) -> Section:
    """The weak questions, each with what makes it weak; they can be practised from here."""
    phrases, room = layout.phrases, layout.width - SHARE
    lines: list[Line] = []
    for weak in progress.weakest[:WEAKEST]:
        expected = 1 - weak.weakness
        words = cut(f"{weak.item} · {question_text(weak.item, layout)}", room)
        lines.append(line(Piece(f"{share_text(expected)}  ", share_tone(expected)), words, item=weak.item))
        reasons = [reason_text(reason, phrases) for reason in weak.reasons]
        lines += [line(" " * SHARE, Piece(why, Tone.FAINT), follows=True) for why in joined(reasons, room)]
    lines += more(len(progress.weakest) - WEAKEST, phrases)
    return Section(phrases.stats_weakest, phrases.stats_about_weakest, tuple(lines or [line(phrases.nothing_weak)]))


def missed(progress: Progress, layout: Layout) -> Section:
    """The key points that are missed most often."""
    phrases, room = layout.phrases, layout.width - SHARE - 1
    lines: list[Line] = []
    for point in progress.missed[:MISSED]:
        count = right(f"{point.missed}/{point.reviews}", SHARE - 1)
        known = share_tone(1 - point.missed / point.reviews)
        lines.append(line(Piece(count, known), "  ", cut(point_text(point.item, layout), room)))
        below = f"{phrases.stats_last.format(share=share_text(point.last).strip())} · {point.item}"
        lines.append(line(" " * (SHARE + 1), Piece(cut(below, room), Tone.FAINT), follows=True))
    lines += more(len(progress.missed) - MISSED, phrases)
    return Section(phrases.stats_missed, phrases.stats_about_missed, tuple(lines))


def remarks(progress: Progress, layout: Layout) -> Iterator[Section]:
    """Leeches, what is suspended, what was rewritten, what is gone."""
    phrases = layout.phrases

    def named(items: Iterable[tuple[str, str]]) -> tuple[Line, ...]:
        return tuple(line(cut(f"{item}  {note}".rstrip(), layout.width)) for item, note in items)

    leeches = [(leech.item, phrases.ground_lapses.format(amount=leech.lapses)) for leech in progress.leeches]
    yield Section(phrases.stats_leeches, phrases.stats_about_leeches, named(leeches))
    yield Section(phrases.stats_suspended, "", named((item, "") for item in progress.suspended))
    changed = [(item, question_text(item, layout)) for item in progress.changed]
    yield Section(phrases.stats_changed, phrases.stats_about_changed, named(changed))
    gone = [
        (
            gone.item,
            phrases.stats_gone_item.format(
                reviews=gone.reviews,
                date=f"{gone.last_at.astimezone():%Y-%m-%d}",
                score=share_text(gone.last_score).strip(),
            ),
        )
        for gone in progress.gone
    ]
    yield Section(phrases.stats_gone, phrases.stats_about_gone, named(gone))
