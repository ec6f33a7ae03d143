"""`interviewer calibrate`: from a candidate's own verdicts and graded files to other scores, and back."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.bank import Bank
from interviewer.cli import run
from interviewer.formats.graded import read_graded
from interviewer.lines.feedback import feedback_lines, make_feedback
from interviewer.model import Interview, Issue, Language, Status
from interviewer.phrases.en import EN
from interviewer.session import Session

MILD = "Rebasing replays the commits somewhere else, so they get new hashes."
LIKE_MILD = "Rebasing replays your commits somewhere else, and they get new hashes."
STRAIGHT = "The log becomes one straight line without merge commits."

NOW = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)

Called = Callable[..., tuple[int, str, str]]
Start = Callable[..., Interview]


@pytest.fixture
def called(capsys: pytest.CaptureFixture[str], bank_folder: Path) -> Called:
    """Carries out a command line with the small bank; returns exit code, stdout and stderr."""

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        try:
            code = run(["--bank", str(bank_folder), *map(str, arguments)])
        except SystemExit as left:
            code = int(left.code or 0)
        return code, *capsys.readouterr()

    return call


@pytest.fixture
def graded_file(tmp_path: Path) -> Callable[..., Path]:
    """Writes rows, as objects or as they stand, to a file of graded answers."""

    def write(*rows: dict[str, Any] | str) -> Path:
        path = tmp_path / "graded.jsonl"
        lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return write


def row(answer: str, **fields: Any) -> dict[str, Any]:
    """One line of graded answers to `git/rebase`."""
    return {"question_id": "git/rebase", "answer": answer, **fields}


def graded(called: Called, answer: str) -> dict[str, Any]:
    """What `grade --json` says."""
    code, out, _ = called("grade", "--question", "git/rebase", "--answer", answer, "--json")
    assert code == 0
    document: dict[str, Any] = json.loads(out)
    return document


# With files


def test_a_graded_file_changes_scores_until_it_is_undone(called: Called, graded_file: Callable[..., Path]) -> None:
    before = graded(called, LIKE_MILD)
    assert before["learned"] is None
    path = graded_file(row(MILD, score=1, points={"new-commits": "covered"}), row(STRAIGHT, score=0.1))
    code, out, err = called("calibrate", path)
    assert code == 0
    assert "git/rebase: graded answers: 2" in out
    assert "git/rebase#new-commits: graded answers: 1" in out
    assert "--undo 1" in err
    after = graded(called, LIKE_MILD)
    assert after["score"] > before["score"]
    assert after["learned"]["nearest"] == MILD
    assert after["scorer"].startswith(before["scorer"] + "+2.")
    assert called("calibrate", "--undo", "1")[0] == 0
    assert graded(called, LIKE_MILD) == before


def test_the_same_grades_are_learnt_once(called: Called, graded_file: Callable[..., Path]) -> None:
    path = graded_file(row(MILD, score=1))
    assert json.loads(called("calibrate", path, "--json")[1])["batch"]["number"] == 1
    again = json.loads(called("calibrate", path, "--json")[1])
    assert (again["batch"], again["lessons"]) == (None, [])
    assert EN.nothing_new in called("calibrate", path)[2]


def test_a_dry_run_keeps_nothing(called: Called, graded_file: Callable[..., Path]) -> None:
    before = graded(called, MILD)
    code, out, err = called("calibrate", "--dry-run", graded_file(row(MILD, score=1)))
    assert code == 0
    assert "git/rebase" in out
    assert "Nothing was kept" in err
    assert graded(called, MILD) == before
    assert json.loads(called("calibrate", "--show", "--json")[1])["batches"] == []


def test_what_was_learnt_can_be_shown_and_all_of_it_forgotten(called: Called, graded_file: Callable[..., Path]) -> None:
    assert EN.nothing_learnt in called("calibrate", "--show")[2]
    called("calibrate", graded_file(row(MILD, score=1), row(LIKE_MILD, score=0.9)))
    called("calibrate", graded_file(row(MILD, score=0.5)))
    shown = json.loads(called("calibrate", "--show", "--json")[1])
    assert [(batch["number"], batch["examples"]) for batch in shown["batches"]] == [(1, 2), (2, 1)]
    (lesson,) = shown["lessons"]
    assert (lesson["question_id"], lesson["point_id"], lesson["answers"]) == ("git/rebase", "", 2)
    assert lesson["error_learned"] < lesson["error"]
    code, out, err = called("calibrate", "--undo", "all")
    assert (code, len(out.splitlines())) == (0, 2)
    assert EN.forgotten in err
    assert called("calibrate", "--show")[1] == ""


def test_bad_lines_are_named_and_the_good_ones_learnt(called: Called, graded_file: Callable[..., Path]) -> None:
    path = graded_file(row(MILD, score=1), "{", row(MILD, score=2))
    code, _, err = called("calibrate", path)
    assert code == 1
    assert f"{path}:2: it is not JSON" in err
    assert f"{path}:3: score is 2; it must be a number from 0 to 1" in err
    assert graded(called, MILD)["learned"] is not None


def test_of_very_many_bad_lines_the_first_are_named_and_the_rest_counted(
    called: Called, graded_file: Callable[..., Path]
) -> None:
    code, _, err = called("calibrate", graded_file(*["[]"] * 50))
    assert code == 1
    assert err.count("Left out: ") == 21
    assert "30 more lines" in err


def test_grades_of_answers_without_content_are_said_to_teach_nothing(
    called: Called, graded_file: Callable[..., Path]
) -> None:
    _, _, err = called("calibrate", graded_file(row("I don't know.", score=1), row(MILD, score=1)))
    assert EN.silent.format(answers=1) in err
    assert graded(called, "I don't know.")["score"] == 0


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"\xff\xfe", "it is not UTF-8"),
        (b"[" * 100_000, "it is not JSON"),
        (b'{"question_id": "git/rebase"}', "there is no answer"),
        (b'{"question_id": "git/nothing", "answer": "a", "score": 1}', "no question of the bank"),
        (b'{"question_id": ["git/rebase"], "answer": "a", "score": 1}', "no question of the bank"),
        (b'{"question_id": "git/rebase", "answer": 7, "score": 1}', "not a text"),
        (b'{"question_id": "git/rebase", "answer": "a"}', "neither a score nor points"),
        (b'{"question_id": "git/rebase", "answer": "a", "score": true}', "from 0 to 1"),
        (b'{"question_id": "git/rebase", "answer": "a", "score": NaN}', "from 0 to 1"),
        (b'{"question_id": "git/rebase", "answer": "a", "score": -0.1}', "from 0 to 1"),
        (b'{"question_id": "git/rebase", "answer": "a", "points": []}', "points is not an object"),
        (b'{"question_id": "git/rebase", "answer": "a", "points": {"x": 1}}', "no point of git/rebase"),
        (b'{"question_id": "git/rebase", "answer": "a", "points": {"new-commits": "good"}}', "is no status"),
    ],
)
def test_every_bad_line_says_what_is_wrong(
    tmp_path: Path, small_bank: Bank, now: datetime, line: bytes, said: str
) -> None:
    path = tmp_path / "graded.jsonl"
    path.write_bytes(b"\n" + line + b"\n")
    examples, (issue,) = read_graded(path, small_bank, now)
    assert examples == []
    assert issue == Issue(path, 2, issue.message)
    assert said in issue.message


json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=8) | st.integers(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "question_id": st.just("git/rebase") | json_values,
            "answer": st.text(st.characters(exclude_categories=()), max_size=8) | json_values,
            "score": json_values,
            "points": st.dictionaries(st.sampled_from(["new-commits", "x"]), json_values, max_size=2) | json_values,
        },
    )
)
def test_no_line_is_too_strange(
    tmp_path_factory: pytest.TempPathFactory, small_bank: Bank, fields: dict[str, Any]
) -> None:
    path = tmp_path_factory.mktemp("strange") / "graded.jsonl"
    path.write_text(json.dumps(fields), encoding="utf-8")
    examples, issues = read_graded(path, small_bank, NOW)
    assert bool(examples) != bool(issues)
    assert all(0 <= example.grade <= 1 and example.answer.encode().decode() == example.answer for example in examples)


# With the candidate's own verdicts


def answered(session: Session, start: Start, now: datetime, text: str) -> Any:
    """The attempt at `git/rebase`, answered so."""
    interview = start(session, "git/rebase")
    asked = session.ask(interview, session.bank.get("git/rebase"), now)
    return session.submit(asked, text, 1.0, now).attempt


def test_overruling_counts_for_other_answers_only_when_it_was_learnt(
    open_session: Callable[..., Session], start: Start, now: datetime
) -> None:
    session = open_session(probes=0)
    question = session.bank.get("git/rebase")
    before = session.grader.grade(question, LIKE_MILD)
    session.overrule(answered(session, start, now, MILD), 1.0, now)
    assert session.grader.grade(question, LIKE_MILD) == before
    learning = session.teaching.learn(session.teaching.overrides(), now)
    assert learning.batch is not None
    assert (learning.batch.examples, learning.batch.origins) == (1, ("override",))
    assert session.grader.grade(question, LIKE_MILD).overall > before.overall
    assert open_session().grader.grade(question, LIKE_MILD).overall > before.overall
    assert session.teaching.learn(session.teaching.overrides(), now).batch is None
    session.teaching.forget(learning.batch.number)
    assert session.grader.grade(question, LIKE_MILD) == before


def test_an_overruled_point_is_learnt_as_that_point(session: Session, start: Start, now: datetime) -> None:
    attempt = answered(session, start, now, STRAIGHT)
    session.overrule_point(attempt, "straight-line", Status.MISSING, now)
    (example,) = session.teaching.overrides()
    assert (example.point_id, example.answer, example.grade) == ("straight-line", STRAIGHT, 0.0)
    session.teaching.learn([example], now)
    match = session.grader.grade(session.bank.get("git/rebase"), STRAIGHT).match("straight-line")
    assert match.learned < 0


def test_a_point_overruled_after_learning_leaves_the_rest_of_what_was_learnt(
    session: Session, start: Start, now: datetime
) -> None:
    first = answered(session, start, now, MILD)
    session.teaching.learn(_whole(session, first, now), now)
    attempt = answered(session, start, now, MILD)
    assert attempt.score.learned.change > 0
    raised = session.overrule_point(attempt, "straight-line", Status.COVERED, now)
    assert raised.score is not None
    assert raised.score.overall > attempt.score.overall


def _whole(session: Session, attempt: Any, now: datetime) -> Any:
    session.overrule(attempt, 0.8, now)
    return session.teaching.overrides()


def test_a_learnt_score_is_saved_and_shown_with_its_ground(session: Session, start: Start, now: datetime) -> None:
    session.teaching.learn(_whole(session, answered(session, start, now, MILD), now), now)
    attempt = answered(session, start, now, LIKE_MILD)
    question = session.bank.get("git/rebase")
    assert attempt.score == session.grader.grade(question, LIKE_MILD)
    lines = feedback_lines(make_feedback(question, attempt.score, Language.EN, Language.EN), EN)
    (said,) = [line for line in lines if line.startswith("adjusted by +")]
    assert MILD[:40] in said
    assert "graded answers: 1" in said


def test_the_bank_is_judged_by_the_scorer_alone(session: Session, start: Start, now: datetime) -> None:
    workshop = session.workshop
    before = list(workshop.review(workshop.chosen(), (), lambda: None))
    model_answer = session.bank.get("git/rebase").model_answer.en
    session.overrule(answered(session, start, now, model_answer), 0.0, now)
    session.teaching.learn(session.teaching.overrides(), now)
    assert session.grader.grade(session.bank.get("git/rebase"), model_answer).overall < 0.5
    assert list(workshop.review(workshop.chosen(), (), lambda: None)) == before
