"""Questions that others wrote come into a bank: what each would be, whether it is there already, and where it goes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from interviewer.bank import Bank
from interviewer.bank.files import add_question, extend_question, file_of
from interviewer.bank.merging import merged
from interviewer.model import Question, Status
from interviewer.model.draft import Collection
from interviewer.model.intake import Fate, Placed, Proposal, Provenance, Treatment
from interviewer.scoring.kinship import SAME_FROM, Kinship
from interviewer.session.grader import Grader
from interviewer.session.proposing import propose


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
        judged = [self._judged(proposal) for proposal in proposals]
        return tuple(_without_doubles(judged, self._grader.kinship_of(_new(judged))))

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
        if nearest and nearest[0].likeness >= SAME_FROM:
            known = replace(proposal, fate=Fate.KNOWN, same_as=nearest[0].question_id, likeness=nearest[0].likeness)
            return self._with_addition(known)
        return proposal

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


def _new(proposals: Iterable[Proposal]) -> list[Question]:
    """The new questions, each id once."""
    found = {proposal.question.id: proposal.question for proposal in proposals if proposal.fate is Fate.NEW}
    return list(found.values())


def _without_doubles(proposals: Sequence[Proposal], kinship: Kinship) -> Iterator[Proposal]:
    """The proposals; a new one that asks the same as one before it is known already."""
    before: set[str] = set()
    kin: dict[str, list[tuple[str, float]]] = {}
    for first, second, likeness in kinship.pairs(SAME_FROM):
        kin.setdefault(first, []).append((second, likeness))
        kin.setdefault(second, []).append((first, likeness))
    for proposal in proposals:
        name = proposal.question.id
        earlier = [(other, likeness) for other, likeness in kin.get(name, ()) if other in before]
        if name in before:
            earlier = [(name, 1.0)]
        if proposal.fate is Fate.NEW and earlier:
            other, likeness = max(earlier, key=lambda pair: pair[1])
            yield replace(proposal, fate=Fate.KNOWN, same_as=other, likeness=likeness)
        else:
            before.add(name)
            yield proposal
