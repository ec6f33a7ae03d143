"""Two scorers that understand nothing: what they reach, a figure of agreement is to be read against.

They are written out here in a few lines: scikit-learn's vectoriser takes seconds to import and wants all texts at once,
and a yardstick must not change when the scorer's own way of cutting words does.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

_RUN = re.compile(r"(?P<han>[\u3400-\u9fff\uf900-\ufaff]+)|[^\W\u3400-\u9fff\uf900-\ufaff]+")
_UNIT = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]|[^\W\u3400-\u9fff\uf900-\ufaff]+")

REFERENCES_KEPT = 2048
"""Reference texts whose vectors stay in memory, some kilobytes each."""

READ_CHARACTERS = 20_000
"""Of a text only so much is looked at, as the scorer does."""


def terms(text: str) -> list[str]:
    """Lower-case words, and the overlapping character pairs of Chinese."""
    found: list[str] = []
    for run in _RUN.finditer(text[:READ_CHARACTERS].lower()):
        pairs = [run[0][i : i + 2] for i in range(len(run[0]) - 1)] if run["han"] else []
        found += pairs or [run[0]]
    return found


def length_score(answer: str, references: Sequence[str]) -> float:
    """In [0, 1]: how long the answer is beside the references' mean length, at most 1.

    Length alone, without the references, agrees less with human grades on most sets this was tried on, not on all.
    """
    usual = sum(_length(reference) for reference in references) / len(references)
    return min(_length(answer) / max(usual, 1), 1.0)


def _length(text: str) -> int:
    """Words, or Chinese characters."""
    return len(_UNIT.findall(text[:READ_CHARACTERS]))


class TfIdf:
    """The cosine of term vectors: counts times smooth inverse document frequency, ln((1 + n) / (1 + df)) + 1.

    The documents are the answers and references of the file; they are shown first, then answers can be scored.
    """

    def __init__(self) -> None:
        self._documents = 0
        self._seen_in: Counter[str] = Counter()
        self._reference = lru_cache(REFERENCES_KEPT)(self._vector)

    def show(self, text: str) -> None:
        """Counts a document."""
        self._documents += 1
        self._seen_in.update(set(terms(text)))

    def score(self, answer: str, references: Sequence[str]) -> float:
        """In [0, 1]: the cosine with the nearest reference."""
        vector = self._vector(answer)
        return max(_dot(vector, self._reference(reference)) for reference in references)

    def _vector(self, text: str) -> dict[str, float]:
        """The unit vector of a text; empty where it has no terms."""
        counts = Counter(terms(text))
        weights = {term: count * self._idf(term) for term, count in counts.items()}
        norm = math.sqrt(sum(weight * weight for weight in weights.values()))
        return {term: weight / norm for term, weight in weights.items()}

    def _idf(self, term: str) -> float:
        return math.log((1 + self._documents) / (1 + self._seen_in[term])) + 1


def _dot(first: dict[str, float], second: dict[str, float]) -> float:
    shorter, longer = sorted((first, second), key=len)
    return min(sum(weight * longer.get(term, 0.0) for term, weight in shorter.items()), 1.0)
