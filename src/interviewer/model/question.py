"""Questions, their key points, and where they are written."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
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


@dataclass(frozen=True, slots=True)
class Issue:
    """A problem in somebody's content, with its place; `line` is 1-based, 0 where there is none."""

    path: Path
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}" if self.line else f"{self.path}: {self.message}"


class _Packed:
    """A dataclass with slots that is pickled as a call of its class, in half the time of what dataclasses do."""

    __slots__: tuple[str, ...] = ()

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        return type(self), tuple([getattr(self, name) for name in self.__slots__])


@dataclass(frozen=True, slots=True)
class Place(_Packed):
    """Where a question is written: its file, and the line of each key point."""

    path: Path
    lines: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Localized(_Packed):
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


QUESTION_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*")
"""Of a question, and of a topic: lower-case words joined by hyphens, folders joined by slashes."""

POINT_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

POINT_MARK = "#"
"""Stands between a question's id and a key point's in the id of a question about that point alone."""

SHORTEST_MINUTES = 1.0
"""What a question about one point takes at least."""

Wordings = Mapping[Language, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class KeyPoint(_Packed):
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
class Question(_Packed):
    """A question with all that is needed to ask, score and explain it.

    Attributes:
        licence: Of the texts, where they are somebody else's.
        draft: It waits for its author and is not asked; it may have no key points.
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
    licence: str = ""
    draft: bool = False
    content_hash: str = ""

    @property
    def topic(self) -> str:
        """The folder the question lives in."""
        return self.id.partition(POINT_MARK)[0].rpartition("/")[0] or self.id

    def point(self, point_id: str) -> KeyPoint:
        """The key point with this id.

        Raises:
            KeyError: The question has no such point.
        """
        for point in self.key_points:
            if point.id == point_id:
                return point
        raise KeyError(point_id)

    def title(self, language: Language) -> str:
        """The question in one line; of a question about one key point only the probe."""
        lines = self.text.best(language).splitlines()
        return lines[-1] if POINT_MARK in self.id else " ".join(lines)

    def about(self, point_id: str) -> "Question | None":
        """The question about one key point alone, which asks its probe; None where there is no such point."""
        for point in self.key_points:
            if point.id == point_id:
                break
        else:
            return None
        return replace(
            self,
            id=f"{self.id}{POINT_MARK}{point_id}",
            text=Localized(*(_probing(self.text[language], point.probe[language]) for language in Language)),
            key_points=(replace(point, probe=Localized()),),
            minutes=max(self.minutes / len(self.key_points), SHORTEST_MINUTES),
            any_of=(),
            model_answer=point.text,
        )


def _probing(text: str, probe: str) -> str:
    return f"{text}\n{probe}" if text and probe else text
