"""How near terms are to one another, and what that makes of the questions they stand in."""

import hashlib
import itertools
import math
from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np

from interviewer.scoring.encoder import Encoder, Vectors
from interviewer.scoring.profile import Numbers, Vocabulary
from interviewer.scoring.similarity import encode_texts, unit
from interviewer.scoring.spelling import sameness
from interviewer.scoring.terms import Kind, Term, kin_of, subject_names
from interviewer.scoring.text import is_han

SPELT_ALIKE = 0.7
"""From this share of common letter pairs on two words are forms of one."""

KIND_OF = 0.5
"""What a subject is to one of its kinds."""

UNRELATED_UP_TO = 95
"""The percentile of the cosines between names of different subjects that a cosine must exceed to tell anything."""

NARROWEST = 0.05
"""The least distance from unrelated to equal, for an encoder to which all words of a script are one."""

NAMELESS = ""
"""The shelf of terms whose names tell nothing: ways of asking, and Chinese words."""

NAME_DIMENSIONS = 128
"""The name of a term becomes so many random signs: equal names are equal, others nearly orthogonal."""

CHUNK = 64
"""So many questions are put together at once: what lies in the processor's cache is added up fastest."""


class Nearness:
    """What the terms of a vocabulary are to one another."""

    def __init__(self, encoder: Encoder, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._table = np.zeros((0, NAME_DIMENSIONS), np.float32)
        self._unrelated = _unrelated(encoder)

    def best(self, terms: Numbers, others: Numbers) -> Vectors:
        """(terms,) float32 in [0, 1]: how near each term is to the nearest of the others; 1 where it is among them."""
        among = set(others.tolist())
        found = np.asarray([number in among for number in terms.tolist()], np.float32)
        missing = np.flatnonzero(found == 0)
        if len(missing) and len(others):
            found[missing] = self.levels(terms[missing], others).max(axis=1)
        return found

    def levels(self, terms: Numbers, others: Numbers) -> Vectors:
        """(terms, others) float32 in [0, 1]: how near each term is to each of the others; 1 for the same.

        Subjects and ways of asking are the same or they are not; only words that are in no list are like others.
        """
        vectors, looser, script = self._vocabulary.vectors, self._vocabulary.is_word, self._vocabulary.scripts
        floor = self._unrelated[script[terms][:, None], script[others][None, :]]
        near: Vectors = np.clip(
            (vectors[terms] @ vectors[others].T - floor) / np.maximum(1 - floor, NARROWEST), 0, 1
        ).astype(np.float32)
        near *= looser[terms][:, None] | looser[others][None, :]
        near[terms[:, None] == others[None, :]] = 1
        self._mend(near, terms, others)
        return near

    def _mend(self, near: Vectors, terms: Numbers, others: Numbers) -> None:
        """Raises what names know better than vectors: forms of one word, misspelt ones, and kinds of one subject."""
        known = self._vocabulary.terms
        columns: dict[str, list[tuple[int, str]]] = {}
        for column, term in enumerate(known[number] for number in others.tolist()):
            columns.setdefault(_shelf(term), []).append((column, term.name))
        columns.pop(NAMELESS, None)
        for row, term in enumerate(known[number] for number in terms.tolist()):
            for column, name in columns.get(_shelf(term), ()):
                near[row, column] = max(near[row, column], _named_alike(term, name))

    def vectors(self, questions: Sequence[Mapping[int, float]]) -> Vectors:
        """(questions, d + NAME_DIMENSIONS) float32 unit vectors, half sense and half names.

        Args:
            questions: The terms of each, and how much each tells.
        """
        table = self._signed()
        chunks = [_put_together(table, questions[i : i + CHUNK]) for i in range(0, len(questions), CHUNK)]
        return np.concatenate(chunks) if chunks else np.zeros((0, table.shape[1]), np.float32)

    def _signed(self) -> Vectors:
        """(terms, d + NAME_DIMENSIONS) what each term adds to a question."""
        known = len(self._table)
        if known < len(self._vocabulary.terms):
            names = np.stack([_signs(f"{term.kind}:{term.name}") for term in self._vocabulary.terms[known:]])
            fresh = np.concatenate([self._vocabulary.vectors[known:], names], axis=1)
            self._table = np.concatenate([self._table, fresh]) if known else fresh
        return self._table


def _shelf(term: Term) -> str:
    """Only terms on one shelf can be named alike: subjects, and words with one first letter; all others never are."""
    if term.kind is Kind.SUBJECT:
        return Kind.SUBJECT
    return term.name[0] if term.kind is Kind.WORD and not is_han(term.name) else NAMELESS


@lru_cache(maxsize=65_536)
def _named_alike(term: Term, other: str) -> float:
    """What two terms of one shelf are by their names alone, in [0, 1]."""
    if term.kind is Kind.SUBJECT:
        return KIND_OF if other in kin_of(term.name) else 0.0
    alike = 0.0 if is_han(term.name) or term.kind is Kind.ASKING else sameness(term.name, other) or 0.0
    return alike if alike >= SPELT_ALIKE else 0.0


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
    bits = np.unpackbits(
        np.frombuffer(hashlib.blake2b(name.encode(), digest_size=NAME_DIMENSIONS // 8).digest(), np.uint8)
    )
    signs: Vectors = (bits * np.float32(2) - 1) / np.float32(math.sqrt(NAME_DIMENSIONS))
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
