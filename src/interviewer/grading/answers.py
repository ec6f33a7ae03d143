"""What a file of answers holds: plain values."""

from dataclasses import dataclass

from interviewer.grading.problem import Kind, Problem, UnusableError
from interviewer.model import Language, Question

QUOTED = 60
"""Characters of a wrong value that a message repeats."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One candidate's answer to one question.

    Attributes:
        row: The line it begins on in the file, from 1; 0 for a question of a set that the file says nothing about.
        unread: Whether the file has an answer that cannot be read; then nothing is known of it.
        id: As the file says, or an empty string.
        text: May be empty: then the question was left unanswered.
        language: What the file says it is written in, where it says so.
        human_score: A person's grade in [0, 1], where the file has one.
    """

    row: int
    id: str
    candidate: str
    question: Question
    text: str
    language: Language | None = None
    human_score: float | None = None
    unread: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands on a row: some answers, or reasons why there are none.

    Attributes:
        row: The line it begins on, from 1.
        end: How far the file has been read, in bytes.
        answers: Several where a row has a cell for every question.
        problems: Why the row, or a part of it, cannot be used; empty where all of it can.
        outside: How many answers were left out because their question is not in the set.
        candidate: Whose row it is, where that can be told.
        unread: Ids of the questions whose answers cannot be read; an empty one where it is not known which question.
    """

    row: int
    end: int
    answers: tuple[Answer, ...] = ()
    problems: tuple[Problem, ...] = ()
    outside: int = 0
    candidate: str = ""
    unread: tuple[str, ...] = ()

    @property
    def problem(self) -> str:
        """What is wrong, in words; empty where nothing is."""
        return "; ".join(problem.told() for problem in self.problems)


def checked_text(value: object, field: str) -> str:
    """The value, where it is text that can be kept.

    Raises:
        UnusableError: It is none.
    """
    if not isinstance(value, str):
        raise UnusableError(Problem.of(Kind.NOT_TEXT, field=field))
    if "\0" in value:
        raise UnusableError(Problem.of(Kind.NUL, field=field))
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise UnusableError(Problem.of(Kind.ENCODING, field=field)) from error
    return value


def human_score(value: object) -> tuple[float | None, tuple[Problem, ...]]:
    """A person's grade in [0, 1], None where there is none; and what is wrong with it: the answer is graded anyway."""
    if value is None or value == "":
        return None, ()
    try:
        score = float(value) if isinstance(value, int | float | str) and not isinstance(value, bool) else -1.0
    except (ValueError, OverflowError):
        score = -1.0
    return (score, ()) if 0 <= score <= 1 else (None, (Problem.of(Kind.SCORE, value=str(value)[:QUOTED]),))
