"""Coverage -> status, and the whole score: the rules of marking, without any vector."""

from collections.abc import Sequence
from dataclasses import replace

from interviewer.model import AnyOf, Match, Question, Score, Status

COVERED_FROM = 0.6
"""The coverage from which a point counts as made."""

SCALE = (0.0, COVERED_FROM, 0.9, 1.0)
"""Coverages with an anchor of their own: off topic, covered, covered well in free words, said as the book says it."""

PARTIAL_FROM = 0.3
"""The coverage from which a point counts as touched on."""

UNSURE = (0.5, 0.7)
"""Coverages from the one to (not including) the other lie so near the border that a scorer cannot tell: of
answers graded by hand, people call 9 % of the points below covered, 51 % of those between, 87 % of those above."""

REQUIRED_CAP = 0.5
"""The most an answer can score without a required point: whoever misses the heart of the matter does not pass."""

DIGITS = 4
"""Floats in a score are rounded to these, so that the same answer gives the same bytes on every machine."""


def status_of(coverage: float) -> Status:
    """What this coverage means; contradiction is decided elsewhere."""
    if coverage >= COVERED_FROM:
        return Status.COVERED
    return Status.PARTIAL if coverage >= PARTIAL_FROM else Status.MISSING


def is_unsure(coverage: float) -> bool:
    """Whether a coverage is too near the border to call."""
    return UNSURE[0] <= coverage < UNSURE[1]


def overall_score(question: Question, matches: Sequence[Match]) -> float:
    """The weighted mean coverage of the points, in [0, 1].

    Of an `any_of` group only the best `need` points count. A required point that is missing or contradicted
    caps the result at REQUIRED_CAP. Points without a match count as missing.
    """
    coverages = {match.point_id: match.coverage for match in matches}
    counted = _counted(question.any_of, coverages)
    points = [point for point in question.key_points if point.id not in counted or counted[point.id]]
    total = sum(point.weight for point in points)
    if not total:
        return 0.0
    overall = sum(point.weight * coverages.get(point.id, 0.0) for point in points) / total
    statuses = {match.point_id: match.status for match in matches}
    failed = any(
        statuses.get(point.id, Status.MISSING) in {Status.MISSING, Status.CONTRADICTED}
        for point in question.key_points
        if point.required
    )
    return round(min(overall, REQUIRED_CAP) if failed else overall, DIGITS)


def with_matches(question: Question, score: Score, matches: tuple[Match, ...]) -> Score:
    """The score with other verdicts on its points.

    The whole follows by as much as they change it: what graded answers taught about the whole stays, so does a
    cap on the whole, and so does a score that the candidate has set.
    """
    if score.overruled:
        return replace(score, matches=matches)
    change = overall_score(question, matches) - overall_score(question, score.matches)
    return replace(score, matches=matches, overall=round(min(max(score.overall + change, 0.0), 1.0), DIGITS))


def only_point(score: Score, point_id: str) -> Score:
    """What a score of the whole question says about one of its points; the whole is then that point.

    Raises:
        KeyError: The score has no such point.
    """
    match = score.match(point_id)
    overall = min(match.coverage, score.overall) if score.belongs_to else match.coverage
    return replace(score, overall=overall, matches=(match,), learned=None)


def _counted(groups: Sequence[AnyOf], coverages: dict[str, float]) -> dict[str, bool]:
    """For each point of a group whether it is among the best `need` of a group; ties by order."""
    counted: dict[str, bool] = {}
    for group in groups:
        ranked = sorted(group.points, key=lambda point_id: -coverages.get(point_id, 0.0))
        for rank, point_id in enumerate(ranked):
            counted[point_id] = counted.get(point_id, False) or rank < group.need
    return counted
