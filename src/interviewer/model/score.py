"""Scores: what an answer does with each key point, and the words that show it."""

from dataclasses import dataclass
from enum import StrEnum

from interviewer.model.question import KeyPoint, Question


class Status(StrEnum):
    """What an answer does with one key point."""

    COVERED = "covered"
    PARTIAL = "partial"
    MISSING = "missing"
    CONTRADICTED = "contradicted"


class Unreadable(StrEnum):
    """Why parts of an answer are no sentences."""

    KEYWORDS = "keywords"
    MUDDLED = "muddled"


COVERAGE_OF = {Status.COVERED: 1.0, Status.PARTIAL: 0.5, Status.MISSING: 0.0, Status.CONTRADICTED: 0.0}
"""The coverage that a person means who gives a point a status."""


class Opposition(StrEnum):
    """In which way a text says the opposite of another."""

    NEGATION = "negation"
    ANTONYM = "antonym"
    ROLES = "roles"
    NUMBER = "number"
    SCOPE = "scope"


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` (exclusive) of a text, counted in code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Doubt:
    """The answer may say the opposite of a key point: something to ask about, not to take points away for.

    Attributes:
        said: The candidate's words.
        expected: The key point's words that they go against.
    """

    kind: Opposition
    said: str
    expected: str


@dataclass(frozen=True, slots=True)
class Match:
    """What the answer does with one key point, and the words that show it.

    Attributes:
        coverage: In [0, 1]; 0 is what an off-topic answer reaches, 1 what the point's own rewordings reach.
        evidence: Where in the answer the point is made (or contradicted); None where nothing fits.
        quote: The evidence's words.
        claim: The bank's wrong claim that the answer makes, where it is contradicted.
        doubt: What the polarity check noticed; the status stands until the candidate has been asked.
        overruled: The candidate, not the scorer, set the status.
        judge: The entailment model that called it a contradiction, where one did.
        unsure: The evidence is thin: there is a doubt, or the coverage lies near the border of covered.
        learned: How much graded answers changed the coverage, in [-1, 1].
    """

    point_id: str
    coverage: float
    status: Status
    evidence: Span | None = None
    quote: str = ""
    claim: str = ""
    overruled: bool = False
    doubt: Doubt | None = None
    judge: str = ""
    unsure: bool = False
    learned: float = 0.0


@dataclass(frozen=True, slots=True)
class Learned:
    """What graded answers changed about a score, and on what ground.

    Attributes:
        change: Of the overall score, in [-1, 1].
        answers: How many graded answers to the question it rests on, at least 1.
        nearest: The one of them most like the scored answer.
        grade: What a person gave that one, or its point, in [0, 1].
    """

    change: float
    answers: int
    nearest: str
    grade: float


@dataclass(frozen=True, slots=True)
class Score:
    """How well an answer covers a question's key points.

    Attributes:
        overall: In [0, 1].
        matches: One per key point, in the question's order.
        scorer: Which scorer said so; scores of different scorers are never averaged.
        belongs_to: The id of the question that this answer seems to be for, or an empty string.
        overruled: The candidate set `overall`.
        unreadable: Why parts of the answer count for less, None where all of it reads like sentences.
        learned: What graded answers changed, where they changed something.
    """

    overall: float
    matches: tuple[Match, ...]
    scorer: str
    belongs_to: str = ""
    overruled: bool = False
    unreadable: Unreadable | None = None
    learned: Learned | None = None

    def match(self, point_id: str) -> Match:
        """What the answer does with this point.

        Raises:
            KeyError: The score has no such point.
        """
        for match in self.matches:
            if match.point_id == point_id:
                return match
        raise KeyError(point_id)

    def missed(self, question: Question) -> tuple[tuple[KeyPoint, Match], ...]:
        """The points short of covered, most valuable first.

        Points of an `any_of` group that has enough are not missed, nor are points the question lost since.
        """
        spared = {
            point_id
            for group in question.any_of
            if sum(self._covers(point_id) for point_id in group.points) >= group.need
            for point_id in group.points
        }
        matches = {match.point_id: match for match in self.matches if match.status is not Status.COVERED}
        missed = [
            (point, matches[point.id])
            for point in question.key_points
            if point.id in matches and point.id not in spared
        ]
        return tuple(sorted(missed, key=lambda pair: (not pair[0].required, -_value_left(*pair))))

    def _covers(self, point_id: str) -> bool:
        return any(match.point_id == point_id and match.status is Status.COVERED for match in self.matches)


def _value_left(point: KeyPoint, match: Match) -> float:
    return point.weight * (1 - match.coverage)
