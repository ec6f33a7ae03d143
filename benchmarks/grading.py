"""Speed and memory of grading what many candidates wrote: `python -m benchmarks.grading --most 100000`.

The answers are made of the bank's own wordings, some of the points left out and some turned wrong, each with a word
that no other has: nothing can be remembered. A hundred thousand of them take ten minutes and more.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from interviewer.bank import builtin_directory, load_bank
from interviewer.model import KeyPoint, Language

QUESTIONS = 10
"""That each candidate answers."""


def main() -> None:
    """Grades files of growing length and prints how long it takes and how much memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--most", type=int, default=10_000, help="answers of the longest file")
    parser.add_argument("--jobs", default="1", help="processes that score")
    asked = parser.parse_args()
    print(f"{'answers':>10} {'seconds':>9} {'per second':>11} {'peak memory':>12} {'report':>9}")
    with tempfile.TemporaryDirectory() as folder:
        _grade(Path(folder), 10, asked.jobs)  # builds the index
        for count in (1000, 10_000, 100_000):
            if count <= asked.most:
                graded, memory_mb = _grade(Path(folder), count, asked.jobs)
                reported, _ = _grade(Path(folder), count, asked.jobs, "--report", str(Path(folder) / "report.html"))
                print(f"{count:>10,} {graded:>9.1f} {count / graded:>11,.0f} {memory_mb:>9.0f} MB {reported:>7.1f} s")


def _grade(folder: Path, count: int, jobs: str, *more: str) -> tuple[float, float]:
    """The seconds that it takes, and the most memory of the process that reads and writes, in MB."""
    answers = folder / f"{count}.jsonl"
    if not answers.exists():
        answers.write_text(
            "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in _rows(count)), encoding="utf-8"
        )
    command = [sys.executable, "-m", "interviewer", "grade", "--answers", str(answers), "--jobs", jobs]
    command += ["--out", str(folder / f"{count}.scores.jsonl"), *more]
    begun = time.perf_counter()
    environ = {**os.environ, **{f"INTERVIEWER_{name}_DIR": str(folder / name) for name in ("DATA", "CACHE", "CONFIG")}}
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, env=environ)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise RuntimeError(f"grading {count} answers failed")
    return time.perf_counter() - begun, usage.ru_maxrss / 1024


def _rows(count: int) -> Iterator[dict[str, object]]:
    dice = random.Random(count)
    questions = load_bank([builtin_directory()]).questions
    for number in range(count):
        question = questions[number % QUESTIONS]
        language = dice.choice(list(Language))
        said = [_said(point, language, dice) for point in question.key_points if dice.random() < 0.6]
        answer = f"{' '.join(said)} n{number}"
        yield {"candidate": f"c{number // QUESTIONS}", "question_id": question.id, "answer": answer}


def _said(point: KeyPoint, language: Language, dice: random.Random) -> str:
    """A wording of the point, or now and then a wrong claim about it."""
    wrong = point.contradicts.get(language, ())
    if wrong and dice.random() < 0.1:
        return dice.choice(wrong)
    return dice.choice((point.text.best(language), *point.accept.get(language, ())))


if __name__ == "__main__":
    main()
