"""How near terms are to one another, and what that makes of the questions they stand in."""

import itertools
import zlib
from collections.abc import Mapping, Sequence

import numpy as np

from interviewer.scoring.encoder import Encoder, Vectors
from interviewer.scoring.profile import Numbers, Vocabulary
from interviewer.scoring.similarity import encode_texts, unit
from interviewer.scoring.spelling import sameness
from interviewer.scoring.terms import subject_names
from interviewer.scoring.text import is_han

SPELT_ALIKE = 0.7
"""From this share of common letter pairs on two words are forms of one."""

KIND_OF = 0.5
"""What a subject is to one of its kinds, which Chinese names so: 空洞卷积 is a kind of 卷积."""

UNRELATED_UP_TO = 95
"""The percentile of the cosines between names of different subjects that a cosine must exceed to tell anything."""

NARROWEST = 0.05
"""The least distance from unrelated to equal, for an encoder to which all words of a script are one."""

NAME_DIMENSIONS = 128
"""The name of a term becomes so many random signs: equal names are equal, others nearly orthogonal."""

CHUNK = 1024
"""So many questions are put together at once, which bounds the memory it takes."""


class Nearness:
    """What the terms of a vocabulary are to one another."""

    def __init__(self, encoder: Encoder, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._signs = np.zeros((0, NAME_DIMENSIONS), np.float32)
        self._unrelated = _unrelated(encoder)

    def levels(self, terms: Numbers, others: Numbers) -> Vectors:
        """(terms, others) float32 in [0, 1]: how near each term is to each of the others; 1 for the same.

        Subjects and ways of asking are the same or they are not; only words that are in no list are like others.
        """
        vectors, looser = self._vocabulary.vectors, self._vocabulary.is_word
        script, other_script = (self._vocabulary.scripts[these] for these in (terms, others))
        floor = self._unrelated[script[:, None], other_script[None, :]]
        near = np.clip((vectors[terms] @ vectors[others].T - floor) / np.maximum(1 - floor, NARROWEST), 0, 1)
        near *= looser[terms][:, None] | looser[others][None, :]
        near[terms[:, None] == others[None, :]] = 1
        self._mend(near, terms, others)
        return near.astype(np.float32)

    def _mend(self, near: Vectors, terms: Numbers, others: Numbers) -> None:
        """Raises what letters know better than vectors: forms of one word, misspelt ones, and kinds of one subject."""
        known, spelt, loose = self._vocabulary.terms, self._vocabulary.is_spelt, self._vocabulary.is_word
        columns = [(column, known[others[column]].name) for column in np.flatnonzero(spelt[others]).tolist()]
        for row in np.flatnonzero(spelt[terms]).tolist():
            name = known[terms[row]].name
            for column, other in columns:
                if (alike := sameness(name, other) or 0.0) >= SPELT_ALIKE:
                    near[row, column] = max(near[row, column], alike)
        columns = [(column, known[others[column]].name) for column in np.flatnonzero(~loose[others]).tolist()]
        for row in np.flatnonzero(~loose[terms]).tolist():
            name = known[terms[row]].name
            for column, other in columns:
                if name != other and (name.endswith(other) or other.endswith(name)):
                    near[row, column] = KIND_OF

    def vectors(self, questions: Sequence[Mapping[int, float]]) -> Vectors:
        """(questions, d + NAME_DIMENSIONS) float32 unit vectors, half sense and half names.

        Args:
            questions: The terms of each, and how much each tells.
        """
        table = np.concatenate([self._vocabulary.vectors, self._names()], axis=1)
        chunks = [_put_together(table, questions[i : i + CHUNK]) for i in range(0, len(questions), CHUNK)]
        return np.concatenate(chunks) if chunks else np.zeros((0, table.shape[1]), np.float32)

    def _names(self) -> Vectors:
        known = len(self._signs)
        fresh = [_signs(f"{term.kind}:{term.name}") for term in self._vocabulary.terms[known:]]
        if fresh:
            self._signs = np.concatenate([self._signs, np.stack(fresh)])
        return self._signs


def _put_together(table: Vectors, questions: Sequence[Mapping[int, float]]) -> Vectors:
    numbers = np.asarray([number for question in questions for number in question], np.intp)
    weights = np.asarray([weight for question in questions for weight in question.values()], np.float32)
    owners = np.repeat(np.arange(len(questions)), [len(question) for question in questions])
    summed = np.zeros((len(questions), table.shape[1]), np.float32)
    starts = np.flatnonzero(np.diff(owners, prepend=-1))
    if len(numbers):
        summed[owners[starts]] = np.add.reduceat(table[numbers] * weights[:, None], starts)
    return unit(summed)


def _signs(name: str) -> Vectors:
    """(NAME_DIMENSIONS,) a unit vector that only the name determines."""
    bits = np.random.default_rng(zlib.crc32(name.encode())).integers(0, 2, NAME_DIMENSIONS)
    signs: Vectors = ((bits * 2 - 1) / np.sqrt(NAME_DIMENSIONS)).astype(np.float32)
    return signs


def _unrelated(encoder: Encoder) -> Vectors:
    """(2, 2) float32 by script, 0 for letters and 1 for Chinese: the cosine that different subjects hardly exceed."""
    named = [names for names in subject_names() if is_han(names[0]) and not is_han(names[-1])][::3]
    scripts = [encode_texts(encoder, [names[place] for names in named]) for place in (-1, 0)]
    different = ~np.eye(len(named), dtype=np.bool_)
    levels = np.zeros((2, 2), np.float32)
    for one, other in itertools.product((0, 1), repeat=2):
        levels[one, other] = np.percentile((scripts[one] @ scripts[other].T)[different], UNRELATED_UP_TO)
    return levels
