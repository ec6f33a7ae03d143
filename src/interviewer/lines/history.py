"""The past as plain lines: lists, answers with their evidence, two answers side by side. Pure."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from interviewer.lines.agenda import rating_name
from interviewer.lines.columns import beside, cells, indented, padded, wrapped
from interviewer.lines.feedback import MARKS, bar, feedback_lines, make_feedback, percent
from interviewer.model import Attempt, Kind, Language, Match, Mode, Question, Role, Status
from interviewer.model.comparison import Change, Comparison, PointChange
from interviewer.model.history import PastReview, Sitting, Standing
from interviewer.phrases import PHRASES, Phrases

ID_CHARACTERS = 8
"""So much of an id is shown, and is enough to name it."""

WIDE_CELLS = 100
"""From this width on two answers stand side by side."""

BETWEEN = " │ "

SIGNS = {Change.GAINED: "+", Change.LOST: "-", Change.KEPT: "=", Change.STILL_MISSED: "·", Change.UNCOMPARED: "?"}
"""A sign for each change, since colour is never the only one."""

CHANGES = (Change.GAINED, Change.LOST, Change.STILL_MISSED, Change.KEPT, Change.UNCOMPARED)
"""In the order they are shown."""


def date_text(moment: datetime) -> str:
    """A moment as lists show it, in local time."""
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"


def score_text(score: float | None) -> str:
    """A score as lists show it."""
    return "–" if score is None else f"{percent(score)} %"


def mode_name(mode: Mode, phrases: Phrases) -> str:
    """What kind of session, in words."""
    return str(getattr(phrases, f"kind_{mode.value}"))


def mark_of(standing: Standing, phrases: Phrases) -> str:
    """What became of a question, in a word; nothing where it is what it was."""
    return {Standing.CHANGED: phrases.mark_changed, Standing.GONE: phrases.mark_gone}.get(standing, "")


def standing_text(standing: Standing, phrases: Phrases) -> str:
    """What became of a question, in a sentence; nothing where it is what it was."""
    return {Standing.CHANGED: phrases.changed_since_answer, Standing.GONE: phrases.gone_since_answer}.get(standing, "")


def change_name(change: Change, phrases: Phrases) -> str:
    """A change in words."""
    return str(getattr(phrases, f"change_{change.value}"))


def missed_count(past: PastReview) -> str:
    """How many points were not covered, of how many; nothing where none was judged."""
    missed = sum(status is not Status.COVERED for status in past.statuses.values())
    return f"{missed}/{len(past.statuses)}" if past.statuses else "–"


def sitting_marks(sitting: Sitting, phrases: Phrases) -> str:
    """What is to be said of a session: unfinished, questions that are gone."""
    marks = [] if sitting.ended_at or sitting.mode is Mode.IMPORTED else [phrases.mark_unfinished]
    if gone := sum(result.standing is Standing.GONE for result in sitting.results):
        marks.append(phrases.count_gone.format(count=gone))
    return " · ".join(marks)


def sitting_lines(sittings: Sequence[Sitting], phrases: Phrases) -> list[str]:
    """Sessions, one a line: id, date, kind, score, how many questions, topics."""
    rows = [
        (
            sitting.id[:ID_CHARACTERS],
            date_text(sitting.started_at),
            mode_name(sitting.mode, phrases),
            score_text(sitting.overall),
            f"{len(sitting.results)}/{len(sitting.items)}",
            _joined(", ".join(sitting.topics), sitting_marks(sitting, phrases)),
        )
        for sitting in sittings
    ]
    return _table(rows, right=(3, 4))


def review_lines(reviews: Sequence[PastReview], phrases: Phrases) -> list[str]:
    """Reviews, one a line: id, date, kind, score, rating, points missed, question."""
    rows = [
        (
            past.review.attempt_id[:ID_CHARACTERS],
            date_text(past.review.reviewed_at),
            mode_name(past.mode, phrases),
            score_text(past.review.overall),
            rating_name(past.review.rating, phrases),
            phrases.points_missed.format(count=missed_count(past)),
            _joined(past.review.item, mark_of(past.standing, phrases)),
        )
        for past in reviews
    ]
    return _table(rows, right=(3,))


def attempt_lines(
    attempt: Attempt, question: Question, standing: Standing, interface: Language, other: Question | None = None
) -> list[str]:
    """One answer with all that was said, the verdict, and how to practise the question again.

    Args:
        other: The question that the answer seems to belong to, where the bank has it.
    """
    phrases = PHRASES[interface]
    lines = [_joined(attempt.question_id, date_text(attempt.started_at), attempt.id[:ID_CHARACTERS])]
    lines += [line for message in attempt.messages for line in _said(message.role, message.kind, message.text, phrases)]
    lines += outcome_lines(attempt, phrases)
    if attempt.score:
        feedback = make_feedback(question, attempt.score, attempt.language, interface, other)
        lines += feedback_lines(feedback, phrases)
    if attempt.rating:
        lines.append(rating_text(attempt, phrases))
    if note := standing_text(standing, phrases):
        lines.append(note)
    if standing is not Standing.GONE:
        lines.append(phrases.practise_with.format(command=f"interviewer practice --question {attempt.question_id}"))
    return lines


def outcome_lines(attempt: Attempt, phrases: Phrases) -> list[str]:
    """How it ended, where that was not with an answer."""
    if attempt.score is None and attempt.suggested and not attempt.messages:
        return [phrases.rated_elsewhere]
    if attempt.outcome is None:
        return [phrases.not_answered] if attempt.score is None else [phrases.mark_unfinished]
    return [] if attempt.outcome.value == "answered" else [str(getattr(phrases, attempt.outcome.value))]


def rating_text(attempt: Attempt, phrases: Phrases) -> str:
    """How a reviewed answer was rated, and by whom."""
    assert attempt.suggested
    suggested = rating_name(attempt.suggested, phrases)
    if attempt.chosen and attempt.chosen is not attempt.suggested:
        return phrases.rated_by_you.format(rating=rating_name(attempt.chosen, phrases), suggested=suggested)
    return phrases.rated.format(rating=suggested)


# Two answers


def comparison_lines(comparison: Comparison, width: int, standing: Standing, phrases: Phrases) -> list[str]:
    """Two answers to one question: side by side where there is room, else one above the other."""
    language = comparison.after.language
    lines = [comparison.question.id, *wrapped(comparison.question.text.best(language), width)]
    lines += [line for note in comparison_notes(comparison, standing, phrases) for line in wrapped(note, width)]
    lines.append("")
    before = (phrases.answer_before, comparison.before)
    after = (phrases.answer_after, comparison.after)
    if width >= WIDE_CELLS:
        column = (width - cells(BETWEEN)) // 2
        lines += beside(_answer(*before, column, phrases), _answer(*after, column, phrases), column, BETWEEN)
    else:
        lines += [*_answer(*before, width, phrases), "", *_answer(*after, width, phrases)]
    for change in CHANGES:
        if points := comparison.of(change):
            lines += ["", f"{change_name(change, phrases)}:"]
            lines += [line for point in points for line in _point(point, language, width, phrases)]
    return lines


def comparison_notes(comparison: Comparison, standing: Standing, phrases: Phrases) -> list[str]:
    """What must be known to read a comparison right, and by how much the score has changed."""
    notes = []
    before, after = comparison.before.score, comparison.after.score
    if before and after and not comparison.same_scorer:
        notes.append(phrases.not_comparable.format(before=before.scorer, after=after.scorer))
    elif before and after:
        change = percent(after.overall) - percent(before.overall)
        scores = {"before": score_text(before.overall), "after": score_text(after.overall)}
        notes.append(phrases.score_change.format(**scores, change=f"{change:+}" if change else "="))
    if comparison.reworded:
        notes.append(phrases.reworded_between)
    if note := standing_text(standing, phrases):
        notes.append(note)
    return notes


def before_and_after(change: PointChange, phrases: Phrases) -> str:
    """The two verdicts on a point: missing → covered, 10 % → 95 %."""
    verdicts = [
        f"{MARKS[match.status]} {getattr(phrases, match.status.value)} {percent(match.coverage)} %"
        if match
        else phrases.point_unknown
        for match in (change.before, change.after)
    ]
    return " → ".join(verdicts)


def _answer(title: str, attempt: Attempt, width: int, phrases: Phrases) -> list[str]:
    score = score_text(attempt.score.overall if attempt.score else None)
    heading = "  ".join((f"{title}:", date_text(attempt.started_at), attempt.id[:ID_CHARACTERS], score))
    answer = attempt.answer if attempt.answers else phrases.not_answered
    return [*wrapped(heading, width), *wrapped(answer, width)]


def _point(change: PointChange, language: Language, width: int, phrases: Phrases) -> Iterator[str]:
    sign = f"  {SIGNS[change.change]} "
    yield from indented(change.point.text.best(language), width, sign, "    ")
    sides = ((phrases.answer_before, change.before), (phrases.answer_after, change.after))
    titles = max(cells(title) for title, _ in sides)
    for title, match in sides:
        yield from indented(_verdict(match, phrases), width, f"    {padded(title, titles)}  ", " " * (titles + 6))


def _verdict(match: Match | None, phrases: Phrases) -> str:
    if match is None:
        return phrases.point_unknown
    quote = f'  "{" ".join(match.quote.split())}"' if match.quote else ""
    label = getattr(phrases, match.status.value)
    overruled = f" ({phrases.overruled})" if match.overruled else ""
    return f"[{bar(match.coverage)}] {MARKS[match.status]} {label}{overruled}{quote}"


def _said(role: Role, kind: Kind, text: str, phrases: Phrases) -> list[str]:
    names = {Kind.PROBE: f" · {phrases.follow_up}", Kind.HINT: f" · {phrases.hint}"}
    speaker = phrases.you if role is Role.CANDIDATE else phrases.interviewer + names.get(kind, "")
    return [f"{speaker}:", *(f"  {line}".rstrip() for line in text.splitlines() or [""])]


def _joined(*parts: str) -> str:
    return "  ".join(part for part in parts if part)


def _table(rows: Sequence[tuple[str, ...]], right: tuple[int, ...]) -> list[str]:
    """The rows with columns of equal width, of which some are flush right; the last takes what it needs."""
    widths = [max((cells(row[column]) for row in rows), default=0) for column in range(len(rows[0]) if rows else 0)]
    lines = []
    for row in rows:
        padding = [" " * (width - cells(text)) for text, width in zip(row, widths, strict=True)]
        texts = [
            pad + text if n in right else text + pad for n, (text, pad) in enumerate(zip(row, padding, strict=True))
        ]
        lines.append("  ".join(texts).rstrip())
    return lines
