"""The values everything else is made of: frozen, plain, without I/O.

Scores and coverages are floats in [0, 1]; `_at` names an aware UTC datetime, `_s` seconds.
"""

from interviewer.model.check import Check
from interviewer.model.interview import (
    Attempt,
    Debrief,
    Interview,
    Kind,
    Message,
    MissedPoint,
    Outcome,
    Reply,
    Role,
    Selection,
)
from interviewer.model.learning import OVERRIDE, Batch, Example, Learning, Lesson
from interviewer.model.question import (
    AnyOf,
    Difficulty,
    Issue,
    KeyPoint,
    Language,
    Localized,
    Place,
    Question,
    Wordings,
)
from interviewer.model.score import (
    COVERAGE_OF,
    Doubt,
    Learned,
    Match,
    Opposition,
    Score,
    Span,
    Status,
    Unreadable,
)

__all__ = [
    "COVERAGE_OF",
    "OVERRIDE",
    "AnyOf",
    "Attempt",
    "Batch",
    "Check",
    "Debrief",
    "Difficulty",
    "Doubt",
    "Example",
    "Interview",
    "Issue",
    "KeyPoint",
    "Kind",
    "Language",
    "Learned",
    "Learning",
    "Lesson",
    "Localized",
    "Match",
    "Message",
    "MissedPoint",
    "Opposition",
    "Outcome",
    "Place",
    "Question",
    "Reply",
    "Role",
    "Score",
    "Selection",
    "Span",
    "Status",
    "Unreadable",
    "Wordings",
]
