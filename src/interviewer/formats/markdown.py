"""A debrief as Markdown."""

from collections.abc import Iterator

from interviewer.lines.feedback import MARKS, band, clock, note_on, percent, unscored_lines
from interviewer.model import Attempt, Debrief, Language, Outcome, Question, Role
from interviewer.phrases import PHRASES, Phrases


def debrief_markdown(debrief: Debrief, interface: Language) -> str:
    """The debrief and the whole conversation as Markdown: headings and labels in the interface's language."""
    phrases = PHRASES[interface]
    return "\n".join(_lines(debrief, phrases)).rstrip() + "\n"


def attempt_markdown(question: Question, attempt: Attempt, interface: Language) -> str:
    """One answer with its conversation and verdict as Markdown."""
    phrases = PHRASES[interface]
    lines = [f"# {attempt.started_at.astimezone():%Y-%m-%d %H:%M}"]
    lines += _conversation(question, attempt, attempt.language, phrases)
    return "\n".join(lines).rstrip() + "\n"


def _lines(debrief: Debrief, phrases: Phrases) -> Iterator[str]:
    language = debrief.interview.language
    yield f"# {phrases.debrief} {debrief.interview.started_at.astimezone():%Y-%m-%d %H:%M}"
    yield ""
    if debrief.overall is None:
        yield from unscored_lines(debrief, phrases)
        return
    yield f"**{phrases.overall_score}: {percent(debrief.overall)} %** ({band(debrief.overall, phrases)})  "
    used, planned = clock(debrief.elapsed_s), clock(debrief.planned_s)
    yield phrases.time_used.format(used=used, planned=planned)
    yield from _table(phrases.by_topic, debrief.by_topic)
    yield from _ranking(phrases.strongest, debrief.strongest, language)
    yield from _ranking(phrases.weakest, debrief.weakest, language)
    if debrief.missed:
        yield from ("", f"## {phrases.missed_points}", "")
        for missed in debrief.missed:
            label = getattr(phrases, missed.match.status.value)
            yield f"- {missed.point.text.best(language)} ({label}, `{missed.question.id}`)"
    if debrief.drill:
        yield from ("", f"## {phrases.drill_next}", "")
        yield from (f"- {question.title(language)} (`{question.id}`)" for question in debrief.drill)
    if debrief.vanished:
        yield from ("", f"## {phrases.vanished_questions}", "")
        yield from (f"- `{question.id}`" for question, _ in debrief.vanished)
    for question, attempt in (*debrief.attempts, *debrief.vanished):
        yield from _conversation(question, attempt, language, phrases)


def _table(title: str, rows: tuple[tuple[str, float], ...]) -> Iterator[str]:
    yield from ("", f"## {title}", "", "| | % |", "|---|---:|")
    yield from (f"| {topic} | {percent(score)} |" for topic, score in rows)


def _ranking(title: str, ranking: tuple[tuple[Question, float], ...], language: Language) -> Iterator[str]:
    if ranking:
        yield from ("", f"## {title}", "")
        for question, score in ranking:
            yield f"- {percent(score)} %: {question.title(language)}"


def _conversation(question: Question, attempt: Attempt, language: Language, phrases: Phrases) -> Iterator[str]:
    yield from ("", f"## {question.id}")
    for message in attempt.messages:
        speaker = phrases.you if message.role is Role.CANDIDATE else phrases.interviewer
        yield from ("", f"**{speaker}:**", "")
        yield from (f"> {line}" for line in message.text.splitlines() or [""])
    yield ""
    if attempt.outcome is not Outcome.ANSWERED and attempt.outcome:
        yield f"*{getattr(phrases, attempt.outcome.value)}*"
    if attempt.score:
        yield f"**{percent(attempt.score.overall)} %** ({band(attempt.score.overall, phrases)})"
        yield ""
        for match in attempt.score.matches:
            text = next((p.text.best(language) for p in question.key_points if p.id == match.point_id), "")
            quote = f": “{' '.join(match.quote.split())}”" if match.quote else ""
            note = f" ({reason})" if (reason := note_on(match, phrases)) else ""
            yield f"- {MARKS[match.status]} {text or match.point_id}{quote}{note}"
