"""The pages of `interviewer history`, in every format."""

import shutil
from enum import StrEnum
from typing import TYPE_CHECKING

import click

from interviewer.cli.options import json_text, now
from interviewer.errors import UsageError
from interviewer.model import Attempt, Interview, Language
from interviewer.model.comparison import Comparison
from interviewer.model.history import HistoryFilter, Standing

if TYPE_CHECKING:
    from interviewer.session import Session

SHOWN = 20
"""How many sessions or answers a list shows, where nothing else is said."""


class Format(StrEnum):
    """How the past is written."""

    TEXT = "text"
    MARKDOWN = "markdown"
    CSV = "csv"
    JSON = "json"


class Page:
    """What is printed, in one format."""

    def __init__(self, session: "Session", interface: Language, form: Format) -> None:
        from interviewer.phrases import PHRASES

        self._session = session
        self._interface = interface
        self._phrases = PHRASES[interface]
        self._form = form

    def sittings(self, wanted: HistoryFilter, limit: int | None) -> str:
        """Sessions; as CSV, their answers."""
        from interviewer.formats import history_json, history_markdown
        from interviewer.lines.history import sitting_lines

        if self._form is Format.CSV:
            return self.reviews(wanted, limit)
        most = SHOWN if limit is None else limit
        sittings = self._session.history.sittings(now(), wanted, most)
        self._hint(bool(sittings), wanted, len(sittings) == most)
        match self._form:
            case Format.JSON:
                return json_text(**history_json.sittings_fields(sittings))
            case Format.MARKDOWN:
                return history_markdown.sittings_markdown(sittings, self._interface)
            case _:
                return _text(sitting_lines(sittings, self._phrases))

    def reviews(self, wanted: HistoryFilter, limit: int | None) -> str:
        """Single answers."""
        from interviewer.formats import history_json, history_markdown
        from interviewer.formats.reviews_csv import reviews_csv
        from interviewer.lines.history import review_lines

        usual = 0 if self._form is Format.CSV else SHOWN
        most = usual if limit is None else limit
        reviews = self._session.history.reviews(now(), wanted, most)
        self._hint(bool(reviews), wanted, len(reviews) == most)
        match self._form:
            case Format.CSV:
                return reviews_csv(reviews)
            case Format.JSON:
                return json_text(**history_json.reviews_fields(reviews))
            case Format.MARKDOWN:
                return history_markdown.reviews_markdown(reviews, self._interface)
            case Format.TEXT:
                return _text(review_lines(reviews, self._phrases))

    def one(self, ids: tuple[str, ...]) -> str:
        """One session, or one answer."""
        if len(ids) > 1:
            raise UsageError(
                "One ID at a time, please.", "`interviewer history --compare ID1 ID2` compares two answers."
            )
        found = self._session.history.open(ids[0])
        return self._interview(found) if isinstance(found, Interview) else self._attempt(found)

    def comparison(self, ids: tuple[str, ...]) -> str:
        """Two answers to one question."""
        from interviewer.formats import history_json, history_markdown
        from interviewer.lines.history import comparison_lines

        comparison = self._compared(ids)
        standing = self._session.history.standing(comparison.after)
        match self._form:
            case Format.CSV:
                raise UsageError("A comparison has no rows for CSV.", "Take --format text, markdown or json.")
            case Format.JSON:
                return json_text(**history_json.comparison_fields(comparison))
            case Format.MARKDOWN:
                return history_markdown.comparison_markdown(comparison, standing, self._interface)
            case Format.TEXT:
                width = shutil.get_terminal_size().columns
                return _text(comparison_lines(comparison, width, standing, self._phrases))

    def _compared(self, ids: tuple[str, ...]) -> Comparison:
        past = self._session.history
        match ids:
            case (item,):
                return past.compare_first_and_latest(item, now())
            case (one, other):
                return past.compare(past.attempt(one), past.attempt(other))
            case _:
                raise UsageError(
                    "--compare needs two IDs of answers, or the ID of a question.",
                    "`interviewer history --reviews` lists answers with their ids.",
                )

    def _interview(self, interview: Interview) -> str:
        from interviewer.formats import history_json
        from interviewer.formats.markdown import debrief_markdown
        from interviewer.formats.reviews_csv import reviews_csv
        from interviewer.lines.feedback import debrief_lines

        debrief = self._session.debrief(interview.id)
        match self._form:
            case Format.CSV:
                return reviews_csv(self._session.history.reviews_of(interview.id))
            case Format.JSON:
                standings = {attempt.id: self._standing(attempt) for attempt in interview.attempts}
                return json_text(**history_json.session_fields(debrief, standings))
            case Format.MARKDOWN:
                return debrief_markdown(debrief, self._interface)
            case Format.TEXT:
                lines = debrief_lines(debrief, self._phrases)
                shown = {attempt.id for _, attempt in (*debrief.attempts, *debrief.vanished)}
                for attempt in interview.attempts:
                    if attempt.id in shown:
                        lines += ["", *self._lines(attempt)]
                return _text(lines)

    def _attempt(self, attempt: Attempt) -> str:
        from interviewer.formats import history_json
        from interviewer.formats.markdown import attempt_markdown
        from interviewer.formats.reviews_csv import reviews_csv

        match self._form:
            case Format.CSV:
                past = self._session.history.reviews_of(attempt.interview_id)
                return reviews_csv(one for one in past if one.review.attempt_id == attempt.id)
            case Format.JSON:
                return json_text(**history_json.attempt_fields(attempt), standing=self._standing(attempt))
            case Format.MARKDOWN:
                return attempt_markdown(self._session.history.question(attempt), attempt, self._interface)
            case Format.TEXT:
                return _text(self._lines(attempt))

    def _lines(self, attempt: Attempt) -> list[str]:
        from interviewer.lines.history import attempt_lines

        question = self._session.history.question(attempt)
        other = self._session.bank.find(attempt.score.belongs_to) if attempt.score else None
        return attempt_lines(attempt, question, self._standing(attempt), self._interface, other)

    def _standing(self, attempt: Attempt) -> Standing:
        return self._session.history.standing(attempt)

    def _hint(self, found: bool, wanted: HistoryFilter, is_full: bool) -> None:
        """Says on stderr why there is nothing, or that there may be more."""
        if not found:
            empty = "No interviews yet: `interviewer practice` begins one."
            click.echo(empty if wanted == HistoryFilter() else "Nothing fits these filters.", err=True)
        elif is_full:
            click.echo("There may be more: `--limit 0` shows all.", err=True)


def _text(lines: list[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
