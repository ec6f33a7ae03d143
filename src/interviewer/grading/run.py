"""Answers -> scores, one after another: those that an earlier run has left are taken over, the others graded."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from interviewer.grading.answers import Answer, Entry
from interviewer.grading.ledger import Ledger
from interviewer.grading.part import Part
from interviewer.grading.problem import Kind
from interviewer.grading.reading import AnswerFile
from interviewer.grading.record import Record, belongs, record_of
from interviewer.grading.summary import Bad, LeftOut
from interviewer.grading.unread import Unread
from interviewer.model import Question, Score

BAD_ROWS_KEPT = 20
"""Bad rows that are told one by one; the others are counted."""

Grade = Callable[[Iterable[Answer]], Iterator[tuple[Answer, Score]]]
"""Scores answers, in their order; it may look some answers ahead."""

Advance = Callable[[int], None]
"""Takes note of bytes that have been dealt with."""

Put = Callable[[Record], int]
"""Writes a row and returns its place."""


@dataclass(frozen=True, slots=True)
class Graded:
    """What a run leaves behind, beside its rows.

    Attributes:
        taken_over: How many rows an earlier run had left.
    """

    ledger: Ledger
    left_out: LeftOut
    taken_over: int = 0


class Grading:
    """The answers of one file on their way through."""

    def __init__(self, file: AnswerFile, asked: Sequence[Question], grade: Grade, advance: Advance) -> None:
        """Prepares a run.

        Args:
            file: The answers.
            asked: The questions of the set: a candidate who says nothing to one of them has not answered it.
            grade: Scores answers.
            advance: Called with every row.
        """
        self.ledger = Ledger()
        self.left_out = LeftOut(ignored=file.ignored, without=file.without)
        self._unread = Unread()
        self._file = file
        self._asked = asked
        self._grade = grade
        self._advance = advance
        self._given, self._not_given = self._from_file(), self._missing()

    def into(self, put: Put) -> Graded:
        """Grades every answer."""
        self._rest(put)
        return Graded(self.ledger, self.left_out)

    def into_part(self, part: Part) -> Graded:
        """Grades every answer whose row the part does not have yet."""
        end, waiting = self._taken_over(part)
        taken_over = len(self.ledger)
        part.cut(end)
        self._put(waiting, part.add)
        self._rest(part.add)
        part.save()
        return Graded(self.ledger, self.left_out, taken_over)

    def _taken_over(self, part: Part) -> tuple[int, list[Answer]]:
        """Reads the rows there are; where the last good one ends, and an answer whose row is not good, if any."""
        end = 0
        answers = chain(self._given, self._not_given)
        for place, size, record in part.records():
            answer = next(answers, None)
            if answer is None or not belongs(record, answer):
                return place, [answer] if answer else []
            self.ledger.add(record, place)
            end = place + size
        return end, []

    def _rest(self, put: Put) -> None:
        """What has not been taken over; what was not given is only known when all that was given is in the ledger."""
        self._put(self._given, put)
        self._put(self._not_given, put)

    def _put(self, answers: Iterable[Answer], put: Put) -> None:
        for answer, score in self._grade(answers):
            record = record_of(answer, score)
            self.ledger.add(record, put(record))

    def _from_file(self) -> Iterator[Answer]:
        done = 0
        for entry in self._file.entries():
            if entry.problems:
                self._note(entry)
            self.left_out.outside += entry.outside
            if self._asked and entry.candidate and (entry.unread or not entry.answers):
                self._unread.note(entry)
            yield from entry.answers
            self._advance(entry.end - done)
            done = entry.end

    def _note(self, entry: Entry) -> None:
        """Takes note of a row that cannot be used, or not all of it."""
        only_score = all(problem.kind is Kind.SCORE for problem in entry.problems)
        self.left_out.bad_scores += only_score
        self.left_out.bad_rows += not only_score
        if len(self.left_out.first) < BAD_ROWS_KEPT:
            self.left_out.first.append(Bad(entry.row, entry.candidate, entry.problems))

    def _missing(self) -> Iterator[Answer]:
        """The questions of the set that there is no answer to: candidates say nothing, or it cannot be read.

        Those come last of whom no row at all could be used: they are in no ledger.
        """
        if not self._asked:
            return
        no_column = {without.question_id for without in self.left_out.without}
        for candidate, given in self._candidates():
            for question in self._asked:
                if question.id not in given:
                    row = self._unread.row(candidate, question.id)
                    unread = row > 0 or question.id in no_column
                    yield Answer(row, "", candidate, question, "", unread=unread)

    def _candidates(self) -> Iterator[tuple[str, set[str]]]:
        """Every candidate with the questions whose answers have a row."""
        others = dict.fromkeys(self._unread.names())
        for total in self.ledger.totals():
            others.pop(total.candidate, None)
            yield total.candidate, {self.ledger.question(row) for row in total.rows}
        yield from ((name, set()) for name in others)
