"""Opposites: the answer says "increases" of what the key point says "reduces" of."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from interviewer.scoring.polarity.reading import Anchor, Mark, Reading

NEAR = 0.12
"""How close two opposites must stand to a word that both texts share: 1 / (1 + the two distances in words)."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Two words, one of each text, that exclude one another, and how sure it is that they are about the same."""

    said: Mark
    expected: Mark
    nearness: float


def clashes(said: Reading, point: Reading) -> Iterator[Clash]:
    """The opposites that are about the same thing and nowhere agree, the surest first."""
    shared = said.keys & point.keys
    ours = [anchor for anchor in said.anchors if anchor.key in shared]
    theirs = [anchor for anchor in point.anchors if anchor.key in shared]
    found = [clash for mark in point.marks for clash in _clash(mark, said, point, ours, theirs)]
    found = [clash for clash in found if _is_sure(clash, found, said, point)]
    yield from sorted(found, key=lambda clash: -clash.nearness)


def _is_sure(clash: Clash, found: Sequence[Clash], said: Reading, point: Reading) -> bool:
    """Where both texts name both sides of the axis, only a swap of both is an opposition."""
    if said.text[clash.said.start : clash.said.end] == point.text[clash.expected.start : clash.expected.end]:
        return False
    axis = clash.expected.pole.axis
    if _names_both(said, axis) and _names_both(point, axis):
        return len({other.expected.sides for other in found if other.expected.pole.axis == axis}) > 1
    return True


def _names_both(reading: Reading, axis: int) -> bool:
    sides = [mark.sides for mark in reading.marks if mark.pole.axis == axis]
    return any(not one & other for one in sides for other in sides)


def _clash(
    expected: Mark, said: Reading, point: Reading, ours: Sequence[Anchor], theirs: Sequence[Anchor]
) -> Iterator[Clash]:
    """What contradicts this word of the point: the nearest word on its axis, if it is on another side."""
    rivals = [mark for mark in said.marks if mark.pole.axis == expected.pole.axis]
    if not rivals:
        return
    near = [
        (_nearness(mark, expected, ours, theirs), mark)
        for mark in rivals
        if not _is_turned(mark, expected, said, point)
    ]
    against = max((item for item in near if not item[1].sides & expected.sides), key=lambda i: i[0], default=None)
    for_it = max((value for value, mark in near if mark.sides & expected.sides), default=-1.0)
    if against and against[0] >= NEAR and against[0] > for_it:
        yield Clash(against[1], expected, against[0])


_THAN = re.compile(r"\bthan\b|\bcompared (?:to|with)\b|比(?=[^例如较率])")


def _is_turned(said: Mark, expected: Mark, ours: Reading, theirs: Reading) -> bool:
    """Whether a comparison is told from its other end: "A is faster than B", "B is slower"."""
    first, second = _compared(said, ours), _compared(expected, theirs)
    crossed = len(first[0] & second[1]) + len(first[1] & second[0])
    return crossed > 0 and crossed >= len(first[0] & second[0]) + len(first[1] & second[1])


def _compared(mark: Mark, reading: Reading) -> tuple[frozenset[str], frozenset[str]]:
    """The telling words of the mark's clause in front of and behind "than" (or 比)."""
    here = [a for a in reading.anchors if a.clause == mark.clause and (a.end <= mark.start or a.start >= mark.end)]
    than = next((m.start() for m in _THAN.finditer(reading.text)), None)
    if than is None or not any(anchor.start < than for anchor in here) or not any(a.start > than for a in here):
        return frozenset(anchor.key for anchor in here if anchor.end <= mark.start), frozenset()
    front = frozenset(anchor.key for anchor in here if anchor.start < than)
    behind = (a.key for a in here if a.start > than and (mark.start < than or a.end <= mark.start))
    return front, frozenset(behind) - front


def _nearness(said: Mark, expected: Mark, ours: Sequence[Anchor], theirs: Sequence[Anchor]) -> float:
    """In [0, 1]: how near both stand to a shared word that is none of the two."""
    here: dict[str, float] = {}
    for anchor in ours:
        if anchor.end <= said.start or anchor.start >= said.end:
            distance = abs(anchor.place - said.place)
            here[anchor.key] = min(here.get(anchor.key, distance), distance)
    return max(
        (
            1 / (1 + here[anchor.key] + abs(anchor.place - expected.place))
            for anchor in theirs
            if anchor.key in here and (anchor.end <= expected.start or anchor.start >= expected.end)
        ),
        default=0.0,
    )
