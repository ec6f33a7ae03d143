"""What goes out to other programs, and what comes back from them."""

import hashlib
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta

from interviewer.bank import Bank
from interviewer.days import day_of
from interviewer.model import POINT_MARK, Attempt, Interview, Language, Mode, Outcome
from interviewer.model.archive import Occasion
from interviewer.model.imported import ImportedReview, Intake, Record
from interviewer.model.review import Review
from interviewer.schedule import point_reviews
from interviewer.session.drills import Drills
from interviewer.store import Store

SAME_REVIEW = timedelta(seconds=1)
"""A review that comes back later by less than this is the one that went out: other programs keep milliseconds, and move
reviews of the same moment apart. Nobody answers the same question twice within a second."""


class Exchange:
    """The exchange of reviews with programs that have no answers and no scores, only ratings."""

    def __init__(self, bank: Bank, store: Callable[[], Store], drills: Drills) -> None:
        self._bank = bank
        self._store = store
        self._drills = drills

    def record(self, points: bool = False) -> Record:
        """What was practised.

        Args:
            points: Of key points, too, with what the reviews of whole questions say about them.
        """
        cards = self._drills.cards()
        if points:
            cards = cards | self._drills.cards(points=True)
        return Record(self._reviews(points), cards, self._drills.suspended(), self._drills.pace.retention)

    def take_in(self, reviews: Iterable[ImportedReview], language: Language, keep: bool = True) -> Intake:
        """Adds those reviews that are not here yet, as interviews of a day each; the schedule follows.

        Ids are made from what the reviews are: taking in the same ones here and on another machine doubles nothing.

        Args:
            reviews: In any order.
            language: The language that the questions were read in.
            keep: False only says what would be added.

        Raises:
            StoreError: They could not be saved; nothing has changed.
        """
        known = _moments(self._reviews(points=True))
        every = sorted(set(reviews), key=lambda review: (review.reviewed_at, review.item))
        ours = [review for review in every if review.item in self._bank]
        fresh = [review for review in ours if not _is_known(review, known[review.item])]
        if not keep:
            return Intake(len(fresh), len(ours) - len(fresh), len(every) - len(ours))
        crammed = {_attempt_id(review) for review in fresh if not review.scheduled}
        added = self._store().add_imported([self._imported(group, language) for group in _sittings(fresh)], crammed)
        return Intake(added, len(ours) - added, len(every) - len(ours))

    def back_up(self, now: datetime) -> None:
        """Keeps a copy of the database as it is, before something is taken in.

        Raises:
            StoreError: It cannot be written.
        """
        self._store().back_up(Occasion.IMPORT, now)

    def settle(self) -> int:
        """Drops what was taken in from elsewhere and has since come with its answer, from another machine's database.

        Returns:
            How many reviews that were.
        """
        elsewhere = self._store().imported()
        every = self._store().reviews()
        here = [review for review in every if review.attempt_id not in elsewhere]
        known = _moments(self._with_points(here))
        doubled = [r.attempt_id for r in every if r.attempt_id in elsewhere and _is_known(r, known[r.item])]
        if doubled:
            self._store().drop_imported(doubled)
        return len(doubled)

    def _reviews(self, points: bool) -> tuple[Review, ...]:
        """All there are; of key points only where they are wanted, then with what those of whole questions say."""
        every = self._store().reviews()
        return self._with_points(every) if points else tuple(r for r in every if POINT_MARK not in r.item)

    def _with_points(self, reviews: Sequence[Review]) -> tuple[Review, ...]:
        """The reviews of questions, and those of key points, with what the former say about these."""
        whole = (review for review in reviews if POINT_MARK not in review.item)
        return (*whole, *point_reviews(reviews, self._drills.pace.bounds))

    def _imported(self, reviews: Sequence[ImportedReview], language: Language) -> Interview:
        interview_id = _id("interview", language, *(_name(review) for review in reviews))
        return Interview(
            id=interview_id,
            language=language,
            question_ids=tuple(review.item for review in reviews),
            started_at=_begun_at(reviews[0]),
            ended_at=reviews[-1].reviewed_at,
            attempts=tuple(self._attempt(review, interview_id, language) for review in reviews),
            mode=Mode.IMPORTED,
        )

    def _attempt(self, review: ImportedReview, interview_id: str, language: Language) -> Attempt:
        return Attempt(
            id=_attempt_id(review),
            interview_id=interview_id,
            question_id=review.item,
            language=language,
            content_hash=self._bank.get(review.item).content_hash,
            started_at=_begun_at(review),
            elapsed_s=review.elapsed_s,
            outcome=Outcome.ANSWERED,
            suggested=review.rating,
            reviewed_at=review.reviewed_at,
        )


def _moments(reviews: Iterable[Review]) -> dict[str, list[datetime]]:
    """When each item was reviewed, oldest first."""
    found: dict[str, list[datetime]] = defaultdict(list)
    for review in reviews:
        moment = review.reviewed_at
        found[review.item].append(moment - timedelta(microseconds=moment.microsecond % 1000))
    for moments in found.values():
        moments.sort()
    return found


def _is_known(review: ImportedReview | Review, moments: Sequence[datetime]) -> bool:
    earliest = bisect_left(moments, review.reviewed_at - SAME_REVIEW + timedelta(milliseconds=1))
    return earliest < len(moments) and moments[earliest] <= review.reviewed_at


def _sittings(reviews: Iterable[ImportedReview]) -> list[list[ImportedReview]]:
    """The reviews of each day, oldest first; an item that comes again that day begins another sitting."""
    rounds: Counter[object] = Counter()
    sittings: dict[object, list[ImportedReview]] = defaultdict(list)
    for review in reviews:
        day = day_of(review.reviewed_at)
        rounds[day, review.item] += 1
        sittings[day, rounds[day, review.item]].append(review)
    return list(sittings.values())


def _begun_at(review: ImportedReview) -> datetime:
    return review.reviewed_at - timedelta(seconds=review.elapsed_s)


def _attempt_id(review: ImportedReview) -> str:
    return _id("attempt", _name(review))


def _name(review: ImportedReview) -> str:
    return f"{review.item} {review.reviewed_at.isoformat(timespec='milliseconds')}"


def _id(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]
