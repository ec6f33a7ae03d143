"""What word vectors do not see in single words: denial, opposites, and names that are the same or are not."""

import re
from collections.abc import Sequence
from functools import lru_cache

from interviewer.scoring.polarity.lexicon import lexicon, stem, word_list
from interviewer.scoring.polarity.reading import NEGATORS_HAN, NOT_NEGATORS_HAN
from interviewer.scoring.text import is_han

_NAME = re.compile(r"[b-hj-z]|\d+(?:\.\d+)?|[a-z]\d+|\d+[a-z]")
_CONTRACTED = frozenset({"t", "dont", "doesnt", "didnt", "isnt", "arent", "cant", "wont", "longer", "unable"})


WORDS_KEPT = 2**14
"""Words of which it stays known what they are; most words beyond come once."""


def denies(words: Sequence[str]) -> bool:
    """Whether a word of a text denies something."""
    return any(_han_denies(word) if is_han(word) else is_denial(word) for word in words)


@lru_cache(maxsize=WORDS_KEPT)
def _han_denies(run: str) -> bool:
    return NEGATORS_HAN.search(NOT_NEGATORS_HAN.sub(" ", run)) is not None


@lru_cache(maxsize=WORDS_KEPT)
def is_exact(word: str) -> bool:
    """Whether a word is a number or a name of one letter: it is the same as another one, or it is not."""
    return _NAME.fullmatch(word) is not None


def opposed(word: str, other: str) -> bool:
    """Whether two English words stand at different ends of an axis, and on no axis at the same."""
    if not (_poles(word) and _poles(other)):
        return False
    ours, theirs = dict(_poles(word)), dict(_poles(other))
    shared = ours.keys() & theirs.keys()
    return bool(shared) and not any(ours[axis] & theirs[axis] for axis in shared)


def is_denial(word: str) -> bool:
    """Whether a word (Chinese pieces aside) does nothing but deny."""
    return word in _SPOKEN


_SPOKEN = word_list("negators_en") | _CONTRACTED


@lru_cache(maxsize=WORDS_KEPT)
def _poles(word: str) -> tuple[tuple[int, int], ...]:
    """The axes that the word lies on, and its side of each."""
    entries = () if is_han(word) else lexicon().stems.get(stem(word), ())
    return tuple((pole.axis, pole.side) for key, poles in entries if len(key) == 1 for pole in poles)
