"""Integer programmes: how many of each, so that every line comes to what it should. The home of highspy (HiGHS)."""

from dataclasses import dataclass
from functools import cache

import highspy
import numpy as np

from interviewer.sets.meaning import Figures


@dataclass(frozen=True, slots=True, eq=False)
class Programme:
    """Whole numbers from 0 to `most` are sought, for which `low <= amounts @ numbers <= high`, at little cost.

    Attributes:
        amounts: (lines, n).
        low, high: (lines,).
        most: (n,).
        cost: (n,) of one of each.
        cheapest: Whether the cost has to be the least of all: that takes longer to be sure of.
    """

    amounts: Figures
    low: Figures
    high: Figures
    most: Figures
    cost: Figures
    cheapest: bool = False

    def solve(self) -> Figures | None:
        """(n,) the numbers; None where there are none. The same programme gives the same numbers."""
        solver = _solver()
        solver.clearModel()
        for gap in ("mip_rel_gap", "mip_abs_gap"):
            solver.setOptionValue(gap, 0.0 if self.cheapest else np.inf)
        solver.passModel(self._model())
        solver.run()
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        return np.round(np.array(solver.getSolution().col_value))

    def bending(self, bends: Figures) -> "Programme":
        """The programme in which some lines may miss their bounds, and which costs only by how much they do.

        Args:
            bends: (lines,) 0 where a line may not; otherwise what misses it by 1 costs 1 divided by this.
        """
        below = np.diag(bends)[:, bends > 0]
        free = np.full(below.shape[1], np.inf)
        return Programme(
            np.hstack([self.amounts, below, -below]),
            self.low,
            self.high,
            np.concatenate([self.most, free, free]),
            np.concatenate([np.zeros(len(self.most)), np.ones(2 * len(free))]),
            cheapest=True,
        )

    def _model(self) -> highspy.HighsLp:
        lines, numbers = np.nonzero(self.amounts)
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(self.most), len(self.low)
        model.col_cost_, model.col_lower_, model.col_upper_ = self.cost, np.zeros(len(self.most)), self.most
        model.row_lower_, model.row_upper_ = self.low, self.high
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        counts = np.bincount(lines, minlength=len(self.low))
        model.a_matrix_.start_ = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
        model.a_matrix_.index_ = numbers.astype(np.int32)
        model.a_matrix_.value_ = self.amounts[lines, numbers]
        whole, any_number = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
        model.integrality_ = [any_number if most == np.inf else whole for most in self.most]
        return model


class _Quiet(highspy.Highs):
    """The solver without its own constructor, which greets on stdout."""

    def __init__(self) -> None:
        super(highspy.Highs, self).__init__()


@cache
def _solver() -> highspy.Highs:
    """One solver for all; on one thread, so that it always finds the same."""
    solver = _Quiet()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    return solver
