"""The verdict on an answer: shown, overruled, rated, and what follows from it for the schedule."""

from collections.abc import Callable
from datetime import datetime

from interviewer.lines.agenda import rating_line
from interviewer.lines.feedback import feedback_lines, make_feedback
from interviewer.model import POINT_MARK, Attempt, Interview, Language, Question
from interviewer.phrases import PHRASES
from interviewer.plain.commands import RATINGS, read_verdict
from interviewer.plain.console import Console
from interviewer.session import Session


class Verdicts:
    """Says what the scorer makes of answers, and hears what the candidate makes of that."""

    def __init__(self, session: Session, console: Console, interface: Language, now: Callable[[], datetime]) -> None:
        self._session = session
        self._console = console
        self._interface = interface
        self._phrases = PHRASES[interface]
        self._now = now

    def show(self, attempt: Attempt) -> None:
        """The points, the score, the rating, and when the question comes again."""
        assert attempt.score is not None
        bank = self._session.bank
        question = bank.get(attempt.question_id)
        other = bank.find(attempt.score.belongs_to)
        feedback = make_feedback(question, attempt.score, attempt.language, self._interface, other)
        self._console.say(*feedback_lines(feedback, self._phrases), self._rating(attempt))
        self._warn_of_leech(question)

    def show_model_answer(self, attempt: Attempt | None) -> None:
        """The model answer to the question of an attempt."""
        question = self._session.bank.get(attempt.question_id) if attempt else None
        text = question.model_answer.best(attempt.language) if attempt and question else ""
        self._console.say(*([f"{self._phrases.model_answer}:", text] if text else [self._phrases.no_model_answer]))

    def overrule(self, attempt: Attempt | None, argument: str) -> Attempt | None:
        """The attempt judged anew: `2 covered` sets a point, `80` the score of the answer."""
        if attempt is None or attempt.score is None:
            self._console.remark(self._phrases.nothing_to_overrule)
            return attempt
        match read_verdict(argument, self._session.bank.get(attempt.question_id)):
            case None:
                self._console.remark(self._phrases.overrule_usage)
                return attempt
            case (point_id, status):
                judged = self._session.overrule_point(attempt, point_id, status, self._now())
            case overall:
                judged = self._session.overrule(attempt, overall, self._now())
        self.show(judged)
        return judged

    def rate(self, attempt: Attempt | None, argument: str) -> Attempt | None:
        """The attempt with the candidate's own rating."""
        if attempt is None or attempt.suggested is None:
            self._console.remark(self._phrases.nothing_to_overrule)
            return attempt
        if argument not in RATINGS:
            self._console.remark(self._phrases.rate_usage)
            return attempt
        rated = self._session.rate(attempt, RATINGS[argument], self._now())
        self._console.say(self._rating(rated))
        return rated

    def suspend(self, attempt: Attempt) -> None:
        """Keeps the question out of the drill."""
        self._session.drills.suspend(attempt.question_id, True, self._now())
        self._console.remark(self._phrases.suspended.format(item=attempt.question_id))

    def due_at(self, interview: Interview, item: str) -> datetime | None:
        """When an item comes again; None where the schedule does not hear of this interview."""
        card = self._session.drills.card(item) if interview.scheduled else None
        return card.due_at if card else None

    def _rating(self, attempt: Attempt) -> str:
        assert attempt.suggested is not None
        interview = self._session.interview(attempt.interview_id)
        due_at = self.due_at(interview, attempt.question_id) if interview else None
        return rating_line(attempt.suggested, attempt.chosen, due_at, self._now(), self._phrases)

    def _warn_of_leech(self, question: Question) -> None:
        card = self._session.drills.card(question.id)
        if card and self._session.drills.is_leech(card):
            path = self._session.bank.places[question.id.partition(POINT_MARK)[0]].path
            self._console.remark(self._phrases.leech.format(lapses=card.lapses, path=path))
