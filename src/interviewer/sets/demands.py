"""What a wish demands, as lines of arithmetic: each counts something in a set, which has to lie within bounds.

"Two hard questions" is a line that counts 1 for each hard question, "45 minutes" one that counts minutes, "without
cnn/pooling" one that counts this question and allows none. So every wish is solved, dropped, and bent in the same way.
"""

import math
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from interviewer.model import Difficulty, Question
from interviewer.model.question_set import SetWish
from interviewer.sets.meaning import Figures, Indices, Mask

LEAST_SHARE = 0.9
"""A set fills at least this share of the minutes that were wished for, where it can."""

FULLEST = 0.97
"""Where that cannot be, at least this share of the minutes of the longest set."""

MOST_TOPICS = 100
"""Of so many topics at most each is counted for itself when the wish for topics gives way."""

OTHER_TOPIC = "questions about other topics"

TOLERANCE = 1e-6
"""Minutes are decimal fractions; no two differ by less."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of arithmetic.

    Attributes:
        option: The option that asks for it; empty for what goes without saying.
        counted: What it counts, in words.
    """

    option: str
    counted: str
    low: float
    high: float


@dataclass(frozen=True, slots=True, eq=False)
class Demands:
    """Lines, and what each of n questions adds to each of them.

    Attributes:
        amounts: (lines, n), never negative.
        low, high: (lines,) the bounds, with a tolerance.
    """

    lines: tuple[Line, ...]
    amounts: Figures

    @property
    def low(self) -> Figures:
        """(lines,) what a set has to come to at least."""
        return np.array([line.low - TOLERANCE for line in self.lines])

    @property
    def high(self) -> Figures:
        """(lines,) what a set may come to at most."""
        return np.array([line.high + TOLERANCE for line in self.lines])

    @property
    def options(self) -> tuple[str, ...]:
        """The options that ask for something, each once."""
        return tuple(dict.fromkeys(line.option for line in self.lines if line.option))

    def taking(self, minutes: float) -> "Demands":
        """The same demands, and at least so many minutes where these are counted."""
        lines = (replace(line, low=minutes) if line.option == "--minutes" else line for line in self.lines)
        return Demands(tuple(lines), self.amounts)

    def among(self, some: Indices) -> "Demands":
        """The same demands on these questions only."""
        return Demands(self.lines, self.amounts[:, some])

    def only(self, options: Sequence[str]) -> "Demands":
        """What these options and no others demand."""
        kept = [number for number, line in enumerate(self.lines) if not line.option or line.option in options]
        return Demands(tuple(self.lines[number] for number in kept), self.amounts[kept])

    def possible(self) -> Mask:
        """(n,): which questions can be in a set at all: none of them alone is too much."""
        return np.asarray((self.amounts <= self.high[:, None]).all(axis=0))

    def needed(self) -> Mask:
        """(n,): which questions have to be in the set."""
        named = [number for number, line in enumerate(self.lines) if line.option == "--must"]
        return np.asarray((self.amounts[named] > 0).any(axis=0))

    def met(self, totals: Figures) -> Mask:
        """(...): whether sets that come to these totals, (..., lines), meet every demand."""
        return np.asarray(((totals >= self.low) & (totals <= self.high)).all(axis=-1))

    def kinds(self) -> Indices:
        """(n,) the kind of each question: questions of one kind count the same in every line."""
        _, kinds = np.unique(self.amounts, axis=1, return_inverse=True)
        return np.asarray(kinds, np.intp).ravel()


def shares(wish: SetWish) -> tuple[float, ...]:
    """Which share of the minutes is to be filled at least: what is tried first, and what is enough."""
    return (LEAST_SHARE, 0.0) if wish.minutes is not None and wish.has_fixed_size else (LEAST_SHARE,)


def demands_of(
    questions: Sequence[Question],
    wish: SetWish,
    excluded: frozenset[str] = frozenset(),
    share: float | None = None,
    others: Sequence[str] = (),
) -> Demands:
    """What a wish demands of a set of these questions.

    Args:
        excluded: Ids of the questions that other sets ask already.
        share: Of the minutes, to be filled at least; what is enough where it is not given.
        others: Topics that the wish does not name, to be counted each for itself; without any, all of them as one.
    """
    found = list(_demanded(wish, excluded, shares(wish)[-1] if share is None else share, others))
    amounts = np.array([[count(question) for question in questions] for _, count in found], float)
    return Demands(tuple(line for line, _ in found), amounts.reshape(len(found), len(questions)))


_Demand = tuple[Line, Callable[[Question], float]]
"""A line, and what a question adds to it."""


def _demanded(wish: SetWish, excluded: frozenset[str], share: float, others: Sequence[str]) -> Iterator[_Demand]:
    yield Line("", "questions", 1, math.inf), _one
    if wish.minutes is not None:
        yield Line("--minutes", "minutes", share * wish.minutes, wish.minutes), lambda question: question.minutes
    if wish.questions is not None:
        yield Line("--questions", "questions", wish.questions, wish.questions), _one
    yield from _mixed(wish)
    yield from _about_topics(wish, others)
    yield from _fitting(wish)
    for question_id in wish.must:
        yield Line("--must", question_id, 1, 1), _among({question_id})
    if wish.never:
        yield Line("--not", "questions not wanted", 0, 0), _among(wish.never)
    if excluded:
        yield Line("--not-in", "questions of other sets", 0, 0), _among(excluded)


def _mixed(wish: SetWish) -> Iterator[_Demand]:
    for difficulty in Difficulty if wish.mix else ():
        count = wish.mix.get(difficulty, 0)
        yield Line("--mix", f"{difficulty} questions", count, count), _as_hard_as(difficulty)


def _about_topics(wish: SetWish, others: Sequence[str]) -> Iterator[_Demand]:
    for topic, count in wish.topics.items():
        yield Line("--topics", f"questions about {topic}", count or 1, count or math.inf), _about(topic)
    for topic in others:
        yield Line("--topics", f"questions about {topic}", 0, 0), _about(topic)
    if wish.topics and not others:
        yield Line("--topics", OTHER_TOPIC, 0, 0), lambda question: question.topic not in wish.topics


def _fitting(wish: SetWish) -> Iterator[_Demand]:
    if wish.tags:
        tags = set(wish.tags)
        yield Line("--tags", "questions without a tag", 0, 0), lambda question: tags.isdisjoint(question.tags)
    if language := wish.language:
        line = Line("--lang", "questions in other languages", 0, 0)
        yield line, lambda question: language not in question.text.languages


def _one(_: Question) -> float:
    return 1


def _as_hard_as(difficulty: Difficulty) -> Callable[[Question], float]:
    return lambda question: question.difficulty is difficulty


def _about(topic: str) -> Callable[[Question], float]:
    return lambda question: question.topic == topic


def _among(ids: Collection[str]) -> Callable[[Question], float]:
    return lambda question: question.id in ids


def bent(wish: SetWish, option: str, demands: Demands, totals: Figures) -> SetWish:
    """The wish with this option changed to what a set comes to; the option must be one that can be bent.

    Args:
        demands: What the wish demands.
        totals: (lines,) what the set comes to.
    """
    came_to = {
        line.counted: float(total) for line, total in zip(demands.lines, totals, strict=True) if line.option == option
    }
    if option == "--minutes":
        (line,) = (line for line in demands.lines if line.option == option)
        return (
            wish if line.low <= came_to["minutes"] <= line.high else replace(wish, minutes=round(came_to["minutes"], 6))
        )
    if option == "--questions":
        return replace(wish, questions=round(came_to["questions"]))
    if option == "--mix":
        counts = {difficulty: round(came_to[f"{difficulty} questions"]) for difficulty in Difficulty}
        return replace(wish, mix={difficulty: count for difficulty, count in counts.items() if count})
    about = "questions about "
    came_to.pop(OTHER_TOPIC, None)
    topics = {counted.removeprefix(about): round(total) for counted, total in came_to.items()}
    return replace(
        wish, topics={topic: wish.topics.get(topic, found) and found for topic, found in topics.items() if found}
    )


def other_topics(questions: Sequence[Question], wish: SetWish) -> tuple[str, ...]:
    """The topics that a wish for topics does not name, where they are few enough to be counted each for itself."""
    others = {question.topic for question in questions} - wish.topics.keys() if wish.topics else set()
    return tuple(sorted(others)) if len(others) <= MOST_TOPICS else ()
