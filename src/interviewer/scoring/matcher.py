"""One question made ready: how well any answer fits each of its wordings."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from interviewer.scoring.encoder import Encoder, Vectors
from interviewer.scoring.references import Reference, Role
from interviewer.scoring.similarity import Fit, Passages, encode_wordings, fit, without_question
from interviewer.scoring.text import words


class Matcher:
    """The wordings of one question, right and wrong ones, encoded.

    Attributes:
        references, vectors: All texts of the question, and (references, d) float32, their unit vectors.
        numbers: (rows,) where each row is among the references.
        rows: The wordings: references with the role POINT or CLAIM.
        points: (rows,) the number of each row's key point.
        claims: (rows,) whether the row is a wrong claim.
        question_words: The words of the question's text, for each of its languages.
    """

    def __init__(self, encoder: Encoder, references: Sequence[Reference], vectors: Vectors) -> None:
        self.references = tuple(references)
        self.vectors = vectors
        numbers = [i for i, item in enumerate(references) if item.role in {Role.POINT, Role.CLAIM}]
        self.numbers: npt.NDArray[np.intp] = np.asarray(numbers, dtype=np.intp)
        self.rows = tuple(references[i] for i in numbers)
        self.points: npt.NDArray[np.intp] = np.asarray([row.point for row in self.rows], dtype=np.intp)
        self.claims: npt.NDArray[np.bool_] = np.asarray([row.role is Role.CLAIM for row in self.rows], dtype=np.bool_)
        questions = {item.language: i for i, item in enumerate(references) if item.role is Role.QUESTION}
        self.question_words = tuple(words(references[i].text) for i in questions.values())
        asked = [word for spoken in self.question_words for word in spoken]
        self._wordings = encode_wordings(encoder, [row.text for row in self.rows], asked)
        any_question = next(iter(questions.values()))
        self._question_of = np.asarray([questions.get(row.language, any_question) for row in self.rows], np.intp)
        self._to_question = np.einsum("ij,ij->i", vectors[self.numbers], vectors[self._question_of])

    def fit(self, passages: Passages, cosines: Vectors) -> Fit:
        """How well the passages fit every row.

        Args:
            passages: The answers.
            cosines: (references, clauses + sentences) plain cosines, as the index gives them.
        """
        about = without_question(cosines[self.numbers], cosines[self._question_of], self._to_question)
        return fit(self._wordings, passages, about)
