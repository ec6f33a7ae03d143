"""What two words are to one another by their letters alone, where word vectors know less."""

from functools import lru_cache

from interviewer.scoring.denial import is_denial, is_exact, opposed
from interviewer.scoring.text import is_han

MISSPELT = 0.5
"""From this share of common letter pairs on, two words (or terms, which lost their endings) are forms of one."""

SHORTEST_STEM = 4
"""In letters; shorter words have too few pairs to compare."""


def likeness(word: str, other: str) -> float | None:
    """What two words are to one another by their letters; 0 for different ones, None where letters do not tell."""
    if is_exact(word) or is_exact(other):
        return float(word == other)
    if word == other:
        return None
    if is_denial(word) or is_denial(other):
        return float(is_denial(word) and is_denial(other))
    if opposed(word, other):
        return 0.0
    alike = _common_pairs(word, other)
    return alike if alike >= MISSPELT else None


def sameness(term: str, other: str) -> float | None:
    """1 for equal terms, less for those spelt alike, None for others."""
    if term == other:
        return 1.0
    alike = _common_pairs(term, other)
    return alike if alike >= MISSPELT else None


def _common_pairs(word: str, other: str) -> float:
    """Dice's coefficient of the words' letter pairs (1945), in [0, 1]; 0 for short words and for Chinese ones.

    Also 0 for different first letters: they are seldom mistaken, and may be a prefix that turns the word round.
    """
    if word[0] != other[0] or min(len(word), len(other)) < SHORTEST_STEM or is_han(word):
        return 0.0
    ours, theirs = _pairs(word), _pairs(other)
    return 2 * len(ours & theirs) / (len(ours) + len(theirs))


@lru_cache(maxsize=8192)
def _pairs(word: str) -> frozenset[str]:
    edged = f"<{word}>"
    return frozenset(edged[i : i + 2] for i in range(len(edged) - 1))
