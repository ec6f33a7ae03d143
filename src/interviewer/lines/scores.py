"""What the grading of many answers has come to, as lines."""

from collections.abc import Iterator

from interviewer.evaluation.measures import Figures
from interviewer.grading.columns import NoColumn
from interviewer.grading.summary import Mean, Summary
from interviewer.lines.feedback import percent
from interviewer.phrases.report import ReportPhrases, counted

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
        answers=counted(phrases.some_answers, summary.answers),
        candidates=counted(phrases.some_candidates, summary.candidates),
        questions=counted(phrases.some_questions, summary.questions),
        percent=percent(summary.mean),
    )
    if summary.means and len(summary.means) <= MEANS_SHOWN:
        yield from (_mean_line(mean, phrases) for mean in summary.means)
    counts = (
        (phrases.look_at, summary.need_review),
        (phrases.unanswered_count, summary.unanswered),
        (phrases.unread_count, summary.unread),
        (phrases.again_count, summary.answers - summary.counted),
        (phrases.outside, summary.outside),
        (phrases.bad_rows, summary.bad_rows),
        (phrases.bad_scores, summary.bad_scores),
    )
    yield from (said.format(count=count) for said, count in counts if count)
    yield from (no_column_line(without, phrases) for without in summary.without)
    if summary.ignored:
        yield phrases.ignored.format(columns=", ".join(summary.ignored))
    if summary.agreement:
        figures = " · ".join(f"{name} {value}" for name, value in measured(summary.agreement))
        yield phrases.agreement.format(n=summary.agreement.n, figures=figures)


def _mean_line(mean: Mean, phrases: ReportPhrases) -> str:
    """A candidate, whose name may have been written on several lines."""
    score = "  –" if mean.score is None else f"{percent(mean.score):3}"
    name = " ".join(mean.candidate.split())
    return f"  {score} %  {name}  ({answered_line(mean.answered, mean.asked, mean.unread, phrases)})"


def answered_line(answered: int, asked: int, unread: int, phrases: ReportPhrases) -> str:
    """How many questions somebody has answered."""
    said = phrases.answered_and_unread if unread else phrases.answered_of
    return said.format(answered=answered, asked=asked, unread=unread)


def no_column_line(without: NoColumn, phrases: ReportPhrases) -> str:
    """A question that has no column, with the one that may be meant for it."""
    said = phrases.no_column_near if without.column else phrases.no_column
    return said.format(question=without.question_id, column=without.column)


def measured(figures: Figures) -> Iterator[tuple[str, str]]:
    """The measures by name; a dash for one that is not defined."""
    for field, name in MEASURES:
        value = getattr(figures, field)
        yield name, "–" if value is None else f"{value:.3f}"
