"""Which questions ask the same thing: same meaning, other words, other language."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from interviewer.model import Language, Localized, Question
from interviewer.scoring.encoder import Encoder, Vectors
from interviewer.scoring.index import QuestionIndex
from interviewer.scoring.nearness import Nearness
from interviewer.scoring.profile import Numbers, Profile, Profiler, Vocabulary
from interviewer.scoring.similarity import starts

SAME_FROM = 0.52
"""From this likeness on two questions are taken to ask the same. Chosen on the built-in bank: titles of its subjects
reach 0.58, its questions in the other language 0.61, its different questions at most 0.51. Elsewhere it errs both ways,
in about one of four pairs (docs/importing.md): offer what it finds, and let people decide."""

SAID_SHARE = 0.25
"""What it counts for when the other question's points speak of what this one asks about, beside asking about it."""

LEAST_ROOM = 3
"""Of a question so many terms, or as many as the other one has, are looked for there: a title has no room for more."""

HEAD_PER_TERM, HEAD_AT_MOST = 0.04, 0.6
"""What is lost when the term that tells most is missing: the more, the more terms the other question has. A title may
name a subject otherwise; a long question that does not name it is about another one."""

CANDIDATES = 20
"""So many questions that the index finds are compared term by term."""

POINT_FROM, POINT_ACROSS_FROM = 0.5, 0.4
"""From this nearness on two key points make one claim: in one language, and in two. Of the bank's points 7 in 10 are
that near to themselves in the other language, and no two of its questions are taken to share half of their points."""

COUNTERPART_LEAD = 0.15
"""So much nearer than to any other point a point must be, in both directions, to be taken for its translation. Of the
185 pairs of the bank 83 are found and none is wrong; of 185 points whose own translation was taken away, 5 were given
to another point of their question."""

DIGITS = 4
"""Decimals that count: the last bits of a sum differ from machine to machine."""


@dataclass(frozen=True, slots=True)
class Kin:
    """Another question, and how much it asks the same, in [0, 1]."""

    question_id: str
    likeness: float


class Kinship:
    """How near questions are to those of a bank, by meaning. Not for two threads at once."""

    def __init__(self, encoder: Encoder, questions: Sequence[Question]) -> None:
        self._questions = tuple(questions)
        self._vocabulary = Vocabulary(encoder)
        self._profiler = Profiler(self._vocabulary, self._questions)
        self._nearness = Nearness(encoder, self._vocabulary)
        self._profiles: dict[int, Profile] = {}
        self._point_directions: dict[int, Vectors] = {}
        self._places = {question.id: number for number, question in enumerate(self._questions)}

    def nearest(self, question: Question, count: int = 3) -> tuple[Kin, ...]:
        """The questions of the bank that ask most nearly the same, the nearest first; never the question itself.

        Args:
            question: Of the bank, or any other; it may have no key points and no answer.
            count: At most so many.
        """
        profile = self._profiler.profile(question)
        _, found = self._index.nearest(self.vectors([question]), max(CANDIDATES, count) + 1)
        others = [number for number in found[0].tolist() if self._questions[number].id != question.id]
        kin = [Kin(self._questions[number].id, self._likeness(profile, self._profile(number))) for number in others]
        return tuple(sorted(kin, key=lambda one: (-one.likeness, one.question_id))[:count])

    def shared_points(self, question: Question, other: Question) -> float:
        """The share of the key points, of the question that has fewer, that the other question has too, in [0, 1].

        Points are compared in the languages that both questions have, where there are any.
        """
        both = _languages(question) & _languages(other)
        return self.shared_with(_in_languages(question, both), [_in_languages(other, both)])[0]

    def shared_with(self, question: Question, others: Sequence[Question]) -> list[float]:
        """As `shared_points`, but in all languages, with each of the others; together they take far less time."""
        terms, own = np.unique(_joined(self._profile_of(question).points), return_inverse=True)
        theirs = [_joined(self._profile_of(other).points) for other in others]
        known, places = np.unique(_joined(theirs), return_inverse=True)
        levels = self._nearness.levels(terms, known)[own]
        ends = np.cumsum([len(one) for one in theirs])[:-1]
        columns = np.split(places, ends) if theirs else []
        return [self._shared(question, other, levels[:, found]) for other, found in zip(others, columns, strict=True)]

    def likeness(self, question: Question, other: Question) -> float:
        """How much the two ask the same, in [0, 1]; from `SAME_FROM` on they are taken to."""
        return round(self._likeness(self._profile_of(question), self._profile_of(other)), DIGITS)

    def counterparts(self, question: Question, other: Question) -> dict[str, str]:
        """For key points of the question, by their ids, the point of the other one that claims it in another language.

        Only for those that have no language in common, are each other's nearest, and stand out from all the rest.
        """
        one, two = self._profile_of(question), self._profile_of(other)
        complete = (len(one.points), len(two.points)) == (len(question.key_points), len(other.key_points))
        if not complete or not one.points or not two.points:  # a point without a word that is known leaves no row
            return {}
        levels = self._nearness.levels(_joined(one.points), _joined(two.points))
        matched = self._matched(question, other, levels)
        lead = np.minimum(_lead(matched), _lead(matched.T).T)
        found = np.argwhere((matched >= POINT_ACROSS_FROM) & (lead >= COUNTERPART_LEAD))
        pairs = ((question.key_points[row], other.key_points[column]) for row, column in found)
        return {
            mine.id: theirs.id for mine, theirs in pairs if not set(mine.text.languages) & set(theirs.text.languages)
        }

    def vectors(self, questions: Sequence[Question]) -> Vectors:
        """(questions, d) float32 unit vectors, whose products tell how much two questions are about the same."""
        return self._nearness.vectors([self._profiler.weights(question) for question in questions])

    @cached_property
    def _vectors(self) -> Vectors:
        return self.vectors(self._questions)

    @cached_property
    def _index(self) -> QuestionIndex:
        return QuestionIndex(self._vectors)

    def _profile(self, number: int) -> Profile:
        if number not in self._profiles:
            self._profiles[number] = self._profiler.profile(self._questions[number])
        return self._profiles[number]

    def _profile_of(self, question: Question) -> Profile:
        number = self._number(question)
        return self._profiler.profile(question) if number is None else self._profile(number)

    def _number(self, question: Question) -> int | None:
        """Its number in the bank; None where it is another one, perhaps with the same id."""
        number = self._places.get(question.id)
        return None if number is None or self._questions[number] is not question else number

    def _likeness(self, one: Profile, other: Profile) -> float:
        """The geometric mean of how much of either question is in the other."""
        return min(1.0, math.sqrt(self._covered(one, other) * self._covered(other, one)))

    def _covered(self, one: Profile, other: Profile) -> float:
        """How much of what the one asks about the other asks or speaks about, in the better language, in [0, 1]."""
        return max((self._share(*way, other) for way in one.ways), default=0.0)

    def _share(self, terms: Numbers, weights: Vectors, other: Profile) -> float:
        room = max(LEAST_ROOM, other.length)
        most = np.argsort(-weights, kind="stable")[:room]
        terms, weights = terms[most], weights[most]
        said = np.asarray([number in other.said for number in terms.tolist()], np.float32)
        found = np.maximum(self._nearness.best(terms, other.asked), SAID_SHARE * said)
        head = min(HEAD_AT_MOST, HEAD_PER_TERM * other.length)
        share = float(found @ weights) / max(float(weights.sum()), 1e-6)
        return share * (1 - head + head * float(found[0]))

    def _shared(self, question: Question, other: Question, levels: Vectors) -> float:
        """As `shared_points`; `levels`, (terms, other's terms), tells how near all terms of their points are."""
        fewer, more = question, other
        if len(other.key_points) < len(question.key_points):
            fewer, more, levels = other, question, levels.T
        matched = self._matched(fewer, more, levels)
        one_from = POINT_FROM if _languages(fewer) & _languages(more) else POINT_ACROSS_FROM
        return float((matched.max(axis=1).round(DIGITS) >= one_from).mean()) if matched.size else 0.0

    def _matched(self, question: Question, other: Question, levels: Vectors) -> Vectors:
        """(points, other's points) at most 1: the mean of how alike two points are in their terms and in their vectors.

        In their terms means how much of either point is in the other, whichever is less.
        """
        one, two = self._profile_of(question), self._profile_of(other)
        if not one.points or not two.points:
            return np.zeros((len(one.points), len(two.points)), np.float32)
        parts = np.minimum(
            self._parts(levels, _joined(one.points), one.points, two.points),
            self._parts(levels.T, _joined(two.points), two.points, one.points).T,
        )
        matched: Vectors = (parts + self._point_vectors(question) @ self._point_vectors(other).T) / 2
        return matched

    def _point_vectors(self, question: Question) -> Vectors:
        number = self._number(question)
        if number is None:
            return self._vectors_of_points(self._profile_of(question))
        if number not in self._point_directions:
            self._point_directions[number] = self._vectors_of_points(self._profile(number))
        return self._point_directions[number]

    def _vectors_of_points(self, profile: Profile) -> Vectors:
        tells = self._profiler.tells
        return self._nearness.vectors(
            [{number: tells(number) for number in point.tolist()} for point in profile.points]
        )

    def _parts(self, levels: Vectors, terms: Numbers, points: Sequence[Numbers], others: Sequence[Numbers]) -> Vectors:
        """(points, others): how much of each point is in each of the others."""
        weights = np.asarray([self._profiler.tells(number) for number in terms.tolist()], np.float32)
        best = np.maximum.reduceat(levels, starts([len(point) for point in others]), axis=1)
        rows = starts([len(point) for point in points])
        found: Vectors = np.add.reduceat(best * weights[:, None], rows, axis=0)
        found /= np.maximum(np.add.reduceat(weights, rows), 1e-6)[:, None]
        return found


def _lead(matched: Vectors) -> Vectors:
    """By how much each value exceeds every other one of its row; less than 0 where another is higher."""
    best = matched.argmax(axis=1)
    rows = np.arange(len(matched))
    rest = matched.copy()
    rest[rows, best] = 0
    rivals = np.repeat(matched.max(axis=1)[:, None], matched.shape[1], axis=1)
    rivals[rows, best] = rest.max(axis=1)
    lead: Vectors = matched - rivals
    return lead


def _joined(parts: Sequence[Numbers]) -> Numbers:
    return np.concatenate([np.zeros(0, np.intp), *parts])


def _languages(question: Question) -> set[Language]:
    """The languages that any of its points exists in."""
    return {language for point in question.key_points for language in point.text.languages}


def _in_languages(question: Question, languages: set[Language]) -> Question:
    """The question with its points in these languages only, where there are any: what one lacks is no difference."""
    if not languages or languages == _languages(question):
        return question
    points = [
        replace(point, text=Localized(**{language.value: point.text[language] for language in languages}))
        for point in question.key_points
    ]
    return replace(question, key_points=tuple(points))
