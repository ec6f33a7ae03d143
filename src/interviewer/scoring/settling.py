"""The entailment model's word on an answer: what follows from it, and what contradicts a key point."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from interviewer.model import Language, Match, Question, Score, Status
from interviewer.scoring.rubric import is_unsure, with_matches

SETTLED_FROM = 0.5
"""From this probability on a model's word counts: more likely than everything else together."""


class Probabilities(Protocol):
    """What a premise makes of a hypothesis; the three add up to 1."""

    @property
    def contradiction(self) -> float:
        """It rules it out."""

    @property
    def entailment(self) -> float:
        """It says it."""


class EntailmentModel(Protocol):
    """A natural language inference model."""

    @property
    def name(self) -> str:
        """What it is called in the feedback."""

    def judge(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Probabilities]:
        """The probabilities for each (premise, hypothesis), in order."""


def settle_by_entailment(question: Question, score: Score, model: EntailmentModel) -> Score:
    """The score after the model has read the evidence of every covered or partial point.

    What contradicts its point becomes contradicted, with the model's name; what says it loses its doubt. Points the
    candidate has overruled are left alone.
    """
    judged = [match for match in score.matches if _is_open(match)]
    if not judged:
        return score
    pairs = [(match.quote, _hypothesis(question, match)) for match in judged]
    verdicts = dict(zip((match.point_id for match in judged), model.judge(pairs), strict=True))
    settled = tuple(
        _settled(match, verdicts[match.point_id], model.name) if match.point_id in verdicts else match
        for match in score.matches
    )
    named = replace(score, scorer=f"{score.scorer}+{model.name}")
    return named if settled == score.matches else with_matches(question, named, settled)


def _is_open(match: Match) -> bool:
    return bool(match.quote) and not match.overruled and match.status in {Status.COVERED, Status.PARTIAL}


def _hypothesis(question: Question, match: Match) -> str:
    """The point in the language of the evidence, as far as it has been written in it."""
    return question.point(match.point_id).text.best(Language.of(match.quote) or Language.EN)


def _settled(match: Match, verdict: Probabilities, name: str) -> Match:
    if verdict.contradiction >= SETTLED_FROM:
        return replace(match, status=Status.CONTRADICTED, coverage=0.0, judge=name, unsure=False)
    if verdict.entailment >= SETTLED_FROM and match.doubt:
        return replace(match, doubt=None, unsure=is_unsure(match.coverage))
    return match
