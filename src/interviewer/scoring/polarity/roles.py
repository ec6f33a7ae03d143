"""Roles: the same words, with two of them in each other's place around what happens between them."""

import re
from collections.abc import Iterator, Mapping
from itertools import combinations

from interviewer.scoring.polarity.reading import Anchor, Reading

_PASSIVE = re.compile(r"\bby\b|被|由|受到|遭|\bfrom\b")
_SYMMETRIC = re.compile(r"\bwith\b|\bsame as\b|\bequals?\b|\bequivalent\b|等于|等价|相同|一样")

SAME_WORDS = 0.8
"""The least share of its telling words that the shorter text must have in common with the other one."""

_TOKEN = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+")
_JOINING = frozenset({"and", "or", "和", "与", "或", "及", "as", "well", "the", "a"})

SwappedPair = tuple[Anchor, Anchor, Anchor, Anchor]
"""First and last word of the answer's stretch, first and last of the point's."""


def swapped(said: Reading, point: Reading) -> Iterator[SwappedPair]:
    """Stretches of three shared words whose order is reversed, while both texts are in the same voice.

    Moving a clause keeps the order within it and within the rest, so it never turns three words round.
    """
    if _SYMMETRIC.search(said.text) or _SYMMETRIC.search(point.text):
        return
    if len(_PASSIVE.findall(said.text)) % 2 != len(_PASSIVE.findall(point.text)) % 2:
        return
    if min(len(said.keys), len(point.keys)) * SAME_WORDS > len(said.keys & point.keys):
        return
    if exchanged := _exchanged(said, point):
        yield exchanged
        return
    ours, theirs = _single(said), _single(point)
    order = sorted((key for key in theirs if key in ours), key=lambda key: theirs[key].place)
    for first, middle, last in combinations(order, 3):
        if ours[first].place > ours[middle].place > ours[last].place and (
            ours[first].clause == ours[last].clause or theirs[first].clause == theirs[last].clause
        ):
            yield ours[last], ours[first], theirs[first], theirs[last]
            return


def _exchanged(said: Reading, point: Reading) -> SwappedPair | None:
    """The stretches that differ, where one text becomes the other when two phrases change places in it."""
    ours, theirs = _TOKEN.findall(said.text), _TOKEN.findall(point.text)
    head = next((i for i, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a != b), None)
    if head is None or sorted(ours) != sorted(theirs):
        return None
    tail = next(i for i, (a, b) in enumerate(zip(reversed(ours), reversed(theirs), strict=True)) if a != b)
    ours, theirs = ours[head : len(ours) - tail], theirs[head : len(theirs) - tail]
    for first in range(1, len(ours)):
        for last in range(1, len(ours) - first):
            one, other, between = theirs[:first], theirs[-last:], theirs[first:-last]
            if ours == [*other, *between, *one] and not set(between) <= _JOINING:
                return _whole(said, point)
    return None


def _whole(said: Reading, point: Reading) -> SwappedPair:
    return said.anchors[0], said.anchors[-1], point.anchors[0], point.anchors[-1]


def _single(reading: Reading) -> Mapping[str, Anchor]:
    """The words that stand in the text once."""
    keys = [anchor.key for anchor in reading.anchors]
    return {anchor.key: anchor for anchor in reading.anchors if keys.count(anchor.key) == 1}
