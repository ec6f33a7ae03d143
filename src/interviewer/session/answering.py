"""One question: asked, answered, scored, overruled, rated, taken back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from interviewer.bank import Bank
from interviewer.model import (
    COVERAGE_OF,
    Attempt,
    Interview,
    Kind,
    Message,
    Outcome,
    Pace,
    Question,
    Rating,
    Reply,
    Role,
    Score,
    Status,
    Undone,
)
from interviewer.session.grader import Grader

if TYPE_CHECKING:
    from interviewer.store import Store


class Answering:
    """What a candidate does with the questions of an interview.

    Attributes:
        bank: The questions.
        grader: What scores the answers.
        probes: Follow-up questions at most per question.
        pace: How the candidate wants to practise.
    """

    def __init__(
        self,
        bank: Bank,
        open_store: "Callable[[], Store]",
        grader: Grader,
        probes: int,
        make_id: Callable[[], str],
        pace: Pace,
    ) -> None:
        self.bank = bank
        self.grader = grader
        self.probes = probes
        self.pace = pace
        self._open_store = open_store
        self._make_id = make_id

    def warm_up(self, question: Question | None) -> None:
        """Loads what the verdict on an answer to this question needs, so that it need not wait; from any thread.

        Raises:
            ModelError: The encoder's files are missing or damaged.
        """
        import interviewer.session.probing  # noqa: F401 - is what it loads
        from interviewer.schedule import warm_up

        warm_up(self.pace.retention)
        self.grader.warm_up(question)

    def ask(self, interview: Interview, question: Question, now: datetime) -> Attempt:
        """The attempt at this question: a new one, or the one that was interrupted, as it stood.

        An answer that was saved but not yet scored when the program died is scored now.
        """
        text = question.text.best(interview.language)
        self._store.add_attempt(
            Attempt(
                id=self._make_id(),
                interview_id=interview.id,
                question_id=question.id,
                language=interview.language,
                content_hash=question.content_hash,
                started_at=now,
                messages=(Message(Role.INTERVIEWER, Kind.QUESTION, text, now),),
            )
        )
        attempt = self._attempt_at(interview.id, question.id)
        unscored = not attempt.outcome and attempt.messages[-1].role is Role.CANDIDATE
        return self._score_and_go_on(attempt, now).attempt if unscored else attempt

    def attempt(self, attempt_id: str) -> Attempt:
        """The attempt as saved now.

        Raises:
            StoreError: There is no such attempt.
        """
        return self._store.attempt(attempt_id)

    def save_draft(self, attempt_id: str, draft: str, elapsed_s: float) -> None:
        """Keeps what has been typed and not sent."""
        self._store.save_draft(attempt_id, draft, elapsed_s)

    def submit(self, attempt: Attempt, text: str, elapsed_s: float, now: datetime) -> Reply:
        """Takes an answer: saves it, then scores all the candidate said, then probes or ends the attempt.

        Submitting the same attempt value twice saves one answer.

        Raises:
            StoreError: The answer could not be saved; nothing has changed.
            ModelError: It was saved but cannot be scored; `ask` will try again.
        """
        answer = Message(Role.CANDIDATE, Kind.ANSWER, text, now)
        is_new = self._store.save_answer(attempt.id, len(attempt.messages), answer, elapsed_s)
        saved = self._store.attempt(attempt.id)
        if is_new or saved.messages[-1].role is Role.CANDIDATE:
            return self._score_and_go_on(saved, now)
        return Reply(saved, None if saved.outcome else saved.messages[-1])

    def hint(self, attempt: Attempt, now: datetime) -> Attempt:
        """The attempt with one more hint; the same attempt where there is nothing left to hint at."""
        from interviewer.session.probing import next_hint

        hint = next_hint(self.bank.get(attempt.question_id), attempt, now)
        if hint is None:
            return attempt
        self._store.add_hint(attempt, hint)
        return self._store.attempt(attempt.id)

    def close_attempt(self, attempt: Attempt, outcome: Outcome, elapsed_s: float, now: datetime) -> Attempt:
        """Ends the attempt as it stands: skipped, revealed, or with no more to say.

        Whoever has the answer revealed without having said anything did not know it: every point is missed.
        """
        gave_up = outcome is Outcome.REVEALED and not attempt.answers
        score = self.grader.grade(self.bank.get(attempt.question_id), "") if gave_up else None
        self._store.close_attempt(attempt.id, outcome, elapsed_s, score, now)
        return self._store.attempt(attempt.id)

    def rate(self, attempt: Attempt, rating: Rating, now: datetime) -> Attempt:
        """The attempt with the candidate's own rating, which counts for the schedule; the suggested one is kept, too.

        Raises:
            ValueError: The attempt has not been reviewed.
        """
        if attempt.suggested is None:
            raise ValueError(f"attempt {attempt.id} has no review")
        self._store.rate(attempt.id, rating, now)
        return self._store.attempt(attempt.id)

    def undo(self, interview_id: str) -> Undone | None:
        """Takes back what the candidate did last in an interview: answer, score and schedule together.

        Returns:
            What it was, None where nothing is left to take back.
        """
        return self._store.take_back(interview_id)

    def overrule_point(self, attempt: Attempt, point_id: str, status: Status, now: datetime) -> Attempt:
        """The attempt with the candidate's own verdict on one point; the overall score follows.

        Raises:
            ValueError: The attempt has no score, or not this point.
        """
        from interviewer.scoring import overall_score

        score = self._score_of(attempt)
        matches = tuple(
            replace(match, status=status, coverage=COVERAGE_OF[status], overruled=True, doubt=None, unsure=False)
            if match.point_id == point_id
            else match
            for match in score.matches
        )
        question = self.bank.get(attempt.question_id)
        overall = overall_score(question, matches)
        if score.learned and not score.overruled:  # what graded answers say about the whole stays
            overall += score.overall - overall_score(question, score.matches)
        return self._change_score(attempt, replace(score, matches=matches, overall=min(max(overall, 0), 1)), now)

    def overrule(self, attempt: Attempt, overall: float, now: datetime) -> Attempt:
        """The attempt with the candidate's own score, in [0, 1].

        Raises:
            ValueError: The attempt has no score, or `overall` is out of range.
        """
        if not 0 <= overall <= 1:
            raise ValueError(overall)
        changed = replace(self._score_of(attempt), overall=overall, overruled=True)
        return self._change_score(attempt, changed, now)

    # Inside

    @cached_property
    def _store(self) -> "Store":
        return self._open_store()

    def _attempt_at(self, interview_id: str, question_id: str) -> Attempt:
        interview = self._store.interview(interview_id)
        assert interview is not None
        return next(attempt for attempt in interview.attempts if attempt.question_id == question_id)

    def _score_and_go_on(self, attempt: Attempt, now: datetime) -> Reply:
        from interviewer.session.probing import next_probe

        question = self.bank.get(attempt.question_id)
        score = self._grade_attempt(question, attempt)
        probe = next_probe(question, attempt, score, now) if attempt.probes < self.probes else None
        outcome = None if probe else Outcome.ANSWERED
        self._store.add_review(attempt, score, self._suggest(score, attempt), now, probe, outcome)
        return Reply(self._store.attempt(attempt.id), probe)

    def _grade_attempt(self, question: Question, attempt: Attempt) -> Score:
        """The score of all that was said; what was asked about and confirmed is held against the answer."""
        from interviewer.scoring import echoes, settle_by_replies
        from interviewer.session.probing import heard, replies_to_doubts

        score = self.grader.grade(question, heard(question, attempt, echoes))
        replies = replies_to_doubts(question, attempt)
        return settle_by_replies(question, score, replies, self.grader.grade) if replies else score

    def _suggest(self, score: Score, attempt: Attempt) -> Rating:
        from interviewer.schedule.rating import suggest

        return suggest(score.overall, attempt.hints, self.pace.bounds)

    def _score_of(self, attempt: Attempt) -> Score:
        if attempt.score is None:
            raise ValueError(f"attempt {attempt.id} has no score")
        return attempt.score

    def _change_score(self, attempt: Attempt, score: Score, now: datetime) -> Attempt:
        self._store.change_score(attempt, score, self._suggest(score, attempt), now)
        return self._store.attempt(attempt.id)
