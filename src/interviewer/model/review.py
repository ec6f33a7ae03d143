"""Reviews, and what follows from them: when a question is due, and how weak it is.

An *item* is what is practised: a whole question (`git/rebase`) or one key point of it (`git/rebase#new-commits`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from interviewer.model.pick import Pick, Rating
from interviewer.model.question import POINT_MARK, Difficulty, Language


@dataclass(frozen=True, slots=True)
class Review:
    """One judged attempt, as schedule and statistics see it.

    Attributes:
        item: The id of the question, or of the key point, that was asked.
        overall: The score in [0, 1]; None where the candidate was rated elsewhere, without an answer here.
        coverages: The coverage in [0, 1] of each key point that was judged.
        suggested: The rating that follows from the score.
        chosen: The candidate's own rating, None where the suggestion stands.
        scheduled: It counts for the schedule; cramming does not.
    """

    attempt_id: str
    item: str
    content_hash: str
    reviewed_at: datetime
    overall: float | None
    coverages: Mapping[str, float]
    suggested: Rating
    chosen: Rating | None = None
    scheduled: bool = True
    elapsed_s: float = 0.0
    scorer: str = ""

    @property
    def rating(self) -> Rating:
        """The rating that counts."""
        return self.chosen or self.suggested

    @property
    def question_id(self) -> str:
        """The question it is about."""
        return self.item.partition(POINT_MARK)[0]


@dataclass(frozen=True, slots=True)
class Memory:
    """What the last reviews show of one key point.

    Attributes:
        stability: Days until the retrievability has fallen to 0.9.
        level: The mean in [0, 1] of its last coverages, the latest counting most.
    """

    stability: float
    last_review_at: datetime
    level: float


@dataclass(frozen=True, slots=True)
class Card:
    """What the reviews of one item add up to.

    Attributes:
        reviews: How many reviews count for the schedule; 0 where there were only others.
        lapses: How often it was forgotten after it had been known: rated again, not at first.
        stability: Days until the retrievability has fallen to 0.9; 0 without a scheduled review.
        difficulty: In [1, 10]; 0 without a scheduled review.
        due_at: When the retrievability falls to the target; None without a scheduled review.
        last_review_at: Of a scheduled review; None without one.
        last_rating: Of the last review, scheduled or not.
        last_score: The last known score in [0, 1].
        recent: The coverages found by the last reviews, the latest first.
        minutes: How long an answer took on average, 0 where that is not known.
        content_hash: Of the question when it was reviewed last.
        points: Of a whole question what is left of each of its points, whether asked with it or alone.
    """

    item: str
    reviews: int = 0
    lapses: int = 0
    stability: float = 0.0
    difficulty: float = 0.0
    due_at: datetime | None = None
    last_review_at: datetime | None = None
    last_rating: Rating | None = None
    last_score: float | None = None
    recent: tuple[Mapping[str, float], ...] = ()
    minutes: float = 0.0
    content_hash: str = ""
    points: Mapping[str, Memory] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wish:
    """What to drill. Empty fields mean "no matter", None means "as the settings say".

    Attributes:
        weak_only: Only what is weak.
        cram: Weakest first, due or not; the schedule does not hear of it unless `scheduled`.
        points: Single key points instead of whole questions.
        questions, new, minutes: The most for today.
        by: The day by which everything should be known.
    """

    weak_only: bool = False
    cram: bool = False
    points: bool = False
    scheduled: bool = False
    topics: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    difficulties: tuple[Difficulty, ...] = ()
    language: Language = Language.EN
    questions: int | None = None
    new: int | None = None
    minutes: float | None = None
    by: date | None = None


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """One day of a plan."""

    day: date
    items: tuple[str, ...]
    minutes: float


@dataclass(frozen=True, slots=True)
class Plan:
    """How to be ready by a day.

    Attributes:
        days: From today to the day before, those with nothing to do too.
        left: What would not be ready in time.
        minutes_needed: Minutes a day with which everything would be ready; 0 where nothing is left, None where no
            number of minutes is enough.
    """

    by: date
    days: tuple[PlannedDay, ...]
    left: tuple[str, ...] = ()
    minutes_needed: float | None = 0.0


@dataclass(frozen=True, slots=True)
class Queue:
    """What there is to drill.

    Attributes:
        picks: In the order they are asked.
        held_back: How many more would be due, beyond the limits of the day.
        next_due_at: When something is due next, where nothing is now; None where nothing ever will be.
        plan: Where there is a day to be ready by.
    """

    picks: tuple[Pick, ...]
    held_back: int = 0
    next_due_at: datetime | None = None
    plan: Plan | None = field(default=None)
