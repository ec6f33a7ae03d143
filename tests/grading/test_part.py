"""A run that is cut off anywhere goes on as if nothing had happened."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.grading.sheets import ROWS, written

from interviewer.bank import Bank
from interviewer.errors import UsageError
from interviewer.grading.part import Part
from interviewer.scoring import Scorer
from interviewer.session import Grader
from interviewer.session.grading import AnswerGrading, Order

Graded = Callable[..., bytes]


@pytest.fixture(scope="module")
def grading(small_bank: Bank, scorer: Scorer, shared_cache: Path) -> AnswerGrading:
    """Grading with the real scorer."""
    grader = Grader(small_bank, shared_cache)
    grader.__dict__["_scorer"] = scorer
    return AnswerGrading(small_bank, grader)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Answers, of which some cannot be used, a set, and the rows that an undisturbed run makes of them."""
    folder = tmp_path_factory.mktemp("part")
    typo = {"candidate": "Zoe", "question_id": "git/rebse", "answer": "x"}
    outside = {"candidate": "Bob", "question_id": "sql/index", "answer": "x"}
    written(folder / "answers.jsonl", typo, *ROWS, "{", outside, *ROWS[:2])
    (folder / "set.yaml").write_text("questions: [git/rebase, git/bisect, web/etag]")
    return folder


@pytest.fixture(scope="module")
def whole(grading: AnswerGrading, folder: Path) -> bytes:
    """The rows of an undisturbed run."""
    finish(grading, folder)
    content = (folder / "scores.jsonl").read_bytes()
    assert len(content.splitlines()) == 14
    return content


def finish(grading: AnswerGrading, folder: Path) -> int:
    """Carries a run to its end; how many rows it has taken over."""
    order = Order(folder / "answers.jsonl", folder / "set.yaml", folder / "scores.jsonl")
    with grading.opened(order) as answers:
        assert answers.part is not None
        graded = answers.grade(lambda _: None, jobs=1)
        answers.part.finish(answers.summed_up(graded).as_json())
    return graded.taken_over


def leave(folder: Path, part: bytes) -> None:
    """The files as a run leaves them that has come so far."""
    (folder / "scores.jsonl").unlink(missing_ok=True)
    (folder / ".scores.jsonl.part").write_bytes(part)


@given(data=st.data())
def test_cut_anywhere_it_goes_on_to_the_same_rows(
    data: st.DataObject, grading: AnswerGrading, folder: Path, whole: bytes
) -> None:
    end = data.draw(st.integers(0, len(whole)))
    leave(folder, whole[:end])
    assert finish(grading, folder) == whole[:end].count(b"\n")
    assert (folder / "scores.jsonl").read_bytes() == whole


@given(data=st.data(), rubbish=st.binary(min_size=1, max_size=200))
def test_what_a_loss_of_power_leaves_at_the_end_is_dropped(
    data: st.DataObject, grading: AnswerGrading, folder: Path, whole: bytes, rubbish: bytes
) -> None:
    end = data.draw(st.integers(0, len(whole)))
    leave(folder, whole[:end] + rubbish)
    finish(grading, folder)
    assert (folder / "scores.jsonl").read_bytes() == whole


def test_a_row_of_another_answer_is_not_taken_over(grading: AnswerGrading, folder: Path, whole: bytes) -> None:
    first, second, *others = whole.splitlines(keepends=True)
    leave(folder, b"".join([first, second.replace(b'"Ann"', b'"Bob"'), *others]))
    assert finish(grading, folder) == 1
    assert (folder / "scores.jsonl").read_bytes() == whole


def test_a_part_of_another_run_is_left_alone(tmp_path: Path) -> None:
    out = tmp_path / "scores.jsonl"
    part = Part(out, {"answers": "one", "bank": "same"})
    part.open(False)
    part.cut(0)
    with part:
        part.add({"score": 1})
    content = part.path.read_bytes()
    assert json.loads(content) == {"score": 1}
    with pytest.raises(UsageError, match=r"begun with other answers\.$"):
        Part(out, {"answers": "two", "bank": "same"}).finished(False)
    part.run.unlink()
    with pytest.raises(UsageError, match="nothing says of what"):
        Part(out, {"answers": "one", "bank": "same"}).finished(False)
    assert part.path.read_bytes() == content


def test_two_runs_do_not_write_one_file(tmp_path: Path) -> None:
    first, second = (Part(tmp_path / "scores.jsonl", {}) for _ in range(2))
    first.open(False)
    first.cut(0)
    with first, pytest.raises(UsageError, match="another run"):
        second.open(False)


def test_killed_before_the_first_row_it_begins_like_the_first_time(
    grading: AnswerGrading, folder: Path, whole: bytes
) -> None:
    leave(folder, b"")
    (folder / ".scores.jsonl.run").unlink()
    assert finish(grading, folder) == 0
    assert (folder / "scores.jsonl").read_bytes() == whole
