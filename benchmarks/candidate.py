"""A simulated candidate: knows some key points, forgets, answers with what comes to mind, and learns from the feedback.

Its memory is not the scheduler's model of one: it forgets exponentially (half-lives, as in Settles and Meeder, 2016),
point by point, at speeds drawn anew for every seed, while FSRS takes whole questions to fade along a power law with
fixed parameters.
"""

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from interviewer.model import POINT_MARK, KeyPoint, Language, Match, Question
from interviewer.scoring.rubric import overall_score, status_of

VAGUE, WRONG, NOTICED = 0.15, 0.1, 0.85
"""How often a point that comes to mind is said by half, how often a wrong claim stands in for one that does not, and
how often a point read in the feedback is taken in."""

GAIN = 2.5
"""How much a half-life grows when a point is recalled that was all but forgotten."""

PICTURED = 200
"""Answers imagined to see what score to expect."""

GIVES_UP = "I do not know."


@dataclass(frozen=True, slots=True)
class Trace:
    """What is left of one key point.

    Attributes:
        half_life_days: After so many days the chance of recalling it has halved; 0 where it was never learnt.
        hardness: About 1; hard points are learnt for a shorter time.
    """

    half_life_days: float
    hardness: float
    learnt_at: datetime

    def recall(self, at: datetime) -> float:
        """The chance in [0, 1] that it comes to mind."""
        if not self.half_life_days:
            return 0.0
        days = max((at - self.learnt_at).total_seconds() / 86400, 0.0)
        return float(0.5 ** (days / self.half_life_days))

    def recalled(self, at: datetime) -> "Trace":
        """After it came to mind: the nearer it was to being forgotten, the longer it lasts now."""
        grown = 1.1 + GAIN / self.hardness * (1 - self.recall(at)) ** 0.5
        return replace(self, half_life_days=self.half_life_days * grown, learnt_at=at)

    def relearnt(self, at: datetime, fresh_days: float) -> "Trace":
        """After it was read in the feedback: half of what it lasted before, or like something new."""
        return replace(self, half_life_days=max(self.half_life_days / 2, fresh_days / self.hardness), learnt_at=at)


class Candidate:
    """Somebody who practises the questions of a bank."""

    def __init__(self, questions: Iterable[Question], seed: int, born_at: datetime) -> None:
        self.random = random.Random(seed)
        self._ability: dict[str, float] = {}
        self._traces: dict[str, Trace] = {}
        self._recalled: dict[str, bool] = {}
        for question in questions:
            ability = self._ability.setdefault(question.topic, self.random.betavariate(2, 2))
            for point in question.key_points:
                self._traces[_key(question, point)] = self._prior(ability, born_at)

    def recall(self, question: Question, at: datetime) -> dict[str, float]:
        """The chance that each point of the question comes to mind."""
        return {point.id: self._traces[_key(question, point)].recall(at) for point in question.key_points}

    def expected_score(self, question: Question, at: datetime, seed: int = 0) -> float:
        """What a marker who errs on nothing would give on average, if it were asked now."""
        chances, dice = self.recall(question, at), random.Random(seed)
        total = 0.0
        for _ in range(PICTURED):
            coverages = {point_id: float(dice.random() < chance) for point_id, chance in chances.items()}
            total += overall_score(question, _matches(coverages))
        return total / PICTURED

    def answer(self, question: Question, language: Language, at: datetime) -> str:
        """What is said about the points that come to mind just now."""
        self._recalled = {point_id: self.random.random() < p for point_id, p in self.recall(question, at).items()}
        said = [self._words(point, self._recalled[point.id], language) for point in question.key_points]
        return " ".join(words for words in said if words) or GIVES_UP

    def takes_s(self, question: Question) -> float:
        """The seconds that the last answer took: the longer, the more there was to say."""
        share = sum(self._recalled.values()) / max(len(self._recalled), 1)
        return question.minutes * 60 * (0.5 + share / 2) * self.random.lognormvariate(0, 0.2)

    def read_feedback(self, question: Question, at: datetime) -> None:
        """What was recalled lasts longer, and most of what was missing is learnt."""
        for point in question.key_points:
            key = _key(question, point)
            if self._recalled[point.id]:
                self._traces[key] = self._traces[key].recalled(at)
            elif self.random.random() < NOTICED:
                self._traces[key] = self._traces[key].relearnt(at, self.random.lognormvariate(0.9, 0.5))

    # Inside

    def _prior(self, ability: float, at: datetime) -> Trace:
        hardness = self.random.lognormvariate(0, 0.4)
        knows = self.random.random() < ability
        return Trace(self.random.lognormvariate(3.5, 0.8) / hardness if knows else 0.0, hardness, at)

    def _words(self, point: KeyPoint, recalled: bool, language: Language) -> str:
        if not recalled:
            claims = point.contradicts.get(language, ())
            return self.random.choice(claims) if claims and self.random.random() < WRONG else ""
        words = self.random.choice((point.text.best(language), *point.accept.get(language, ())))
        if self.random.random() >= VAGUE:
            return words
        return words[: len(words) // 2] if language is Language.ZH else " ".join(words.split()[: words.count(" ") // 2])


def _key(question: Question, point: KeyPoint) -> str:
    return f"{question.id.partition(POINT_MARK)[0]}{POINT_MARK}{point.id}"


def _matches(coverages: Mapping[str, float]) -> tuple[Match, ...]:
    return tuple(Match(point_id, coverage, status_of(coverage)) for point_id, coverage in coverages.items())
