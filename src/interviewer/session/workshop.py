"""What an author does with a bank: have it reviewed, try a question out, see what it covers."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from interviewer.bank import Bank
from interviewer.model import Question
from interviewer.session.grader import Grader

if TYPE_CHECKING:
    from interviewer.bank.lint.rule import Kin
    from interviewer.model.finding import Finding, Neighbourhood

KIN = 3
"""So many questions that ask the same are looked at for each."""


class Workshop:
    """The author's side of one bank."""

    def __init__(self, bank: Bank, grader: Grader) -> None:
        self.bank = bank
        self._grader = grader

    def chosen(self, question_ids: Sequence[str] = ()) -> tuple[Question, ...]:
        """The questions with these ids, drafts among them; all of them, in the order of their ids, where there is none.

        Raises:
            BankError: There is no such question.
        """
        by_id = {question.id: question for question in (*self.bank.questions, *self.bank.drafts)}
        if not question_ids:
            return tuple(by_id[name] for name in sorted(by_id))
        return tuple(by_id.get(name) or self.bank.get(name) for name in dict.fromkeys(question_ids))

    def review(
        self, questions: Sequence[Question], rules: Sequence[str], advance: Callable[[], None]
    ) -> "Iterator[Finding]":
        """What an author should look at in these questions, line by line.

        Args:
            questions: Of the bank.
            rules: The names of those to look for; all where there is none.
            advance: Called after each question.

        Raises:
            ModelError: The encoder's files are missing or damaged.
        """
        from interviewer.bank.lint import RULES, Scoring, review

        wanted = [rule for rule in RULES if not rules or rule.name in rules]
        scoring = Scoring(self._grader.grade_unlearnt, self._kin, self._neighbourhoods)
        return review(self.bank, questions, wanted, scoring, advance)

    def _kin(self, question: Question) -> "list[Kin]":
        from interviewer.bank.lint.rule import Kin
        from interviewer.scoring.kinship import SAME_FROM

        kinship = self._grader.kinship
        others = {other.id: other for other in (*self.bank.questions, *self.bank.drafts)}
        return [
            Kin(kin.question_id, kin.likeness, kinship.shared_points(question, others[kin.question_id]))
            for kin in kinship.nearest(question, KIN)
            if kin.likeness >= SAME_FROM
        ]

    def _neighbourhoods(self, question: Question) -> "tuple[Neighbourhood, ...]":
        from interviewer.scoring.neighbourhood import neighbourhoods

        return neighbourhoods(self._grader.encoder, question)
