"""Questions as somebody else wrote them down, before they are questions of ours: the neutral form of every importer."""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from interviewer.model.question import Difficulty, Issue, Language, Localized, Question, Wordings


class Completeness(StrEnum):
    """How far its author got with a question."""

    ANSWERED = "answered"
    UNANSWERED = "unanswered"
    BROKEN_OFF = "broken off"


@dataclass(frozen=True, slots=True)
class Draft:
    """One question of a file, in the author's own words and order.

    Attributes:
        text: The question, without its number and without markup that only belongs to the file.
        line: Where it begins, 1-based; 0 where the file has no lines.
        answer: What stands below it, as Markdown: lists, tables, code and formulas are kept.
        claims: The claims that the source itself keeps apart, by language: list items, table rows. Empty where the
            answer is prose; then it is split into sentences and clauses.
        completeness: Broken off is an answer that only begins, such as a list whose first item is empty.
        number: As the source counts it, such as "3" or "5.3"; only to speak of it.
        section: The headings above it, outermost first.
        difficulty, minutes: None where the source does not say.
        sources: Links and references that belong to this question.
        licence: Of the text, where the source names one.
        question: The whole question, where the source carries one of ours; the other fields agree with it.
    """

    text: Localized
    line: int = 0
    answer: Localized = field(default_factory=Localized)
    claims: Wordings = field(default_factory=dict)
    completeness: Completeness = Completeness.ANSWERED
    number: str = ""
    section: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    difficulty: Difficulty | None = None
    minutes: float | None = None
    sources: tuple[str, ...] = ()
    licence: str = ""
    question: Question | None = None


@dataclass(frozen=True, slots=True)
class Collection:
    """What one file, or one pair of files in two languages, holds.

    Attributes:
        path: The file; of a pair the first.
        format: The name of the format that was recognised.
        issues: What was not understood, by line.
        other: Of a pair the second file.
    """

    path: Path
    format: str
    drafts: tuple[Draft, ...]
    issues: tuple[Issue, ...] = ()
    other: Path | None = None


@dataclass(frozen=True, slots=True)
class Taking:
    """How the questions of a file are to be read.

    Attributes:
        language: What they are written in; None where each text tells.
    """

    language: Language | None = None

    def said(self, text: str) -> Localized:
        """The text in the language it is written in; empty for an empty one."""
        stripped = text.strip()
        language = self.language or Language.of(stripped) or Language.EN
        return Localized(**{language.value: stripped})
