"""What a rule is, and what it is given."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from interviewer.bank import Bank
from interviewer.bank.lint.pace import Pace
from interviewer.model import Place, Question, Score, Status
from interviewer.model.finding import Neighbourhood, RightClaim, Severity

Spot = tuple[str, ...]
"""Where in a question file: keys, ids of key points and numbers in lists, such as
`("key_points", "random-drop", "accept", "zh", "1")`; empty for the file."""


@dataclass(frozen=True, slots=True)
class Kin:
    """Another question that asks the same.

    Attributes:
        likeness: How much it is worded like it, in [0, 1]; None where only its points are the same.
        shared_points: The share of the points of the one with fewer that the other has too, in [0, 1].
    """

    question_id: str
    likeness: float | None
    shared_points: float


@dataclass(frozen=True, slots=True)
class Scoring:
    """What the scorer can tell of a question.

    Attributes:
        grade: The score of an answer.
        kin: The questions of the bank that ask the same.
        neighbourhoods: Where its rewordings lie among its other texts.
        right_claims: Its wrong claims that are right.
        share_said: The share of the telling words of one text that another has in some form, in [0, 1].
    """

    grade: Callable[[Question, str], Score]
    kin: Callable[[Question], Sequence[Kin]]
    neighbourhoods: Callable[[Question], Sequence[Neighbourhood]]
    right_claims: Callable[[Question], Sequence[RightClaim]]
    share_said: Callable[[str, str], float]


@dataclass(frozen=True)
class Case:
    """One question under review; no answer to it is scored twice.

    Attributes:
        reviewed: The ids of all questions that are.
    """

    question: Question
    place: Place
    bank: Bank
    pace: Pace
    scoring: Scoring
    reviewed: frozenset[str]
    _scores: dict[str, Score] = field(default_factory=dict, repr=False)

    def score(self, answer: str) -> Score:
        """The score of an answer to the question."""
        if answer not in self._scores:
            self._scores[answer] = self.scoring.grade(self.question, answer)
        return self._scores[answer]

    def status(self, point_id: str, answer: str) -> Status:
        """What an answer does with a point."""
        return self.score(answer).match(point_id).status

    @cached_property
    def kin(self) -> Sequence[Kin]:
        """The questions of the bank that ask the same."""
        return self.scoring.kin(self.question)

    @cached_property
    def neighbourhoods(self) -> Sequence[Neighbourhood]:
        """Where the rewordings lie among the other texts."""
        return self.scoring.neighbourhoods(self.question)


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule has to say about one place of a question."""

    message: str
    suggestion: str
    spot: Spot = ()

    @property
    def point_id(self) -> str:
        """The key point it is about, or an empty string."""
        return self.spot[1] if len(self.spot) > 1 and self.spot[0] == "key_points" else ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that is looked for.

    Attributes:
        about: What it finds and why that matters, in one line.
        find: What it finds in a question that is asked.
        of_drafts: It holds for questions that wait for their author, too.
    """

    name: str
    severity: Severity
    about: str
    find: Callable[[Case], Iterable[Found]]
    of_drafts: bool = False


def of_point(point_id: str, *more: str) -> Spot:
    """The spot of a key point, or of something in it."""
    return ("key_points", point_id, *more)


def quoted(text: str, longest: int = 60) -> str:
    """A text in quotation marks, in one line, its end left out where it is long."""
    line = " ".join(text.split())
    return f'"{line}"' if len(line) <= longest else f'"{line[: longest - 1].rstrip()}…"'
