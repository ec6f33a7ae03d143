"""A few numbers of every scored answer: all that grows in memory, 37 bytes a row and each candidate's name once."""

import math
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import overload

from interviewer.grading.record import Record

UNANSWERED, NEEDS_REVIEW, UNREAD = 1, 2, 4


@dataclass(frozen=True, slots=True)
class Total:
    """What one candidate's answers come to.

    Attributes:
        rows: Numbers of the rows that count, one per question, in the order in which they were given.
        score: Their mean without those that could not be read, in [0, 1]; None where no other is left.
        answered: How many of them say something.
        to_look_at: How many of them somebody should look at.
        unread: How many of them could not be read.
    """

    candidate: str
    rows: tuple[int, ...]
    score: float | None
    answered: int
    to_look_at: int
    unread: int


class Ledger:
    """Which candidate answered which question, how well, and where the whole row stands.

    Where a candidate answered a question several times, the last answer counts.
    """

    def __init__(self) -> None:
        self._candidates: dict[str, int] = {}
        self._questions: dict[str, int] = {}
        self._question_ids: list[str] = []
        self._candidate = array("I")
        self._question = array("I")
        self._score = array("d")
        self._human = array("d")
        self._unsure = array("f")
        self._flags = array("B")
        self._place = array("Q")

    def __len__(self) -> int:
        return len(self._place)

    @property
    def candidates(self) -> int:
        """How many there are."""
        return len(self._candidates)

    @property
    def question_ids(self) -> tuple[str, ...]:
        """In the order in which they first came."""
        return tuple(self._question_ids)

    def add(self, record: Record, place: int) -> None:
        """Takes a row.

        Args:
            record: As it stands in the file of scores.
            place: Where it begins there, in bytes.
        """
        self._candidate.append(self._candidates.setdefault(record["candidate"], len(self._candidates)))
        self._question.append(self._number(record["question_id"]))
        self._score.append(math.nan if record["unread"] else record["score"])
        self._human.append(math.nan if record["human_score"] is None else record["human_score"])
        self._unsure.append(record["unsure"])
        self._flags.append(
            UNANSWERED * record["unanswered"] | NEEDS_REVIEW * record["needs_review"] | UNREAD * record["unread"]
        )
        self._place.append(place)

    def question(self, row: int) -> str:
        """The id of the question of a row."""
        return self._question_ids[self._question[row]]

    def score(self, row: int) -> float:
        """The score of a row, in [0, 1]; not a number where the answer could not be read."""
        return self._score[row]

    def unsure(self, row: int) -> float:
        """How unsure the score of a row is, in [0, 1]."""
        return self._unsure[row]

    def place(self, row: int) -> int:
        """Where a row begins in the file of scores."""
        return self._place[row]

    def is_answered(self, row: int) -> bool:
        """Whether the answer of a row says something."""
        return not self._flags[row] & (UNANSWERED | UNREAD)

    def is_unread(self, row: int) -> bool:
        """Whether the answer of a row could not be read."""
        return bool(self._flags[row] & UNREAD)

    def needs_review(self, row: int) -> bool:
        """Whether somebody should look at a row."""
        return bool(self._flags[row] & NEEDS_REVIEW)

    def totals(self) -> "Totals":
        """Every candidate, in the order in which they first came; rows that are added later are not among theirs."""
        return Totals(self)

    def latest(self, rows: Iterable[int]) -> tuple[int, ...]:
        """The rows that count: the last one to each question."""
        return tuple(sorted({self._question[row]: row for row in rows}.values()))

    def graded(self) -> tuple[list[float], list[float], list[int]]:
        """Of the rows that a person has graded: the scores, the person's, and the numbers of the questions."""
        rows = [row for row, human in enumerate(self._human) if not math.isnan(human)]
        return (
            [self._score[row] for row in rows],
            [self._human[row] for row in rows],
            [self._question[row] for row in rows],
        )

    def _number(self, question_id: str) -> int:
        if question_id not in self._questions:
            self._questions[question_id] = len(self._question_ids)
            self._question_ids.append(question_id)
        return self._questions[question_id]

    def names(self) -> list[str]:
        """The candidates."""
        return list(self._candidates)

    def numbers(self) -> "array[int]":
        """The number of each row's candidate."""
        return self._candidate


class Totals(Sequence[Total]):
    """What every candidate's answers come to, worked out when it is wanted."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._names = ledger.names()
        self._order, self._starts = _grouped(ledger.numbers(), len(self._names))

    def __len__(self) -> int:
        return len(self._names)

    @overload
    def __getitem__(self, number: int) -> Total: ...
    @overload
    def __getitem__(self, number: slice) -> list[Total]: ...
    def __getitem__(self, number: int | slice) -> Total | list[Total]:
        """The total of the candidate with this number, from 0."""
        if isinstance(number, slice):
            return [self[place] for place in range(*number.indices(len(self)))]
        if not 0 <= number < len(self):
            raise IndexError(number)
        ledger = self._ledger
        counted = ledger.latest(self._order[self._starts[number] : self._starts[number + 1]])
        scores = [ledger.score(row) for row in counted if not ledger.is_unread(row)]
        return Total(
            self._names[number],
            counted,
            math.fsum(scores) / len(scores) if scores else None,
            sum(ledger.is_answered(row) for row in counted),
            sum(ledger.needs_review(row) for row in counted),
            len(counted) - len(scores),
        )


def _grouped(owners: Sequence[int], count: int) -> "tuple[array[int], array[int]]":
    """The rows by owner, and where those of each owner begin: sorted by counting, in 4 bytes a row."""
    starts = array("I", bytes(4 * (count + 1)))
    for owner in owners:
        starts[owner + 1] += 1
    for number in range(count):
        starts[number + 1] += starts[number]
    free = array("I", starts)
    order = array("I", bytes(4 * len(owners)))
    for row, owner in enumerate(owners):
        order[free[owner]] = row
        free[owner] += 1
    return order, starts
