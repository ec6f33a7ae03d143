"""Grading that is killed again and again: in the end every answer has its row, once, and the bytes are the same."""

import random
import signal
import subprocess
import sys
from pathlib import Path

from tests.grading.sheets import Called, Row, written

KILLS = 4
ROWS = 600


def rows() -> list[Row]:
    """Answers that are all different, of candidates who leave something out."""
    return [
        {"candidate": f"c{number // 3}", "question_id": name, "answer": f"Commit {number} is written anew {number}."}
        for number, name in zip(range(ROWS), ["git/rebase", "git/bisect", "web/etag"] * ROWS, strict=False)
    ]


def killed(command: list[str], part: Path, size: int) -> bool:
    """Runs the command and kills it when the part has grown to this size; whether that came before its end."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    while process.poll() is None:
        if part.exists() and part.stat().st_size >= size:
            process.kill()
            break
    assert process.stderr is not None
    with process.stderr:
        told = process.stderr.read()  # ends when those that scored for it have ended, too
    code = process.wait()
    assert code in {0, -signal.SIGKILL}, told
    return code != 0


def test_nothing_is_doubled_or_lost(called: Called, tmp_path: Path, bank_folder: Path) -> None:
    answers = written(tmp_path / "answers.jsonl", *rows())
    asked = tmp_path / "set.yaml"
    asked.write_text("questions: [git/rebase, git/bisect, web/etag, sql/index]")
    whole, out = tmp_path / "whole.jsonl", tmp_path / "scores.jsonl"
    assert called(answers, "--set", asked, "--out", whole, "--jobs", 1)[0] == 0
    part = tmp_path / ".scores.jsonl.part"
    command = [sys.executable, "-m", "interviewer", "--bank", str(bank_folder), "grade", "--answers", str(answers)]
    command += ["--set", str(asked), "--out", str(out)]
    dice, size, kills = random.Random(5), whole.stat().st_size, 0
    for number in range(KILLS):
        wanted = int(size * (number + dice.random()) / KILLS)
        kills += killed([*command, "--jobs", "2" if number == 1 else "1"], part, wanted)
    assert kills > KILLS // 2, "most runs were killed before their end"
    assert called(answers, "--set", asked, "--out", out)[0] == 0
    assert out.read_bytes() == whole.read_bytes()
