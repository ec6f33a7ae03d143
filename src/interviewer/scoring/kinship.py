"""Which questions ask the same thing: same meaning, other words, other language."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from interviewer.model import Question
from interviewer.scoring.encoder import Encoder
from interviewer.scoring.similarity import encode_texts

SAME_FROM = 0.8
"""From this likeness on two questions are taken to ask the same."""


@dataclass(frozen=True, slots=True)
class Kin:
    """Another question, and how much it asks the same, in [0, 1]."""

    question_id: str
    likeness: float


class Kinship:
    """How near questions are to those of a bank, by meaning. Not for two threads at once."""

    def __init__(self, encoder: Encoder, questions: Sequence[Question]) -> None:
        self._encoder = encoder
        self._questions = tuple(questions)

    def nearest(self, question: Question, count: int = 3) -> tuple[Kin, ...]:
        """The questions of the bank that ask most nearly the same, the nearest first; never the question itself.

        Args:
            question: Of the bank, or any other; it may have no key points and no answer.
            count: At most so many.
        """
        others = [other for other in self._questions if other.id != question.id]
        if not others:
            return ()
        asked = encode_texts(self._encoder, [question.text[language] for language in question.text.languages])
        likeness = np.asarray(
            [
                (asked @ encode_texts(self._encoder, [other.text[way] for way in other.text.languages]).T).max()
                for other in others
            ]
        )
        order = np.argsort(-likeness, kind="stable")[:count]
        return tuple(Kin(others[i].id, float(np.clip(likeness[i], 0, 1))) for i in order)

    def pairs(self, least: float) -> list[tuple[str, str, float]]:
        """The pairs of questions of the bank that are at least so much alike, each once."""
        found = {}
        for question in self._questions:
            for kin in self.nearest(question, len(self._questions)):
                if kin.likeness >= least:
                    found[tuple(sorted((question.id, kin.question_id)))] = kin.likeness
        return [(first, second, likeness) for (first, second), likeness in sorted(found.items())]

    def shared_points(self, question: Question, other: Question) -> float:
        """The share of the key points, of the question that has fewer, that the other question has too, in [0, 1]."""
        fewer, more = sorted((question, other), key=lambda one: len(one.key_points))
        mine, theirs = (
            encode_texts(self._encoder, [point.text.zh or point.text.en for point in one.key_points])
            for one in (fewer, more)
        )
        return float(((mine @ theirs.T).max(axis=1) >= SAME_FROM).mean()) if len(mine) and len(theirs) else 0.0
