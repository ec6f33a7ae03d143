"""Reviews -> progress: days, mastery, trends, what is missed. Pure.

Scores of different scorers are never averaged: every mean is over the scores of one scorer, the one that judged last,
and says how many it leaves out. What graded answers taught a scorer about a question belongs to it, except in the
trend of that question.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from interviewer.days import day_of
from interviewer.model import POINT_MARK, Question
from interviewer.model.progress import Gone, Leech, Progress, Weak
from interviewer.model.review import Review
from interviewer.progress.calendar import days_of, forecast_of, spent_on, streak_of
from interviewer.progress.scores import curve_of, mastery_of, missed_of, ratings_of, trends_of

__all__ = ["Outlook", "make_progress", "topic_of"]


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the schedule says.

    Attributes:
        retrievability: In [0, 1], of each question that was scheduled.
        due_at: When each question is due.
        minutes: How long each is likely to take.
        bounds: From which score on the suggested rating is hard, good, easy.
    """

    retrievability: Mapping[str, float] = field(default_factory=dict)
    due_at: Mapping[str, datetime] = field(default_factory=dict)
    minutes: Mapping[str, float] = field(default_factory=dict)
    weakest: Sequence[Weak] = ()
    leeches: Sequence[Leech] = ()
    suspended: Collection[str] = ()
    bounds: tuple[float, float, float] = (0.4, 0.6, 0.85)


def make_progress(
    reviews: Iterable[Review],
    questions: Sequence[Question],
    outlook: Outlook,
    now: datetime,
    topics: tuple[str, ...] = (),
    zone: tzinfo | None = None,
) -> Progress:
    """The progress of a candidate; the order of the reviews does not matter.

    Args:
        questions: Of the bank.
        topics: What it is limited to; empty for everything.
        zone: The candidate's time zone; the system's where none is given.
    """

    def wanted(item: str) -> bool:
        return not topics or topic_of(item) in topics

    told = sorted((review for review in reviews if wanted(review.item)), key=_order)
    asked = [question for question in questions if wanted(question.id)]
    today, here = day_of(now, zone), _items(asked)
    due_on = {item: day_of(at, zone) for item, at in outlook.due_at.items() if item in here}
    tallies = days_of(told, zone)
    return Progress(
        today=today,
        topics=topics,
        answers=len(told),
        days=tuple(tallies),
        streak=streak_of(tallies, today),
        spent=spent_on(tallies, today),
        mastery=mastery_of(told, asked, outlook.retrievability, {item for item in due_on if due_on[item] <= today}),
        forecast=forecast_of(due_on, outlook.minutes, today),
        curve=curve_of(told, zone),
        questions=trends_of((review for review in told if POINT_MARK not in review.item), here, points=False),
        points=trends_of(told, here, points=True),
        missed=missed_of(told, asked),
        ratings=ratings_of(told, outlook.bounds),
        weakest=tuple(weak for weak in outlook.weakest if weak.item in here),
        leeches=tuple(leech for leech in outlook.leeches if leech.item in here),
        suspended=tuple(sorted(item for item in outlook.suspended if wanted(item))),
        changed=_changed(told, asked),
        gone=_gone(told, here),
    )


def topic_of(item: str) -> str:
    """The topic of a question or a key point, be it in the bank or not."""
    question_id = item.partition(POINT_MARK)[0]
    return question_id.rpartition("/")[0] or question_id


def _order(review: Review) -> tuple[datetime, str]:
    return review.reviewed_at, review.attempt_id


def _items(questions: Iterable[Question]) -> frozenset[str]:
    """The ids of the questions and of their key points."""
    found = {f"{question.id}{POINT_MARK}{point.id}" for question in questions for point in question.key_points}
    return frozenset(found | {question.id for question in questions})


def _changed(reviews: Sequence[Review], questions: Iterable[Question]) -> tuple[str, ...]:
    """The questions that have another wording than when they were reviewed last."""
    hashes = {review.question_id: review.content_hash for review in reviews}
    return tuple(q.id for q in questions if hashes.get(q.id, "") not in {"", q.content_hash})


def _gone(reviews: Sequence[Review], here: Collection[str]) -> tuple[Gone, ...]:
    found: dict[str, list[Review]] = {}
    for review in reviews:
        if review.item not in here:
            found.setdefault(review.item, []).append(review)
    return tuple(_gone_item(item, history) for item, history in sorted(found.items()))


def _gone_item(item: str, reviews: Sequence[Review]) -> Gone:
    scores = [review.overall for review in reviews if review.overall is not None]
    return Gone(item, len(reviews), reviews[-1].reviewed_at, scores[-1] if scores else None)
