"""What a run has come to: plain values, kept beside the scores."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from interviewer.evaluation.measures import Figures, figures
from interviewer.grading.columns import NoColumn
from interviewer.grading.ledger import Ledger
from interviewer.grading.problem import Problem
from interviewer.model import Language

MEANS_KEPT = 1000
"""Candidates whose means are told with the summary; of more, the report has them."""


@dataclass(frozen=True, slots=True)
class Bad:
    """A row that cannot be used, or not all of it.

    Attributes:
        row: The line it begins on, from 1.
        candidate: Whose it is; empty where that cannot be told.
        problems: Why.
    """

    row: int
    candidate: str
    problems: tuple[Problem, ...]

    def told(self, language: Language = Language.EN) -> str:
        """Why, in words."""
        return "; ".join(problem.told(language) for problem in self.problems)

    def as_json(self) -> dict[str, Any]:
        """For JSON, and for `from_json`."""
        problems = [problem.as_json() for problem in self.problems]
        return {"row": self.row, "candidate": self.candidate, "message": self.told(), "problems": problems}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Bad":
        """As it was before `as_json`."""
        return cls(kept["row"], kept["candidate"], tuple(Problem.from_json(problem) for problem in kept["problems"]))


@dataclass(frozen=True, slots=True)
class Mean:
    """What one candidate's answers come to.

    Attributes:
        score: The mean over the questions, in [0, 1]; what is unanswered counts as 0, what could not be read does not
            count. None where nothing could be read.
        answered, asked, unread: How many questions.
    """

    candidate: str
    score: float | None
    answered: int
    asked: int
    unread: int


@dataclass(slots=True)
class LeftOut:
    """What was not graded.

    Attributes:
        bad_rows: How many rows could not be used, or not all of them.
        bad_scores: How many others have a human score that could not be used.
        first: The first ones of both.
        outside: How many answers are to questions that are not in the set.
        ignored: Names of columns that say nothing.
        without: Questions that should have a column and have none.
    """

    bad_rows: int = 0
    bad_scores: int = 0
    first: list[Bad] = field(default_factory=list)
    outside: int = 0
    ignored: Sequence[str] = ()
    without: Sequence[NoColumn] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run has come to.

    Attributes:
        answers: How many rows have a score, unanswered ones too.
        counted: How many count: of several answers to one question only a candidate's last.
        unanswered: How many of these are empty, or missing where a set was asked.
        unread: How many rows more have no score: the answer could not be read.
        mean: The mean score of those that count, in [0, 1].
        need_review: How many of these and of those that could not be read somebody should look at.
        scorer: The scorer's name.
        bad: The first rows that could not be used, or not all of them.
        without: Questions that should have a column and have none.
        agreement: With the human scores; None where the file has none.
        means: By candidate, the highest first; None where there are more than `MEANS_KEPT` candidates.
    """

    answers: int
    candidates: int
    questions: int
    counted: int
    unanswered: int
    unread: int
    mean: float
    need_review: int
    bad_rows: int
    bad_scores: int
    outside: int
    scorer: str
    ignored: tuple[str, ...]
    without: tuple[NoColumn, ...]
    bad: tuple[Bad, ...]
    agreement: Figures | None
    means: tuple[Mean, ...] | None

    def as_json(self) -> dict[str, Any]:
        """For JSON, and for `from_json`."""
        return {**asdict(self), "bad": [bad.as_json() for bad in self.bad]}

    @property
    def is_clean(self) -> bool:
        """Whether all that was given could be used, and there was something."""
        return bool(self.answers) and not (self.bad_rows or self.bad_scores or self.without)

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Summary":
        """As it was before `as_json`."""
        fields = dict(kept)
        fields["bad"] = tuple(Bad.from_json(bad) for bad in kept["bad"])
        fields["without"] = tuple(NoColumn(**without) for without in kept["without"])
        fields["means"] = tuple(Mean(**mean) for mean in kept["means"]) if kept["means"] is not None else None
        fields["ignored"] = tuple(kept["ignored"])
        fields["agreement"] = Figures(**kept["agreement"]) if kept["agreement"] else None
        return cls(**fields)


def summed_up(ledger: Ledger, left_out: LeftOut, scorer: str) -> Summary:
    """What the rows come to."""
    counted = unanswered = unread = need_review = 0
    points = 0.0
    for total in ledger.totals():
        scored = len(total.rows) - total.unread
        counted += scored
        unanswered += scored - total.answered
        unread += total.unread
        need_review += total.to_look_at
        points += (total.score or 0.0) * scored
    scores, grades, questions = ledger.graded()
    return Summary(
        answers=len(ledger) - unread,
        candidates=ledger.candidates,
        questions=len(ledger.question_ids),
        counted=counted,
        unanswered=unanswered,
        unread=unread,
        mean=round(points / counted, 4) if counted else 0.0,
        need_review=need_review,
        bad_rows=left_out.bad_rows,
        bad_scores=left_out.bad_scores,
        outside=left_out.outside,
        scorer=scorer,
        ignored=tuple(left_out.ignored),
        without=tuple(left_out.without),
        bad=tuple(left_out.first),
        agreement=figures(scores, grades, questions) if grades else None,
        means=_means(ledger) if ledger.candidates <= MEANS_KEPT else None,
    )


def _means(ledger: Ledger) -> tuple[Mean, ...]:
    means = [
        Mean(
            total.candidate,
            None if total.score is None else round(total.score, 4),
            total.answered,
            len(total.rows),
            total.unread,
        )
        for total in ledger.totals()
    ]
    return tuple(sorted(means, key=lambda mean: (mean.score is None, -(mean.score or 0.0))))
