"""Scoring: a question and a free-text answer -> which key points the answer covers, with the evidence."""

from interviewer.scoring.blank import echoes
from interviewer.scoring.entailment import load_entailment
from interviewer.scoring.learner import Learner, unknown
from interviewer.scoring.replies import settle_by_replies
from interviewer.scoring.rubric import only_point, overall_score
from interviewer.scoring.scorer import Scorer, load_scorer
from interviewer.scoring.settling import EntailmentModel, settle_by_entailment

__all__ = [
    "EntailmentModel",
    "Learner",
    "Scorer",
    "echoes",
    "load_entailment",
    "load_scorer",
    "only_point",
    "overall_score",
    "settle_by_entailment",
    "settle_by_replies",
    "unknown",
]
