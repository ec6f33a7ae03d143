"""What a run has come to: plain values, kept beside the scores."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from interviewer.evaluation.measures import Figures, figures
from interviewer.grading.ledger import Ledger

MEANS_KEPT = 1000
"""Candidates whose means are told with the summary; of more, the report has them."""


@dataclass(frozen=True, slots=True)
class Bad:
    """A row that was left out, and why."""

    row: int
    message: str


@dataclass(frozen=True, slots=True)
class Mean:
    """What one candidate's answers come to.

    Attributes:
        score: The mean over the questions, in [0, 1]; what is unanswered counts as 0.
        answered, asked: How many questions.
    """

    candidate: str
    score: float
    answered: int
    asked: int


@dataclass(slots=True)
class LeftOut:
    """What was not graded.

    Attributes:
        bad_rows: How many rows could not be used, or not all of them.
        first: The first ones of them.
        outside: How many answers are to questions that are not in the set.
        ignored: Names of columns that say nothing.
    """

    bad_rows: int
    first: list[Bad]
    outside: int
    ignored: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run has come to.

    Attributes:
        answers: How many rows have a score, unanswered ones too.
        counted: How many count: of several answers to one question only a candidate's last.
        unanswered: How many of these are empty, or missing where a set was asked.
        mean: The mean score of those that count, in [0, 1].
        need_review: How many of these somebody should look at.
        scorer: The scorer's name.
        bad: The first bad rows.
        agreement: With the human scores; None where the file has none.
        means: By candidate, the highest first; None where there are more than `MEANS_KEPT` candidates.
    """

    answers: int
    candidates: int
    questions: int
    counted: int
    unanswered: int
    mean: float
    need_review: int
    bad_rows: int
    outside: int
    scorer: str
    ignored: tuple[str, ...]
    bad: tuple[Bad, ...]
    agreement: Figures | None
    means: tuple[Mean, ...] | None

    def as_json(self) -> dict[str, Any]:
        """For JSON, and for `from_json`."""
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Summary":
        """As it was before `as_json`."""
        fields = dict(kept)
        fields["bad"] = tuple(Bad(**bad) for bad in kept["bad"])
        fields["means"] = tuple(Mean(**mean) for mean in kept["means"]) if kept["means"] is not None else None
        fields["ignored"] = tuple(kept["ignored"])
        fields["agreement"] = Figures(**kept["agreement"]) if kept["agreement"] else None
        return cls(**fields)


def summed_up(ledger: Ledger, left_out: LeftOut, scorer: str) -> Summary:
    """What the rows come to."""
    counted = unanswered = need_review = 0
    points = 0.0
    for total in ledger.totals():
        counted += len(total.rows)
        unanswered += len(total.rows) - total.answered
        need_review += total.to_look_at
        points += total.score * len(total.rows)
    scores, grades, questions = ledger.graded()
    return Summary(
        answers=len(ledger),
        candidates=ledger.candidates,
        questions=len(ledger.question_ids),
        counted=counted,
        unanswered=unanswered,
        mean=round(points / counted, 4) if counted else 0.0,
        need_review=need_review,
        bad_rows=left_out.bad_rows,
        outside=left_out.outside,
        scorer=scorer,
        ignored=tuple(left_out.ignored),
        bad=tuple(left_out.first),
        agreement=figures(scores, grades, questions) if grades else None,
        means=_means(ledger) if ledger.candidates <= MEANS_KEPT else None,
    )


def _means(ledger: Ledger) -> tuple[Mean, ...]:
    means = [Mean(total.candidate, round(total.score, 4), total.answered, len(total.rows)) for total in ledger.totals()]
    return tuple(sorted(means, key=lambda mean: -mean.score))
