"""Reviews as CSV: one row each, with all numbers."""

import json
from collections.abc import Iterable

from interviewer.formats.csv_cells import csv_text
from interviewer.model import POINT_MARK, Status
from interviewer.model.history import PastReview, topic_of

COLUMNS = (
    *("attempt_id", "session_id", "mode", "reviewed_at", "question_id", "point_id", "topic", "language", "outcome"),
    *("score", "suggested", "chosen", "rating", "scheduled", "overruled", "elapsed_s", "hints", "probes", "points"),
    *(status.value for status in Status),
    *("coverages", "scorer", "content_hash", "standing", "question", "answer"),
)


def reviews_csv(reviews: Iterable[PastReview]) -> str:
    """A header and a row per review; scores and coverages are in [0, 1], times in UTC, 1 stands for yes."""
    return csv_text(COLUMNS, (_row(past) for past in reviews))


def _row(past: PastReview) -> list[object]:
    review = past.review
    statuses = list(past.statuses.values())
    return [
        review.attempt_id,
        past.interview_id,
        past.mode.value,
        review.reviewed_at.isoformat(),
        review.question_id,
        review.item.partition(POINT_MARK)[2],
        topic_of(review.item),
        past.language.value,
        past.outcome.value,
        review.overall,
        review.suggested.value,
        review.chosen.value if review.chosen else "",
        review.rating.value,
        review.scheduled,
        past.overruled,
        review.elapsed_s,
        past.hints,
        past.probes,
        len(statuses),
        *(statuses.count(status) for status in Status),
        json.dumps(dict(review.coverages)),
        review.scorer,
        review.content_hash,
        past.standing.value,
        past.question,
        past.answer,
    ]
