"""What goes out to other programs about a candidate's practice, and what comes back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from interviewer.model.pick import Rating
from interviewer.model.review import Card, Review


@dataclass(frozen=True, slots=True)
class ImportedReview:
    """A review in another program, where the candidates rate themselves.

    Attributes:
        item: The id of the question, or of the key point, that was asked.
        reviewed_at: To the millisecond.
        scheduled: It counts for the schedule; cramming does not.
    """

    item: str
    reviewed_at: datetime
    rating: Rating
    elapsed_s: float = 0.0
    scheduled: bool = True


@dataclass(frozen=True, slots=True)
class Intake:
    """What became of imported reviews, as numbers.

    Attributes:
        added: New here.
        known: Here already.
        unknown: About items that the bank does not have.
    """

    added: int = 0
    known: int = 0
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class Record:
    """All that another program can use of what was practised.

    Attributes:
        reviews: In no particular order.
        cards: What the reviews add up to, by item.
        suspended: The items that are not to be drilled.
        retention: The retrievability in (0, 1) at which an item becomes due.
    """

    reviews: tuple[Review, ...] = ()
    cards: Mapping[str, Card] = field(default_factory=dict)
    suspended: frozenset[str] = frozenset()
    retention: float = 0.9
