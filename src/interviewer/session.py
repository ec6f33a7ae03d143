"""The use cases: the one place that knows the whole story.

Screens and commands talk to a `Session` and to the plain values of `model`, to nothing else. Time and ids
come from outside: nothing here reads a clock or rolls dice.
"""

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from interviewer.bank import BUILTIN, Bank, builtin_directory, load_bank
from interviewer.debrief import make_debrief
from interviewer.errors import BankError, UsageError
from interviewer.model import (
    COVERAGE_OF,
    Attempt,
    Batch,
    Debrief,
    Example,
    Interview,
    Issue,
    Kind,
    Language,
    Learning,
    Lesson,
    Match,
    Message,
    Outcome,
    Question,
    Reply,
    Role,
    Score,
    Selection,
    Status,
)
from interviewer.phrases import PHRASES
from interviewer.settings import Places, Settings
from interviewer.store import Store, read_examples

if TYPE_CHECKING:
    from interviewer.evaluation import Report
    from interviewer.scoring import EntailmentModel, Learner, Scorer

HINT_SHARE = 1 / 3
"""How much of a key point a second hint gives away."""


class Session:
    """One candidate at work with one bank and one database.

    Attributes:
        bank: The questions.
        probes: Follow-up questions at most per question.
    """

    def __init__(
        self,
        bank: Bank,
        open_store: Callable[[], Store],
        cache: Path,
        probes: int,
        make_id: Callable[[], str],
        read_examples: Callable[[], tuple[Example, ...]] = tuple,
        model: str = "builtin",
        models: Path | None = None,
    ) -> None:
        self.bank = bank
        self.probes = probes
        self._open_store = open_store
        self._cache = cache
        self._make_id = make_id
        self._read_examples = read_examples
        self._model = model
        self._models = models
        self._scoring = threading.Lock()

    def open(self) -> Path | None:
        """Opens the database, where that has not happened yet.

        Returns:
            Where a damaged database was moved to make room for a new one, or None.

        Raises:
            StoreError: It cannot be opened.
        """
        return self._store.set_aside

    def close(self) -> None:
        """Closes the database."""
        if "_store" in self.__dict__:
            self._store.close()

    def warm_up(self, question: Question | None = None) -> None:
        """Loads the scorer, and what it needs for this question, so that an answer need not wait; from any thread.

        Raises:
            ModelError: The encoder's files are missing or damaged.
        """
        with self._scoring:
            if question:
                self._learner.prepare(question)
            else:
                _ = self._learner

    # An interview

    def start(self, selection: Selection, seed: int, now: datetime) -> Interview:
        """A new interview, saved.

        Raises:
            BankError: Nothing fits the selection.
            StoreError: It cannot be saved.
        """
        questions = self.bank.select(selection, seed)
        interview = Interview(
            id=self._make_id(),
            language=selection.language,
            question_ids=tuple(question.id for question in questions),
            started_at=now,
        )
        self._store.add_interview(interview)
        return interview

    def unfinished(self) -> Interview | None:
        """The interview that was interrupted last and still has a question to ask."""
        interview = self._store.unfinished()
        return interview if interview and self.next_question(interview) else None

    def interview(self, interview_id: str) -> Interview | None:
        """The interview as saved now; an unambiguous beginning of its id will do."""
        return self._store.interview(interview_id)

    def interviews(self, limit: int = 20) -> tuple[Interview, ...]:
        """The latest interviews, newest first."""
        return self._store.interviews(limit)

    def next_question(self, interview: Interview) -> Question | None:
        """The first question not dealt with yet; questions that left the bank are passed over."""
        done = {attempt.question_id for attempt in interview.attempts if attempt.outcome}
        for question_id in interview.question_ids:
            if question_id not in done and question_id in self.bank:
                return self.bank.get(question_id)
        return None

    def end(self, interview_id: str, now: datetime) -> Debrief:
        """Ends the interview for good and sums it up."""
        self._store.end_interview(interview_id, now)
        return self.debrief(interview_id)

    def debrief(self, interview_id: str) -> Debrief:
        """What the interview has shown so far.

        Raises:
            BankError: There is no such interview.
        """
        interview = self._store.interview(interview_id)
        if interview is None:
            raise BankError(
                f"There is no interview {interview_id!r}.", "`interviewer history` lists them with their ids."
            )
        return make_debrief(interview, self._find)

    # One question

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
        hint = self._next_hint(attempt, now)
        if hint is None:
            return attempt
        self._store.add_message(attempt, hint)
        return self._store.attempt(attempt.id)

    def close_attempt(self, attempt: Attempt, outcome: Outcome, elapsed_s: float) -> Attempt:
        """Ends the attempt as it stands: skipped, revealed, or with no more to say."""
        self._store.close_attempt(attempt.id, outcome, elapsed_s)
        return self._store.attempt(attempt.id)

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

    @property
    def scorer_name(self) -> str:
        """Which scorer gives the scores."""
        return self._scorer.name

    def lint(self) -> tuple[Issue, ...]:
        """What is wrong with the bank's files, and what an author should look at."""
        from interviewer.bank.lint import lint_question

        findings = [
            finding
            for question in self.bank.questions
            for finding in lint_question(question, self.bank.places[question.id], self._grade_unlearnt)
        ]
        return self.bank.issues + tuple(findings)

    def grade(self, question: Question, answer: str) -> Score:
        """The score of an answer, saving nothing."""
        from interviewer.scoring import settle_by_entailment

        with self._scoring:
            score = self._learner.score(question, answer)
            return score if self._entailment is None else settle_by_entailment(question, score, self._entailment)

    # Against human grades

    def grade_best(self, questions: Sequence[Question], answer: str) -> tuple[Question, Score]:
        """The one of several questions, each with another accepted answer, that the answer fits best, and its score."""
        if len(questions) == 1 and questions[0].id in self.bank:
            return questions[0], self.grade(questions[0], answer)
        with self._scoring:
            return self._scorer.score_best(questions, answer)

    def evaluate(self, paths: Sequence[Path], out: Path | None, advance: Callable[[int], None]) -> "Report":
        """How well the scorer agrees with the grades in these files.

        Args:
            out: Where to write the score of every row, or None.
            advance: Called with the number of bytes that have been dealt with since the last call.

        Raises:
            UsageError: A file cannot be read, or `out` not be written.
            EvaluationError: `out` cannot be written to the end.
            ModelError: The encoder's files are missing or damaged.
        """
        from interviewer.evaluation import Judges, evaluate

        by_id = {question.id: question for question in self.bank.questions}
        return evaluate(paths, Judges(self.scorer_name, self.grade_best, by_id.get), out, advance)

    # Learning from grades

    def overrides(self) -> tuple[Example, ...]:
        """What the candidate overruled, as far as the bank still has the question and the point."""
        return tuple(example for example in self._store.overrides() if self._is_about_bank(example))

    def learn(self, examples: Iterable[Example], now: datetime, keep: bool = True) -> Learning:
        """Learns from graded answers; from now on they correct the scores of their questions.

        Args:
            examples: Those that say nothing new are passed over.
            now: The time.
            keep: False only shows what would be learnt.

        Raises:
            StoreError: It could not be saved; nothing was learnt.
            ModelError: The answers cannot be scored; nothing was learnt.
        """
        from interviewer.scoring import Learner, unknown

        known = self._read_examples()
        fresh = unknown(examples, known)
        if not fresh:
            return Learning()
        following = max((example.batch for example in known), default=0) + 1
        learner = Learner(self._scorer, (*known, *(replace(example, batch=following) for example in fresh)))
        about = self._among({example.question_id for example in fresh})
        lessons = self._lessons(learner, about)
        silent = sum(learner.silent(question) for question in about)
        number = self._store.add_examples(fresh, now) if keep else 0
        self.__dict__.pop("_learner", None)
        batch = Batch(number, now, tuple(sorted({example.origin for example in fresh})), len(fresh))
        return Learning(batch, lessons, silent)

    def learnt(self) -> tuple[tuple[Batch, ...], tuple[Lesson, ...]]:
        """What was learnt from, and what it teaches about the questions of the bank."""
        return self._store.batches(), self._lessons(self._learner, self.bank.questions)

    def forget(self, number: int | None) -> tuple[Batch, ...]:
        """Undoes learning: the batch of this number, or all of them; scores are again what they were before.

        Returns:
            The batches that are gone.

        Raises:
            UsageError: There is no such batch.
        """
        gone = tuple(batch for batch in self._store.batches() if number in {None, batch.number})
        if number is not None and not gone:
            raise UsageError(f"There is no batch {number}.", "`interviewer calibrate --show` lists them.")
        self._store.forget(batch.number for batch in gone)
        self.__dict__.pop("_learner", None)
        return gone

    # Inside

    def _grade_unlearnt(self, question: Question, answer: str) -> Score:
        """The scorer's own score: the bank is not judged by what one candidate taught."""
        with self._scoring:
            return self._scorer.score(question, answer)

    def _lessons(self, learner: "Learner", questions: Iterable[Question]) -> tuple[Lesson, ...]:
        with self._scoring:
            return tuple(lesson for question in questions for lesson in learner.lessons(question))

    def _among(self, question_ids: set[str]) -> tuple[Question, ...]:
        return tuple(question for question in self.bank.questions if question.id in question_ids)

    def _is_about_bank(self, example: Example) -> bool:
        question = self._find(example.question_id)
        points = {point.id for point in question.key_points} if question else set()
        return question is not None and example.point_id in {"", *points}

    @cached_property
    def _store(self) -> Store:
        return self._open_store()

    @cached_property
    def _scorer(self) -> "Scorer":
        from interviewer.scoring import load_scorer

        return load_scorer(self.bank.questions, self._cache, self._model, self._models)

    @cached_property
    def _entailment(self) -> "EntailmentModel | None":
        from interviewer.scoring import load_entailment

        return load_entailment(self._models) if self._models else None

    @cached_property
    def _learner(self) -> "Learner":
        from interviewer.scoring import Learner

        return Learner(self._scorer, self._read_examples())

    def _find(self, question_id: str) -> Question | None:
        return self.bank.get(question_id) if question_id in self.bank else None

    def _attempt_at(self, interview_id: str, question_id: str) -> Attempt:
        interview = self._store.interview(interview_id)
        assert interview is not None
        return next(attempt for attempt in interview.attempts if attempt.question_id == question_id)

    def _score_and_go_on(self, attempt: Attempt, now: datetime) -> Reply:
        question = self.bank.get(attempt.question_id)
        score = self._grade_attempt(question, attempt)
        probe = self._next_probe(question, attempt, score, now)
        outcome = None if probe else Outcome.ANSWERED
        self._store.add_review(attempt, score, now, probe, outcome)
        return Reply(self._store.attempt(attempt.id), probe)

    def _grade_attempt(self, question: Question, attempt: Attempt) -> Score:
        """The score of all that was said; what was asked about and confirmed is held against the answer."""
        from interviewer.scoring import settle_by_replies

        score = self.grade(question, attempt.answer)
        replies = {
            asked.point_id: reply
            for number, asked in enumerate(attempt.messages)
            if _is_about_doubt(asked, question, attempt.language)
            for reply in [_next_reply(attempt.messages[number:])]
            if reply
        }
        return settle_by_replies(question, score, replies, self.grade) if replies else score

    def _next_probe(self, question: Question, attempt: Attempt, score: Score, now: datetime) -> Message | None:
        """The follow-up within the limit: on a doubt, or else on the most valuable missing point not yet asked for."""
        if attempt.probes >= self.probes:
            return None
        asked = {message.point_id for message in attempt.messages}
        for match in score.matches:
            if match.doubt and match.status is not Status.CONTRADICTED and match.point_id not in asked:
                text = _doubt_question(match, attempt)
                return Message(Role.INTERVIEWER, Kind.PROBE, text, now, match.point_id)
        for point, _ in score.missed(question):
            text = point.probe.best(attempt.language)
            if text and point.id not in asked:
                return Message(Role.INTERVIEWER, Kind.PROBE, text, now, point.id)
        return None

    def _next_hint(self, attempt: Attempt, now: datetime) -> Message | None:
        """First the question that leads to a missing point, then how the point begins; point by point."""
        question = self.bank.get(attempt.question_id)
        said = {message.text for message in attempt.messages}
        points = [point for point, _ in attempt.score.missed(question)] if attempt.score else question.key_points
        for point in points:
            beginning = _beginning(point.text.best(attempt.language))
            for text in (point.probe.best(attempt.language), beginning):
                if text and text not in said:
                    return Message(Role.INTERVIEWER, Kind.HINT, text, now, point.id)
        return None

    def _score_of(self, attempt: Attempt) -> Score:
        if attempt.score is None:
            raise ValueError(f"attempt {attempt.id} has no score")
        return attempt.score

    def _change_score(self, attempt: Attempt, score: Score, now: datetime) -> Attempt:
        self._store.change_score(attempt.id, score, now)
        return self._store.attempt(attempt.id)


def _doubt_question(match: Match, attempt: Attempt) -> str:
    assert match.doubt is not None
    phrases = PHRASES[attempt.language]
    return phrases.doubt_question.format(said=match.doubt.said, expected=match.doubt.expected)


def _is_about_doubt(message: Message, question: Question, language: Language) -> bool:
    """Whether a message asks which of two things the candidate means: a follow-up that the bank does not hold."""
    own = {point.id: point.probe.best(language) for point in question.key_points}
    return message.kind is Kind.PROBE and message.text != own.get(message.point_id)


def _next_reply(messages: Sequence[Message]) -> str:
    """What the candidate says first in these messages, or an empty string."""
    return next((message.text for message in messages if message.role is Role.CANDIDATE), "")


def _beginning(text: str) -> str:
    """The first third of a text, cut between words where it has any, with an ellipsis."""
    length = max(round(len(text) * HINT_SHARE), 1)
    head = text[:length]
    if " " in head and not text[length : length + 1].isspace():
        head = head.rsplit(" ", 1)[0] if head[-1].isascii() else head
    return f"{head.rstrip()} …"


def open_session(settings: Settings, places: Places, now: datetime, make_id: Callable[[], str]) -> Session:
    """A session with the user's bank and database; the database is opened when it is first needed.

    Raises:
        BankError: A folder of the bank cannot be read, or no file in it is a question.
    """
    folders = [builtin_directory() if folder == BUILTIN else Path(folder).expanduser() for folder in settings.bank]
    bank = load_bank(folders, places.cache)
    if not bank.questions and not bank.issues:
        raise BankError(
            f"There are no questions in {', '.join(settings.bank)}.",
            "`interviewer bank schema` describes the format of a question file.",
        )
    return Session(
        bank,
        lambda: Store(places.database, now),
        places.cache,
        settings.probes,
        make_id,
        lambda: read_examples(places.database),
        settings.model,
        places.models,
    )
