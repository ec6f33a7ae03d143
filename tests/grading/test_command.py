"""`interviewer grade --answers`: what it scores, writes, refuses, and says, with the real scorer."""

import csv
import fcntl
import json
import os
import pty
import re
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.grading.sheets import BISECT, REBASE, ROWS, Called, Row, brief, read, table, written

from interviewer.bank import Bank
from interviewer.session import Session


def with_set(path: Path, *questions: str) -> Path:
    """A file of a question set."""
    path.write_text("name: evening\nquestions:\n" + "".join(f"  - {name}\n" for name in questions))
    return path


# Scores


def test_every_answer_gets_the_score_that_it_gets_alone(
    called: Called, answers: Path, tmp_path: Path, session: Session, small_bank: Bank
) -> None:
    out = tmp_path / "scores.jsonl"
    assert called(answers, "--out", out)[0] == 0
    rows = read(out)
    assert brief(rows) == brief(ROWS)
    for row in rows:
        score = session.grader.grade(small_bank.get(row["question_id"]), row["answer"])
        assert (row["score"], row["scorer"]) == (score.overall, score.scorer)
        assert [(point["id"], point["status"], point["coverage"], point["evidence"]) for point in row["points"]] == [
            (match.point_id, match.status, match.coverage, match.quote) for match in score.matches
        ]
        assert row["missing"] == [point.id for point, _ in score.missed(small_bank.get(row["question_id"]))]
    assert [row["human_score"] for row in rows] == [row["score"] for row in ROWS]
    assert [row["row"] for row in rows] == [1, 2, 3, 4]


def test_without_a_file_the_scores_go_to_stdout(called: Called, answers: Path, tmp_path: Path) -> None:
    called(answers, "--out", tmp_path / "scores.jsonl")
    code, text, _ = called(answers)
    assert code == 0
    assert text == (tmp_path / "scores.jsonl").read_text(encoding="utf-8")


def test_an_empty_answer_is_unanswered_and_scores_nothing(called: Called, answers: Path) -> None:
    _, text, err = called(answers)
    last = json.loads(text.splitlines()[-1])
    assert (last["score"], last["unanswered"], last["needs_review"]) == (0, True, False)
    assert "Unanswered, scored as 0: 1." in err


def test_several_processes_write_the_same_bytes_as_one(called: Called, tmp_path: Path) -> None:
    rows = [row | {"answer": f"{row['answer']} {number}"} for number in range(30) for row in ROWS]
    answers = written(tmp_path / "many.jsonl", *rows)
    one, two = tmp_path / "one.jsonl", tmp_path / "two.jsonl"
    assert called(answers, "--out", one, "--jobs", 1)[0] == called(answers, "--out", two, "--jobs", 2)[0] == 0
    assert one.read_bytes() == two.read_bytes()


def test_an_answer_to_another_question_is_to_be_looked_at(called: Called, tmp_path: Path, small_bank: Bank) -> None:
    other = small_bank.get("git/rebase").model_answer.en
    _, text, err = called(
        written(tmp_path / "a.jsonl", {"candidate": "Ann", "question_id": "git/bisect", "answer": other})
    )
    row = json.loads(text)
    assert (row["belongs_to"], row["reasons"][0], row["needs_review"], row["unsure"]) == (
        "git/rebase",
        "other_question",
        True,
        1,
    )
    assert "To look at first: 1." in err


# Sets


def test_of_a_set_only_its_questions_count_and_all_of_them(called: Called, tmp_path: Path, answers: Path) -> None:
    out = tmp_path / "scores.jsonl"
    asked = with_set(tmp_path / "set.yaml", "git/bisect", "web/etag")
    code, text, _ = called(answers, "--set", asked, "--out", out, "--json")
    told = json.loads(text)
    assert (code, told["outside"], told["answers"], told["unanswered"]) == (0, 2, 4, 3)
    rows = read(out)
    assert [(row["candidate"], row["question_id"]) for row in rows] == [
        ("Ann", "git/bisect"),
        ("王芳", "git/bisect"),
        ("Ann", "web/etag"),
        ("王芳", "web/etag"),
    ]
    assert [(row["unanswered"], row["score"], row["row"]) for row in rows[2:]] == [(True, 0, None)] * 2
    assert told["mean"] == pytest.approx(rows[0]["score"] / 4, abs=1e-4)
    half = pytest.approx(rows[0]["score"] / 2, abs=1e-4)
    assert told["means"] == [
        {"candidate": "Ann", "score": half, "answered": 1, "asked": 2, "unread": 0},
        {"candidate": "王芳", "score": 0, "answered": 0, "asked": 2, "unread": 0},
    ]


def test_a_set_with_a_question_that_the_bank_lacks_is_refused(called: Called, tmp_path: Path, answers: Path) -> None:
    code, _, err = called(answers, "--set", with_set(tmp_path / "set.yaml", "git/bisct"))
    assert code == 2
    assert "git/bisect" in err


def test_what_cannot_be_read_is_neither_unanswered_nor_a_zero(called: Called, tmp_path: Path) -> None:
    asked, out = with_set(tmp_path / "set.yaml", "git/rebase", "git/bisect"), tmp_path / "scores.jsonl"
    path = tmp_path / "a.csv"
    path.write_text(
        "candidate,question_id,answer,score\n"
        f"Eve,git/rebse,{REBASE},\n"
        f"Ann,git/rebase,{REBASE},60\n"
        "Ann,git/bisect,it halves, again,1,1\n"
        "Bob,web/etag,x,\n"
        f"Cat,git/rebase,{REBASE},\n"
    )
    code, text, err = called(path, "--set", asked, "--out", out, "--json")
    told = json.loads(text)
    rows = {(row["candidate"], row["question_id"]): row for row in read(out)}
    unread = {key: row["row"] for key, row in rows.items() if row["unread"]}
    assert (code, len(rows)) == (1, 8)
    assert unread == {("Ann", "git/bisect"): 4, ("Eve", "git/rebase"): 2, ("Eve", "git/bisect"): 2}
    for key, row in rows.items():
        is_unread = key in unread
        assert (row["score"] is None, row["needs_review"] and row["reasons"] == ["unread"]) == (is_unread, is_unread)
        assert row["unanswered"] == (key in {("Bob", "git/rebase"), ("Bob", "git/bisect"), ("Cat", "git/bisect")})
    scored = rows["Ann", "git/rebase"]
    assert (scored["human_score"], scored["score"] > 0) == (None, True)
    means = {mean["candidate"]: mean for mean in told["means"]}
    assert means["Ann"] == {
        "candidate": "Ann",
        "score": pytest.approx(scored["score"], abs=1e-4),
        "answered": 1,
        "asked": 2,
        "unread": 1,
    }
    assert means["Eve"]["score"] is None
    assert (told["answers"], told["unanswered"], told["unread"], told["bad_rows"], told["bad_scores"]) == (
        5,
        3,
        3,
        2,
        1,
    )
    assert "human score is '60'" in err


def test_a_column_that_is_called_wrong_scores_nobody_0(called: Called, tmp_path: Path) -> None:
    asked, out = with_set(tmp_path / "set.yaml", "git/rebase", "git/bisect"), tmp_path / "scores.jsonl"
    path = table(
        tmp_path / "a.csv", ["candidate", "git/rebse", "git/bisect"], ["Ann", REBASE, BISECT], ["Bob", "x", ""]
    )
    code, _, err = called(path, "--set", asked, "--out", out)
    assert code == 1
    assert "no column for git/rebase. Is 'git/rebse' meant?" in err
    assert [(row["candidate"], row["score"]) for row in read(out) if row["question_id"] == "git/rebase"] == [
        ("Ann", None),
        ("Bob", None),
    ]
    assert called(path, "--set", asked, "--out", out)[0] == 1, "nor does it when all is done"
    code, text, err = called(path)
    assert (code, text.count("git/bisect")) == (1, 2), "without a set, too"
    assert "no column for git/rebase. Is 'git/rebse' meant?" in err


# What it says


def test_one_is_not_many_and_a_name_is_one_line(called: Called, tmp_path: Path) -> None:
    row: Row = {"candidate": "Ann\nLee", "question_id": "git/rebase", "answer": REBASE}
    _, _, err = called(written(tmp_path / "a.jsonl", row))
    assert "1 answer of 1 candidate to 1 question;" in err
    assert "%  Ann Lee  (" in err


def test_the_last_answer_of_a_candidate_counts(called: Called, tmp_path: Path) -> None:
    row: Row = {"candidate": "Ann", "question_id": "git/rebase"}
    answers = written(tmp_path / "a.jsonl", row | {"answer": REBASE}, row | {"answer": ""})
    out = tmp_path / "scores.jsonl"
    _, text, err = called(answers, "--out", out, "--json")
    told = json.loads(text)
    assert (told["schema_version"], told["answers"], told["counted"], told["mean"]) == (1, 2, 1, 0)
    assert read(out)[0]["score"] > 0
    assert "more than once" in err


def test_bad_rows_are_named_and_the_exit_code_tells(called: Called, tmp_path: Path) -> None:
    answers = written(tmp_path / "a.jsonl", ROWS[0], "{", ROWS[1] | {"question_id": "git/rebse"})
    code, text, err = called(answers)
    assert code == 1
    assert brief([json.loads(line) for line in text.splitlines()]) == brief(ROWS[:1])
    assert f"{answers}:2: the line is not JSON" in err
    assert f"{answers}:3: " in err
    assert "Did you mean git/rebase" in err
    assert "Bad rows, left out: 2." in err


def test_a_file_without_a_usable_row_fails(called: Called, tmp_path: Path) -> None:
    assert called(written(tmp_path / "a.jsonl", "{"))[0] == 1


def test_the_mean_can_be_asked_for(called: Called, answers: Path) -> None:
    assert called(answers, "--fail-under", 1)[0] == 0
    assert called(answers, "--fail-under", 99)[0] == 1


def test_human_scores_are_compared_as_evaluate_compares_them(called: Called, answers: Path, tmp_path: Path) -> None:
    out = tmp_path / "scores.jsonl"
    _, text, err = called(answers, "--out", out, "--json")
    assert f"interviewer evaluate {out}" in err
    code, evaluated, problems = called(out, "--json", command="evaluate")
    assert (code, problems) == (0, "")
    (file,) = json.loads(evaluated)["files"]
    assert json.loads(text)["agreement"] == {
        name: file[name]
        for name in ("n", "pearson", "spearman", "pearson_within_question", "rmse", "quadratic_weighted_kappa")
    }


def test_the_scores_of_a_set_go_to_evaluate_with_the_rows_that_nobody_graded(
    called: Called, answers: Path, tmp_path: Path
) -> None:
    out, asked = tmp_path / "scores.jsonl", with_set(tmp_path / "set.yaml", "git/rebase", "web/etag")
    _, text, err = called(answers, "--set", asked, "--out", out, "--json")
    assert f"interviewer evaluate {out}" in err
    code, evaluated, problems = called(out, "--json", command="evaluate")
    assert (code, problems) == (0, "")
    (file,) = json.loads(evaluated)["files"]
    assert (file["n"], file["bad_rows"]) == (json.loads(text)["agreement"]["n"], 0) == (2, 0)


def test_chinese_all_the_way(called: Called, tmp_path: Path) -> None:
    path = table(tmp_path / "答案.csv", ["姓名", "题目", "回答", "分数"], ["王芳", "git/rebase", "重写提交。", "0.5"])
    path.write_bytes(path.read_text(encoding="utf-8").encode("gb18030"))
    code, text, err = called(path, "--lang", "zh")
    row = json.loads(text)
    assert (code, row["candidate"], row["answer"], row["human_score"]) == (0, "王芳", "重写提交。", 0.5)
    assert "共 1 位候选人" in err


# Files


def test_a_table_of_scores_runs_no_formula(called: Called, tmp_path: Path) -> None:
    row: Row = {"candidate": "=1+1", "question_id": "git/rebase", "answer": f'@x, "{REBASE}"\n'}
    out = tmp_path / "scores.csv"
    assert called(written(tmp_path / "a.jsonl", row), "--out", out)[0] == 0
    with out.open(encoding="utf-8", newline="") as file:
        (cells,) = csv.DictReader(file)
    assert (cells["candidate"], cells["answer"]) == ("'=1+1", f"'{row['answer']}")
    assert 0 < float(cells["score"]) < 1
    assert not list(tmp_path.glob(".*.part"))


def test_a_run_that_is_over_is_not_repeated_and_its_file_is_safe(called: Called, answers: Path, tmp_path: Path) -> None:
    for name in ("scores.jsonl", "scores.csv"):
        out = tmp_path / name
        first = called(answers, "--out", out, "--json")
        content, written_at = out.read_bytes(), out.stat().st_mtime_ns
        code, text, err = called(answers, "--out", out, "--json")
        assert (code, text) == (0, first[1])
        assert "is complete" in err
        assert (out.read_bytes(), out.stat().st_mtime_ns) == (content, written_at)


def test_what_belongs_to_other_answers_is_not_overwritten(called: Called, answers: Path, tmp_path: Path) -> None:
    out = tmp_path / "scores.jsonl"
    called(answers, "--out", out)
    content = out.read_bytes()
    written(answers, ROWS[0])
    code, _, err = called(answers, "--out", out)
    assert code == 2
    assert "answers" in err
    assert "--restart" in err
    assert out.read_bytes() == content
    assert called(answers, "--out", out, "--restart")[0] == 0
    assert brief(read(out)) == brief(ROWS[:1])


def test_another_bank_is_noticed(called: Called, answers: Path, tmp_path: Path, own_bank_folder: Path) -> None:
    out = tmp_path / "scores.jsonl"
    called(answers, "--out", out)
    (own_bank_folder / "web" / "etag.yaml").unlink()
    code, _, err = called(answers, "--out", out, "--bank", own_bank_folder)
    assert code == 2
    assert "the result of another bank." in err


def test_a_stranger_s_file_is_not_overwritten(called: Called, answers: Path, tmp_path: Path) -> None:
    out = tmp_path / "precious.jsonl"
    out.write_text("mine")
    assert called(answers, "--out", out)[0] == 2
    assert out.read_text() == "mine"


@pytest.mark.parametrize(
    "arguments",
    [
        ["--question", "git/rebase"],
        ["--answer", "x"],
        ["--answer-file", "x.txt"],
        ["-"],
        ["--report", "report.txt"],
        ["--report", "nowhere/report.html"],
        ["--out", "nowhere/scores.jsonl"],
        ["--out", "."],
        ["--restart"],
        ["--set", "nowhere.yaml"],
        ["--out", "x" * 300],
        ["--out", "x" * 248],
        ["--set", "x" * 300],
        ["--report", f"{'x' * 300}.html"],
        ["--report", f"{'x' * 246}.html"],
    ],
    ids=lambda arguments: " ".join(arguments)[:20],
)
def test_options_that_do_not_go_together_are_refused(called: Called, answers: Path, arguments: list[str]) -> None:
    code, text, err = called(answers, *arguments)
    assert (code, text) == (2, "")
    assert err


def test_scores_never_replace_the_answers(called: Called, answers: Path) -> None:
    content = answers.read_bytes()
    assert called(answers, "--out", answers)[0] == 2
    assert called(answers, "--report", answers)[0] == 2
    assert answers.read_bytes() == content


def test_answers_come_through_a_pipe(
    run_interviewer: Callable[..., subprocess.CompletedProcess[str]], answers: Path, bank_folder: Path
) -> None:
    piped = run_interviewer("--bank", bank_folder, "grade", "--answers", "-", stdin=answers.read_text(encoding="utf-8"))
    assert brief([json.loads(line) for line in piped.stdout.splitlines()]) == brief(ROWS)


def test_a_run_that_is_interrupted_says_so_and_goes_on(called: Called, tmp_path: Path, bank_folder: Path) -> None:
    rows = [row | {"answer": f"{row['answer']} {number}"} for number in range(150) for row in ROWS]
    answers, out = written(tmp_path / "many.jsonl", *rows), tmp_path / "scores.jsonl"
    part = tmp_path / ".scores.jsonl.part"
    command = [sys.executable, "-m", "interviewer", "--bank", str(bank_folder), "grade", "--answers", str(answers)]
    process = subprocess.Popen([*command, "--out", str(out), "--jobs", "1"], stderr=subprocess.PIPE, text=True)
    while not (part.exists() and part.stat().st_size) and process.poll() is None:
        pass
    process.send_signal(signal.SIGINT)
    _, told = process.communicate()
    assert process.returncode == 130, told
    assert "goes on from there" in told
    kept = part.read_bytes().count(b"\n")
    assert 0 < kept < len(rows)
    code, _, err = called(answers, "--out", out)
    assert code == 0
    assert f"{kept:,} answers had been scored" in err
    assert brief(read(out)) == brief(rows)


@pytest.mark.parametrize("columns", [20, 30, 60, 0], ids=["too narrow", "narrow", "a pane", "unknown"])
def test_a_terminal_sees_the_progress_on_one_line(
    answers: Path, bank_folder: Path, tmp_path: Path, columns: int
) -> None:
    screen, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    rows = [
        row | {"answer": f"{row['answer']} {number}"} for number in range(200 if columns == 60 else 5) for row in ROWS
    ]
    answers, heard = written(tmp_path / "many.jsonl", *rows), tmp_path / "heard"
    command = [sys.executable, "-m", "interviewer", "--bank", str(bank_folder), "grade", "--answers", str(answers)]
    with heard.open("wb") as hearing, subprocess.Popen(["cat"], stdin=screen, stdout=hearing) as listening:
        finished = subprocess.run(
            [*command, "--jobs", "1"],
            stdout=subprocess.DEVNULL,
            stderr=terminal,
            env={**os.environ, "TERM": "xterm"},
            cwd=tmp_path,
            timeout=60,
            check=False,
        )
        os.close(terminal)
        os.close(screen)
        listening.wait(timeout=60)
    assert finished.returncode == 0
    painted = [line for line in re.split(r"[\r\n]+", heard.read_text(encoding="utf-8")) if "%" in line and "[" in line]
    assert bool(painted) == (columns != 20)
    assert all(len(line.replace("\x1b[?25l", "").replace("\x1b[?25h", "")) < (columns or 80) for line in painted)
    assert any("100%" in line for line in painted) == (columns != 20)
    assert columns in {0, 60} or not any("rows/s" in line for line in painted), "there is no room for it"


def test_a_full_disk_costs_nothing_that_was_scored(called: Called, tmp_path: Path, bank_folder: Path) -> None:
    rows = [row | {"answer": f"{row['answer']} {number}"} for number in range(50) for row in ROWS]
    answers, out = written(tmp_path / "many.jsonl", *rows), tmp_path / "scores.jsonl"
    program = f"{sys.executable} -m interviewer --bank {bank_folder} grade --answers {answers} --out {out}"
    limited = ["bash", "-c", f"ulimit -f 100; exec {program}"]
    finished = subprocess.run(limited, capture_output=True, text=True, timeout=60, check=False)
    assert finished.returncode == 1, finished.stderr
    assert "could not be written" in finished.stderr
    assert "Traceback" not in finished.stderr
    code, _, err = called(answers, "--out", out)
    assert (code, "answers had been scored" in err) == (0, True), err
    assert brief(read(out)) == brief(rows)
