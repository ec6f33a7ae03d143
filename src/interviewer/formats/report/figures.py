"""What the overview tells, gathered while the rows of all candidates go by: its size does not depend on theirs."""

import heapq
from collections import Counter
from dataclasses import dataclass, field

from interviewer.formats.report.scores import BINS, bin_of
from interviewer.grading.record import Record
from interviewer.model import Status

FIRST_SHOWN = 20
"""Of the answers to look at first so many are listed."""


@dataclass(slots=True)
class OfQuestion:
    """What the answers to one question come to; those that count.

    Attributes:
        answers: How many have a score.
        unread: How many more could not be read.
        missed: How many miss each point.
        bins: How many scores fall in each tenth.
    """

    answers: int = 0
    total: float = 0.0
    look: int = 0
    unanswered: int = 0
    unread: int = 0
    missed: Counter[str] = field(default_factory=Counter)
    bins: list[int] = field(default_factory=lambda: [0] * BINS)


@dataclass(frozen=True, slots=True, order=True)
class First:
    """An answer to look at; the less sure the greater, of equals the earlier."""

    unsure: float
    before: int
    candidate: int = field(compare=False)
    name: str = field(compare=False)
    record: Record = field(compare=False)


class Figures:
    """All of it."""

    def __init__(self) -> None:
        self.questions: dict[str, OfQuestion] = {}
        self.answers = [0] * BINS
        self.candidates = [0] * BINS
        self._first: list[First] = []

    def take_total(self, score: float | None) -> None:
        """Takes a candidate's mean, where there is one."""
        if score is not None:
            self.candidates[bin_of(score)] += 1

    def take(self, record: Record, candidate: int, row: int) -> None:
        """Takes a row that counts.

        Args:
            record: The row.
            candidate: The candidate's number.
            row: The row's number.
        """
        of = self.questions.setdefault(record["question_id"], OfQuestion())
        of.look += record["needs_review"]
        of.unread += record["unread"]
        if not record["unread"]:
            self._take_score(of, record)
        if record["needs_review"]:
            brief = {name: record[name] for name in ("question_id", "score", "unread", "reasons", "row", "id")}
            item = First(record["unsure"], -row, candidate, record["candidate"], brief)
            (heapq.heappush if len(self._first) < FIRST_SHOWN else heapq.heappushpop)(self._first, item)

    def _take_score(self, of: OfQuestion, record: Record) -> None:
        of.answers += 1
        of.total += record["score"]
        of.unanswered += record["unanswered"]
        of.missed.update(
            point["id"] for point in record["points"] if point["status"] in {Status.MISSING, Status.CONTRADICTED}
        )
        of.bins[bin_of(record["score"])] += 1
        self.answers[bin_of(record["score"])] += 1

    def first(self) -> list[First]:
        """The answers to look at, the least sure first."""
        return sorted(self._first, reverse=True)
