"""Questions that others wrote come into a bank: what each would be, whether it is there already, and where it goes."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from interviewer.bank import Bank
from interviewer.bank.files import add_question, extend_question, file_of
from interviewer.bank.merging import merged
from interviewer.model import Language, Question, Status
from interviewer.model.draft import Collection, Completeness
from interviewer.model.intake import Fate, Placed, Proposal, Provenance, Treatment
from interviewer.scoring.kinship import SAME_FROM
from interviewer.session.grader import Grader
from interviewer.session.plain_text import plain_text
from interviewer.session.proposing import propose

SURE_FROM = 0.75
"""From this likeness on an answered question is taken for one that the bank has, whatever its answer says."""

ANSWERS_FROM = 0.2
"""Below that likeness only where its answer, as an answer to the bank's question, scores so much: what looks alike in
three public lists and asks something else is left out half as often (8 of 305 questions), at the price of 3 doubles."""


class Importing:
    """Brings questions into one folder, held against a bank that should include it."""

    def __init__(self, bank: Bank, grader: Grader, into: Path) -> None:
        self._bank = bank
        self._grader = grader
        self._into = into

    def propose(self, collections: Iterable[tuple[Collection, Provenance]]) -> tuple[Proposal, ...]:
        """What each question would become, in the order of the files; nothing is written.

        Raises:
            ModelError: The encoder's files are missing or damaged.
        """
        proposals = [
            Proposal(collection.path, draft, *propose(draft, collection.path, provenance, self._grader.central))
            for collection, provenance in collections
            for draft in collection.drafts
        ]
        return tuple(_without_doubles(map(self._judged, proposals)))

    def place(self, proposals: Iterable[Proposal], treatment: Treatment) -> Iterator[Placed]:
        """Writes what is new, one file per question, and treats what is known as wished; each as soon as it is done.

        Raises:
            BankError: A file cannot be written; what was placed before stays.
        """
        for proposal in proposals:
            yield Placed(proposal, self._written(proposal, treatment))

    def _written(self, proposal: Proposal, treatment: Treatment) -> Path | None:
        kept = treatment is Treatment.KEEP and not file_of(self._into, proposal.question).exists()
        if proposal.fate is Fate.NEW or kept:
            return add_question(self._into, proposal.question)
        if proposal.merged and treatment is Treatment.MERGE:
            path = self._bank.places[proposal.same_as].path
            extend_question(path, proposal.merged)
            return path
        return None

    def _judged(self, proposal: Proposal) -> Proposal:
        """The proposal with what the bank has of it."""
        question = proposal.question
        if question.id in self._bank.places:
            return self._with_addition(replace(proposal, fate=Fate.PRESENT, same_as=question.id, likeness=1.0))
        nearest = self._grader.kinship.nearest(question, 1)
        if not nearest or nearest[0].likeness < SAME_FROM:
            return proposal
        found = replace(proposal, same_as=nearest[0].question_id, likeness=nearest[0].likeness)
        return self._with_addition(replace(found, fate=Fate.KNOWN)) if self._is_known(found) else found

    def _is_known(self, proposal: Proposal) -> bool:
        """Whether a likely match is sure enough to leave the question out; without an answer nothing is lost by it."""
        if proposal.draft.completeness is not Completeness.ANSWERED or proposal.likeness >= SURE_FROM:
            return True
        ours = self._bank.find(proposal.same_as)
        answers = (plain_text(proposal.draft.answer[language]) for language in Language)
        return ours is not None and any(self._grader.grade(ours, text).overall >= ANSWERS_FROM for text in answers)

    def _with_addition(self, proposal: Proposal) -> Proposal:
        """The proposal with the bank's question as it would be with it, where that is ours to change."""
        place = self._bank.places[proposal.same_as]
        if not place.path.resolve().is_relative_to(self._into.resolve()):
            return proposal
        ours = self._bank.written(proposal.same_as)
        both = merged(ours, proposal.question, partial(self._recognised, ours))
        return replace(proposal, merged=both) if both != ours else proposal

    def _recognised(self, question: Question, text: str) -> str | None:
        """The key point of the question that the text earns."""
        if not question.key_points:
            return None
        best = max(self._grader.grade(question, text).matches, key=lambda match: match.coverage)
        return best.point_id if best.status is Status.COVERED else None


def _without_doubles(proposals: Iterable[Proposal]) -> Iterator[Proposal]:
    """The proposals; a new one with the text of one before it is known already."""
    before: set[str] = set()
    for proposal in proposals:
        name = proposal.question.id
        if proposal.fate is Fate.NEW and name in before:
            yield replace(proposal, fate=Fate.KNOWN, same_as=name, likeness=1.0)
        else:
            before.add(name)
            yield proposal
