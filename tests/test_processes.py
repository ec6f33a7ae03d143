"""Work that several processes share comes out as if one had done it."""

import multiprocessing
import os
from pathlib import Path

import pytest

from interviewer.bank import load_bank, reader
from interviewer.processes import in_parallel

SMALL_BANK = Path(__file__).parent / "small-bank"


def done_by(number: int) -> tuple[int, int]:
    return number, os.getpid()


def done_by_survivors(number: int) -> int:
    if number == 7 and multiprocessing.parent_process() is not None:
        os._exit(1)
    return number


@pytest.fixture(autouse=True)
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("interviewer.processes.core_count", lambda: 2)


def test_results_come_in_order_from_other_processes() -> None:
    results = in_parallel(done_by, range(20), most=4, chunk=3)
    assert [number for number, _ in results] == list(range(20))
    assert os.getpid() not in {process for _, process in results}


def test_what_a_dead_process_owes_is_done_here() -> None:
    assert in_parallel(done_by_survivors, range(20), most=2, chunk=3) == list(range(20))


def test_a_large_bank_reads_like_a_small_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "broken.yaml").write_text("id: broken\nquestion: [", encoding="utf-8")
    alone = load_bank([SMALL_BANK, tmp_path])
    monkeypatch.setattr(reader, "MANY", 2)
    monkeypatch.setattr(reader, "CHUNK", 1)
    assert load_bank([SMALL_BANK, tmp_path]) == alone
    assert len(alone.issues) == 1
