"""What graded answers teach: how a person's grades differ from the scorer's. Pure arithmetic, exactly repeatable.

A Gaussian process on the residual (grade minus what the scorer gave) of one question, or of one key point (Rasmussen
and Williams 2006, chapter 2). Its prior mean is 0: without examples nothing changes, and few examples change little.
The residuals of two answers go together for two reasons that can be told to a person:

- this question is graded mildly or strictly: a constant, fading to nothing where the scorer finds nothing (a mild
  grader does not lift an answer off the topic);
- these two answers are alike, in their words' sense and in what the scorer thought of them.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from interviewer.scoring.encoder import Vectors

Floats = npt.NDArray[np.float64]

CONSTANT, ALIKE = 0.5, 2.0
"""Prior variances of the two parts, in units of the noise variance of a single grade: how soon examples are believed.
One graded answer moves that same answer by about two thirds of the way. These and the lengths below are rounded from
what did best on any four of five sets of answers graded by people; half or twice as much costs little on the fifth."""

VECTOR_LENGTH = 0.3
"""Likeness of two answers falls to 1/e where their vectors' cosine is 1 minus this. 0.5 does a little better still, but
lets a grade reach further, which no question with one or two graded answers should have to bear."""

SCORE_LENGTH = 0.2
"""Standard deviation of the bell by which likeness falls with the difference of the scorer's scores: the same words in
disorder have the same vector, not the same score."""

FADED_BELOW = 0.2
"""Below this score the question's constant fades to nothing."""

NEXT_TO_NOTHING = 0.05
"""A whole answer that scores at most this gains nothing: a cheap answer, the question shuffled say, may get so much."""


class Correction:
    """A person's grades of some answers, ready to correct the score of another answer.

    The order of the examples does not matter, to the last bit.
    """

    def __init__(self, given: Sequence[float], grades: Sequence[float], vectors: Vectors) -> None:
        """Learns.

        Args:
            given: (n,) in [0, 1], what the scorer gives the examples; n is at least 1.
            grades: (n,) in [0, 1], what a person gave them.
            vectors: (n, d) unit vectors of the examples' texts; zeros where a text has no words.
        """
        keys = [(given[i], grades[i], vectors[i].tobytes()) for i in range(len(given))]
        self._order = sorted(range(len(given)), key=keys.__getitem__)
        self._given = np.asarray(given, np.float64)[self._order]
        self._vectors = np.asarray(vectors, np.float64)[self._order]
        self._residuals = np.asarray(grades, np.float64)[self._order] - self._given
        covariance = _kernel(self._given, self._vectors, self._given, self._vectors) + np.eye(len(given))
        self._inverse = np.linalg.inv(covariance)
        self._weights = self._inverse @ self._residuals

    def __call__(self, given: float, vector: Vectors) -> float:
        """The corrected score of an answer, in [0, 1].

        Args:
            given: In [0, 1], what the scorer gives it.
            vector: (d,), its unit vector.
        """
        shared = _kernel(np.asarray([given]), np.asarray(vector, np.float64)[None], self._given, self._vectors)[0]
        return float(np.clip(given + shared @ self._weights, 0, 1))

    def whole(self, given: float, vector: Vectors) -> float:
        """The same for the score of a whole answer, which gains nothing where the scorer finds next to nothing."""
        corrected = self(given, vector)
        return min(corrected, given) if given <= NEXT_TO_NOTHING else corrected

    def nearest(self, given: float, vector: Vectors) -> int:
        """The place, in the order they were handed in, of the example most like this answer."""
        alike = _likeness(np.asarray([given]), np.asarray(vector, np.float64)[None], self._given, self._vectors)[0]
        return self._order[int(alike.argmax())]

    def left_out(self) -> Floats:
        """(n,) in [0, 1]: each example's corrected score had it been left out, in the order they were handed in.

        In closed form (Rasmussen and Williams 2006, equation 5.12): without example i its residual would be
        predicted as r[i] - w[i] / inverse[i, i].
        """
        found = np.clip(self._given + self._residuals - self._weights / np.diag(self._inverse), 0, 1)
        unsorted = np.empty_like(found)
        unsorted[self._order] = found
        return unsorted


def _kernel(left: Floats, left_vectors: Floats, right: Floats, right_vectors: Floats) -> Floats:
    """(left, right): how much the residuals of these answers go together, in units of the noise variance."""
    strictness = CONSTANT * np.outer(_faded(left), _faded(right))
    return strictness + ALIKE * _likeness(left, left_vectors, right, right_vectors)


def _faded(given: Floats) -> Floats:
    return np.minimum(given / FADED_BELOW, 1)


def _likeness(left: Floats, left_vectors: Floats, right: Floats, right_vectors: Floats) -> Floats:
    """(left, right) in [0, 1]; 1 for an answer and itself."""
    distances = np.maximum(1 - left_vectors @ right_vectors.T, 0)
    differences = np.subtract.outer(left, right)
    likeness: Floats = np.exp(-distances / VECTOR_LENGTH - differences**2 / (2 * SCORE_LENGTH**2))
    return likeness
