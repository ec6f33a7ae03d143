"""What questions are about: their terms, and how much each of them tells."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from interviewer.model import Question
from interviewer.scoring.encoder import Encoder, Vectors
from interviewer.scoring.similarity import encode_texts
from interviewer.scoring.terms import Kind, Term, terms
from interviewer.scoring.text import is_han

SHARES = {Kind.SUBJECT: 1.0, Kind.WORD: 0.7, Kind.ASKING: 0.25}
"""What a term counts for by its kind: subjects are what a question is about, the way of asking hardly tells."""

NUMBER_SHARE = 0.1
"""What a number counts for: it belongs to an example."""

FADES_AFTER = 8
"""A term that so many others precede counts half: questions begin with what they are about."""

SHARPNESS = 1.5
"""The exponent of how much a term tells: without the two or three terms that tell most, the rest proves little."""

COMMON = 50
"""So many questions without any term in common stand beside the bank's: in a small one all terms are rare."""

COUNTED = 4000
"""Of a larger bank only about so many questions, evenly spread, are counted: they show as well what is common."""

SAID_SHARE = 0.3
"""What a term of the points counts for in the vector of a question, beside one that is asked about."""

LOGARITHMS = tuple(math.log1p(count) for count in range(64))

Numbers = npt.NDArray[np.intp]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Profile:
    """The terms of one question, by their numbers in the vocabulary.

    Attributes:
        ways: For each language it is asked in the terms, each once, and (n,) how much each tells, above 0.
        asked: All of those, and the terms of its id.
        said: Those of its points and its model answer.
        points: For each point its terms, in whatever language.
    """

    ways: tuple[tuple[Numbers, Vectors], ...]
    asked: Numbers
    said: frozenset[int]
    points: tuple[Numbers, ...]

    @property
    def length(self) -> int:
        """How many terms it asks in, in the language that takes most."""
        return max((len(terms) for terms, _ in self.ways), default=0)


class Vocabulary:
    """Terms -> numbers, vectors and weights; grows with what is read.

    Attributes:
        terms: By number.
        weights: How much each tells anywhere, above 0.
    """

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._numbers: dict[Term, int] = {}
        self._vectors = np.zeros((0, 0), np.float32)
        self._traits = np.zeros((2, 0), np.intp)
        self.terms: list[Term] = []
        self.weights: list[float] = []

    def read(self, text: str) -> list[int]:
        """The numbers of a text's terms, in order."""
        numbers = self._numbers
        return [numbers[term] if term in numbers else self._add(term) for term in terms(text)]

    @property
    def vectors(self) -> Vectors:
        """(terms, d) float32 unit vectors; zeros where the encoder knows nothing."""
        known = len(self._vectors)
        if known < len(self.terms):
            fresh = encode_texts(self._encoder, [term.name for term in self.terms[known:]])
            self._vectors = np.concatenate([self._vectors, fresh]) if known else fresh
        return self._vectors

    @property
    def scripts(self) -> Numbers:
        """(terms,) 1 for Chinese, 0 for letters."""
        scripts: Numbers = self._described()[0]
        return scripts

    @property
    def is_word(self) -> Mask:
        """(terms,) whether a term is in none of the lists."""
        is_word: Mask = self._described()[1].astype(np.bool_)
        return is_word

    def _described(self) -> Numbers:
        known = self._traits.shape[1]
        if known < len(self.terms):
            fresh = [_traits(term) for term in self.terms[known:]]
            self._traits = np.concatenate([self._traits, np.asarray(fresh, np.intp).T], axis=1)
        return self._traits

    def _add(self, term: Term) -> int:
        self._numbers[term] = len(self.terms)
        self.terms.append(term)
        share = NUMBER_SHARE if term.name.isdigit() else SHARES[term.kind]
        self.weights.append(share * self._encoder.weight(term.name))
        return self._numbers[term]


def _traits(term: Term) -> tuple[bool, bool]:
    return is_han(term.name), term.kind is Kind.WORD


class Profiler:
    """Questions -> profiles, where a term tells the less the more questions of a bank ask about it."""

    def __init__(self, vocabulary: Vocabulary, questions: Sequence[Question]) -> None:
        counted = questions[:: math.ceil(len(questions) / COUNTED) or 1]
        self._vocabulary = vocabulary
        self._asked_by = Counter(
            number for question in counted for number in {n for text in _asked(question) for n in vocabulary.read(text)}
        )
        self._questions = len(counted) + COMMON
        self._telling: dict[int, float] = {}

    def profile(self, question: Question) -> Profile:
        """All of the question's terms."""
        read = self._vocabulary.read
        points = [
            [n for language in point.text.languages for n in read(point.text[language])]
            for point in question.key_points
        ]
        answer = [n for language in question.model_answer.languages for n in read(question.model_answer[language])]
        said = Counter(n for point in points for n in set(point))
        ways = [self._way(read(text), said) for text in _asked(question)]
        named = read(question.id.rpartition("/")[2].replace("-", " "))
        return Profile(
            ways=tuple((np.fromiter(way, np.intp), np.fromiter(way.values(), np.float32)) for way in ways if way),
            asked=np.unique(np.asarray([n for way in ways for n in way] + named, np.intp)),
            said=frozenset([*said, *answer]),
            points=tuple(np.unique(np.asarray(point, np.intp)) for point in points if point),
        )

    def weights(self, question: Question) -> dict[int, float]:
        """The terms of what is asked, and less so of its points in one language, and how much each tells."""
        read = self._vocabulary.read
        said = Counter(read("\n".join(point.text.zh or point.text.en for point in question.key_points)))
        found = {number: SAID_SHARE * self.tells(number) * LOGARITHMS[min(n, 63)] for number, n in said.items()}
        for text in _asked(question):
            for number, weight in self._way(read(text), said).items():
                found[number] = max(found.get(number, 0.0), weight)
        return found

    def tells(self, number: int) -> float:
        """How much a term tells in this bank."""
        if number not in self._telling:
            rarity = math.log(self._questions / (self._asked_by[number] + 1)) / math.log(self._questions)
            self._telling[number] = self._vocabulary.weights[number] * rarity
        return self._telling[number]

    def _way(self, numbers: Iterable[int], said: Counter[int]) -> dict[int, float]:
        """How much each of the terms tells of what is asked: more at the beginning, and when the points speak of it."""
        return {
            number: (self.tells(number) * (1 + math.log1p(said[number])) / (1 + place / FADES_AFTER)) ** SHARPNESS
            for place, number in enumerate(dict.fromkeys(numbers))
        }


def _asked(question: Question) -> Iterator[str]:
    return (question.text[language] for language in question.text.languages)
