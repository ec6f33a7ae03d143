"""One answer's fit -> the verdict on each key point, with its evidence."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from interviewer.model import Match, Span, Status
from interviewer.scoring.encoder import Vectors
from interviewer.scoring.matcher import Matcher
from interviewer.scoring.rubric import DIGITS, SCALE, status_of
from interviewer.scoring.similarity import Fit

CLAIM_LEAD = 0.06
"""By how much (in similarity) a window must fit a wrong claim better than the point: a right sentence, which shares
most of its words with the wrong one, must not pass for it."""

ELSEWHERE_LEAD = 0.05
"""By how much the point must be made better in another window than the claim is, to count all the same."""

EVIDENCE_SLACK = 0.03
"""A smaller window serves as evidence when its similarity is at most this much below the best window's."""


@dataclass(frozen=True, slots=True)
class Judge:
    """Reads the verdicts off one answer's fit.

    Attributes:
        matcher: The question.
        anchors: (rows, 4) float32.
        fits: Of the answer, as the only passage.
        spans: Where each window lies in the answer.
        answer: The answer as given.
    """

    matcher: Matcher
    anchors: Vectors
    fits: Fit
    spans: Sequence[Span]
    answer: str

    def match(self, number: int, point_id: str) -> Match:
        """What the answer does with the question's point `number`."""
        right = np.flatnonzero((self.matcher.points == number) & ~self.matcher.claims)
        if not len(right):
            return Match(point_id, 0.0, Status.MISSING)
        windows = self.fits.windows[right].max(axis=0)
        if made := self._claim(number, windows):
            row, window = made
            claim = self.matcher.rows[row].text
            return Match(point_id, 0.0, Status.CONTRADICTED, self.spans[window], self._quote(window), claim)
        coverage = round(float(coverages(self.fits.passages[right, 0], self.anchors[right]).max()), DIGITS)
        status = status_of(coverage)
        if status is Status.MISSING:
            return Match(point_id, coverage, status)
        window = self._evidence(windows)
        return Match(point_id, coverage, status, self.spans[window], self._quote(window))

    def _claim(self, number: int, right: Vectors) -> tuple[int, int] | None:
        """The row of the wrong claim that the answer makes about this point and the window, or None."""
        rows = np.flatnonzero((self.matcher.points == number) & self.matcher.claims)
        if not len(rows):
            return None
        wrong = self.fits.windows[rows]
        best, window = divmod(int(wrong.argmax()), wrong.shape[1])
        fit = wrong[best, window]
        made = fit >= self.anchors[rows[best], 1] and fit >= right[window] + CLAIM_LEAD
        outdone = right.max() >= fit + ELSEWHERE_LEAD
        return (int(rows[best]), window) if made and not outdone else None

    def _evidence(self, windows: Vectors) -> int:
        """The shortest window that carries the point nearly as well as the best; the first of equals."""
        good = np.flatnonzero(windows >= windows.max() - EVIDENCE_SLACK).tolist()
        return int(min(good, key=lambda window: (self._length(window), self.spans[window].start)))

    def _length(self, window: int) -> int:
        return self.spans[window].end - self.spans[window].start

    def _quote(self, window: int) -> str:
        return self.answer[self.spans[window].start : self.spans[window].end]


def coverages(fits: Vectors, anchors: Vectors) -> npt.NDArray[np.float64]:
    """(rows,) in [0, 1]: straight lines between the anchors, which mean the coverages of SCALE.

    Args:
        fits: (rows,) similarities.
        anchors: (rows, 4).
    """
    return np.asarray([np.interp(fit, anchor, SCALE) for fit, anchor in zip(fits, anchors, strict=True)])
