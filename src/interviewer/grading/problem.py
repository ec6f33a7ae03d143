"""What is wrong with a row of answers, as a value: it is kept, and told in the language of whoever reads it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from interviewer.model import Language
from interviewer.phrases.rows import ROW_PHRASES


class Kind(StrEnum):
    """What can be wrong; `RowPhrases` has the words, and what is filled in."""

    NOT_TEXT = "not_text"
    NUL = "nul"
    ENCODING = "encoding"
    SCORE = "score"
    LONG_LINE = "long_line"
    OPEN_QUOTE = "open_quote"
    OPEN_QUOTE_TO = "open_quote_to"
    CELLS = "cells"
    SHORT = "short"
    NO_CANDIDATE = "no_candidate"
    NO_QUESTION = "no_question"
    NO_ANSWER = "no_answer"
    UNKNOWN = "unknown"
    UNKNOWN_NEAR = "unknown_near"
    DRAFT = "draft"
    NOT_UTF8 = "not_utf8"
    NOT_JSON = "not_json"
    HARD_JSON = "hard_json"
    NO_OBJECT = "no_object"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is wrong; `values` are filled in where it is told, by name."""

    kind: Kind
    values: tuple[tuple[str, str | int], ...] = ()

    @classmethod
    def of(cls, kind: Kind, **values: str | int) -> "Problem":
        """A problem with these values."""
        return cls(kind, tuple(values.items()))

    def told(self, language: Language = Language.EN) -> str:
        """The problem in words."""
        said: str = getattr(ROW_PHRASES[language], self.kind)
        return said.format(**dict(self.values))

    def as_json(self) -> dict[str, Any]:
        """For JSON, and for `from_json`."""
        return {"kind": self.kind, "values": dict(self.values)}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Problem":
        """As it was before `as_json`."""
        return cls.of(Kind(kept["kind"]), **kept["values"])


class UnusableError(ValueError):
    """Something in a row is not as it must be.

    Attributes:
        problem: What.
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.told())
