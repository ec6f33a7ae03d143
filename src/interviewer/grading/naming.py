"""What people write for a question -> the question: its id, its text in either language, or its number in the set."""

import re
from collections.abc import Sequence
from functools import cached_property, lru_cache

from interviewer.bank import Bank
from interviewer.grading.answers import QUOTED
from interviewer.grading.problem import Kind, Problem
from interviewer.model import POINT_MARK, Language, Question

NUMBER = re.compile(r"(?:第|question|题目|问题|题|q)?\s*(\d{1,4})\s*题?\s*[.、:：)）]?", re.IGNORECASE)

NUMBERED = re.compile(r"^\s*(?:Q|第)?\s*\d{1,4}\s*(?:[.、:：)）]|题[.、:：]?)\s*", re.IGNORECASE)
"""What online forms put in front of a question's text."""

SUGGESTIONS_KEPT = 1024


class Naming:
    """Finds questions by what a file calls them."""

    def __init__(self, bank: Bank, asked: Sequence[Question] = ()) -> None:
        """Prepares for a bank.

        Args:
            asked: The questions of the set, where only those count.
        """
        self._bank = bank
        self.asked = tuple(asked)
        self._ids = {question.id for question in asked}
        self._why = lru_cache(SUGGESTIONS_KEPT)(self._reason)

    def find(self, name: str) -> Question | None:
        """The question, or None where nothing goes by this name."""
        name = name.strip()
        found = self._bank.find(name) or self._by_text.get(_folded(name))
        if found or not (number := NUMBER.fullmatch(name)):
            return found
        place = int(number[1])
        return self.asked[place - 1] if 0 < place <= len(self.asked) else None

    def counts(self, question: Question) -> bool:
        """Whether the question is one of the set, or there is no set."""
        return not self.asked or question.id in self._ids

    def nearest(self, name: str) -> Question | None:
        """The question with the id that is most like this one, where any is."""
        return next((self._bank.find(item) for item in self._bank.near(name)), None)

    def reason(self, name: str) -> Problem:
        """Why nothing goes by this name, with the nearest ids."""
        return self._why(name.strip())

    def _reason(self, name: str) -> Problem:
        if not name:
            return Problem.of(Kind.NO_QUESTION)
        if len(name) > 2 * QUOTED:
            return Problem.of(Kind.UNKNOWN, name=f"{name[:QUOTED]}…")
        if any(draft.id == name for draft in self._bank.drafts):
            return Problem.of(Kind.DRAFT, name=name)
        if near := self._bank.near(name):
            return Problem.of(Kind.UNKNOWN_NEAR, name=name, near=", ".join(near))
        return Problem.of(Kind.UNKNOWN, name=name)

    @cached_property
    def _by_text(self) -> dict[str, Question]:
        """By their texts; those of the set first, then the first one in the bank."""
        named: dict[str, Question] = {}
        for question in (*self.asked, *self._bank.questions):
            if POINT_MARK not in question.id:
                for language in Language:
                    if text := _folded(question.text[language]):
                        named.setdefault(text, question)
        return named


def _folded(text: str) -> str:
    """A text without its number, and without what changes when it is copied into a form."""
    return " ".join(NUMBERED.sub("", text).split()).casefold()
