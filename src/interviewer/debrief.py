"""What an interview showed: its attempts -> a debrief. Pure."""

from collections import defaultdict
from collections.abc import Callable
from statistics import fmean

from interviewer.model import Attempt, Debrief, Interview, MissedPoint, Question
from interviewer.model.history import remembered

GOOD_ENOUGH = 0.8
"""From this score on a question need not be drilled: the band "covered" begins here."""

SHOWN = 3
"""Questions among the strongest and the weakest."""


def make_debrief(interview: Interview, find: Callable[[str], Question | None]) -> Debrief:
    """The debrief of an interview, finished or not.

    A skipped question counts as 0, one that was revealed counts what had been said before. Questions that the bank
    has no longer count only where there are no others.

    Args:
        interview: With its attempts.
        find: The question with an id, or None where the bank has it no longer.
    """
    done = [attempt for attempt in interview.attempts if attempt.outcome or attempt.score]
    attempts = [(question, attempt) for attempt in done if (question := find(attempt.question_id))]
    vanished = [(remembered(attempt), attempt) for attempt in done if find(attempt.question_id) is None]
    scored = [(question, overall(attempt)) for question, attempt in attempts if not attempt.is_rated_elsewhere]
    counted = [score for _, score in scored] or [overall(a) for _, a in vanished if not a.is_rated_elsewhere]
    best_first = sorted(scored, key=lambda pair: -pair[1])
    strongest = [pair for pair in best_first if pair[1] >= GOOD_ENOUGH][:SHOWN]
    weakest = [pair for pair in reversed(best_first) if pair[1] < GOOD_ENOUGH]
    return Debrief(
        interview=interview,
        attempts=tuple(attempts),
        overall=fmean(counted) if counted else None,
        by_topic=_by_topic(scored),
        strongest=tuple(strongest),
        weakest=tuple(weakest[:SHOWN]),
        missed=_missed(attempts),
        elapsed_s=sum(attempt.elapsed_s for attempt in done),
        planned_s=sum(question.minutes * 60 for question, _ in attempts),
        drill=tuple(question for question, _ in weakest),
        vanished=tuple(vanished),
    )


def overall(attempt: Attempt) -> float:
    """The attempt's score in [0, 1]; nothing said is 0."""
    return attempt.score.overall if attempt.score else 0.0


def _by_topic(scored: list[tuple[Question, float]]) -> tuple[tuple[str, float], ...]:
    scores: dict[str, list[float]] = defaultdict(list)
    for question, score in scored:
        scores[question.topic].append(score)
    means = [(topic, fmean(values)) for topic, values in scores.items()]
    return tuple(sorted(means, key=lambda pair: (-pair[1], pair[0])))


def _missed(attempts: list[tuple[Question, Attempt]]) -> tuple[MissedPoint, ...]:
    return tuple(
        MissedPoint(question, point, match)
        for question, attempt in attempts
        if attempt.score
        for point, match in attempt.score.missed(question)
    )
