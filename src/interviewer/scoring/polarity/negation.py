"""Negation: one text denies what the other one claims in the same words."""

from collections.abc import Iterator

from interviewer.scoring.polarity.reading import REACH, Anchor, Negator, Reading

HEADS = 1
"""How many telling words after a negation it may deny."""

_AUXILIARY_HAN = frozenset("会能需要再是被在有可以得到 abcdefghijklmnopqrstuvwxyz'")
"""What may stand between a negation and the word it denies without being denied itself."""

Denial = tuple[Negator, Anchor]
"""A negation and the first word it denies that both texts share."""


def denied(denying: Reading, claiming: Reading) -> Iterator[tuple[Denial, Anchor]]:
    """What the one text denies and the other one claims: the denial, and the word in the claiming text.

    The claiming text must not deny the word anywhere, nor hold a word in the same clause that may stand for a negation.
    """
    for negator in denying.negators:
        heads = [
            anchor
            for anchor in denying.anchors
            if anchor.clause == negator.clause and anchor.start >= negator.end and anchor.place <= negator.place + REACH
        ][:HEADS]
        for head in heads:
            claimed = [anchor for anchor in claiming.anchors if anchor.key == head.key]
            if not claimed or not _denies_as_much(negator, head, denying, claiming):
                continue
            if not any(_is_open(anchor, claiming) for anchor in claimed) and not _claims_elsewhere(head, denying):
                yield (negator, head), claimed[0]
            break


def _denies_as_much(negator: Negator, head: Anchor, denying: Reading, claiming: Reading) -> bool:
    """Whether what stands beside the denied word is in the claiming text, too.

    "No units are dropped" denies that they are dropped, 不改标签 that they are changed, not that there are any.
    """
    gap = denying.text[negator.end : head.start]
    if any(character not in _AUXILIARY_HAN and character not in claiming.text for character in gap):
        return False
    if denying.text[negator.start : negator.end] != "no":
        return True
    following = next((a for a in denying.anchors if a.start >= head.end and a.clause == head.clause), None)
    return following is None or following.place > negator.place + REACH or following.key in claiming.keys


def _is_open(anchor: Anchor, reading: Reading) -> bool:
    """Whether the word may be denied where it stands."""
    denied_here = reading.denies(anchor) is not None
    return denied_here or anchor.clause in reading.soft or any(n.clause == anchor.clause for n in reading.negators)


def _claims_elsewhere(head: Anchor, denying: Reading) -> bool:
    """Whether the denying text uses the word without denying it, too: then it draws a contrast."""
    return any(anchor.key == head.key and denying.denies(anchor) is None for anchor in denying.anchors)
