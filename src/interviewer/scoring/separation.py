"""How well a model tells a bank's own rewordings from answers to other questions: what calibration has to work with."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from interviewer.model import Language, Question, Status
from interviewer.scoring.scorer import Scorer

STRANGERS = 3
"""So many other questions' model answers are tried on each question."""


@dataclass(frozen=True, slots=True)
class Separation:
    """What a scorer makes of the bank in one language.

    Attributes:
        language: Of the texts.
        rewordings: How many accepted wordings were tried, one per key point.
        own_covered: The share of them that cover their own point.
        strangers: How many model answers were tried on questions of other topics.
        strangers_covering: The share of them that cover any point there.
        auc: The chance that a rewording gets more coverage of its point than a stranger of any; 0.5 is a guess.
    """

    language: Language
    rewordings: int
    own_covered: float
    strangers: int
    strangers_covering: float
    auc: float


def separate(scorer: Scorer, questions: Sequence[Question]) -> Iterator[Separation]:
    """One result for each language in which the bank has rewordings and answers to other questions."""
    for language in Language:
        own = [found for question in questions for found in _own(scorer, question, language)]
        strangers = [found for question in questions for found in _strangers(scorer, question, questions, language)]
        if own and strangers:
            yield Separation(
                language,
                len(own),
                sum(status is Status.COVERED for _, status in own) / len(own),
                len(strangers),
                sum(any(status is Status.COVERED for _, status in found) for found in strangers) / len(strangers),
                _auc([coverage for coverage, _ in own], [coverage for found in strangers for coverage, _ in found]),
            )


def _own(scorer: Scorer, question: Question, language: Language) -> Iterator[tuple[float, Status]]:
    """What each key point's first accepted wording gets for that point."""
    for point in question.key_points:
        for wording in point.accept.get(language, ())[:1]:
            match = scorer.score(question, wording).match(point.id)
            yield match.coverage, match.status


def _strangers(
    scorer: Scorer, question: Question, questions: Sequence[Question], language: Language
) -> Iterator[list[tuple[float, Status]]]:
    """What the model answers to questions of other topics get for each point of this one."""
    others = [other for other in questions if other.topic != question.topic and other.model_answer[language]]
    for other in others[:: max(1, len(others) // STRANGERS)][:STRANGERS]:
        matches = scorer.score(question, other.model_answer[language]).matches
        yield [(match.coverage, match.status) for match in matches]


def _auc(higher: Sequence[float], lower: Sequence[float]) -> float:
    """The share of pairs in the right order, ties counting half (the Mann-Whitney statistic)."""
    difference = np.asarray(higher)[:, None] - np.asarray(lower)[None, :]
    return float((difference > 0).mean() + (difference == 0).mean() / 2)
