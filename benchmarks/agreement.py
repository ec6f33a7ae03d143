"""How well scores agree with human grades: `python -m benchmarks.agreement FILE.jsonl ...`.

One JSON object a line with `question_id`, `lang`, `question`, `references`, `answer` and the human `score` in [0, 1].
Each reference is split into key points; the best reference counts.
"""

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from interviewer.model import KeyPoint, Language, Localized, Question
from interviewer.scoring import Scorer, load_scorer
from interviewer.scoring.splitting import key_points


def main() -> None:
    """Prints Pearson's r for each file, and their mean."""
    with tempfile.TemporaryDirectory() as cache:
        scorer = load_scorer([], Path(cache))
        found = {path: agreement(scorer, Path(path)) for path in sys.argv[1:]}
    for path, r in found.items():
        print(f"{Path(path).stem:20} r = {r:.3f}")
    if found:
        print(f"{'mean':20} r = {np.mean(list(found.values())):.3f}")


def agreement(scorer: Scorer, path: Path) -> float:
    """Pearson's r between the scores and the human grades of one file."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    questions: dict[tuple[str, str], Question] = {}
    scores = []
    for row in rows:
        for reference in row["references"]:
            questions.setdefault((row["question_id"], reference), _question(row, reference))
        asked = [questions[row["question_id"], reference] for reference in row["references"]]
        scores.append(max(scorer.score(question, row["answer"]).overall for question in asked))
    return float(np.corrcoef(scores, [row["score"] for row in rows])[0, 1])


def _question(row: dict[str, Any], reference: str) -> Question:
    language = Language(row["lang"])

    def said(text: str) -> Localized:
        return Localized(**{language.value: text})

    points = tuple(KeyPoint(f"p{number}", said(text)) for number, text in enumerate(key_points(reference)))
    return Question(f"{row['question_id']}#{reference}", said(row["question"]), points)


if __name__ == "__main__":
    main()
