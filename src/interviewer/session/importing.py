"""Questions that others wrote come into a bank: what each would be, whether it is there already, and where it goes."""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace
from pathlib import Path

from interviewer.bank import Bank
from interviewer.bank.files import add_question, check_room, extend_question, file_of, is_too_large
from interviewer.bank.merging import Recognise, merged
from interviewer.bank.naming import question_id
from interviewer.bank.nodes import LARGEST_FILE_BYTES
from interviewer.model import KeyPoint, Language, Localized, Question, Status
from interviewer.model.draft import Collection, Completeness, Draft
from interviewer.model.intake import Fate, Placed, Proposal, Provenance, Treatment
from interviewer.scoring.kinship import CANDIDATES, SAME_FROM
from interviewer.session.grader import Grader
from interviewer.session.plain_text import plain_text
from interviewer.session.proposing import propose, topic_of

SURE_FROM = 0.75
"""From this likeness on an answered question is taken for one that the bank has, whatever its answer says."""

ANSWERS_FROM = 0.2
"""Below that likeness only where its answer, as an answer to the bank's question, scores so much: what looks alike in
three public lists and asks something else is left out half as often (8 of 305 questions), at the price of 3 doubles."""

LONGEST_NAMED = 200
"""So many characters of a question that is too large are shown."""


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
            self._proposal(collection.path, draft, provenance)
            for collection, provenance in collections
            for draft in collection.drafts
        ]
        listed = {proposal.question.id for proposal in proposals}
        return tuple(self._without_doubles(self._judged(proposal, listed) for proposal in proposals))

    def place(self, decided: Sequence[tuple[Proposal, Treatment]]) -> Iterator[Placed]:
        """Writes what is new, one file per question, and treats what is known as wished; each as soon as it is done.

        Raises:
            BankError: A file cannot be written. What could be seen of that beforehand is told before the first one;
                otherwise what was placed before stays.
        """
        check_room(self._into, (one.question for one, treatment in decided if self._is_added(one, treatment)))
        for proposal, treatment in decided:
            yield Placed(proposal, self._written(proposal, treatment), treatment)

    def choices(self, proposal: Proposal) -> tuple[Treatment, ...]:
        """What can be done with it; only SKIP where there is nothing to decide."""
        if proposal.fate is Fate.NEW:
            return (Treatment.SKIP,)
        merge = (Treatment.MERGE,) if proposal.merged else ()
        keep = (Treatment.KEEP,) if self._is_added(proposal, Treatment.KEEP) else ()
        return (Treatment.SKIP, *merge, *keep)

    def _proposal(self, path: Path, draft: Draft, provenance: Provenance) -> Proposal:
        if (
            sum(len(text[language]) for text in (draft.text, draft.answer) for language in Language)
            > LARGEST_FILE_BYTES
        ):
            return _too_large(path, draft, provenance)
        question, claims = propose(draft, path, provenance, self._grader.central)
        return (
            _too_large(path, draft, provenance) if is_too_large(question) else Proposal(path, draft, question, claims)
        )

    def _is_added(self, proposal: Proposal, treatment: Treatment) -> bool:
        """Whether it gets a file of its own."""
        if proposal.fate is Fate.NEW:
            return True
        kept = treatment is Treatment.KEEP and proposal.fate in {Fate.PRESENT, Fate.KNOWN}
        return kept and not file_of(self._into, proposal.question).exists()

    def _written(self, proposal: Proposal, treatment: Treatment) -> Path | None:
        if self._is_added(proposal, treatment):
            return add_question(self._into, proposal.question)
        if proposal.merged and treatment is Treatment.MERGE:
            place = self._bank.places.get(proposal.same_as)
            path = place.path if place else file_of(self._into, proposal.merged)
            extend_question(path, proposal.merged)
            return path
        return None

    def _judged(self, proposal: Proposal, listed: Set[str]) -> Proposal:
        """The proposal with what the bank has of it.

        Questions of one list differ where their texts do, also when an import that was stopped has written some.
        """
        question = proposal.question
        if proposal.fate is Fate.TOO_LARGE:
            return proposal
        if question.id in self._bank.places:
            return self._with_addition(replace(proposal, fate=Fate.PRESENT, same_as=question.id, likeness=1.0))
        found = self._grader.kinship.nearest(question, CANDIDATES)
        nearest = next((kin for kin in found if kin.question_id not in listed), None)
        if nearest is None or nearest.likeness < SAME_FROM:
            return proposal
        like = replace(proposal, same_as=nearest.question_id, likeness=nearest.likeness)
        return self._with_addition(replace(like, fate=Fate.KNOWN)) if self._is_known(like) else like

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
        ours = self._bank.written(proposal.same_as)
        if not place.path.resolve().is_relative_to(self._into.resolve()):
            return replace(proposal, ours=ours, is_fixed=True)
        return self._merged_into(proposal, ours)

    def _merged_into(self, proposal: Proposal, ours: Question) -> Proposal:
        """The proposal with the question that asks the same as it would be with it."""
        both = merged(ours, proposal.question, self._recognising(ours, proposal.question))
        adds = both != ours and not is_too_large(both)
        return replace(proposal, ours=ours, merged=both if adds else None)

    def _recognising(self, ours: Question, theirs: Question) -> Recognise:
        """What finds the point of ours that a text of theirs earns, or that it says in the other language."""
        if not ours.key_points or not theirs.key_points:
            return lambda text: None
        pairs = self._grader.kinship.counterparts(theirs, ours)
        translated = {
            text: pairs[point.id] for point in theirs.key_points if point.id in pairs for text in _said(point)
        }

        def recognised(text: str) -> str | None:
            best = max(self._grader.grade(ours, text).matches, key=lambda match: match.coverage)
            return best.point_id if best.status is Status.COVERED else translated.get(text)

        return recognised

    def _without_doubles(self, proposals: Iterable[Proposal]) -> Iterator[Proposal]:
        """The proposals; a new one with the text of one before it repeats that, with another answer perhaps."""
        before: dict[str, Question] = {}
        for proposal in proposals:
            first = before.setdefault(proposal.question.id, proposal.question)
            if proposal.fate is Fate.NEW and first is not proposal.question:
                repeated = replace(proposal, fate=Fate.REPEATED, same_as=first.id, likeness=1.0)
                yield self._merged_into(repeated, first)
            else:
                yield proposal


def _said(point: KeyPoint) -> tuple[str, ...]:
    return tuple(point.text[language] for language in point.text.languages)


def _too_large(path: Path, draft: Draft, provenance: Provenance) -> Proposal:
    """A proposal of which only enough is left to tell which question is meant."""
    begun = Localized(draft.text.zh[:LONGEST_NAMED], draft.text.en[:LONGEST_NAMED])
    question = Question(question_id(provenance.topic or topic_of(draft, path), begun), begun, (), draft=True)
    return Proposal(path, draft, question, 0, Fate.TOO_LARGE)
