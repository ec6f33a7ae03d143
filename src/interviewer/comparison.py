"""Two answers to the same question -> what was gained and what was lost. Pure."""

from collections.abc import Iterator

from interviewer.model import Attempt, KeyPoint, Localized, Match, Question, Status
from interviewer.model.comparison import Change, Comparison, PointChange

NOTICEABLE = 0.15
"""A coverage that changed less than this, without another status, has not changed."""

RANKS = {Status.CONTRADICTED: 0, Status.MISSING: 1, Status.PARTIAL: 2, Status.COVERED: 3}
"""The better one is higher."""


def compare(question: Question, one: Attempt, other: Attempt) -> Comparison:
    """The two attempts, the earlier one first, point by point.

    Raises:
        ValueError: They are at different questions.
    """
    if one.question_id != other.question_id:
        raise ValueError(f"{one.question_id} and {other.question_id} are different questions")
    before, after = sorted((one, other), key=lambda attempt: (attempt.started_at, attempt.id))
    same_scorer = not (before.score and after.score) or before.score.scorer == after.score.scorer
    return Comparison(
        question=question,
        before=before,
        after=after,
        points=tuple(_changes(question, before, after)),
        gain=after.score.overall - before.score.overall if before.score and after.score and same_scorer else None,
        reworded=before.content_hash != after.content_hash,
        same_scorer=same_scorer,
    )


def _changes(question: Question, before: Attempt, after: Attempt) -> Iterator[PointChange]:
    earlier, later = _matches(before), _matches(after)
    known = {point.id: point for point in question.key_points}
    for point_id in dict.fromkeys((*known, *earlier, *later)):
        one, other = earlier.get(point_id), later.get(point_id)
        if one or other:
            point = known.get(point_id) or KeyPoint(point_id, Localized(en=point_id))
            yield PointChange(point, one, other, _change(one, other))


def _matches(attempt: Attempt) -> dict[str, Match]:
    return {match.point_id: match for match in attempt.score.matches} if attempt.score else {}


def _change(before: Match | None, after: Match | None) -> Change:
    if before is None or after is None:
        return Change.UNCOMPARED
    by = RANKS[after.status] - RANKS[before.status] or _noticeable(after.coverage - before.coverage)
    if by and (before.status, after.status) != (Status.COVERED, Status.COVERED):
        return Change.GAINED if by > 0 else Change.LOST
    return Change.KEPT if after.status is Status.COVERED else Change.STILL_MISSED


def _noticeable(difference: float) -> float:
    return difference if abs(difference) >= NOTICEABLE else 0.0
