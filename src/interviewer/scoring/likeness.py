"""How much questions have in common by meaning, many at once: of what they ask, and of their key points.

What `kinship` says of one question, as arrays. The vectors are those of the built-in encoder, which are sums of numbers
of 16 bits: with 64 bits for all that follows, the result is the same on every machine.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from interviewer.model import KeyPoint, Language, Localized, Question
from interviewer.scoring.encoder import StaticEncoder
from interviewer.scoring.text import phrase

Directions = npt.NDArray[np.float64]
Indices = npt.NDArray[np.intp]
Mask = npt.NDArray[np.bool_]

SAME_FROM = 0.85
"""Questions whose texts are so near, by cosine, ask the same; in the built-in bank the nearest come to 0.83."""

SAME_POINT_FROM = 0.8
"""Key points that are so near claim the same. Of those of different questions of the built-in bank 2 in 1,000 are."""

DIGITS = 4
"""Decimals of a likeness."""

BLOCK = 2_000
"""So many key points are compared with all others at a time."""

MANY = 100
"""The texts of so many questions are kept together until others are asked for: they are compared again and again."""

MOSTLY = 0.5
"""Questions share most of their key points from more than this on."""


class Likeness:
    """Questions by their numbers; each is encoded when it is first asked for. Not for two threads at once."""

    def __init__(self, encoder: StaticEncoder, questions: Sequence[Question]) -> None:
        self._encoder = encoder
        self._questions = questions
        self._asked: dict[int, Directions] = {}
        self._points: dict[int, Directions] = {}
        self._stacked = b"", np.zeros((0, 0, 0))

    def likeness(self, some: Indices, others: Indices) -> Directions:
        """(some, others) in [0, 1]: how much they ask the same, in whichever of their languages they are most alike."""
        one, other = self._texts(some), self._texts(others)
        return np.asarray(np.round(np.clip(_cosines(one, other), 0, 1), DIGITS), np.float64)

    def shared_points(self, some: Indices, others: Indices) -> Directions:
        """(some, others) in [0, 1]: the share of the key points, of the question that has fewer, that the other has."""
        mine, theirs = self._points_of(some), self._points_of(others)
        same = np.zeros((mine.count, theirs.count), bool)
        for start in range(0, mine.count, BLOCK):
            same[start : start + BLOCK] = (
                _cosines(mine.vectors[start : start + BLOCK], theirs.vectors) >= SAME_POINT_FROM
            )
        covered = mine.share(theirs.any(same.T).T)
        covering = theirs.share(mine.any(same).T).T
        fewer, more = mine.sizes[:, None] < theirs.sizes, mine.sizes[:, None] > theirs.sizes
        return np.where(fewer, covered, np.where(more, covering, np.maximum(covered, covering)))

    def kin(self, some: Indices, others: Indices) -> Mask:
        """(some, others): whether they ask the same or share most of their key points."""
        alike = self.likeness(some, others) >= SAME_FROM
        return np.asarray(alike | (self.shared_points(some, others) > MOSTLY))

    def separation(self, some: Indices) -> Directions:
        """(some,) in [0, 1]: how different a question's key points are from one another; 1 for a single one."""
        return np.array([_separation(self._points[number]) for number in self._encoded(some)])

    def _texts(self, some: Indices) -> Directions:
        if self._stacked[0] == some.tobytes():
            return self._stacked[1]
        missing = [number for number in dict.fromkeys(some.tolist()) if number not in self._asked]
        texts = [self._questions[number].text for number in missing]
        self._asked.update(zip(missing, self._encode(texts), strict=True))
        if len(some) < MANY:
            return np.stack([self._asked[number] for number in some.tolist()])
        self._stacked = some.tobytes(), np.stack([self._asked[number] for number in some.tolist()])
        return self._stacked[1]

    def _points_of(self, some: Indices) -> "_Points":
        return _Points([self._points[number] for number in self._encoded(some)])

    def _encoded(self, some: Indices) -> list[int]:
        """The numbers, their key points encoded."""
        missing = [number for number in dict.fromkeys(some.tolist()) if number not in self._points]
        points = [self._questions[number].key_points for number in missing]
        encoded = self._encode([point.text for point in _flat(points)])
        ends = np.cumsum([len(one) for one in points])
        self._points.update(zip(missing, np.split(encoded, ends[:-1]) if missing else (), strict=True))
        return list(some.tolist())

    def _encode(self, texts: Sequence[Localized]) -> Directions:
        """(texts, languages, d) unit vectors; zeros where there is no text, or none that is known."""
        phrases = [phrase(text[language]) for text in texts for language in Language]
        vectors = self._encoder.encode_whole(phrases).astype(np.float64)
        lengths = np.sqrt((vectors**2).sum(axis=1, keepdims=True))
        vectors /= np.where(lengths == 0, 1, lengths)
        return vectors.reshape(len(texts), len(Language), vectors.shape[1])


@dataclass(frozen=True, slots=True, eq=False)
class _Points:
    """The key points of several questions, one after the other; each question has some."""

    blocks: Sequence[Directions]

    @property
    def vectors(self) -> Directions:
        """(points, languages, d)."""
        return np.concatenate(self.blocks)

    @property
    def sizes(self) -> Indices:
        """(questions,) how many points each has."""
        return np.array([len(block) for block in self.blocks])

    @property
    def count(self) -> int:
        """How many points there are."""
        return int(self.sizes.sum())

    @property
    def _starts(self) -> Indices:
        return np.concatenate([[0], np.cumsum(self.sizes)[:-1]])

    def any(self, rows: Mask) -> Mask:
        """(points, n) -> (questions, n): whether it is so for any point of a question."""
        return np.asarray(np.logical_or.reduceat(rows, self._starts, axis=0))

    def share(self, rows: Mask) -> Directions:
        """(points, n) -> (questions, n): for which share of the points of a question it is so."""
        return np.asarray(np.add.reduceat(rows.astype(float), self._starts, axis=0) / self.sizes[:, None])


def _cosines(some: Directions, others: Directions) -> Directions:
    """(some, others) the highest cosine in any two languages; 0 where nothing can be compared."""
    pairs = [(one, other) for one in range(some.shape[1]) for other in range(others.shape[1])]
    best = np.zeros((len(some), len(others)))
    for one, other in pairs:
        np.maximum(best, some[:, one] @ others[:, other].T, out=best)
    return best


def _separation(points: Directions) -> float:
    """1 where no two points have anything in common, 0 where each is the same as another."""
    if len(points) < 2:
        return 1.0
    cosines = _cosines(points, points)
    np.fill_diagonal(cosines, 0)
    return float(np.round(1 - np.clip(cosines.max(axis=1), 0, 1).mean(), DIGITS))


def _flat(points: Sequence[tuple[KeyPoint, ...]]) -> Iterable[KeyPoint]:
    return (point for block in points for point in block)
