"""Interviews: what was asked, what was said, and what it showed."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from interviewer.model.pick import Pick, Rating
from interviewer.model.question import Difficulty, KeyPoint, Language, Question
from interviewer.model.score import Match, Score, Span


class Outcome(StrEnum):
    """How an attempt at a question ended."""

    ANSWERED = "answered"
    SKIPPED = "skipped"
    REVEALED = "revealed"


class Mode(StrEnum):
    """What kind of session an interview is."""

    MOCK = "mock"
    DRILL = "drill"
    CRAM = "cram"
    IMPORTED = "imported"


class Action(StrEnum):
    """What a candidate does in an interview, and can take back."""

    ANSWER = "answer"
    HINT = "hint"
    CLOSE = "close"
    OVERRULE = "overrule"
    RATE = "rate"


class Role(StrEnum):
    """Who speaks a message of the interview."""

    INTERVIEWER = "interviewer"
    CANDIDATE = "candidate"


class Kind(StrEnum):
    """What a message of the interview is."""

    QUESTION = "question"
    ANSWER = "answer"
    PROBE = "probe"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of the conversation about a question; `point_id` is the point a probe or hint is about."""

    role: Role
    kind: Kind
    text: str
    sent_at: datetime
    point_id: str = ""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One go at one question, with everything said so far.

    Attributes:
        elapsed_s: Time spent on it, over all sittings.
        outcome: None while the attempt is open.
        score: None until something has been scored.
        draft: What the candidate has typed and not sent.
        suggested: The rating that follows from the score, None until something has been scored.
        chosen: The candidate's own rating, None where the suggestion stands.
        reviewed_at: When it was scored last.
    """

    id: str
    interview_id: str
    question_id: str
    language: Language
    content_hash: str
    started_at: datetime
    elapsed_s: float = 0.0
    messages: tuple[Message, ...] = ()
    outcome: Outcome | None = None
    score: Score | None = None
    draft: str = ""
    suggested: Rating | None = None
    chosen: Rating | None = None
    reviewed_at: datetime | None = None

    @property
    def rating(self) -> Rating | None:
        """The rating that counts."""
        return self.chosen or self.suggested

    @property
    def is_rated_elsewhere(self) -> bool:
        """Whether it took place in another program: there is a rating, but neither an answer nor a score."""
        return self.outcome is Outcome.ANSWERED and self.rating is not None and self.score is None

    @property
    def answers(self) -> tuple[str, ...]:
        """The candidate's messages."""
        return tuple(message.text for message in self.messages if message.role is Role.CANDIDATE)

    @property
    def answer(self) -> str:
        """All the candidate said, as the one text that is scored; evidence spans count in it."""
        return ANSWER_SEPARATOR.join(self.answers)

    @property
    def probes(self) -> int:
        """How many follow-up questions have been asked."""
        return sum(message.kind is Kind.PROBE for message in self.messages)

    @property
    def hints(self) -> int:
        """How many hints have been given."""
        return sum(message.kind is Kind.HINT for message in self.messages)

    def spans_of_answer(self, number: int) -> tuple[tuple[Match, Span], ...]:
        """The evidence that lies in the candidate's message `number` (from 0), as spans of that message."""
        if self.score is None:
            return ()
        start = sum(len(text) + len(ANSWER_SEPARATOR) for text in self.answers[:number])
        end = start + len(self.answers[number])
        return tuple(
            (match, Span(match.evidence.start - start, match.evidence.end - start))
            for match in self.score.matches
            if match.evidence and start <= match.evidence.start and match.evidence.end <= end
        )


ANSWER_SEPARATOR = "\n\n"


@dataclass(frozen=True, slots=True)
class Selection:
    """What to practise. Empty fields mean "no matter".

    Attributes:
        questions: At most this many; 0 means all that fit.
        language: The language to ask in.
        seed: Fixes the order; None lets the caller choose one.
    """

    topics: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    difficulties: tuple[Difficulty, ...] = ()
    question_ids: tuple[str, ...] = ()
    language: Language = Language.EN
    questions: int = 5
    seed: int | None = None


@dataclass(frozen=True, slots=True)
class Interview:
    """An interview or a drill: which questions, in which order, and how far it got.

    Attributes:
        question_ids: What is asked; in a drill of key points these are the ids of items.
        picks: Why a drill asks each of them.
    """

    id: str
    language: Language
    question_ids: tuple[str, ...]
    started_at: datetime
    ended_at: datetime | None = None
    attempts: tuple[Attempt, ...] = field(default=())
    mode: Mode = Mode.MOCK
    picks: tuple[Pick, ...] = ()

    @property
    def scheduled(self) -> bool:
        """Whether its reviews count for the schedule."""
        return self.mode is not Mode.CRAM

    def pick(self, item: str) -> Pick | None:
        """Why this is asked; None where nobody picked it."""
        return next((pick for pick in self.picks if pick.item == item), None)


@dataclass(frozen=True, slots=True)
class Reply:
    """What the interviewer does after an answer: asks on, or lets the attempt end.

    Attributes:
        attempt: The attempt with everything said so far; its outcome is set when there is no probe.
        probe: The follow-up question, or None when the verdict is due.
    """

    attempt: Attempt
    probe: Message | None = None


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back.

    Attributes:
        said: The answer, where it was one.
    """

    action: Action
    attempt_id: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class MissedPoint:
    """A key point that an interview left missing, partial or contradicted."""

    question: Question
    point: KeyPoint
    match: Match


@dataclass(frozen=True, slots=True)
class Debrief:
    """What an interview showed.

    Attributes:
        attempts: Those that ended or were scored, with their questions, in the order they were asked.
        overall: Mean score in [0, 1] of the questions that were not left open, nor rated elsewhere; None when there are
            none.
        by_topic: Mean score of each topic, best first.
        strongest, weakest: Question and score; at most three each, no question in both.
        missed: Every missed point, question by question, the most valuable of each first.
        elapsed_s, planned_s: Time used, and the time the asked questions were meant to take.
        drill: The questions to practise next, most urgent first.
        vanished: Attempts at questions that the bank has no longer, with what is known of these.
    """

    interview: Interview
    attempts: tuple[tuple[Question, Attempt], ...]
    overall: float | None
    by_topic: tuple[tuple[str, float], ...]
    strongest: tuple[tuple[Question, float], ...]
    weakest: tuple[tuple[Question, float], ...]
    missed: tuple[MissedPoint, ...]
    elapsed_s: float
    planned_s: float
    drill: tuple[Question, ...]
    vanished: tuple[tuple[Question, Attempt], ...] = ()
