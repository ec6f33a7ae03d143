"""What grading keeps in memory does not grow with the file but for a few bytes a row."""

import tracemalloc
from pathlib import Path

from tests.grading.sheets import Row, written

from interviewer.bank import Bank
from interviewer.grading.naming import Naming
from interviewer.grading.reading import AnswerFile
from interviewer.grading.run import Grading
from interviewer.grading.summary import summed_up
from interviewer.scoring import Scorer

WORDS = "commit base branch " * 100
BYTES_A_ROW = 200
"""37 of the ledger, what its arrays have in reserve, a name for every three rows, twice over. A row has 2,000."""


def peak(path: Path, bank: Bank, scorer: Scorer) -> int:
    """The most bytes that Python held while a file was graded; the scorer's own are there before."""
    with path.open("rb") as file:
        tracemalloc.start()
        answers = AnswerFile(file, path, Naming(bank))
        score = scorer.score(bank.get("git/rebase"), WORDS)
        run = Grading(answers, (), lambda given: ((answer, score) for answer in given), lambda _: None)
        graded = run.into(lambda _: 0)
        summary = summed_up(graded.ledger, graded.left_out, scorer.name)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert summary.bad_rows == 0
    return most


def test_a_long_file_takes_hardly_more_than_a_short_one(tmp_path: Path, small_bank: Bank, scorer: Scorer) -> None:
    def rows(count: int) -> list[Row]:
        name = "git/rebase"
        return [{"candidate": f"c{n // 3}", "question_id": name, "answer": f"{n} {WORDS}"} for n in range(count)]

    peak(written(tmp_path / "warm.jsonl", *rows(10)), small_bank, scorer)
    short = peak(written(tmp_path / "short.jsonl", *rows(100)), small_bank, scorer)
    long = peak(written(tmp_path / "long.jsonl", *rows(3000)), small_bank, scorer)
    assert (tmp_path / "long.jsonl").stat().st_size > 5_000_000
    assert long - short < 2900 * BYTES_A_ROW
