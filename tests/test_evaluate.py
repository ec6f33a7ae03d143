"""`interviewer evaluate`: what it prints, writes, refuses and survives, with the real scorer."""

import json
import os
import pty
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from scipy import stats

from interviewer.cli import run

Run = Callable[..., subprocess.CompletedProcess[str]]
Called = Callable[..., tuple[int, str, str]]
Row = dict[str, Any]

STACK = ["The last element that was pushed is the first to be popped."]
QUEUE = ["先入队的元素先出队。"]
ROWS: list[Row] = [
    {"id": "s1", "question_id": "stack", "question": "What is a stack?", "references": STACK, "score": 1.0}
    | {"answer": "The element pushed last is popped first.", "grader_scores": [5, 4]},
    {"id": "s2", "question_id": "stack", "question": "What is a stack?", "references": STACK, "score": 0.5}
    | {"answer": "You pop what was pushed.", "grader_scores": [3, 3]},
    {"id": "s3", "question_id": "stack", "question": "What is a stack?", "references": STACK, "score": 0.0}
    | {"answer": "A tree of files.", "grader_scores": [0, 1]},
    {"id": "q1", "question": "什么是队列？", "references": QUEUE, "answer": "先进入队列的元素最先出队。", "score": 1},
    {"id": "q2", "question": "什么是队列？", "references": QUEUE, "answer": "它很快。", "score": 0},
]
OF_BANK: Row = {"question_id": "git/rebase", "answer": "It writes new commits on another base.", "score": 0.5}
MEASURES = ["pearson", "spearman", "pearson_within_question", "rmse", "quadratic_weighted_kappa"]


def written(path: Path, *rows: Row | str) -> Path:
    """A file with these rows; texts are lines as they stand."""
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def read(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def graded(tmp_path: Path) -> Path:
    return written(tmp_path / "graded.jsonl", *ROWS)


@pytest.fixture
def called(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, bank_folder: Path) -> Called:
    """Carries out `interviewer evaluate` with the small bank in this process."""
    monkeypatch.setenv("INTERVIEWER_BANK", str(bank_folder))

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        try:
            code = run(["evaluate", *map(str, arguments)])
        except SystemExit as left:
            code = int(left.code or 0)
        return code, *capsys.readouterr()

    return call


# Figures


def test_the_figures_are_those_of_the_predictions(called: Called, graded: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    code, text, err = called(graded, "--json", "--predictions", out)
    assert (code, err) == (0, "")
    found = json.loads(text)
    scores, grades = [row["score"] for row in read(out)], [row["score"] for row in ROWS]
    (file,) = found["files"]
    assert found["schema_version"] == 1
    assert found["scorer"] == read(out)[0]["scorer"]
    assert (file["file"], file["n"], file["questions"], file["bad_rows"]) == (str(graded), 5, 2, 0)
    assert file["pearson"] == pytest.approx(stats.pearsonr(scores, grades).statistic)
    assert file["spearman"] == pytest.approx(stats.spearmanr(scores, grades).statistic)
    assert file["rmse"] == pytest.approx((sum((s - g) ** 2 for s, g in zip(scores, grades, strict=True)) / 5) ** 0.5)
    assert 0 < file["quadratic_weighted_kappa"] <= 1
    assert found["mean_pearson"] == file["pearson"]
    for beside in (file["length"], file["tfidf"]):
        assert list(beside) == MEASURES
        assert all(value is not None for value in beside.values())
    human = stats.pearsonr([5, 3, 0], [4, 3, 1]).statistic
    assert file["human"]["pearson"] == pytest.approx(human)
    assert file["human"]["n"] == 3


def test_the_mean_of_the_files_counts_each_the_same(called: Called, tmp_path: Path) -> None:
    first, second = written(tmp_path / "a.jsonl", *ROWS[:3]), written(tmp_path / "b.jsonl", *ROWS[2:])
    found = json.loads(called(first, second, "--json")[1])
    single = [file["pearson"] for file in found["files"]]
    assert found["mean_pearson"] == found["overall"]["mean"]["pearson"] == pytest.approx(sum(single) / 2)
    assert found["overall"]["pooled"]["n"] == 6
    assert found["overall"]["pooled"]["questions"] == 3, "a question of one file is not that of another"
    assert found["overall"]["pooled"]["pearson"] not in single


def test_where_nothing_varies_there_is_no_figure(called: Called, tmp_path: Path) -> None:
    path = written(tmp_path / "same.jsonl", *(row | {"score": 0.5} for row in ROWS[:3]))
    code, text, _ = called(path, "--json")
    found = json.loads(text)
    assert code == 0
    assert found["mean_pearson"] is None
    assert found["files"][0]["quadratic_weighted_kappa"] is None
    assert found["files"][0]["rmse"] > 0
    assert " – " in called(path)[1]


def test_rows_of_the_bank_and_rows_with_their_own_question_mix(called: Called, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    points = [{"text": STACK[0], "weight": 2}, "It grows and shrinks at one end."]
    own = {"question": "", "points": points, "answer": STACK[0], "score": 1}
    code, text, _ = called(written(tmp_path / "x.jsonl", OF_BANK, own), "--json", "--predictions", out)
    assert (code, json.loads(text)["files"][0]["questions"]) == (0, 2)
    bank_row, own_row = read(out)
    assert len(bank_row["points"]) > 1
    assert [point["text"] for point in own_row["points"]] == [STACK[0], points[1]]
    assert own_row["points"][0]["coverage"] > 0.9 > own_row["points"][1]["coverage"]
    assert own_row["score"] > 0.6, "the point with the greater weight"


def test_the_best_of_several_references_counts(called: Called, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    row = ROWS[0] | {"references": ["It is a pile of plates in a canteen.", *STACK]}
    called(written(tmp_path / "x.jsonl", ROWS[0], row), "--predictions", out)
    alone, among = read(out)
    assert among["score"] >= 0.5
    assert among["points"][0]["text"].startswith("The last element")
    assert alone["points"][0]["text"].startswith("The last element")


# What people read


def test_the_table_fits_a_terminal_and_names_the_baselines(called: Called, graded: Path) -> None:
    code, text, err = called(graded)
    assert code == 0
    assert "graded.jsonl: 5 answers, 2 questions" in text
    for title in ("scorer", "length only", "TF-IDF", "second grader"):
        assert f"\n  {title} " in text
    assert all(len(line) < 80 for line in text.splitlines() if str(graded) not in line)
    assert "Mean of the files" not in text, "of one file it is the same"
    assert "Mean of the files" in called(graded, graded)[1]
    assert "Scored by" in err or "scored by" in err


def test_the_table_speaks_chinese(run_interviewer: Run, graded: Path) -> None:
    finished = run_interviewer("--lang", "zh", "evaluate", graded)
    assert "5 个回答，2 道题" in finished.stdout
    assert "仅看长度" in finished.stdout


# Predictions


def test_predictions_keep_step_with_the_rows(called: Called, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    bad = {"id": "b", "answer": "x", "score": 7, "references": STACK}
    path = written(tmp_path / "x.jsonl", ROWS[0], bad, "", "not json", ROWS[1] | {"id": None})
    code, _, err = called(path, "--predictions", out)
    assert code == 1
    assert err.splitlines()[:2] == [
        f"{path}:2: 'score' is 7, not from 0 to 1",
        f"{path}:4: the line is not JSON: Expecting value at column 1",
    ]
    rows = read(out)
    assert [row["id"] for row in rows] == ["s1", "b", "x:4", "x:5"]
    assert [row["score"] is None for row in rows] == [False, True, True, False]
    assert rows[1]["error"] == "'score' is 7, not from 0 to 1"
    assert all(0 <= row["score"] <= 1 for row in (rows[0], rows[3]))
    (point,) = rows[0]["points"]
    assert list(point) == ["text", "coverage", "status", "evidence"]
    assert point["status"] == "covered"
    assert point["evidence"] in ROWS[0]["answer"]


def test_predictions_of_several_files_follow_each_other(called: Called, graded: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    other = written(tmp_path / "other.jsonl", OF_BANK)
    called(other, graded, "--predictions", out)
    assert [row["id"] for row in read(out)] == ["other:1", "s1", "s2", "s3", "q1", "q2"]


def test_an_earlier_file_is_replaced_also_behind_a_link(called: Called, graded: Path, tmp_path: Path) -> None:
    out, link = tmp_path / "out.jsonl", tmp_path / "link.jsonl"
    out.write_text("old")
    link.symlink_to(out)
    assert called(graded, "--predictions", link)[0] == 0
    assert link.is_symlink()
    assert len(read(out)) == 5
    assert sorted(path.name for path in tmp_path.glob("*.tmp")) == []


@pytest.mark.parametrize("name", ["graded.jsonl", "link.jsonl", "hard.jsonl", "nowhere/out.jsonl", ".", "x" * 300])
def test_predictions_that_cannot_be_written_are_refused_at_once(
    called: Called, graded: Path, tmp_path: Path, name: str
) -> None:
    before = graded.read_bytes()
    (tmp_path / "link.jsonl").symlink_to(graded)
    (tmp_path / "hard.jsonl").hardlink_to(graded)
    code, text, err = called(graded, "--predictions", tmp_path / name)
    assert (code, text) == (2, "")
    assert err.startswith("Error: The predictions ")
    assert graded.read_bytes() == before


def test_predictions_may_go_to_a_device(run_interviewer: Run, graded: Path) -> None:
    assert run_interviewer("evaluate", graded, "--predictions", os.devnull).stdout
    assert not Path(os.devnull).is_file(), "it is written to, not replaced"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
def test_a_full_disk_is_told(run_interviewer: Run, graded: Path) -> None:
    finished = run_interviewer("evaluate", graded, "--predictions", "/dev/full", expected=1)
    assert "Error: The predictions could not be written to /dev/full: No space left" in finished.stderr
    assert finished.stdout == ""


# Input that cannot be used


def test_many_bad_rows_are_counted(called: Called, tmp_path: Path) -> None:
    path = written(tmp_path / "x.jsonl", ROWS[0], *["?"] * 25)
    code, text, err = called(path, "--json")
    assert code == 1
    assert len(err.splitlines()) == 21
    assert err.endswith(f"{path}: 5 more bad rows\n")
    assert json.loads(text)["bad_rows"] == json.loads(text)["files"][0]["bad_rows"] == 25
    assert json.loads(text)["files"][0]["issues"][0]["line"] == 2


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xff\xfe{\0}\0", b"\0" * 1000])
def test_a_file_without_a_usable_row_fails_and_the_others_are_judged(
    called: Called, graded: Path, tmp_path: Path, content: bytes
) -> None:
    empty = tmp_path / "empty.jsonl"
    empty.write_bytes(content)
    code, text, err = called(empty, graded, "--json")
    assert code == 1
    assert f"{empty}: there is no row that can be used" in err
    first, second = json.loads(text)["files"]
    assert (first["n"], first["pearson"], second["n"]) == (0, None, 5)
    assert json.loads(text)["mean_pearson"] == second["pearson"]


@pytest.mark.parametrize("name", ["nowhere.jsonl", ".", "graded.jsonl/x"])
def test_a_file_that_cannot_be_read_stops_before_the_work(
    called: Called, graded: Path, tmp_path: Path, name: str
) -> None:
    out = tmp_path / "out.jsonl"
    code, text, err = called(graded, tmp_path / name, "--predictions", out)
    assert (code, text) == (2, "")
    assert err.startswith("Error: The file ")
    assert not out.exists()


def test_a_model_that_is_not_there_is_refused(called: Called, graded: Path) -> None:
    code, text, err = called(graded, "--model", "no-such-model")
    assert text == ""
    assert code in (2, 3)
    assert "no-such-model" in err
    assert called(graded, "--model", "builtin")[0] == 0


def test_without_a_file_the_usage_is_shown(called: Called) -> None:
    code, text, err = called()
    assert (code, text) == (2, "")
    assert "FILE" in err


# The process


def test_a_pipe_is_read_twice_all_the_same(run_interviewer: Run, graded: Path) -> None:
    piped = run_interviewer("evaluate", "/dev/stdin", "--json", stdin=graded.read_text(encoding="utf-8"))
    direct = run_interviewer("evaluate", graded, "--json")
    first, second = json.loads(piped.stdout)["files"], json.loads(direct.stdout)["files"]
    assert [first[0] | {"file": ""}] == [second[0] | {"file": ""}]


def _let_go(process: "subprocess.Popen[str]", pipe: Path) -> None:
    """Lets nobody wait for a reader when the program has ended without being one."""
    process.wait()
    os.close(os.open(pipe, os.O_RDONLY | os.O_NONBLOCK))


def test_an_interrupt_leaves_nothing_half_made(tmp_path: Path, bank_folder: Path) -> None:
    pipe, out = tmp_path / "pipe", tmp_path / "out.jsonl"
    os.mkfifo(pipe)
    process = subprocess.Popen(
        [sys.executable, "-m", "interviewer", "--bank", bank_folder, "evaluate", pipe, "--predictions", out],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=tmp_path,
    )
    threading.Thread(target=_let_go, args=(process, pipe)).start()
    with pipe.open("w") as file:  # returns when the program has opened the pipe, the predictions being begun
        begun = list(tmp_path.glob(".out.jsonl.*.tmp"))
        process.send_signal(signal.SIGINT)
        text, err = process.communicate(timeout=30)
        assert not file.closed
    assert len(begun) == 1
    assert (process.returncode, text) == (130, "")
    assert "Traceback" not in err
    assert sorted(path.name for path in tmp_path.glob("*out*")) == []


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path, graded: Path) -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    finished = subprocess.run(
        [sys.executable, "-m", "interviewer", "evaluate", graded],
        stdout=write_end,
        stderr=subprocess.PIPE,
        text=True,
        cwd=tmp_path,
        check=False,
    )
    os.close(write_end)
    assert finished.returncode == 0
    assert "Error" not in finished.stderr


def shown_on_a_terminal(graded: Path, **environ: str) -> str:
    """What a terminal gets to see on stderr."""
    master, slave = pty.openpty()
    shown = bytearray()

    def listen() -> None:
        try:
            while piece := os.read(master, 4096):
                shown.extend(piece)
        except OSError:
            return  # the other side is closed

    listener = threading.Thread(target=listen)
    listener.start()
    finished = subprocess.run(
        [sys.executable, "-m", "interviewer", "evaluate", graded],
        stdout=subprocess.DEVNULL,
        stderr=slave,
        env={**os.environ, **environ},
        timeout=60,
        check=False,
    )
    os.close(slave)
    listener.join()
    os.close(master)
    assert finished.returncode == 0
    return shown.decode()


def test_a_terminal_sees_the_progress(graded: Path) -> None:
    assert "100%" in shown_on_a_terminal(graded, TERM="xterm")
    assert "\x1b" not in shown_on_a_terminal(graded, TERM="dumb")


def test_scores_do_not_depend_on_the_order_of_the_rows(called: Called, tmp_path: Path) -> None:
    first, second = tmp_path / "1.jsonl", tmp_path / "2.jsonl"
    rows = [*ROWS, OF_BANK | {"id": "bank"}]
    called(written(tmp_path / "a.jsonl", *rows), "--predictions", first)
    called(written(tmp_path / "b.jsonl", *rows[::-1]), "--predictions", second)
    assert read(first) == read(second)[::-1]
