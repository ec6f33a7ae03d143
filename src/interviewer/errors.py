"""The errors a user can meet: each says what is wrong, where, and what to do next."""

from enum import IntEnum


class ExitCode(IntEnum):
    """What the process tells its caller."""

    OK = 0
    FAILED = 1
    USAGE = 2
    MODEL_UNAVAILABLE = 3
    INTERRUPTED = 130


class InterviewerError(Exception):
    """Something the user can act on; never a bug of ours.

    Attributes:
        message: What went wrong and where, in one sentence.
        hint: What to do next, or an empty string.
        exit_code: What a command that ends with this error returns.
    """

    exit_code = ExitCode.FAILED

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(InterviewerError):
    """The request or the configuration cannot be carried out as given."""

    exit_code = ExitCode.USAGE


class BankError(InterviewerError):
    """No usable questions where questions were expected."""

    exit_code = ExitCode.USAGE


class StoreError(InterviewerError):
    """The database cannot be read or written."""


class EvaluationError(InterviewerError):
    """The predictions of an evaluation cannot be written to the end."""


class GradingError(InterviewerError):
    """The scores of many answers cannot be written to the end."""


class ModelError(InterviewerError):
    """A model is missing, is not the one we know, or cannot be got or used."""

    exit_code = ExitCode.MODEL_UNAVAILABLE
