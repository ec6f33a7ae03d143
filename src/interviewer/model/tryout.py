"""A question tried out: what its own texts and an author's sample answers earn."""

from dataclasses import dataclass
from enum import StrEnum

from interviewer.model.question import Issue, Language, Question
from interviewer.model.score import Score, Status


class SampleKind(StrEnum):
    """Where a sample comes from, and so what it should earn."""

    ANSWER = "answer"
    MODEL = "model answer"
    QUESTION = "question said back"
    REWORDING = "rewording"
    WRONG_CLAIM = "wrong claim"


@dataclass(frozen=True, slots=True)
class Sample:
    """A text that is scored as if a candidate had said it.

    Attributes:
        point_id: The point it belongs to; empty for what belongs to the whole question.
        language: None where nobody said.
    """

    kind: SampleKind
    text: str
    point_id: str = ""
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class Trial:
    """A sample and its score.

    Attributes:
        is_right: It is a wrong claim that says what a point says; the score is what it earns where it is not listed.
    """

    sample: Sample
    score: Score
    is_right: bool = False

    @property
    def is_surprising(self) -> bool:
        """Whether it earns what it should not, or does not earn what it should; an answer never is."""
        if self.is_right:
            return True
        kind, matches = self.sample.kind, self.score.matches
        if kind is SampleKind.MODEL:
            return any(match.status is not Status.COVERED for match in matches)
        if kind is SampleKind.QUESTION:
            return self.score.overall > 0
        if kind is SampleKind.ANSWER:
            return False
        covered = self.score.match(self.sample.point_id).status is Status.COVERED
        return covered is not (kind is SampleKind.REWORDING)


@dataclass(frozen=True, slots=True)
class TryOut:
    """What came of trying a question; no question where its file cannot be used now.

    Attributes:
        issues: Why it cannot.
    """

    question: Question | None
    trials: tuple[Trial, ...] = ()
    issues: tuple[Issue, ...] = ()
