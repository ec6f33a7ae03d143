"""What was practised: sessions and reviews as lists show them, and what to look for among them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from interviewer.model.interview import Attempt, Mode, Outcome
from interviewer.model.question import POINT_MARK, KeyPoint, Language, Localized, Question
from interviewer.model.review import Review
from interviewer.model.score import Status


class Standing(StrEnum):
    """What became of a question since somebody answered it."""

    CURRENT = "current"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class HistoryFilter:
    """What to look for in the past. Empty fields and None mean "no matter".

    Attributes:
        question_ids: Questions, each with its key points, or single key points.
        since, until: From one moment on, and before another one.
        below: Only what scored less than this, in [0, 1].
        weak: Only questions that are weak by now.
        words: Each of them occurs in the id of the question or in what was said.
    """

    topics: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    question_ids: tuple[str, ...] = ()
    modes: tuple[Mode, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    below: float | None = None
    weak: bool = False
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """How one question of a session ended; `score` is in [0, 1], None where it was rated elsewhere."""

    item: str
    score: float | None
    standing: Standing = Standing.CURRENT


@dataclass(frozen=True, slots=True)
class Sitting:
    """A session as a list shows it.

    Attributes:
        items: What was to be asked.
        results: Of what was dealt with, in the order it was asked.
    """

    id: str
    mode: Mode
    language: Language
    started_at: datetime
    ended_at: datetime | None
    items: tuple[str, ...]
    results: tuple[Result, ...] = ()

    @property
    def overall(self) -> float | None:
        """The mean score of the questions that the bank has, or, where it has none of them, of all."""
        from statistics import fmean  # brings fractions and decimals along, for which a start would have to wait

        known = [result for result in self.results if result.standing is not Standing.GONE]
        scores = [result.score for result in known or self.results if result.score is not None]
        return fmean(scores) if scores else None

    @property
    def topics(self) -> tuple[str, ...]:
        """What it was about, in the order it was asked."""
        return tuple(dict.fromkeys(topic_of(item) for item in self.items))

    @property
    def by_topic(self) -> dict[str, float]:
        """The mean score of each topic, of questions that the bank has."""
        from statistics import fmean

        scores: dict[str, list[float]] = {}
        for result in self.results:
            if result.score is not None and result.standing is not Standing.GONE:
                scores.setdefault(topic_of(result.item), []).append(result.score)
        return {topic: fmean(values) for topic, values in scores.items()}


@dataclass(frozen=True, slots=True)
class PastReview:
    """A review as a list shows it.

    Attributes:
        question: As it was asked; empty where it was asked elsewhere.
        answer: All that the candidate said.
        statuses: What the answer did with each key point.
        overruled: The candidate set the score, or the verdict on a point.
    """

    review: Review
    interview_id: str
    mode: Mode
    language: Language
    outcome: Outcome
    question: str
    answer: str
    hints: int = 0
    probes: int = 0
    statuses: Mapping[str, Status] = field(default_factory=dict)
    overruled: bool = False
    standing: Standing = Standing.CURRENT


def topic_of(item: str) -> str:
    """The topic of a question or key point, which its id tells even when the bank has it no longer."""
    return item.partition(POINT_MARK)[0].rpartition("/")[0] or item


def remembered(attempt: Attempt) -> Question:
    """What an attempt tells of a question that the bank has no longer: its text, and the ids of its points."""
    asked = attempt.messages[0].text if attempt.messages else attempt.question_id
    matches = attempt.score.matches if attempt.score else ()
    return Question(
        id=attempt.question_id,
        text=Localized(en=asked),
        key_points=tuple(KeyPoint(match.point_id, Localized(en=match.point_id)) for match in matches),
        minutes=0,
        content_hash=attempt.content_hash,
    )
