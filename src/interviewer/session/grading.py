"""Grading what many candidates wrote, with a session's bank, scorer and what it has learnt."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from interviewer.bank import Bank
from interviewer.errors import BankError, UsageError
from interviewer.evaluation.lines import check_readable, opened
from interviewer.grading.naming import Naming
from interviewer.grading.part import Part
from interviewer.grading.reading import AnswerFile, digest_of
from interviewer.grading.run import Grade, Graded, Grading, Put
from interviewer.grading.summary import Summary, summed_up
from interviewer.model import Question
from interviewer.session.grader import Grader
from interviewer.session.workers import Workers, score_here, sensible_count

FORMAT_VERSION = 2
"""Of the rows: another version's part is not gone on with."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be graded.

    Attributes:
        answers: The file.
        asked: The file of the question set that alone counts, or None for every question of the bank.
        out: Where the scores go, or None where they are handed over one by one.
        restart: Whether what an earlier run left is dropped.
    """

    answers: Path
    asked: Path | None = None
    out: Path | None = None
    restart: bool = False


class Answers:
    """A file of answers that is open for grading.

    Attributes:
        size: Its bytes, 0 where that cannot be known.
        questions: The set's questions; empty where there is none.
        summary: Of the run that is over already, None where there is something to do.
    """

    def __init__(self, file: AnswerFile, size: int, naming: Naming, part: Part | None, grader: Grader) -> None:
        self.size = size
        self.questions = naming.asked
        self.summary: Summary | None = None
        self.part = part
        self._file = file
        self._grader = grader

    def grade(self, advance: Callable[[int], None], put: Put | None = None, jobs: int | None = None) -> Graded:
        """Grades the answers, as far as an earlier run has not; with `put`, hands every row over.

        Args:
            advance: Called with the bytes that have been dealt with since the last call.
            put: Takes a row.
            jobs: How many processes score; None for as many as it is worth.

        Raises:
            UsageError: The file cannot be read.
            GradingError: The scores cannot be written to the end.
            ModelError: The encoder's files are missing or damaged.
        """
        with self._scoring(jobs or sensible_count(self.size)) as score:
            run = Grading(self._file, self.questions, score, advance)
            if put:
                return run.into(put)
            assert self.part is not None
            return run.into_part(self.part)

    @contextmanager
    def _scoring(self, jobs: int) -> Iterator[Grade]:
        if jobs == 1:
            yield partial(score_here, self._grader)
            return
        _ = self._grader.scorer_name  # the index is built once, and found by the others
        with closing(Workers(self._grader, jobs)) as workers:
            yield workers.score

    def summed_up(self, graded: Graded) -> Summary:
        """What they come to."""
        return summed_up(graded.ledger, graded.left_out, self._grader.scorer_name)


class AnswerGrading:
    """Opens files of answers."""

    def __init__(self, bank: Bank, grader: Grader) -> None:
        self._bank = bank
        self._grader = grader

    @contextmanager
    def opened(self, order: Order) -> Iterator[Answers]:
        """The answers; what has been graded of them is on the disk, however this ends.

        Raises:
            UsageError: A file cannot be read or written, or what is there belongs to another run.
            ModelError: The encoder's files are missing or damaged.
        """
        if order.out and order.out.exists() and order.answers.exists() and order.out.samefile(order.answers):
            raise UsageError(f"The scores would replace the answers in {order.out}.", "Give --out another name.")
        asked = self._asked(order.asked) if order.asked else ()
        size = check_readable(order.answers)
        naming = Naming(self._bank, asked)
        with opened(order.answers) as file:
            answer_file = AnswerFile(file, order.answers, naming)
            if order.out is None:
                yield Answers(answer_file, size, naming, None, self._grader)
                return
            part = Part(order.out, self._marks(digest_of(file), order.answers, asked))
            answers = Answers(answer_file, size, naming, part, self._grader)
            if kept := part.finished(order.restart):
                answers.summary = Summary.from_json(kept)
                yield answers
                return
            part.open(order.restart)
            with part:
                yield answers

    def _asked(self, path: Path) -> tuple[Question, ...]:
        from interviewer.bank.sets import read_set

        try:
            return tuple(self._bank.get(name) for name in dict.fromkeys(read_set(path).question_ids))
        except BankError as error:
            raise UsageError(f"{path}: {error.message}", error.hint) from error

    def _marks(self, answers: str, path: Path, asked: Iterable[Question]) -> dict[str, str]:
        """What scores depend on."""
        examples = sorted(
            (example.question_id, example.point_id, example.answer, example.grade, example.batch)
            for example in self._grader.read_examples()
        )
        ending = path.suffix.lower()
        return {
            "answers": f"{answers}{ending}",
            "set": _digest([question.id for question in asked]),
            "bank": _digest([(question.id, question.content_hash) for question in self._bank.questions]),
            "scorer": f"{self._grader.scorer_name}{self._grader.judge_name} {FORMAT_VERSION}",
            "graded examples": _digest(examples),
        }


def _digest(values: object) -> str:
    return hashlib.sha256(repr(values).encode(errors="replace")).hexdigest()
