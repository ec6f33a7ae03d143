"""What the grading of many answers has come to, as lines."""

from collections.abc import Iterator

from interviewer.evaluation.measures import Figures
from interviewer.grading.summary import Summary
from interviewer.lines.feedback import percent
from interviewer.phrases.report import ReportPhrases

MEASURES = (
    ("pearson", "Pearson"),
    ("spearman", "Spearman"),
    ("rmse", "RMSE"),
    ("quadratic_weighted_kappa", "kappa"),
)


MEANS_SHOWN = 20
"""Up to so many candidates are listed."""


def summary_lines(summary: Summary, phrases: ReportPhrases) -> Iterator[str]:
    """How many, how well, what to look at, what was left out; only what there is."""
    yield phrases.graded.format(
        answers=summary.answers,
        candidates=summary.candidates,
        questions=summary.questions,
        percent=percent(summary.mean),
    )
    if summary.means and len(summary.means) <= MEANS_SHOWN:
        for mean in summary.means:
            answered = phrases.answered_of.format(answered=mean.answered, asked=mean.asked)
            yield f"  {percent(mean.score):3} %  {mean.candidate}  ({answered})"
    counts = (
        (phrases.look_at, summary.need_review),
        (phrases.unanswered_count, summary.unanswered),
        (phrases.again_count, summary.answers - summary.counted),
        (phrases.outside, summary.outside),
        (phrases.bad_rows, summary.bad_rows),
    )
    yield from (said.format(count=count) for said, count in counts if count)
    if summary.ignored:
        yield phrases.ignored.format(columns=", ".join(summary.ignored))
    if summary.agreement:
        figures = " · ".join(f"{name} {value}" for name, value in measured(summary.agreement))
        yield phrases.agreement.format(n=summary.agreement.n, figures=figures)


def measured(figures: Figures) -> Iterator[tuple[str, str]]:
    """The measures by name; a dash for one that is not defined."""
    for field, name in MEASURES:
        value = getattr(figures, field)
        yield name, "–" if value is None else f"{value:.3f}"
