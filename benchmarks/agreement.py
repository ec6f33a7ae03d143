"""How well a scorer agrees with the human grades in a file, as `interviewer evaluate` says it."""

from collections.abc import Sequence
from pathlib import Path

from interviewer.evaluation import Judges, evaluate
from interviewer.model import Question, Score
from interviewer.scoring import Scorer


def agreement(scorer: Scorer, path: Path) -> float | None:
    """Pearson's r between the scores and the grades of one file; None where either does not vary."""

    def grade(questions: Sequence[Question], answer: str) -> tuple[Question, Score]:
        return max(((q, scorer.score(q, answer)) for q in questions), key=lambda pair: pair[1].overall)

    report = evaluate([path], Judges(scorer.name, grade, lambda _: None), None, lambda _: None)
    return report.mean.scorer.pearson
