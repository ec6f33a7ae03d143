"""What a review of a bank finds, and what it asks the scorer for."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from interviewer.model.question import Language
from interviewer.model.score import Score


class Severity(StrEnum):
    """How much a finding matters: it is wrong, it is probably wrong, it could be better."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    def reaches(self, least: "Severity") -> bool:
        """Whether it is at least as bad as `least`."""
        order = list(Severity)
        return order.index(self) <= order.index(least)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in a question file that its author should look at.

    Attributes:
        line: 1-based; 0 where there is none.
        rule: The name of the rule that found it.
        suggestion: What to do about it.
        question_id, point_id: Empty where it concerns no question, or no single point of it.
    """

    path: Path
    line: int
    rule: str
    severity: Severity
    message: str
    suggestion: str
    question_id: str = ""
    point_id: str = ""

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else str(self.path)
        return f"{place}: {self.severity} {self.rule}: {self.message}"


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """One rewording among the other texts of its question; likenesses are cosines.

    Attributes:
        number: Which of its point's rewordings in this language it is, from 0.
        own: To the nearest other wording of its point, in any language.
        other: To the nearest wording of any other point.
        other_point: Whose that is; empty where there is no other point.
        whole: To the nearest other text of the question at all.
        shares_words: It has a word in common with the other texts in its language.
        texts: How many other texts the question has.
    """

    point_id: str
    language: Language
    number: int
    own: float
    other: float
    other_point: str
    whole: float
    shares_words: bool
    texts: int


@dataclass(frozen=True, slots=True)
class RightClaim:
    """A wrong claim that says what a point of its question says.

    Attributes:
        point_id: The point that lists it.
        number: Which of that point's wrong claims in this language it is, from 0.
        said_point: The point that it makes, the same one or another.
        score: What it earns where no wrong claims are listed.
    """

    point_id: str
    language: Language
    number: int
    said_point: str
    score: Score

    @property
    def coverage(self) -> float:
        """How well it makes the point, in [0, 1]."""
        return self.score.match(self.said_point).coverage
