"""Scoring: a question and a free-text answer -> which key points the answer covers, with the evidence."""

from interviewer.scoring.rubric import overall_score
from interviewer.scoring.scorer import Scorer, load_scorer

__all__ = ["Scorer", "load_scorer", "overall_score"]
