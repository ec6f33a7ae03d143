"""What a report is made of."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from interviewer.grading.ledger import Ledger
from interviewer.grading.score_file import ScoreFile
from interviewer.grading.summary import Summary
from interviewer.model import Language, Question
from interviewer.phrases import PHRASES, Phrases
from interviewer.phrases.report import REPORT_PHRASES, ReportPhrases


@dataclass(frozen=True)
class Source:
    """Scores, what is known about them, and the language they are told in.

    Attributes:
        find: The bank's question with an id, or None.
        asked: The ids of the questions of the set, in its order; empty where there is none.
    """

    ledger: Ledger
    scores: ScoreFile
    summary: Summary
    find: Callable[[str], Question | None]
    language: Language
    asked: tuple[str, ...] = ()

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The questions' numbers, from 1: those of the set, or else by who came first; in their order."""
        ids = dict.fromkeys((*self.asked, *self.ledger.question_ids))
        return {question_id: number for number, question_id in enumerate(ids, 1)}

    @property
    def words(self) -> ReportPhrases:
        """The wording of reports."""
        return REPORT_PHRASES[self.language]

    @property
    def phrases(self) -> Phrases:
        """The wording of scores and points."""
        return PHRASES[self.language]

    def title(self, question_id: str) -> str:
        """A question in one line; its id where the bank has lost it."""
        question = self.find(question_id)
        return question.title(self.language) if question else question_id
