"""How well an answer agrees with a whole reference answer, for a question that nobody calibrated.

Key points of the bank have anchors: other questions, rewordings and a model answer tell which similarity means what.
A bare reference answer has none. What ranks answers to it best is a weighted mean of five measures, each of which can
be shown; `docs/scoring.md` has what each of them brings, and what was tried besides.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from interviewer.scoring.denial import denies, is_exact
from interviewer.scoring.encoder import Encoder, Tokens, Vectors
from interviewer.scoring.similarity import unit
from interviewer.scoring.spelling import likeness, sameness
from interviewer.scoring.text import Phrase, Sentence, grams, is_han, phrase

PAIRED, RECALLED, KEPT, RELEVANT, LENGTH = 0.3, 0.4, 0.2, 0.15, 0.15
"""What the five measures count for, in this order:

- paired: how near each word of the reference is to a word of the answer that no other one is paired with;
- recalled: the share of each point's terms that the answer has, letter for letter or misspelt;
- kept: how near each word of the answer is to one of the reference;
- relevant: how much of what the answer says is near to the reference, in proportion to the reference;
- length: how much the answer says at all, in proportion to the reference, up to ENOUGH.

What the question says already counts little in each. Shares fitted to four sets of graded answers and tried on the
fifth differ little from these, nor do equal ones: the measures matter, the shares do not."""

ENOUGH = 0.6
"""People make a point in far fewer words than the book: from this share of the reference on, length brings nothing."""

NEAR_FROM = 0.3
"""The cosine that two words about nothing in common reach easily; relevance counts from here."""

QUESTION_DISCOUNT = 0.9
"""How much less a word counts that the question says; words near to the question's lose in proportion to the square."""

DENIED = 0.4
"""What an agreement loses when the reference denies something and the answer denies nothing."""

MISTAKEN = 0.3
"""What it loses when the answer has other numbers or one-letter names than the reference."""

CLAIMS = 2
"""Only in references of at most so many points does a missing "not" or another number prove anything."""

BENEFIT_OF_DOUBT = 0.65
"""The exponent for a question with one known reference: people accept much that it does not say. Where several accepted
answers are known, being far from all of them means more."""

REMEMBERED = 5_000
"""So many words of answers are remembered per question."""

_Cells = tuple[npt.NDArray[np.intp], Vectors]
"""Rows of the reference, and what a word of the answer is to each."""


@dataclass(frozen=True, slots=True)
class Words:
    """A text word by word, Chinese piece by piece.

    Attributes:
        vectors: (n, d) float32 unit vectors.
        weights: (n,) float32, above 0.
        spellings: (n) the words.
        grams: What word recall looks for.
    """

    vectors: Vectors
    weights: Vectors
    spellings: tuple[str, ...]
    grams: tuple[str, ...]


class ReferenceAnswer:
    """The reference answer to one question, made ready: how well does any answer agree with it?"""

    def __init__(self, encoder: Encoder, points: Sequence[str], weights: Sequence[float], question: str) -> None:
        """Prepares the reference.

        Args:
            encoder: The same for every answer.
            points: The reference's key points.
            weights: Of the points, above 0.
            question: Its text, which may be empty.
        """
        phrases = [phrase(text) for text in points]
        asked, *parts = (_words(tokens, found) for tokens, found in _encoded(encoder, [phrase(question), *phrases]))
        self._encoder = encoder
        self._asked = asked
        self._text = _joined(parts)
        shares = np.repeat(np.asarray(weights, np.float32), [len(part.weights) for part in parts])
        self._weights = self._told(self._text) * shares / np.mean(weights)
        terms = [self._weigh(part.grams) for part in parts]
        self._terms = [term for point in terms for term in point]
        self._term_weights = np.concatenate(
            [_shares(point.values(), weight) for point, weight in zip(terms, weights, strict=True)]
        )
        self._same_term: dict[str, _Cells] = {}
        self._same_word: dict[str, _Cells] = {}
        self._denies = len(points) <= CLAIMS and any(denies(found.words) for found in phrases)
        self._claims = len(points) <= CLAIMS
        self._names = {word for word in self._text.spellings if is_exact(word)}

    def agreement(self, answer: Sequence[Sentence]) -> float:
        """In [0, 1]; 1 for the reference itself, whose points weigh the same.

        Args:
            answer: Its sentences, at least one.
        """
        said = _said(self._encoder, answer)
        if not len(said.weights) or not len(self._weights):
            return 0.0
        similarities = self._similarities(said)
        told, nearest = self._told(said), similarities.max(axis=0)
        amount = max(float(self._weights.sum()), 1e-6)
        near = np.maximum(nearest - NEAR_FROM, 0) / (1 - NEAR_FROM)
        agreed = (
            PAIRED * _mean(_paired(similarities, self._weights), self._weights)
            + RECALLED * self._recall(said.grams)
            + KEPT * _mean(nearest, told)
            + RELEVANT * min(1.0, float((near * told).sum()) / amount)
            + LENGTH * min(1.0, float(told.sum()) / amount / ENOUGH)
        ) / (PAIRED + RECALLED + KEPT + RELEVANT + LENGTH)
        return float(np.clip(agreed * self._consistency(said, answer), 0, 1))

    def _told(self, text: Words) -> Vectors:
        """(n,) the words' weights, less for what the question says already."""
        if not len(self._asked.weights) or not len(text.weights):
            return text.weights
        near = np.clip((text.vectors @ self._asked.vectors.T).max(axis=1), 0, 1)
        weights: Vectors = text.weights * (1 - QUESTION_DISCOUNT * near**2).astype(np.float32)
        return weights

    def _weigh(self, found: Sequence[str]) -> dict[str, float]:
        """The grams' weights, less for what the question says already."""
        unique = sorted(set(found))
        encoded = self._encoder.encode([Phrase(gram, (gram,)) for gram in unique])
        weights = {}
        for gram, tokens in zip(unique, encoded, strict=True):
            near = 1.0 if gram in self._asked.grams else _nearest(tokens, self._asked)
            weights[gram] = self._encoder.weight(gram) * (1 - QUESTION_DISCOUNT * near**2)
        return weights

    def _recall(self, found: Collection[str]) -> float:
        """The mean over the points of the share of their terms that the answer has, misspelt ones in part."""
        if not self._terms:
            return 0.0
        present = np.zeros(len(self._terms), np.float32)
        for gram in set(found):
            rows, values = _remembered(self._same_term, gram, self._terms, sameness)
            present[rows] = np.maximum(present[rows], values)
        return float(present @ self._term_weights / self._term_weights.sum())

    def _similarities(self, said: Words) -> Vectors:
        """(reference words, answer words) in [0, 1]: cosines, mended where letters know better."""
        found: Vectors = np.clip(self._text.vectors @ said.vectors.T, 0, 1)
        if not said.spellings:
            return found
        cells = [_remembered(self._same_word, word, self._text.spellings, likeness) for word in said.spellings]
        rows, values = (np.concatenate(parts) for parts in zip(*cells, strict=True))
        columns = np.repeat(np.arange(len(cells)), [len(places) for places, _ in cells])
        found[rows, columns] = np.where(values > 0, np.maximum(found[rows, columns], values), 0)
        return found

    def _consistency(self, said: Words, answer: Sequence[Sentence]) -> float:
        """What is left when the answer denies too little, or says the opposite."""
        if not self._claims:
            return 1.0
        left = 1.0
        if self._denies and not any(denies(sentence.words) for sentence in answer):
            left *= 1 - DENIED
        named = {word for word in said.spellings if is_exact(word)}
        return left * (1 - MISTAKEN) if named - self._names and self._names - named else left


def _said(encoder: Encoder, answer: Sequence[Sentence]) -> Words:
    phrases = [sentence.phrase for sentence in answer]
    return _joined([_words(tokens, found) for tokens, found in _encoded(encoder, phrases)])


def _encoded(encoder: Encoder, phrases: Sequence[Phrase]) -> list[tuple[Tokens, Phrase]]:
    return list(zip(encoder.encode(phrases), phrases, strict=True))


def _words(tokens: Tokens, found: Phrase) -> Words:
    """The pieces put together to words; Chinese has no spaces, so its pieces stay what they are."""
    spellings = [found.words[number] for number in tokens.words]
    begins = [
        place
        for place, number in enumerate(tokens.words)
        if not place or number != tokens.words[place - 1] or is_han(spellings[place])
    ]
    all_grams = tuple(gram for word in found.words for gram in grams(word))
    if not begins:
        return Words(tokens.vectors, tokens.weights, (), all_grams)
    return Words(
        vectors=unit(np.add.reduceat(tokens.vectors, begins)),
        weights=np.maximum.reduceat(tokens.weights, begins),
        spellings=tuple(spellings[place] for place in begins),
        grams=all_grams,
    )


def _joined(parts: Sequence[Words]) -> Words:
    return Words(
        vectors=np.concatenate([part.vectors for part in parts]),
        weights=np.concatenate([part.weights for part in parts]),
        spellings=tuple(word for part in parts for word in part.spellings),
        grams=tuple(gram for part in parts for gram in part.grams),
    )


def _remembered(
    known: dict[str, _Cells], word: str, others: Sequence[str], compare: Callable[[str, str], float | None]
) -> _Cells:
    """Where letters tell what a word is to the others, and what; answers to one question share most of their words."""
    if word not in known:
        if len(known) >= REMEMBERED:
            known.clear()
        cells = [(row, value) for row, other in enumerate(others) if (value := compare(other, word)) is not None]
        rows = np.asarray([row for row, _ in cells], np.intp)
        known[word] = rows, np.asarray([value for _, value in cells], np.float32)
    return known[word]


def _paired(similarities: Vectors, weights: Vectors) -> Vectors:
    """(reference words,) each word's similarity with its own word of the answer, no word used twice.

    The most valuable pair is made first. The best pairing of all needs a library and agrees with people no better.
    """
    order = np.argsort(-similarities * weights[:, None], axis=None, kind="stable")
    rows, columns = (places.tolist() for places in np.divmod(order, similarities.shape[1]))
    found = np.zeros(len(weights), np.float32)
    free_rows, free_columns = set(rows), set(columns)
    for row, column in zip(rows, columns, strict=True):
        if row in free_rows and column in free_columns:
            found[row] = similarities[row, column]
            free_rows.remove(row)
            free_columns.remove(column)
            if not free_rows or not free_columns:
                break
    return found


def _nearest(tokens: Tokens, asked: Words) -> float:
    if not len(tokens.vectors) or not len(asked.vectors):
        return 0.0
    return float(np.clip((asked.vectors @ unit(tokens.whole[None])[0]).max(), 0, 1))


def _shares(weights: Iterable[float], share: float) -> Vectors:
    """The weights scaled so that together they weigh `share`."""
    found = np.fromiter(weights, np.float32)
    return found * np.float32(share / (found.sum() or 1))


def _mean(values: Vectors, weights: Vectors) -> float:
    total = weights.sum()
    return float((values * weights).sum() / total) if total > 0 else 0.0
