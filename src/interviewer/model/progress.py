"""Progress: what all the reviews of a candidate add up to. Only who shows it imports this, as it takes time to load."""

from dataclasses import dataclass
from datetime import date, datetime

from interviewer.model.pick import Rating, Reason


@dataclass(frozen=True, slots=True)
class DayTally:
    """How much is practised on one day, or will have to be."""

    day: date
    answers: int
    minutes: float


@dataclass(frozen=True, slots=True)
class Streak:
    """Days in a row with at least one answer.

    Attributes:
        current: Up to today, or up to yesterday where today has no answer yet.
        today: Whether today has one.
    """

    current: int = 0
    longest: int = 0
    today: bool = False


@dataclass(frozen=True, slots=True)
class Spent:
    """The time spent on answers in the last `days`, today among them; 0 days stands for ever."""

    days: int
    answers: int
    minutes: float


@dataclass(frozen=True, slots=True)
class Mastery:
    """How well a topic is known.

    Attributes:
        mastery: The score to expect in [0, 1] if every question of the bank about it were asked today: the last score
            times the retrievability, and 0 for what was never asked.
        coverage: Mean last score of the questions that were asked; None where there is none.
        retrievability: Their mean retrievability; None where there is none.
        asked: How many questions that rests on.
        questions: How many there are, but those that only other scorers have judged.
        due: How many are due today.
        scorer: Whose scores these are.
        elsewhere: How many questions are left out, since only other scorers have judged them.
    """

    topic: str
    mastery: float
    coverage: float | None
    retrievability: float | None
    asked: int
    questions: int
    due: int
    scorer: str = ""
    elsewhere: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """One score of an item, and who gave it."""

    at: datetime
    score: float
    scorer: str


@dataclass(frozen=True, slots=True)
class Trend:
    """How the scores of one question or the coverages of one key point went.

    Attributes:
        marks: The latest, oldest first.
        reviews: How many there were at all.
        change: The last mark less the one before; None where there is none before, or by another scorer.
        known: Whether the bank has it.
    """

    item: str
    marks: tuple[Mark, ...]
    reviews: int
    change: float | None
    known: bool = True


@dataclass(frozen=True, slots=True)
class Period:
    """The mean score of the answers of some days; `start` is the first of them."""

    start: date
    score: float
    answers: int


@dataclass(frozen=True, slots=True)
class ScoreCurve:
    """How the scores of one scorer went, over all questions.

    Attributes:
        days: How many days a period has.
        periods: Those with answers, oldest first.
        elsewhere: How many answers are left out, since other scorers have judged them.
    """

    scorer: str = ""
    days: int = 1
    periods: tuple[Period, ...] = ()
    elsewhere: int = 0


@dataclass(frozen=True, slots=True)
class OftenMissed:
    """A key point that was missed, and in how many of its reviews; `last` is its last coverage."""

    item: str
    missed: int
    reviews: int
    last: float


@dataclass(frozen=True, slots=True)
class OwnRating:
    """What the candidate's own ratings of one kind were worth.

    Attributes:
        answers: How many answers the candidate rated so.
        score: Their mean score; None where none has one.
        stricter: How many of them deserved a better rating, by their score.
        milder: How many deserved a worse one.
        expected: The scores for which this rating is suggested, from and to.
        scorer: Whose scores these are.
        elsewhere: How many are left out, since other scorers have judged them.
    """

    rating: Rating
    answers: int
    score: float | None
    stricter: int
    milder: int
    expected: tuple[float, float]
    scorer: str = ""
    elsewhere: int = 0


@dataclass(frozen=True, slots=True)
class Weak:
    """A weak question: the score to be lost if it were asked now, in [0, 1], and what makes it weak."""

    item: str
    weakness: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Leech:
    """A question that was forgotten again and again."""

    item: str
    lapses: int


@dataclass(frozen=True, slots=True)
class Gone:
    """An item that the bank no longer has; its history is kept."""

    item: str
    reviews: int
    last_at: datetime
    last_score: float | None


@dataclass(frozen=True, slots=True)
class Progress:
    """All of it.

    Attributes:
        today: The candidate's day.
        topics: What it is limited to; empty where it is about everything.
        answers: How many there are.
        days: The days with answers, oldest first, of the last 53 weeks.
        spent: Today, in 7 days, in 30 days, ever.
        mastery: Topic by topic, in the bank's order.
        forecast: The next 30 days; what is overdue is due today.
        curve: Of the whole.
        questions, points: The trend of each that was ever scored, by id.
        missed: The key points of the bank that were ever missed, the most often missed first.
        ratings: The candidate's own, again first; none where there are none.
        weakest: The weak questions, the weakest first.
        suspended: Items that are not drilled.
        changed: Questions rewritten since they were reviewed.
        gone: What the bank no longer has.
    """

    today: date
    topics: tuple[str, ...]
    answers: int
    days: tuple[DayTally, ...]
    streak: Streak
    spent: tuple[Spent, ...]
    mastery: tuple[Mastery, ...]
    forecast: tuple[DayTally, ...]
    curve: ScoreCurve
    questions: tuple[Trend, ...]
    points: tuple[Trend, ...]
    missed: tuple[OftenMissed, ...]
    ratings: tuple[OwnRating, ...]
    weakest: tuple[Weak, ...]
    leeches: tuple[Leech, ...]
    suspended: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[Gone, ...]
