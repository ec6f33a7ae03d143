"""How well a scorer agrees with the human grades in a file, as `interviewer evaluate` says it."""

from pathlib import Path

from interviewer.evaluation import Judges, evaluate
from interviewer.scoring import Scorer


def agreement(scorer: Scorer, path: Path) -> float | None:
    """Pearson's r between the scores and the grades of one file; None where either does not vary."""
    report = evaluate([path], Judges(scorer.name, scorer.score_best, lambda _: None), None, lambda _: None)
    return report.mean.scorer.pearson
