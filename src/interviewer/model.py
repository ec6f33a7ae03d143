"""The values everything else is made of: frozen, plain, without I/O.

Scores and coverages are floats in [0, 1]; `_at` names an aware UTC datetime, `_s` seconds.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path


class Language(StrEnum):
    """A language a question can be asked and answered in."""

    ZH = "zh"
    EN = "en"

    @classmethod
    def of(cls, text: str) -> "Language | None":
        """The language a text is mostly written in, None where it has no letters.

        A Chinese character says about as much as half an English word.
        """
        characters = len(re.findall(r"[\u3400-\u9fff]", text))
        words = len(re.findall(r"[A-Za-z]+", text))
        if not characters and not words:
            return None
        return cls.ZH if characters >= 2 * words else cls.EN


class Difficulty(StrEnum):
    """How hard a question is, for choosing questions only."""

    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"


class Status(StrEnum):
    """What an answer does with one key point."""

    COVERED = "covered"
    PARTIAL = "partial"
    MISSING = "missing"
    CONTRADICTED = "contradicted"


class Unreadable(StrEnum):
    """Why parts of an answer are no sentences."""

    KEYWORDS = "keywords"
    MUDDLED = "muddled"


COVERAGE_OF = {Status.COVERED: 1.0, Status.PARTIAL: 0.5, Status.MISSING: 0.0, Status.CONTRADICTED: 0.0}
"""The coverage that a person means who gives a point a status."""


class Outcome(StrEnum):
    """How an attempt at a question ended."""

    ANSWERED = "answered"
    SKIPPED = "skipped"
    REVEALED = "revealed"


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


class Opposition(StrEnum):
    """In which way a text says the opposite of another."""

    NEGATION = "negation"
    ANTONYM = "antonym"
    ROLES = "roles"
    NUMBER = "number"
    SCOPE = "scope"


@dataclass(frozen=True, slots=True)
class Issue:
    """A problem in somebody's content, with its place; `line` is 1-based, 0 where there is none."""

    path: Path
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}" if self.line else f"{self.path}: {self.message}"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a question is written: its file, and the line of each key point."""

    path: Path
    lines: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Localized:
    """One text in one or both languages; at least one is there."""

    zh: str = ""
    en: str = ""

    def __getitem__(self, language: Language) -> str:
        """The text in exactly this language, or an empty string."""
        return self.zh if language is Language.ZH else self.en

    def best(self, language: Language) -> str:
        """The text in this language, or in the other one where this one is missing."""
        return self[language] or self.zh or self.en

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages this text exists in."""
        return tuple(language for language in Language if self[language])


Wordings = Mapping[Language, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class KeyPoint:
    """One atomic claim that a good answer makes."""

    id: str
    text: Localized
    weight: float = 1.0
    required: bool = False
    accept: Wordings = field(default_factory=dict)
    contradicts: Wordings = field(default_factory=dict)
    probe: Localized = Localized()


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Of these key points, `need` are enough."""

    points: tuple[str, ...]
    need: int


@dataclass(frozen=True, slots=True)
class Question:
    """A question with all that is needed to ask, score and explain it.

    Attributes:
        content_hash: Changes whenever the wording does; saved with every review.
    """

    id: str
    text: Localized
    key_points: tuple[KeyPoint, ...]
    difficulty: Difficulty = Difficulty.MEDIUM
    minutes: float = 4.0
    tags: tuple[str, ...] = ()
    any_of: tuple[AnyOf, ...] = ()
    model_answer: Localized = Localized()
    sources: tuple[str, ...] = ()
    content_hash: str = ""

    @property
    def topic(self) -> str:
        """The folder the question lives in."""
        return self.id.rpartition("/")[0] or self.id

    def point(self, point_id: str) -> KeyPoint:
        """The key point with this id.

        Raises:
            KeyError: The question has no such point.
        """
        for point in self.key_points:
            if point.id == point_id:
                return point
        raise KeyError(point_id)


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` (exclusive) of a text, counted in code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Doubt:
    """The answer may say the opposite of a key point: something to ask about, not to take points away for.

    Attributes:
        said: The candidate's words.
        expected: The key point's words that they go against.
    """

    kind: Opposition
    said: str
    expected: str


@dataclass(frozen=True, slots=True)
class Match:
    """What the answer does with one key point, and the words that show it.

    Attributes:
        coverage: In [0, 1]; 0 is what an off-topic answer reaches, 1 what the point's own rewordings reach.
        evidence: Where in the answer the point is made (or contradicted); None where nothing fits.
        quote: The evidence's words.
        claim: The bank's wrong claim that the answer makes, where it is contradicted.
        doubt: What the polarity check noticed; the status stands until the candidate has been asked.
        overruled: The candidate, not the scorer, set the status.
        judge: The entailment model that called it a contradiction, where one did.
        unsure: The evidence is thin: there is a doubt, or the coverage lies near the border of covered.
        learned: How much graded answers changed the coverage, in [-1, 1].
    """

    point_id: str
    coverage: float
    status: Status
    evidence: Span | None = None
    quote: str = ""
    claim: str = ""
    overruled: bool = False
    doubt: Doubt | None = None
    judge: str = ""
    unsure: bool = False
    learned: float = 0.0


@dataclass(frozen=True, slots=True)
class Learned:
    """What graded answers changed about a score, and on what ground.

    Attributes:
        change: Of the overall score, in [-1, 1].
        answers: How many graded answers to the question it rests on, at least 1.
        nearest: The one of them most like the scored answer.
        grade: What a person gave that one, or its point, in [0, 1].
    """

    change: float
    answers: int
    nearest: str
    grade: float


@dataclass(frozen=True, slots=True)
class Example:
    """An answer that a person has graded, as a whole or for one key point.

    Attributes:
        point_id: The key point, or an empty string for the whole answer.
        grade: The score or the coverage that the person gave, in [0, 1].
        origin: `OVERRIDE`, or the name of the file it came from.
        batch: Which run of learning brought it; 0 before it is kept.
    """

    question_id: str
    point_id: str
    answer: str
    grade: float
    origin: str
    graded_at: datetime
    batch: int = 0


OVERRIDE = "override"
"""The origin of what the candidate overruled."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What one run of learning kept."""

    number: int
    learned_at: datetime
    origins: tuple[str, ...]
    examples: int


@dataclass(frozen=True, slots=True)
class Lesson:
    """What graded answers teach about one question or one of its points.

    Attributes:
        point_id: The key point, or an empty string for the whole answer.
        answers: How many graded answers it rests on; at least 1.
        bias: The mean of the grades minus what the scorer gave, in [-1, 1]: above 0 they are milder than the scorer.
        error: Root mean square difference between the scorer and the grades, in [0, 1].
        error_learned: The same when each answer is scored with what the others teach; None for a single answer.
    """

    question_id: str
    point_id: str
    answers: int
    bias: float
    error: float
    error_learned: float | None


@dataclass(frozen=True, slots=True)
class Learning:
    """What a run of learning brought, or would bring.

    Attributes:
        batch: What is new, with the number 0 where it was not kept; None where nothing is new.
        lessons: All that is now known of the questions it is about.
        silent: Graded answers to these questions in which the scorer finds nothing, so that they teach nothing.
    """

    batch: Batch | None = None
    lessons: tuple[Lesson, ...] = ()
    silent: int = 0


@dataclass(frozen=True, slots=True)
class Score:
    """How well an answer covers a question's key points.

    Attributes:
        overall: In [0, 1].
        matches: One per key point, in the question's order.
        scorer: Which scorer said so; scores of different scorers are never averaged.
        belongs_to: The id of the question that this answer seems to be for, or an empty string.
        overruled: The candidate set `overall`.
        unreadable: Why parts of the answer count for less, None where all of it reads like sentences.
        learned: What graded answers changed, where they changed something.
    """

    overall: float
    matches: tuple[Match, ...]
    scorer: str
    belongs_to: str = ""
    overruled: bool = False
    unreadable: Unreadable | None = None
    learned: Learned | None = None

    def match(self, point_id: str) -> Match:
        """What the answer does with this point.

        Raises:
            KeyError: The score has no such point.
        """
        for match in self.matches:
            if match.point_id == point_id:
                return match
        raise KeyError(point_id)

    def missed(self, question: Question) -> tuple[tuple[KeyPoint, Match], ...]:
        """The points short of covered, most valuable first.

        Points of an `any_of` group that has enough are not missed, nor are points the question lost since.
        """
        spared = {
            point_id
            for group in question.any_of
            if sum(self._covers(point_id) for point_id in group.points) >= group.need
            for point_id in group.points
        }
        matches = {match.point_id: match for match in self.matches if match.status is not Status.COVERED}
        missed = [
            (point, matches[point.id])
            for point in question.key_points
            if point.id in matches and point.id not in spared
        ]
        return tuple(sorted(missed, key=lambda pair: (not pair[0].required, -_value_left(*pair))))

    def _covers(self, point_id: str) -> bool:
        return any(match.point_id == point_id and match.status is Status.COVERED for match in self.matches)


def _value_left(point: KeyPoint, match: Match) -> float:
    return point.weight * (1 - match.coverage)


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
    difficulties: tuple[Difficulty, ...] = ()
    question_ids: tuple[str, ...] = ()
    language: Language = Language.EN
    questions: int = 5
    seed: int | None = None


@dataclass(frozen=True, slots=True)
class Interview:
    """A mock interview: which questions, in which order, and how far it got."""

    id: str
    language: Language
    question_ids: tuple[str, ...]
    started_at: datetime
    ended_at: datetime | None = None
    attempts: tuple[Attempt, ...] = field(default=())


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
        overall: Mean score in [0, 1] of the questions that were not left open; None when there are none.
        by_topic: Mean score of each topic, best first.
        strongest, weakest: Question and score; at most three each, no question in both.
        missed: Every missed point, question by question, the most valuable of each first.
        elapsed_s, planned_s: Time used, and the time the asked questions were meant to take.
        drill: The questions to practise next, most urgent first.
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


@dataclass(frozen=True, slots=True)
class Check:
    """One thing `doctor` looked at.

    Attributes:
        ok: It is fine.
        detail: What was found.
        remedy: How to mend it, where it is not fine.
    """

    name: str
    ok: bool
    detail: str
    remedy: str = ""
