"""Questions on their way into a bank: what each would become, and what became of it."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from interviewer.model.draft import Draft
from interviewer.model.question import Question


class Fate(StrEnum):
    """What becomes of a question that is brought in.

    The bank has one with its id (PRESENT) or one that asks the same (KNOWN); one before it in what is brought in has
    its text (REPEATED); its file would be larger than the bank reads (TOO_LARGE).
    """

    NEW = "new"
    PRESENT = "present"
    KNOWN = "known"
    REPEATED = "repeated"
    TOO_LARGE = "too large"


class Treatment(StrEnum):
    """What is to be done with a question that the bank has in other words or in another language."""

    SKIP = "skip"
    MERGE = "merge"
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where the questions of a file come from, and what they are filed under.

    Attributes:
        topic: Empty where the file's own headings decide.
        source: Added to the sources of each question; may be empty.
        licence: Of those that name none themselves; may be empty.
    """

    topic: str = ""
    source: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A question that could be added to the bank.

    Attributes:
        path: The file it was found in.
        question: What it would be; a draft where it has no answer yet. Of one that is TOO_LARGE only its beginning.
        claims: How many claims its answer makes; more than it has key points where the rest stays in the model answer.
        same_as: The bank's question that asks the same, or the one before it; of a NEW one the question that perhaps
            does. Otherwise empty.
        likeness: How sure that is, in [0, 1].
        ours: That question as it is, where the bank has it or one before it repeats it; otherwise None.
        is_fixed: It stands in a folder of the bank that is not imported to, where nothing is changed.
        merged: That question with what this one adds to it; None where it adds nothing, or cannot be changed.
    """

    path: Path
    draft: Draft
    question: Question
    claims: int
    fate: Fate = Fate.NEW
    same_as: str = ""
    likeness: float = 0.0
    ours: Question | None = None
    is_fixed: bool = False
    merged: Question | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """What became of a proposal.

    Attributes:
        written: The file that it was written to, or merged into; None where nothing was written.
        treatment: What was to be done with it, had the bank the question.
    """

    proposal: Proposal
    written: Path | None
    treatment: Treatment = Treatment.SKIP

    @property
    def is_merged(self) -> bool:
        """Whether a question that was there has gained something."""
        is_known = self.proposal.fate is not Fate.NEW
        return self.written is not None and is_known and self.treatment is Treatment.MERGE
