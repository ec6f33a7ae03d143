"""One answer's fit -> the verdict on each key point, with its evidence."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from interviewer.model import Doubt, Match, Opposition, Span, Status
from interviewer.scoring.encoder import Vectors
from interviewer.scoring.matcher import Matcher
from interviewer.scoring.polarity import denials, find_conflict
from interviewer.scoring.rubric import DIGITS, SCALE, is_unsure, status_of
from interviewer.scoring.similarity import Fit, blend

CLAIM_LEAD = 0.02
"""By how much (in similarity) a window must fit a wrong claim better than any point: a right sentence, which shares
most of its words with the wrong one, must not pass for it."""

ELSEWHERE_LEAD = 0.05
"""By how much the point must be made better in another window than the claim is, to count all the same."""

RIVAL_LEAD = 0.05
"""A window that fits another point of the question by more than this better speaks for that one: what goes beyond it
is taken off here. "Units are switched off at random" says nothing about switching dropout off."""

EVIDENCE_SLACK = 0.14
"""The best clause serves as evidence when its similarity is at most this much below the best sentence's; people
point at the clause, and a sentence of several clauses fits everything a little better."""


SELDOM = 0.2
"""Where a greater share of a point's wordings denies something, a "not" is one way to make it."""

PLAIN_FROM = 0.8
"""From this coverage on a "not" is noticed even in words that share too few with any wording to be compared with it."""

JUST_AS_WELL = 0.05
"""A sentence that fits the point at most this much less (in similarity) than the doubtful one, and agrees with it,
shows that the candidate means the right thing."""


@dataclass(frozen=True, slots=True)
class Judge:
    """Reads the verdicts off one answer's fit.

    Attributes:
        matcher: The question.
        anchors: (rows, 4) float32.
        fits: Of the answer, as the only passage.
        spans: Where each window lies in the answer.
        clauses: How many of the windows are clauses; they come first.
        answer: The answer as given.
        asks: Whether to look for doubts, which the candidate is asked about.
    """

    matcher: Matcher
    anchors: Vectors
    fits: Fit
    spans: Sequence[Span]
    clauses: int
    answer: str
    asks: bool = True

    def match(self, number: int, point_id: str) -> Match:
        """What the answer does with the question's point `number`."""
        right = np.flatnonzero((self.matcher.points == number) & ~self.matcher.claims)
        if not len(right):
            return Match(point_id, 0.0, Status.MISSING)
        rivals = self._rivals(number)
        windows = self.fits.windows[right].max(axis=0)
        if made := self._claim(number, windows, np.maximum(windows, rivals)):
            row, window = made
            claim = self.matcher.rows[row].text
            return Match(point_id, 0.0, Status.CONTRADICTED, self.spans[window], self._quote(window), claim)
        taken = np.maximum(rivals - windows - RIVAL_LEAD, 0)
        best = (self.fits.windows[right] - taken).max(axis=1)
        fits = blend(self.fits.whole[right, 0], best)
        coverage = round(float(coverages(fits, self.anchors[right]).max()), DIGITS)
        status = status_of(coverage)
        if status is Status.MISSING:
            return Match(point_id, coverage, status)
        window = self._evidence(windows - taken)
        doubt = self._doubt(right, windows - taken, window, coverage) if self.asks else None
        unsure = doubt is not None or is_unsure(coverage)
        return Match(point_id, coverage, status, self.spans[window], self._quote(window), doubt=doubt, unsure=unsure)

    def _rivals(self, number: int) -> Vectors:
        """(windows,) how well each fits the best right wording of any other point."""
        others = np.flatnonzero((self.matcher.points != number) & ~self.matcher.claims)
        best: Vectors = self.fits.windows[others].max(axis=0, initial=-1)
        return best

    def _claim(self, number: int, right: Vectors, any_right: Vectors) -> tuple[int, int] | None:
        """The row of the wrong claim that the answer makes about this point and the window, or None.

        Args:
            number: The point's.
            right: (windows,) how well each fits the point.
            any_right: (windows,) how well each fits any point of the question.
        """
        rows = np.flatnonzero((self.matcher.points == number) & self.matcher.claims)
        if not len(rows):
            return None
        wrong = self.fits.windows[rows]
        best, window = divmod(int(wrong.argmax()), wrong.shape[1])
        fit = wrong[best, window]
        made = fit >= self.anchors[rows[best], 1] and fit >= any_right[window] + CLAIM_LEAD
        outdone = right.max() >= fit + ELSEWHERE_LEAD
        return (int(rows[best]), window) if made and not outdone else None

    def _doubt(self, right: npt.NDArray[np.intp], windows: Vectors, evidence: int, coverage: float) -> Doubt | None:
        """What to ask about: where the sentence that makes the point says its opposite, or denies what it fits."""
        return self._opposition(right, windows, evidence) or self._denial(right, evidence, coverage)

    def _opposition(self, right: npt.NDArray[np.intp], windows: Vectors, evidence: int) -> Doubt | None:
        """How the sentence that makes the point says its opposite; None where another sentence makes it as well.

        Args:
            right: The rows of the point's wordings.
            windows: (windows,) how well each fits the point.
            evidence: The window that makes it.
        """
        wordings = [self.matcher.rows[row].text for row in right]
        made_in = self._sentence_of(evidence)
        conflict = find_conflict(self._quote(made_in), wordings)
        if conflict is None:
            return None
        rivals = [
            window
            for window in range(self.clauses, len(self.spans))
            if window != made_in and windows[window] >= windows[evidence] - JUST_AS_WELL
        ]
        if any(find_conflict(self._quote(window), wordings) is None for window in rivals):
            return None
        return Doubt(conflict.kind, conflict.said, conflict.expected)

    def _denial(self, right: npt.NDArray[np.intp], evidence: int, coverage: float) -> Doubt | None:
        """A "not" in words that fit the point this well, where its wordings hardly ever deny anything."""
        denied = denials(self._quote(evidence)) if coverage >= PLAIN_FROM else []
        if not denied:
            return None
        wordings = [self.matcher.rows[row].text for row in right]
        fitting = wordings[int(self.fits.windows[right, evidence].argmax())]
        if denials(fitting) or sum(bool(denials(text)) for text in wordings) > SELDOM * len(wordings):
            return None
        return Doubt(Opposition.NEGATION, denied[0], fitting)

    def _sentence_of(self, window: int) -> int:
        """The sentence around a clause, or the sentence itself."""
        place = self.spans[window]
        return next(
            number
            for number in range(self.clauses, len(self.spans))
            if self.spans[number].start <= place.start and place.end <= self.spans[number].end
        )

    def _evidence(self, windows: Vectors) -> int:
        """The window to show: the best clause where it carries the point, else the best sentence."""
        clause, best = int(windows[: self.clauses].argmax()), int(windows.argmax())
        return clause if windows[clause] >= windows[best] - EVIDENCE_SLACK else best

    def _quote(self, window: int) -> str:
        return self.answer[self.spans[window].start : self.spans[window].end]


def coverages(fits: Vectors, anchors: Vectors) -> npt.NDArray[np.float64]:
    """(rows,) in [0, 1]: straight lines between the anchors, which mean the coverages of SCALE.

    Args:
        fits: (rows,) similarities.
        anchors: (rows, 4).
    """
    return np.asarray([np.interp(fit, anchor, SCALE) for fit, anchor in zip(fits, anchors, strict=True)])
