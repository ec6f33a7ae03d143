"""Learning from grades: from what the candidate overruled, and from files of graded answers."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from interviewer.errors import UsageError
from interviewer.model.learning import Batch, Example, Learning, Lesson
from interviewer.session.grader import Grader
from interviewer.store import Store


class Teaching:
    """What the scorer of a session learns, shows and forgets."""

    def __init__(self, grader: Grader, store: Callable[[], Store]) -> None:
        self._grader = grader
        self._store = store

    def overrides(self) -> tuple[Example, ...]:
        """What the candidate overruled, as far as the bank still has the question and the point."""
        return tuple(example for example in self._store().overrides() if self._is_about_bank(example))

    def learn(self, examples: Iterable[Example], now: datetime, keep: bool = True) -> Learning:
        """Learns from graded answers; from now on they correct the scores of their questions.

        Args:
            examples: Those that say nothing new are passed over.
            now: The time.
            keep: False only shows what would be learnt.

        Raises:
            StoreError: It could not be saved; nothing was learnt.
            ModelError: The answers cannot be scored; nothing was learnt.
        """
        from interviewer.scoring import unknown

        known = self._grader.read_examples()
        fresh = unknown(examples, known)
        if not fresh:
            return Learning()
        following = max((example.batch for example in known), default=0) + 1
        taught = (*known, *(replace(example, batch=following) for example in fresh))
        lessons, silent = self._grader.lessons_of(taught, {example.question_id for example in fresh})
        number = self._store().add_examples(fresh, now) if keep else 0
        self._grader.learn_anew()
        batch = Batch(number, now, tuple(sorted({example.origin for example in fresh})), len(fresh))
        return Learning(batch, lessons, silent)

    def learnt(self) -> tuple[tuple[Batch, ...], tuple[Lesson, ...]]:
        """What was learnt from, and what it teaches about the questions of the bank."""
        return self._store().batches(), self._grader.lessons()

    def forget(self, number: int | None) -> tuple[Batch, ...]:
        """Undoes learning: the batch of this number, or all of them; scores are again what they were before.

        Returns:
            The batches that are gone.

        Raises:
            UsageError: There is no such batch.
        """
        gone = tuple(batch for batch in self._store().batches() if number in {None, batch.number})
        if number is not None and not gone:
            raise UsageError(f"There is no batch {number}.", "`interviewer calibrate --show` lists them.")
        self._store().forget(batch.number for batch in gone)
        self._grader.learn_anew()
        return gone

    def _is_about_bank(self, example: Example) -> bool:
        question = self._grader.bank.find(example.question_id)
        points = {point.id for point in question.key_points} if question else set()
        return question is not None and example.point_id in {"", *points}
