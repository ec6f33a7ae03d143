"""What an author does with a bank: have it reviewed, try a question out, see what it covers."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from interviewer.bank import Bank
from interviewer.errors import BankError
from interviewer.model import Question
from interviewer.session.grader import Grader

if TYPE_CHECKING:
    from interviewer.bank.coverage import Coverage
    from interviewer.model.finding import Finding, Neighbourhood, RightClaim
    from interviewer.session.kindred import Kindred
    from interviewer.session.trying import Bench


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
        from interviewer.scoring.restating import share_said

        wanted = [rule for rule in RULES if not rules or rule.name in rules]
        kin_of = self._kindred(questions).kin_of
        scoring = Scoring(self._grader.grade_unlearnt, kin_of, self._neighbourhoods, self._right_claims, share_said)
        return review(self.bank, questions, wanted, scoring, advance)

    def bench(self, name: str) -> "Bench":
        """Where a question can be tried out.

        Args:
            name: Its id, or its file; the file may be broken, and the question a draft.

        Raises:
            BankError: There is no such question.
        """
        from interviewer.session.trying import Bench

        path = Path(name)
        if path.suffix in {".yaml", ".yml"} and path.is_file():
            known = [question_id for question_id, place in self.bank.places.items() if place.path.samefile(path)]
            return Bench(self._grader, path, known[0] if known else "")
        broken = [issue.path for issue in self.bank.issues if issue.path.as_posix().endswith(f"/{name}.yaml")]
        if name in self.bank.places:
            return Bench(self._grader, self.bank.places[name].path, name)
        return Bench(self._grader, broken[0] if broken else self.bank.places[self.bank.get(name).id].path, "")

    def objection(self, question_id: str, folder: Path) -> str:
        """Why a new question of this folder cannot have this id; an empty string where it can."""
        from interviewer.model import QUESTION_ID

        if not QUESTION_ID.fullmatch(question_id):
            return "an id is lower-case words joined by hyphens, in folders joined by slashes"
        if question_id in self.bank.places:
            return f"it is taken by {self.bank.places[question_id].path}"
        path = folder / f"{question_id}.yaml"
        return f"there is a file {path} already" if path.exists() else ""

    def add(self, folder: Path, question: Question, renames: bool = False) -> Path:
        """Writes a new question into the folder and returns its file.

        Args:
            folder: Of the bank; made where it is missing.
            question: With an id that nothing speaks against.
            renames: It gets a number behind its id where something does.

        Raises:
            BankError: There is such a question or file, or it cannot be written.
        """
        from interviewer.bank.files import add_question

        free = question
        for number in count(2):
            if not (reason := self.objection(free.id, folder)):
                return add_question(folder, free)
            if not renames:
                raise BankError(f"The question cannot be called {free.id!r}: {reason}.", "Give another id.")
            free = replace(question, id=f"{question.id}-{number}")
        raise AssertionError("there is a number for every draft")

    def coverage(self) -> "Coverage":
        """What the bank covers."""
        from interviewer.bank.coverage import find_coverage

        return find_coverage(self.bank)

    def _kindred(self, questions: Sequence[Question]) -> "Kindred":
        from interviewer.session.kindred import Kindred

        everything = self.bank.questions + self.bank.drafts
        return Kindred(self._grader.encoder, self._grader.kinship, everything, questions)

    def _neighbourhoods(self, question: Question) -> "tuple[Neighbourhood, ...]":
        from interviewer.scoring.neighbourhood import neighbourhoods

        return neighbourhoods(self._grader.encoder, question)

    def _right_claims(self, question: Question) -> "tuple[RightClaim, ...]":
        from interviewer.session.wrong_claims import right_claims

        return right_claims(self._grader.encoder, self._grader.grade_unlearnt, question)
