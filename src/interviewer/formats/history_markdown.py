"""Lists of sessions and of reviews, one answer, and two side by side, as Markdown."""

from collections.abc import Iterable, Iterator, Sequence

from interviewer.lines.agenda import rating_name
from interviewer.lines.feedback import MARKS
from interviewer.lines.history import (
    CHANGES,
    before_and_after,
    change_name,
    comparison_notes,
    date_text,
    mark_of,
    missed_count,
    mode_name,
    score_text,
    sitting_marks,
)
from interviewer.model import Attempt, Language, Match
from interviewer.model.comparison import Comparison, PointChange
from interviewer.model.history import PastReview, Sitting, Standing
from interviewer.phrases import PHRASES, Phrases


def sittings_markdown(sittings: Iterable[Sitting], interface: Language) -> str:
    """Sessions as a table."""
    phrases = PHRASES[interface]
    header = ("ID", phrases.date, phrases.kind_column, phrases.score_column, phrases.questions, phrases.topics, "")
    rows = [
        (
            f"`{sitting.id[:8]}`",
            date_text(sitting.started_at),
            mode_name(sitting.mode, phrases),
            score_text(sitting.overall),
            f"{len(sitting.results)}/{len(sitting.items)}",
            ", ".join(sitting.topics),
            sitting_marks(sitting, phrases),
        )
        for sitting in sittings
    ]
    return _page(phrases.past_sessions, _table(header, rows))


def reviews_markdown(reviews: Iterable[PastReview], interface: Language) -> str:
    """Reviews as a table."""
    phrases = PHRASES[interface]
    header = (
        *("ID", phrases.date, phrases.kind_column, phrases.score_column, phrases.rating_column),
        *(phrases.missed_column, phrases.question_column, ""),
    )
    rows = [
        (
            f"`{past.review.attempt_id[:8]}`",
            date_text(past.review.reviewed_at),
            mode_name(past.mode, phrases),
            score_text(past.review.overall),
            rating_name(past.review.rating, phrases),
            missed_count(past),
            past.review.item,
            mark_of(past.standing, phrases),
        )
        for past in reviews
    ]
    return _page(phrases.past_answers, _table(header, rows))


def comparison_markdown(comparison: Comparison, standing: Standing, interface: Language) -> str:
    """Two answers to one question: both texts, then what was gained and lost."""
    phrases = PHRASES[interface]
    language = comparison.after.language
    lines = [f"`{comparison.question.id}`", "", *_quoted(comparison.question.text.best(language)), ""]
    lines += [f"*{note}*  " for note in comparison_notes(comparison, standing, phrases)]
    for title, attempt in ((phrases.answer_before, comparison.before), (phrases.answer_after, comparison.after)):
        lines += _answer(title, attempt, phrases)
    for change in CHANGES:
        if points := comparison.of(change):
            lines += ["", f"## {change_name(change, phrases)}", ""]
            lines += [line for point in points for line in _point(point, language, phrases)]
    return _page(phrases.two_answers, lines)


def _answer(title: str, attempt: Attempt, phrases: Phrases) -> list[str]:
    score = score_text(attempt.score.overall if attempt.score else None)
    answer = attempt.answer if attempt.answers else phrases.not_answered
    return ["", f"## {title}: {date_text(attempt.started_at)} · {score}", "", *_quoted(answer)]


def _point(point: PointChange, language: Language, phrases: Phrases) -> Iterator[str]:
    yield f"- {point.point.text.best(language)} ({before_and_after(point, phrases)})"
    for title, match in ((phrases.answer_before, point.before), (phrases.answer_after, point.after)):
        if match and match.quote:
            yield f"  - {title}: {_words(match)}"


def _words(match: Match) -> str:
    return f"{MARKS[match.status]} “{' '.join(match.quote.split())}”"


def _quoted(text: str) -> list[str]:
    return [f"> {line}".rstrip() for line in text.splitlines() or [""]]


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = ["| " + " | ".join(header) + " |", "|" + "---|" * len(header)]
    return lines + ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]


def _page(title: str, lines: Iterable[str]) -> str:
    return "\n".join([f"# {title}", "", *lines]).rstrip() + "\n"
