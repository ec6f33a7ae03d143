"""Question sets: what an interviewer asks in one interview, and what of it goes on paper."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from interviewer.model.question import Difficulty, Language, Question


@dataclass(frozen=True, slots=True)
class SetWish:
    """What a set should be like. Empty fields and None mean "no matter".

    Attributes:
        minutes: At most so long. Nine tenths of it are to be filled; where the other wishes say how many questions
            there are, and no set of so many fills them, as much as can be.
        questions: Exactly so many.
        mix: Exactly so many of each difficulty, and none of the others.
        topics: Exactly so many of each topic, and none of the others; 0 means any number of it.
        tags: Only questions with one of these.
        language: Only questions that can be asked in it.
        must, never: Ids that have to be in it, and that must not.
        not_in: Files of the sets whose questions it must not repeat, as they are called.
        seed: The same wish with the same seed and bank gives the same set.
    """

    minutes: float | None = None
    questions: int | None = None
    mix: Mapping[Difficulty, int] = field(default_factory=dict)
    topics: Mapping[str, int] = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    language: Language | None = None
    must: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()
    seed: int = 0

    @property
    def has_fixed_size(self) -> bool:
        """Whether it says how many questions there are, all together or kind by kind."""
        return self.questions is not None or bool(self.mix) or (bool(self.topics) and all(self.topics.values()))


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Questions for one interview, in the order in which they are asked.

    Attributes:
        language: What they are asked in; None where it was left open.
        seed: What it was made with; None for one written by hand.
    """

    name: str
    question_ids: tuple[str, ...]
    language: Language | None = None
    seed: int | None = None


class Part(StrEnum):
    """What can be printed of a set."""

    SHEET = "sheet"
    KEY = "key"
    SCORECARD = "scorecard"


@dataclass(frozen=True, slots=True)
class Kit:
    """A set with its questions, and what is wanted of it on paper.

    Attributes:
        questions: In the order in which they are asked.
        parts: In the order in which they come.
        languages: What is printed, each text in all of these in which it exists; never empty.
        interviewers: Columns of the scorecard.
        made_at: When, in UTC; of two decks with the same question Anki keeps the newer one's cards.
    """

    name: str
    questions: tuple[Question, ...]
    parts: tuple[Part, ...] = tuple(Part)
    languages: tuple[Language, ...] = (Language.EN,)
    interviewers: int = 3
    made_at: datetime | None = None

    @property
    def minutes(self) -> float:
        """The time that the questions take together."""
        return sum(question.minutes for question in self.questions)
