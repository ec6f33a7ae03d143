"""What a file of answers holds: plain values."""

from dataclasses import dataclass

from interviewer.model import Language, Question

QUOTED = 60
"""Characters of a wrong value that a message repeats."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One candidate's answer to one question.

    Attributes:
        row: The line it begins on in the file, from 1; 0 for a question of a set that the file says nothing about.
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


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands on a row: some answers, or a reason why there are none.

    Attributes:
        row: The line it begins on, from 1.
        end: How far the file has been read, in bytes.
        answers: Several where a row has a cell for every question.
        problem: Why the row, or a part of it, cannot be used; empty where all of it can.
        outside: How many answers were left out because their question is not in the set.
    """

    row: int
    end: int
    answers: tuple[Answer, ...] = ()
    problem: str = ""
    outside: int = 0


class UnusableError(ValueError):
    """Something in a row is not as it must be; the text says what."""


def checked_text(value: object, field: str) -> str:
    """The value, where it is text that can be kept.

    Raises:
        UnusableError: It is none.
    """
    if not isinstance(value, str):
        raise UnusableError(f"'{field}' is not text")
    if "\0" in value:
        raise UnusableError(f"'{field}' has a NUL character")
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise UnusableError(f"'{field}' has characters that are not of the file's encoding") from error
    return value


def human_score(value: object) -> float | None:
    """A person's grade in [0, 1]; None where there is none.

    Raises:
        UnusableError: It is something else.
    """
    if value is None or value == "":
        return None
    try:
        score = float(value) if isinstance(value, int | float | str) and not isinstance(value, bool) else -1.0
    except (ValueError, OverflowError):
        score = -1.0
    if not 0 <= score <= 1:
        raise UnusableError(f"the score is {str(value)[:QUOTED]!r}; it must be a number from 0 to 1")
    return score
