"""Polarity: does a text that fits a key point well say the opposite of it?

Word vectors do not see it ("increases" lies next to "reduces"), so this looks at the words themselves: opposites on one
axis, negations, numbers, and who does what to whom. It errs on the side of silence: what it finds is asked about.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from interviewer.model import Opposition, Span
from interviewer.scoring.polarity.negation import denied
from interviewer.scoring.polarity.numbers import differing, quantities
from interviewer.scoring.polarity.opposites import clashes
from interviewer.scoring.polarity.reading import Reading, read
from interviewer.scoring.polarity.roles import swapped
from interviewer.scoring.text import normalise

__all__ = ["Conflict", "denials", "find_conflict"]

ALIGNED_FROM = 0.65
"""The least share of a wording's telling words that a text must hold to be compared with it. Of 0.5, 0.55, 0.6 and
0.65 the one with the fewest false alarms on the probe in tests/scoring, and a few contradictions less."""

LONGEST = 600
"""Only so many characters of a window are read; what is longer is no sentence."""

SLACK = 0.15
"""A wording without conflict clears the text when it aligns at most this much less than the one in conflict."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Where a text says the opposite.

    Attributes:
        said: The words of the text.
        span: Where they stand in it.
        expected: The words of the key point.
    """

    kind: Opposition
    said: str
    span: Span
    expected: str


def find_conflict(said: str, wordings: Sequence[str]) -> Conflict | None:
    """How the text says the opposite of a key point, or None: it agrees, or speaks of something else.

    Args:
        said: A window of an answer, in any language.
        wordings: The texts that earn the point; one of them that the text agrees with is enough.
    """
    said = said[:LONGEST]
    reading = read(said)
    compared = [(_aligned(reading, other), other, wording) for wording in wordings for other in [read(wording)]]
    best: tuple[float, Conflict] | None = None
    cleared = 0.0
    for share, other, wording in compared:
        if share < ALIGNED_FROM:
            continue
        conflict = next(_conflicts(said, reading, wording, other), None)
        if conflict is None:
            cleared = max(cleared, share)
        elif best is None or share > best[0]:
            best = share, conflict
    return best[1] if best and best[0] > cleared + SLACK else None


def denials(text: str) -> list[str]:
    """What a text denies, each from the negation to the word that it reaches."""
    reading = read(text)
    found = []
    for negator in reading.negators:
        after = [a for a in reading.anchors if a.start >= negator.end and a.clause == negator.clause]
        end = after[0].end if after else negator.end
        span = normalise(text).span(negator.start, end)
        found.append(text[span.start : span.end])
    return found


def _aligned(said: Reading, point: Reading) -> float:
    """In [0, 1]: the share of the point's telling words that the text holds, those left out that it may oppose."""
    axes = {mark.pole.axis for mark in said.marks}
    opposed = [mark for mark in point.marks if mark.pole.axis in axes]
    telling = {
        anchor.key
        for anchor in point.anchors
        if anchor.key in said.keys
        or not (anchor.key.isdecimal() or any(m.start < anchor.end and anchor.start < m.end for m in opposed))
    }
    return len(said.keys & telling) / max(len(telling), 1)


def _conflicts(said: str, ours: Reading, wording: str, theirs: Reading) -> Iterator[Conflict]:
    for mine, other in differing(quantities(said), quantities(wording)):
        yield _conflict(Opposition.NUMBER, said, (mine.start, mine.end), wording, (other.start, other.end))
    for (negator, head), claim in denied(ours, theirs):
        yield _conflict(Opposition.NEGATION, said, (negator.start, head.end), wording, (claim.start, claim.end))
    for (negator, head), claim in denied(theirs, ours):
        yield _conflict(Opposition.NEGATION, said, (claim.start, claim.end), wording, (negator.start, head.end))
    for clash in clashes(ours, theirs):
        yield _conflict(
            clash.expected.pole.kind,
            said,
            (clash.said.start, clash.said.end),
            wording,
            (clash.expected.start, clash.expected.end),
        )
    for first, last, start, end in swapped(ours, theirs):
        yield _conflict(Opposition.ROLES, said, (first.start, last.end), wording, (start.start, end.end))


def _conflict(kind: Opposition, said: str, place: tuple[int, int], wording: str, other: tuple[int, int]) -> Conflict:
    span, expected = normalise(said).span(*place), normalise(wording).span(*other)
    return Conflict(kind, said[span.start : span.end], span, wording[expected.start : expected.end])
