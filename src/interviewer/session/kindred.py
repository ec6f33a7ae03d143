"""Which questions of a bank ask the same as one of them: by what they ask, and by the key points they have."""

from collections.abc import Sequence
from functools import cached_property

from interviewer.bank.lint.rule import Kin
from interviewer.model import Question
from interviewer.scoring.encoder import Encoder
from interviewer.scoring.kinship import SAME_FROM, Kinship
from interviewer.scoring.likeness import MOSTLY
from interviewer.scoring.sharing import sharing

KIN = 3
"""So many questions that are worded alike are looked at for each."""


class Kindred:
    """The kin of some questions among all of a bank. Not for two threads at once."""

    def __init__(
        self, encoder: Encoder, kinship: Kinship, everything: Sequence[Question], looked_at: Sequence[Question]
    ) -> None:
        """Prepares it; nothing is compared yet.

        Args:
            encoder: That of the kinship.
            kinship: Of all the questions.
            everything: The questions of the bank, drafts among them.
            looked_at: Those whose kin will be asked for.
        """
        self._encoder = encoder
        self._kinship = kinship
        self._questions = {question.id: question for question in everything}
        self._looked_at = {question.id for question in looked_at}

    def kin_of(self, question: Question) -> list[Kin]:
        """The questions that are worded alike, then the others with most of its key points."""
        alike = {kin.question_id: kin for kin in self._kinship.nearest(question, KIN) if kin.likeness >= SAME_FROM}
        others = [name for name in self._sharing.get(question.id, ()) if name not in alike]
        sharing_most = [Kin(name, None, shared) for name in others if (shared := self._shared(question, name)) > MOSTLY]
        return [Kin(name, kin.likeness, self._shared(question, name)) for name, kin in alike.items()] + sharing_most

    def _shared(self, question: Question, name: str) -> float:
        return self._kinship.shared_points(question, self._questions[name])

    @cached_property
    def _sharing(self) -> dict[str, list[str]]:
        """What the vectors show; kinship knows better, and takes longer."""
        return sharing(self._encoder, tuple(self._questions.values()), self._looked_at)
