"""Looking back: what was practised, opened again, and held against each other."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from interviewer.bank import Bank
from interviewer.comparison import compare
from interviewer.errors import BankError, UsageError
from interviewer.model import Attempt, Interview, Question
from interviewer.model.comparison import Comparison
from interviewer.model.history import HistoryFilter, PastReview, Result, Sitting, Standing, remembered
from interviewer.session.drills import Drills
from interviewer.store import Store, has_item, has_topic, ids_beginning, list_reviews, list_sittings, reviews_of

LISTED = "`interviewer history` lists sessions with their ids, `interviewer history --reviews` single answers."

OTHERS = 100
"""From so many reviews of a question the other answers are chosen."""

EVERYTHING = HistoryFilter()


class History:
    """What was practised. Nothing is left out because the bank has changed meanwhile; it is marked."""

    def __init__(self, bank: Bank, store: Callable[[], Store], drills: Drills) -> None:
        self._bank = bank
        self._store = store
        self._drills = drills
        self._hashes: dict[str, str | None] = {}  # by item, as the bank has it; None where it has not

    def sittings(
        self, now: datetime, wanted: HistoryFilter = EVERYTHING, limit: int = 20, offset: int = 0
    ) -> tuple[Sitting, ...]:
        """The sessions that fit, newest first.

        Args:
            limit: At most so many; 0 means all.
            offset: Leaves out so many of the newest.

        Raises:
            BankError: There is no such topic, tag or question, neither in the bank nor in the past.
        """
        among = self._among(wanted, now)
        known = [question.id for question in self._bank.questions]
        found = list_sittings(self._store(), wanted, among, known, limit, offset)
        return tuple(replace(sitting, results=tuple(self._marked(sitting))) for sitting in found)

    def reviews(
        self, now: datetime, wanted: HistoryFilter = EVERYTHING, limit: int = 20, offset: int = 0
    ) -> tuple[PastReview, ...]:
        """The single reviews that fit, newest first; the arguments are those of `sittings`.

        Raises:
            BankError: There is no such topic, tag or question, neither in the bank nor in the past.
        """
        return self._placed(list_reviews(self._store(), wanted, self._among(wanted, now), limit, offset))

    def reviews_of(self, interview_id: str) -> tuple[PastReview, ...]:
        """The reviews of one session, newest first."""
        return self._placed(reviews_of(self._store(), interview_id))

    def open(self, beginning: str) -> Interview | Attempt:
        """The session or the attempt whose id begins so.

        Raises:
            BankError: There is none.
            UsageError: There are several.
        """
        interviews, attempts = ids_beginning(self._store(), beginning)
        found = (*interviews, *attempts)
        if not found or not beginning:
            raise BankError(f"There is no session and no answer {beginning!r}.", LISTED)
        if len(found) > 1:
            raise UsageError(f"Several ids begin with {beginning!r}: {', '.join(found)}.", "Give more of it.")
        if attempts:
            return self._store().attempt(attempts[0])
        interview = self._store().interview(interviews[0])
        assert interview is not None
        return interview

    def attempt(self, beginning: str) -> Attempt:
        """The attempt whose id begins so.

        Raises:
            BankError: There is none.
            UsageError: There are several, or it is a session.
        """
        found = self.open(beginning)
        if isinstance(found, Interview):
            raise UsageError(
                f"{beginning!r} is a session, not a single answer.", "`interviewer history --reviews` lists answers."
            )
        return found

    def others(self, attempt: Attempt, now: datetime) -> tuple[PastReview, ...]:
        """The latest other answers to the same question or key point, newest first."""
        found = self.reviews(now, HistoryFilter(question_ids=(attempt.question_id,)), OTHERS)
        return tuple(
            past for past in found if past.review.item == attempt.question_id and past.review.attempt_id != attempt.id
        )

    def compare(self, one: Attempt, other: Attempt) -> Comparison:
        """Two answers to the same question, the earlier one first.

        Raises:
            UsageError: They are to different questions, or they are the same one.
        """
        if one.question_id != other.question_id:
            raise UsageError(
                f"{one.id[:8]} answers {one.question_id}, {other.id[:8]} answers {other.question_id}.",
                "Only answers to the same question can be compared.",
            )
        if one.id == other.id:
            raise UsageError(f"{one.id} is one and the same answer.", "Give two of them.")
        latest = max(one, other, key=lambda attempt: attempt.started_at)
        return compare(self.question(latest), one, other)

    def compare_first_and_latest(self, item: str, now: datetime) -> Comparison:
        """The first answer to a question or key point beside the latest one.

        Raises:
            BankError: There is no such question, neither in the bank nor in the past.
            UsageError: It was answered less than twice.
        """
        reviews = self.reviews(now, HistoryFilter(question_ids=(item,)), limit=0)
        answered = [past.review.attempt_id for past in reviews if past.review.item == item and past.answer]
        if len(answered) < 2:
            raise UsageError(
                f"{item} was {'answered once' if answered else 'not answered'} so far; it takes two to compare.",
                f"`interviewer practice --question {item}` asks it.",
            )
        return self.compare(self._store().attempt(answered[-1]), self._store().attempt(answered[0]))

    def question(self, attempt: Attempt) -> Question:
        """The question as the bank has it, or what the attempt tells of it."""
        return self._bank.find(attempt.question_id) or remembered(attempt)

    def standing(self, attempt: Attempt) -> Standing:
        """What became of the question since."""
        return self._standing(attempt.question_id, attempt.content_hash)

    # Inside

    def _standing(self, item: str, content_hash: str) -> Standing:
        if item not in self._hashes:
            question = self._bank.find(item)
            self._hashes[item] = question.content_hash if question else None
        now = self._hashes[item]
        if now is None:
            return Standing.GONE
        return Standing.CURRENT if content_hash in {"", now} else Standing.CHANGED

    def _placed(self, reviews: Iterable[PastReview]) -> tuple[PastReview, ...]:
        return tuple(
            replace(past, standing=self._standing(past.review.item, past.review.content_hash)) for past in reviews
        )

    def _marked(self, sitting: Sitting) -> Iterator[Result]:
        for result in sitting.results:
            yield replace(result, standing=self._standing(result.item, ""))

    def _among(self, wanted: HistoryFilter, now: datetime) -> set[str] | None:
        """The questions that have the tags and are weak; None where that does not matter."""
        self._check(wanted)
        among: set[str] | None = None
        if wanted.tags:
            among = {question.id for question in self._bank.questions if set(wanted.tags) & set(question.tags)}
        if wanted.weak:
            weak = set(self._drills.weak(now))
            among = weak if among is None else among & weak
        return among

    def _check(self, wanted: HistoryFilter) -> None:
        for topic in wanted.topics:
            if topic not in self._bank.topics and not has_topic(self._store(), topic):
                raise BankError(f"There is no topic {topic!r}.", f"Topics: {', '.join(self._bank.topics)}.")
        tags = sorted({tag for question in self._bank.questions for tag in question.tags})
        for tag in wanted.tags:
            if tag not in tags:
                raise BankError(f"There is no tag {tag!r}.", f"Tags: {', '.join(tags)}.")
        for item in wanted.question_ids:
            if item not in self._bank and not has_item(self._store(), item):
                self._bank.get(item)
