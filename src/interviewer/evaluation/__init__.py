"""Evaluation: answers that people have graded -> how well a scorer agrees with them."""

from interviewer.evaluation.report import Agreement, FileReport, Report
from interviewer.evaluation.run import Judges, count_bytes, evaluate

__all__ = ["Agreement", "FileReport", "Judges", "Report", "count_bytes", "evaluate"]
