"""How well scores agree with human grades: `python -m benchmarks.agreement FILE.jsonl ...`.

One JSON object a line with `question_id`, `lang`, `question`, `references`, `answer` and the human `score` in [0, 1].
Each reference is split into key points; the best reference counts.
"""

import argparse
import json
import re
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from interviewer.model import KeyPoint, Language, Localized, Question
from interviewer.scoring import Scorer, load_scorer
from interviewer.scoring.text import sentences
from interviewer.settings import find_places

ITEMS = re.compile(r"[、，,；;]|和|与|[(（]\d+[)）]|\d+[.、）)]")
LEAD_IN = re.compile(r"[:：]|分为|包括|可分为|有")


def main() -> None:
    """Prints Pearson's r for each file, and their mean."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", metavar="FILE")
    parser.add_argument("--model", default="builtin", help="one of `interviewer model list`")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as cache:
        scorer = load_scorer([], Path(cache), asked.model, find_places().models)
        found = {path: agreement(scorer, Path(path)) for path in asked.files}
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
            questions.setdefault((row["question_id"], reference), inline_question(row, reference))
        asked = [questions[row["question_id"], reference] for reference in row["references"]]
        scores.append(max(scorer.score(question, row["answer"]).overall for question in asked))
    return float(np.corrcoef(scores, [row["score"] for row in rows])[0, 1])


def inline_question(row: dict[str, Any], reference: str) -> Question:
    """The question of a row with the key points of one of its references."""
    language = Language(row["lang"])

    def said(text: str) -> Localized:
        return Localized(**{language.value: text})

    points = tuple(KeyPoint(f"p{number}", said(text)) for number, text in enumerate(_key_points(reference)))
    return Question(f"{row['question_id']}#{reference}", said(row["question"]), points)


def _key_points(reference: str) -> list[str]:
    """The items of a list, the sentences of anything else."""
    points: list[str] = []
    for sentence in sentences(reference):
        text = reference[sentence.span.start : sentence.span.end]
        items = [item for item in ITEMS.split(LEAD_IN.split(text)[-1]) if re.search(r"\w", item)]
        points += items if "、" in text and len(items) > 1 else [text]
    return points or [reference]


if __name__ == "__main__":
    main()
