"""The past as JSON: fields for `--json`, which puts a version in front."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict

from interviewer.model import Attempt, Debrief
from interviewer.model.comparison import Comparison
from interviewer.model.history import PastReview, Sitting, Standing


def sittings_fields(sittings: Iterable[Sitting]) -> dict[str, object]:
    """A list of sessions."""
    return {"interviews": [_sitting(sitting) for sitting in sittings]}


def reviews_fields(reviews: Iterable[PastReview]) -> dict[str, object]:
    """A list of reviews."""
    return {"reviews": [_review(past) for past in reviews]}


def session_fields(debrief: Debrief, standings: Mapping[str, Standing]) -> dict[str, object]:
    """One session with its answers.

    Args:
        standings: What became of each question, by attempt id.
    """
    interview = debrief.interview
    return {
        "id": interview.id,
        "mode": interview.mode,
        "language": interview.language,
        "started_at": interview.started_at,
        "ended_at": interview.ended_at,
        "questions": len(interview.question_ids),
        "answered": len(debrief.attempts),
        "vanished": len(debrief.vanished),
        "score": debrief.overall,
        "by_topic": dict(debrief.by_topic),
        "attempts": [
            {**attempt_fields(attempt), "standing": standings[attempt.id]}
            for _, attempt in (*debrief.attempts, *debrief.vanished)
        ],
        "missed": [
            {"question_id": missed.question.id, "point_id": missed.point.id, "status": missed.match.status}
            for missed in debrief.missed
        ],
        "drill": [question.id for question in debrief.drill],
    }


def attempt_fields(attempt: Attempt) -> dict[str, object]:
    """One answer with all that was said and how it was judged."""
    return {**asdict(attempt), "rating": attempt.rating}


def comparison_fields(comparison: Comparison) -> dict[str, object]:
    """Two answers to one question."""
    return {
        "question_id": comparison.question.id,
        "gain": comparison.gain,
        "same_scorer": comparison.same_scorer,
        "reworded": comparison.reworded,
        "before": attempt_fields(comparison.before),
        "after": attempt_fields(comparison.after),
        "points": [
            {
                "point_id": change.point.id,
                "change": change.change,
                "before": change.before,
                "after": change.after,
            }
            for change in comparison.points
        ],
    }


def _sitting(sitting: Sitting) -> dict[str, object]:
    gone = sum(result.standing is Standing.GONE for result in sitting.results)
    return {
        "id": sitting.id,
        "mode": sitting.mode,
        "language": sitting.language,
        "started_at": sitting.started_at,
        "ended_at": sitting.ended_at,
        "questions": len(sitting.items),
        "answered": len(sitting.results) - gone,
        "vanished": gone,
        "score": sitting.overall,
        "by_topic": sitting.by_topic,
        "results": sitting.results,
    }


def _review(past: PastReview) -> dict[str, object]:
    fields = asdict(past)
    return {**fields.pop("review"), "rating": past.review.rating, **fields}
