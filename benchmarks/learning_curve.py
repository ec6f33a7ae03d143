"""How much a few graded answers to a question help with the rest: `python -m benchmarks.learning_curve FILE.jsonl ...`.

Rows as in `benchmarks.agreement`. Of each question some answers, chosen at random, are handed to what `interviewer
calibrate` learns with; the figures are of the other answers, the same ones for every number of graded answers.
"""

import json
import random
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from interviewer.evaluation.rows import inline_question
from interviewer.model import Language
from interviewer.scoring import Scorer, load_scorer
from interviewer.scoring.learned import Correction

Floats = npt.NDArray[np.float64]

GRADED = (0, 5, 10, 20)
"""Graded answers per question."""

FEW_GRADED = (0, 1, 2, 3)
"""Where no question has answers enough for GRADED."""

REST, FEW_REST = 8, 3
"""A question needs so many answers beyond the most graded ones."""

SEEDS = range(10)


@dataclass(frozen=True, slots=True)
class Asked:
    """The answers to one question: what the scorer and people gave them, (n,), and their vectors, (n, d)."""

    given: Floats
    grades: Floats
    vectors: npt.NDArray[np.float32]

    def predict(self, graded: Sequence[int], rest: Sequence[int]) -> Floats:
        """(rest,) scores, as the graded answers correct them."""
        if not graded:
            return self.given[list(rest)]
        chosen = list(graded)
        correction = Correction(list(self.given[chosen]), list(self.grades[chosen]), self.vectors[chosen])
        return np.asarray([correction.whole(float(self.given[i]), self.vectors[i]) for i in rest])


def main() -> None:
    """Prints a table: a block per file, a line per number of graded answers."""
    with tempfile.TemporaryDirectory() as cache:
        scorer = load_scorer([], Path(cache))
        curves = {Path(path).stem: curve(scorer, Path(path)) for path in sys.argv[1:]}
    print(f"{'file':16}{'questions':>10}{'graded':>8}{'Pearson':>9}{'within':>8}{'RMSE':>7}")
    for name, (questions, lines) in curves.items():
        for graded, figures in lines.items():
            _print(name, questions, graded, figures)
    full = [lines for _, lines in curves.values() if tuple(lines) == GRADED]
    for graded in GRADED if full else ():
        _print("mean", len(full), graded, np.mean([lines[graded] for lines in full], axis=0))


def _print(name: str, questions: int, graded: int, figures: Floats) -> None:
    pearson, within, error = figures
    print(f"{name:16}{questions:10}{graded:8}{pearson:9.3f}{within:8.3f}{error:7.3f}")


def curve(scorer: Scorer, path: Path) -> tuple[int, dict[int, Floats]]:
    """How many questions have answers enough, and by number of graded ones the mean measures over SEEDS."""
    every = list(_asked(scorer, path))
    counts, rest = GRADED, REST
    if not any(len(asked.given) >= counts[-1] + rest for asked in every):
        counts, rest = FEW_GRADED, FEW_REST
    large = [asked for asked in every if len(asked.given) >= counts[-1] + rest]
    measured = [_measured(large, counts, seed) for seed in SEEDS]
    return len(large), {count: np.mean([one[count] for one in measured], axis=0) for count in counts}


def _asked(scorer: Scorer, path: Path) -> Iterator[Asked]:
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        rows[row["question_id"]].append(row)
    for group in rows.values():
        given = []
        for row in group:
            asked = [inline_question(row["question"], text, Language(row["lang"])) for text in row["references"]]
            given.append(scorer.score_best(asked, row["answer"])[1].overall)
        grades = np.asarray([row["score"] for row in group], np.float64)
        yield Asked(np.asarray(given), grades, scorer.vectors([row["answer"] for row in group]))


def _measured(every: Sequence[Asked], counts: Sequence[int], seed: int) -> dict[int, Floats]:
    """(3,) for each count: Pearson's r over all the rest, the same within one question, root mean square error."""
    drawn = random.Random(seed)
    orders = [drawn.sample(range(len(asked.given)), len(asked.given)) for asked in every]
    splits = [(asked, order[: counts[-1]], order[counts[-1] :]) for asked, order in zip(every, orders, strict=True)]
    human = [asked.grades[rest] for asked, _, rest in splits]
    return {
        count: _figures([asked.predict(graded[:count], rest) for asked, graded, rest in splits], human)
        for count in counts
    }


def _figures(scores: Sequence[Floats], human: Sequence[Floats]) -> Floats:
    flat, true = np.concatenate(scores), np.concatenate(human)
    inner = [np.concatenate([part - part.mean() for part in parts]) for parts in (scores, human)]
    error = np.sqrt(np.mean((flat - true) ** 2))
    return np.asarray([np.corrcoef(flat, true)[0, 1], np.corrcoef(inner[0], inner[1])[0, 1], error])


if __name__ == "__main__":
    main()
