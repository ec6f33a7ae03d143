"""The values everything else is made of: frozen, plain, without I/O.

Scores and coverages are floats in [0, 1]; `_at` names an aware UTC datetime, `_s` seconds.

Here are the values that every interview needs. Those of one subject (`review`, `history`, `progress`, ...) are imported
from their own file, by whoever deals with it: making a class takes time, and a start has none to spare.
"""

from interviewer.model.interview import (
    ANSWER_SEPARATOR,
    Action,
    Attempt,
    Debrief,
    Interview,
    Kind,
    Message,
    MissedPoint,
    Mode,
    Outcome,
    Reply,
    Role,
    Selection,
    Undone,
)
from interviewer.model.pick import Ground, Pace, Pick, Rating, Reason
from interviewer.model.question import (
    POINT_ID,
    POINT_MARK,
    QUESTION_ID,
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
    "ANSWER_SEPARATOR",
    "COVERAGE_OF",
    "POINT_ID",
    "POINT_MARK",
    "QUESTION_ID",
    "Action",
    "AnyOf",
    "Attempt",
    "Debrief",
    "Difficulty",
    "Doubt",
    "Ground",
    "Interview",
    "Issue",
    "KeyPoint",
    "Kind",
    "Language",
    "Learned",
    "Localized",
    "Match",
    "Message",
    "MissedPoint",
    "Mode",
    "Opposition",
    "Outcome",
    "Pace",
    "Pick",
    "Place",
    "Question",
    "Rating",
    "Reason",
    "Reply",
    "Role",
    "Score",
    "Selection",
    "Span",
    "Status",
    "Undone",
    "Unreadable",
    "Wordings",
]
