"""A scorer with what graded answers have taught: first each key point is corrected, then the whole score.

Examples keep the answers' texts, which today's scorer scores anew: what was learnt outlives a change of scoring.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np

from interviewer.model import Learned, Match, Question, Score, Status
from interviewer.model.learning import Example, Lesson
from interviewer.scoring.encoder import Vectors
from interviewer.scoring.learned import Correction
from interviewer.scoring.rubric import DIGITS, PARTIAL_FROM, is_unsure, status_of, with_matches
from interviewer.scoring.scorer import Scorer

MOST_EXAMPLES = 300
"""The latest so many graded answers to a question count; the time to learn grows with their third power."""


class Learner:
    """Scores as its scorer does, corrected by graded answers; without any it changes nothing, not one bit.

    Not for two threads at once.
    """

    def __init__(self, scorer: Scorer, examples: Iterable[Example]) -> None:
        ordered = sorted(settled(examples), key=lambda example: example.question_id)
        by_question = groupby(ordered, lambda example: example.question_id)
        self._examples = {name: tuple(group) for name, group in by_question}
        self._scorer = scorer
        self._learnt: dict[str, _Learnt] = {}

    def score(self, question: Question, answer: str) -> Score:
        """How well the answer covers the question's points, as people have graded such answers."""
        score = self._scorer.score(question, answer)
        if question.id not in self._examples:
            return score
        learnt = self._learn(question)
        if not learnt.answers:
            return score
        named = replace(score, scorer=f"{score.scorer}{learnt.suffix}")
        if _says_nothing(score) or score.belongs_to:
            return named
        return learnt.corrected(named, self._scorer.vectors([answer])[0])

    def prepare(self, question: Question) -> None:
        """Makes the question ready, which the first answer to it would have to wait for."""
        self._scorer.prepare(question)
        if question.id in self._examples:
            self._learn(question)

    def lessons(self, question: Question) -> tuple[Lesson, ...]:
        """What was learnt about a question: the whole first, then its points."""
        if question.id not in self._examples:
            return ()
        learnt = self._learn(question)
        whole = [_lesson(question.id, "", [learnt.whole])] if learnt.whole else []
        taught = {point.id: learnt.about(point.id) for point in question.key_points}
        return (*whole, *(_lesson(question.id, point_id, found) for point_id, found in taught.items() if found))

    def silent(self, question: Question) -> int:
        """How many graded answers teach nothing, because the scorer finds nothing in them."""
        answers = {example.answer for example in self._examples.get(question.id, ())}
        return len(answers) - self._learn(question).answers if answers else 0

    def _learn(self, question: Question) -> "_Learnt":
        learnt = self._learnt.get(question.id)
        if learnt is None or learnt.question != question:
            learnt = _learn(self._scorer, question, self._examples[question.id])
            self._learnt[question.id] = learnt
        return learnt


def settled(examples: Iterable[Example]) -> tuple[Example, ...]:
    """The examples without those that a later batch graded anew; several grades in one batch give their mean."""
    latest: dict[tuple[str, str, str], list[Example]] = {}
    for example in sorted(examples, key=lambda example: (example.batch, example.graded_at, example.origin)):
        same = latest.setdefault(_key(example), [])
        if same and same[0].batch < example.batch:
            same.clear()
        same.append(example)
    return tuple(
        replace(same[-1], grade=sum(sorted(example.grade for example in same)) / len(same))
        for _, same in sorted(latest.items())
    )


def unknown(examples: Iterable[Example], known: Iterable[Example]) -> tuple[Example, ...]:
    """The examples, settled, that say something else than what is known."""
    grades = {_key(example): example.grade for example in settled(known)}
    return tuple(example for example in settled(examples) if grades.get(_key(example)) != example.grade)


def _key(example: Example) -> tuple[str, str, str]:
    return example.question_id, example.point_id, example.answer


@dataclass(frozen=True, slots=True)
class _Taught:
    """Graded answers that can be compared with each other, and what they teach.

    Attributes:
        given, grades: What the scorer gave, and what a person gave.
    """

    answers: tuple[str, ...]
    given: tuple[float, ...]
    grades: tuple[float, ...]
    correction: Correction

    @classmethod
    def by(cls, examples: Sequence[Example], given: Sequence[float], vectors: Mapping[str, Vectors]) -> "_Taught":
        """What these examples teach; there is at least one."""
        answers = tuple(example.answer for example in examples)
        grades = tuple(example.grade for example in examples)
        correction = Correction(given, grades, np.stack([vectors[answer] for answer in answers]))
        return cls(answers, tuple(given), grades, correction)


@dataclass(frozen=True, slots=True)
class _Learnt:
    """All that was learnt about one question.

    Attributes:
        answers: How many graded answers it rests on; 0 where none of them says anything.
        suffix: What it adds to the scorer's name: the number of answers and a digest of all that was graded.
        points: By point and wrong claim. An answer that seems to make a wrong claim is only compared with others that
            seem to make the same one: contradicted stays so until a person overrules exactly that.
        whole: About the whole score, as it is when the points are corrected.
    """

    question: Question
    answers: int
    suffix: str
    points: Mapping[tuple[str, str], _Taught]
    whole: _Taught | None

    def about(self, point_id: str) -> list[_Taught]:
        """What was learnt about one point."""
        return [taught for (name, _), taught in self.points.items() if name == point_id]

    def corrected(self, score: Score, vector: Vectors) -> Score:
        """The score with all that was learnt in it.

        Args:
            score: As the scorer gave it.
            vector: (d,), the answer's unit vector.
        """
        by_points = _correct_points(self.question, score, self.points, vector)
        if self.whole is None:
            return self._explained(score, by_points, vector)
        overall = round(self.whole.correction.whole(by_points.overall, vector), DIGITS)
        return self._explained(score, replace(by_points, overall=overall), vector)

    def _explained(self, before: Score, after: Score, vector: Vectors) -> Score:
        change = round(after.overall - before.overall, DIGITS)
        if not change and after.matches == before.matches:
            return before
        taught, given = self._ground(before, after)
        nearest = taught.correction.nearest(given, vector)
        return replace(after, learned=Learned(change, self.answers, taught.answers[nearest], taught.grades[nearest]))

    def _ground(self, before: Score, after: Score) -> tuple[_Taught, float]:
        """What the change rests on: the grades of whole answers, else those of the point that changed most."""
        if self.whole:
            return self.whole, before.overall
        most = max(range(len(after.matches)), key=lambda number: abs(after.matches[number].learned))
        match = before.matches[most]
        return self.points[_key_of(match)], match.coverage


def _learn(scorer: Scorer, question: Question, examples: Sequence[Example]) -> _Learnt:
    """What the examples, all about this question, teach."""
    latest = sorted(examples, key=lambda example: (example.graded_at, example.answer))
    texts = list(dict.fromkeys(example.answer for example in reversed(latest)))[:MOST_EXAMPLES]
    scores = {text: score for text in texts if not _says_nothing(score := scorer.score(question, text))}
    if not scores:
        return _Learnt(question, 0, "", {}, None)
    told = [example for example in examples if example.answer in scores]
    vectors = dict(zip(scores, scorer.vectors(list(scores)), strict=True))
    points = _learn_points(question, told, scores, vectors)
    about_all = [example for example in told if not example.point_id]
    given = [
        _correct_points(question, scores[text], points, vectors[text]).overall
        for text in (example.answer for example in about_all)
    ]
    whole = _Taught.by(about_all, given, vectors) if about_all else None
    graded = sorted((example.point_id, example.answer, example.grade) for example in told)
    digest = hashlib.sha256(repr(graded).encode()).hexdigest()[:4]
    return _Learnt(question, len(scores), f"+{len(scores)}.{digest}", points, whole)


def _learn_points(
    question: Question, examples: Iterable[Example], scores: Mapping[str, Score], vectors: Mapping[str, Vectors]
) -> dict[tuple[str, str], _Taught]:
    groups: dict[tuple[str, str], list[tuple[Example, float]]] = {}
    known = {point.id for point in question.key_points}
    for example in examples:
        if example.point_id in known:
            match = scores[example.answer].match(example.point_id)
            groups.setdefault(_key_of(match), []).append((example, match.coverage))
    return {
        key: _Taught.by([example for example, _ in group], [coverage for _, coverage in group], vectors)
        for key, group in groups.items()
    }


def _correct_points(
    question: Question, score: Score, points: Mapping[tuple[str, str], _Taught], vector: Vectors
) -> Score:
    """The score with its points corrected; the whole follows by as much as they change it."""
    matches = tuple(_correct_match(match, points.get(_key_of(match)), vector) for match in score.matches)
    return score if matches == score.matches else with_matches(question, score, matches)


def _key_of(match: Match) -> tuple[str, str]:
    """Among which graded answers a match belongs: those about its point that make the same wrong claim, or none."""
    wrong = match.status is Status.CONTRADICTED
    return match.point_id, (match.claim or Status.CONTRADICTED.value) if wrong else ""


def _correct_match(match: Match, taught: _Taught | None, vector: Vectors) -> Match:
    if taught is None:
        return match
    coverage = round(taught.correction(match.coverage, vector), DIGITS)
    change = round(coverage - match.coverage, DIGITS)
    still_wrong = match.status is Status.CONTRADICTED and coverage < PARTIAL_FROM
    if still_wrong or not change:
        return match
    unsure = match.doubt is not None or is_unsure(coverage)
    status = status_of(coverage)
    return replace(match, coverage=coverage, status=status, claim="", judge="", unsure=unsure, learned=change)


def _says_nothing(score: Score) -> bool:
    """Whether the scorer found nothing at all in an answer, right or wrong: silence, an echo, another matter."""
    return not score.overall and all(
        not match.coverage and match.status is not Status.CONTRADICTED for match in score.matches
    )


def _lesson(question_id: str, point_id: str, taught: Sequence[_Taught]) -> Lesson:
    given = np.concatenate([part.given for part in taught])
    grades = np.concatenate([part.grades for part in taught])
    without = np.concatenate([part.correction.left_out() for part in taught])

    def error(scores: Vectors) -> float:
        return round(float(np.sqrt(np.mean((grades - scores) ** 2))), DIGITS)

    return Lesson(
        question_id,
        point_id,
        len(grades),
        round(float(np.mean(grades - given)), DIGITS),
        error(given),
        error(without) if len(grades) > 1 else None,
    )
