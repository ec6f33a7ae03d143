"""A score in the reader's language, ready to be painted or printed. Pure."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from interviewer.model import Debrief, Language, Match, Question, Score, Status
from interviewer.phrases import PHRASES, Phrases

if TYPE_CHECKING:
    from interviewer.model.learning import Lesson

BANDS = (
    (0.8, "band_full"),
    (0.6, "band_most"),
    (0.4, "band_half"),
    (0.15, "band_little"),
    (0.0, "band_none"),
)
"""From which score on a band begins."""

BAR_CELLS = 10

QUOTED = 60
"""Characters of a graded answer that are shown to recognise it by."""

MARKS = {Status.COVERED: "✓", Status.PARTIAL: "◐", Status.MISSING: "○", Status.CONTRADICTED: "✗"}
"""A sign for each status, since colour is never the only one."""


@dataclass(frozen=True, slots=True)
class Row:
    """One key point in the feedback.

    Attributes:
        bar: Its coverage as `BAR_CELLS` characters, `#` or `-`.
        label: Its status in words, and whether the scorer is unsure of it.
        text: The point.
        quote: The candidate's words that show it, or an empty string.
        note: The wrong claim, what is doubtful and who says so, that the verdict is the candidate's own, or what graded
            answers changed.
    """

    point_id: str
    status: Status
    coverage: float
    bar: str
    label: str
    text: str
    quote: str
    note: str


@dataclass(frozen=True, slots=True)
class Feedback:
    """A score for reading.

    Attributes:
        percent: 0 to 100.
        band: The score in words.
        rows: One per key point, in the question's order.
        missing: The texts of the missing points, most valuable first.
        belongs_to: A sentence, where the answer seems to be for another question.
        unreadable: A sentence, where parts of the answer count for less, as they do not read like sentences.
        learned: A sentence, where graded answers changed the score.
    """

    percent: int
    band: str
    scorer: str
    rows: tuple[Row, ...]
    missing: tuple[str, ...]
    belongs_to: str = ""
    unreadable: str = ""
    learned: str = ""


def make_feedback(
    question: Question, score: Score, language: Language, interface: Language, other: Question | None = None
) -> Feedback:
    """The feedback on an answer: points in the question's language, words in the interface's.

    Args:
        other: The question named by `score.belongs_to`, where the bank has it.
    """
    phrases = PHRASES[interface]
    matches = {match.point_id: match for match in score.matches}
    return Feedback(
        percent=percent(score.overall),
        band=band(score.overall, phrases),
        scorer=_source(score, phrases),
        rows=tuple(
            _row(point.text.best(language), matches[point.id], phrases)
            for point in question.key_points
            if point.id in matches
        ),
        missing=tuple(point.text.best(language) for point, _ in score.missed(question)),
        belongs_to=phrases.belongs_to.format(question=other.text.best(language)) if other else "",
        unreadable=str(getattr(phrases, score.unreadable)) if score.unreadable else "",
        learned=_learned(score, phrases),
    )


def band(overall: float, phrases: Phrases) -> str:
    """The score in words."""
    name = next(name for bound, name in BANDS if overall >= bound)
    return str(getattr(phrases, name))


def percent(score: float) -> int:
    """A score in [0, 1] as a whole percentage; only a perfect score is 100, only nothing is 0."""
    return round(score * 100) if score in {0.0, 1.0} else min(max(round(score * 100), 1), 99)


def bar(coverage: float) -> str:
    """A coverage as `BAR_CELLS` characters."""
    filled = round(coverage * BAR_CELLS)
    return "#" * filled + "-" * (BAR_CELLS - filled)


def clock(seconds: float) -> str:
    """A time as minutes and seconds: 03:12, or 1:02:05 from an hour on."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes:02}:{rest:02}"


def _source(score: Score, phrases: Phrases) -> str:
    """Who gave the score, and about how many points that scorer is not sure."""
    source = phrases.scored_by.format(scorer=score.scorer)
    unsure = sum(match.unsure for match in score.matches)
    return f"{source} · {phrases.unsure_about.format(count=unsure)}" if unsure else source


def note_on(match: Match, phrases: Phrases) -> str:
    """Why a point is not simply covered or missing: whose verdict it is, what was claimed, what is doubtful."""
    if match.overruled:
        return phrases.overruled
    if match.claim:
        return phrases.contradiction.format(claim=match.claim)
    if match.judge:
        return phrases.judged.format(judge=match.judge)
    if match.doubt:
        words = phrases.confirmed if match.status is Status.CONTRADICTED else phrases.doubt
        return words.format(said=match.doubt.said, expected=match.doubt.expected)
    return phrases.learned_point.format(change=match.learned) if match.learned else ""


def _learned(score: Score, phrases: Phrases) -> str:
    """What graded answers changed; nothing where the candidate's own word stands instead."""
    if score.learned is None or score.overruled:
        return ""
    said = " ".join(score.learned.nearest.split())
    return phrases.learned.format(
        change=score.learned.change,
        answers=score.learned.answers,
        nearest=said if len(said) <= QUOTED else f"{said[: QUOTED - 1].rstrip()}…",
        grade=score.learned.grade,
    )


def _row(text: str, match: Match, phrases: Phrases) -> Row:
    status = str(getattr(phrases, match.status.value))
    return Row(
        point_id=match.point_id,
        status=match.status,
        coverage=match.coverage,
        bar=bar(match.coverage),
        label=phrases.unsure.format(status=status) if match.unsure else status,
        text=text,
        quote=" ".join(match.quote.split()),
        note=note_on(match, phrases),
    )


def feedback_lines(feedback: Feedback, phrases: Phrases) -> list[str]:
    """The feedback as plain lines: verdict, one numbered line per key point, what is missing."""
    lines = [f"{feedback.percent} %  {feedback.band}  ({feedback.scorer})"]
    if feedback.belongs_to:
        lines.append(feedback.belongs_to)
    if feedback.unreadable:
        lines.append(feedback.unreadable)
    if feedback.learned:
        lines.append(feedback.learned)
    for number, row in enumerate(feedback.rows, 1):
        quote = f'  "{row.quote}"' if row.quote else ""
        note = f"  ({row.note})" if row.note else ""
        lines.append(f"  {number} [{row.bar}] {MARKS[row.status]} {row.label}: {row.text}{quote}{note}")
    if feedback.missing:
        lines.append(f"{phrases.missing_points}:")
        lines.extend(f"  - {text}" for text in feedback.missing)
    else:
        lines.append(phrases.nothing_missing)
    return lines


def lesson_line(lesson: "Lesson", phrases: Phrases) -> str:
    """What graded answers teach about one question or point, as a plain line."""
    about = f"  {lesson.question_id}#{lesson.point_id}" if lesson.point_id else lesson.question_id
    line = phrases.lesson.format(about=about, answers=lesson.answers, bias=lesson.bias, error=lesson.error)
    if lesson.error_learned is None:
        return line
    return line + phrases.lesson_error.format(error=lesson.error_learned)


def unscored_lines(debrief: Debrief, phrases: Phrases) -> list[str]:
    """What there is to say about an interview without a score: nothing was answered, or it was rated elsewhere."""
    rated = [(question, attempt.rating) for question, attempt in debrief.attempts if attempt.is_rated_elsewhere]
    if not rated:
        return [phrases.nothing_answered]
    language = debrief.interview.language
    return [
        f"{phrases.rated_elsewhere}:",
        *(f"  - {question.text.best(language)}  {getattr(phrases, f'rating_{rating}')}" for question, rating in rated),
    ]


def debrief_lines(debrief: Debrief, phrases: Phrases) -> list[str]:
    """The debrief as plain lines."""
    language = debrief.interview.language
    if debrief.overall is None:
        first, *others = unscored_lines(debrief, phrases)
        return [f"{phrases.debrief}: {first}", *others]
    score = f"{percent(debrief.overall)} %  {band(debrief.overall, phrases)}"
    times = phrases.time_used.format(used=clock(debrief.elapsed_s), planned=clock(debrief.planned_s))
    lines = [f"{phrases.debrief}: {score}", times]
    lines += _section(phrases.by_topic, [f"{topic}: {percent(value)} %" for topic, value in debrief.by_topic])
    for title, ranking in ((phrases.strongest, debrief.strongest), (phrases.weakest, debrief.weakest)):
        lines += _section(title, [f"{percent(value)} %  {q.title(language)}" for q, value in ranking])
    lines += _section(
        phrases.missed_points,
        [f"{missed.point.text.best(language)} ({missed.question.id})" for missed in debrief.missed],
    )
    lines += _section(phrases.drill_next, [f"{q.title(language)} ({q.id})" for q in debrief.drill])
    return lines + _section(phrases.vanished_questions, [question.id for question, _ in debrief.vanished])


def _section(title: str, items: list[str]) -> list[str]:
    return [f"{title}:", *(f"  - {item}" for item in items)] if items else []
