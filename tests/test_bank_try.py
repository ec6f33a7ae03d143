"""`bank try`: what each text of a question earns, as in an interview, while the file is being edited."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from interviewer.bank import load_bank
from interviewer.cli.bank.trying import watching
from interviewer.lines.columns import cells
from interviewer.lines.trials import tryout_lines
from interviewer.model import Language, Status
from interviewer.model.tryout import SampleKind, Trial, TryOut
from interviewer.phrases import PHRASES
from interviewer.session import Grader
from interviewer.session.workshop import Workshop

Run = Callable[..., subprocess.CompletedProcess[str]]

NEW_COMMITS = "Rebasing replays commits onto another base and writes new commits with new hashes."


@pytest.fixture
def workshop(own_bank_folder: Path, shared_cache: Path) -> Workshop:
    """The author's side of the small bank."""
    bank = load_bank([own_bank_folder])
    return Workshop(bank, Grader(bank, shared_cache))


def trial_of(tried: TryOut, text: str) -> Trial:
    """The trial of this text."""
    return next(trial for trial in tried.trials if trial.sample.text == text)


def test_every_text_of_the_question_is_tried_after_the_answers(workshop: Workshop) -> None:
    tried = workshop.bench("git/rebase").try_out([NEW_COMMITS])
    kinds = [trial.sample.kind for trial in tried.trials]
    assert kinds[:5] == [SampleKind.ANSWER, *[SampleKind.MODEL] * 2, *[SampleKind.QUESTION] * 2]
    question = workshop.bank.get("git/rebase")
    wordings = [text for point in question.key_points for texts in point.accept.values() for text in texts]
    assert [trial.sample.text for trial in tried.trials if trial.sample.kind is SampleKind.REWORDING] == wordings
    assert trial_of(tried, NEW_COMMITS).score.match("new-commits").coverage == 1


def test_an_unchanged_question_earns_what_it_earns_in_an_interview(workshop: Workshop, shared_cache: Path) -> None:
    tried = workshop.bench("git/rebase").try_out(["New commits appear, and history is a line."])
    grader = Grader(workshop.bank, shared_cache)
    for trial in tried.trials:
        assert trial.score == grader.grade_unlearnt(workshop.bank.get("git/rebase"), trial.sample.text)


def test_an_edited_question_is_scored_as_if_the_bank_had_it(
    workshop: Workshop, own_bank_folder: Path, shared_cache: Path
) -> None:
    file = own_bank_folder / "git" / "rebase.yaml"
    text = file.read_text(encoding="utf-8").replace(NEW_COMMITS, "A rebase copies commits.", 1)
    file.write_text(text, encoding="utf-8")
    tried = workshop.bench("git/rebase").try_out(["A rebase copies commits."])
    assert trial_of(tried, "A rebase copies commits.").score.match("new-commits").coverage == 1
    saved = load_bank([own_bank_folder])
    grader = Grader(saved, shared_cache)
    for trial in tried.trials:
        score = grader.grade_unlearnt(saved.get("git/rebase"), trial.sample.text)
        assert trial.score.overall == pytest.approx(score.overall, abs=0.02)


def test_what_earns_something_else_than_it_should_is_marked(workshop: Workshop, own_bank_folder: Path) -> None:
    file = own_bank_folder / "git" / "rebase.yaml"
    question = workshop.bank.get("git/rebase")
    wording = question.key_points[0].accept[Language.EN][1]
    file.write_text(file.read_text(encoding="utf-8").replace(wording, "I don't know."), encoding="utf-8")
    tried = workshop.bench(str(file)).try_out([])
    assert trial_of(tried, "I don't know.").is_surprising
    lines = tryout_lines(tried, Language.EN, 80, PHRASES[Language.EN])
    assert any(line.startswith("! I don't know.") for line in lines)
    surprising = sum(trial.is_surprising for trial in tried.trials)
    assert lines[-1] == f"{surprising} of {len(tried.trials)} texts earn something else than they should; ! marks them"


@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_matrix_keeps_to_its_columns_with_chinese_in_it(workshop: Workshop, width: int) -> None:
    lines = tryout_lines(workshop.bench("git/rebase").try_out([]), Language.ZH, width, PHRASES[Language.ZH])
    rows = [line for line in lines if line.startswith(("  ", "! "))]
    assert len(rows) > 10
    assert {cells(row) for row in rows} == {width}
    assert all(cells(line) <= width for line in lines)


def test_a_file_that_is_broken_now_says_why_and_a_draft_what_it_lacks(
    workshop: Workshop, own_bank_folder: Path
) -> None:
    file = own_bank_folder / "git" / "rebase.yaml"
    bench = workshop.bench("git/rebase")
    file.write_text("id: [\n", encoding="utf-8")
    (issue,) = bench.try_out([]).issues
    assert "rebase.yaml:2: not valid YAML" in str(issue)
    file.write_text("id: git/rebase\ndraft: true\nquestion: {en: Why?}\n", encoding="utf-8")
    lines = tryout_lines(bench.try_out([]), Language.EN, 80, PHRASES[Language.EN])
    assert lines[-1].startswith("This draft has no key points yet")


def test_watching_looks_again_whenever_a_file_changes(tmp_path: Path) -> None:
    file, beside = tmp_path / "a.yaml", tmp_path / "a.answers.txt"
    file.write_text("one")
    edits: list[Callable[[], object]] = [
        file.unlink,
        beside.unlink,
        lambda: beside.write_text("x"),
        lambda: file.write_text("other"),
        lambda: None,
    ]

    def wait() -> None:
        edits.pop()()

    looks = watching(lambda: [file, beside], wait)
    for left in (5, 3, 2, 1, 0):
        next(looks)
        assert len(edits) == left, "an edit that changes nothing is passed over, every other one is seen"


# The command


def test_answers_come_from_options_and_from_the_file_beside_the_question(
    run_interviewer: Run, own_bank_folder: Path, tmp_path: Path
) -> None:
    (own_bank_folder / "git" / "rebase.answers.txt").write_text(
        "first line\nsecond line\n \n\n第二个回答\n", encoding="utf-8"
    )
    command = ("bank", "try", "git/rebase", "--bank", own_bank_folder)
    samples = json.loads(run_interviewer(*command, "--answer", NEW_COMMITS, "--json").stdout)["samples"]
    answers = [sample["text"] for sample in samples if sample["kind"] == "answer"]
    assert answers == [NEW_COMMITS, "first line\nsecond line", "第二个回答"]
    assert samples[0]["points"]["new-commits"] == {"status": "covered", "coverage": 1.0}
    other = tmp_path / "other.txt"
    other.write_text("only this", encoding="utf-8")
    named = json.loads(run_interviewer(*command, "--answers", other, "--json").stdout)["samples"]
    assert [sample["text"] for sample in named if sample["kind"] == "answer"] == ["only this"]
    piped = json.loads(run_interviewer(*command, "--answers", "-", "--json", stdin="one\n\ntwo").stdout)["samples"]
    assert [sample["text"] for sample in piped if sample["kind"] == "answer"] == ["one", "two"]


def test_what_cannot_be_tried_is_said(run_interviewer: Run, own_bank_folder: Path, tmp_path: Path) -> None:
    bank = ("--bank", own_bank_folder)
    assert "There is no question 'git/no'" in run_interviewer("bank", "try", "git/no", *bank, expected=2).stderr
    missing = run_interviewer("bank", "try", "git/rebase", *bank, "--answers", tmp_path / "no", expected=2)
    assert "cannot be read: No such file" in missing.stderr
    both = run_interviewer("bank", "try", "git/rebase", *bank, "--watch", "--json", expected=2)
    assert "do not go together" in both.stderr


def test_a_broken_file_can_be_tried_by_its_id_or_by_its_name(run_interviewer: Run, own_bank_folder: Path) -> None:
    file = own_bank_folder / "git" / "rebase.yaml"
    file.write_text("id: [\n", encoding="utf-8")
    for name in ("git/rebase", file):
        told = run_interviewer("bank", "try", name, "--bank", own_bank_folder, expected=1)
        assert "rebase.yaml:2: not valid YAML" in told.stdout
        assert "mended" not in told.stderr


def test_watching_shows_what_each_save_changes_until_it_is_interrupted(own_bank_folder: Path, tmp_path: Path) -> None:
    file = own_bank_folder / "git" / "rebase.yaml"
    good = file.read_text(encoding="utf-8")
    command = [sys.executable, "-u", "-m", "interviewer", "bank", "try", "git/rebase", "--watch", "--lang", "en"]
    with subprocess.Popen(
        [*command, "--bank", str(own_bank_folder)],
        stdout=subprocess.PIPE,
        cwd=tmp_path,
        env=dict(os.environ),
        text=True,
    ) as process:
        assert process.stdout

        def read_until(words: str) -> None:
            while words not in process.stdout.readline():  # type: ignore[union-attr]
                assert process.poll() is None

        read_until("✓ covered")
        file.write_text("id: [\n", encoding="utf-8")
        read_until("not valid YAML")
        file.write_text(good.replace(NEW_COMMITS, "A rebase copies commits."), encoding="utf-8")
        read_until("A rebase copies commits.")
        read_until("✓ covered")
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 0


def test_a_wrong_claim_that_is_right_is_marked_with_what_it_would_earn(
    workshop: Workshop, own_bank_folder: Path
) -> None:
    right, wrong = "Commits are replayed onto another base.", "After rebasing the commits keep the very same hashes."
    file = own_bank_folder / "git" / "rebase.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace(wrong, right), encoding="utf-8")
    trial = trial_of(workshop.bench("git/rebase").try_out([]), right)
    assert trial.is_surprising
    assert trial.score.match("new-commits").status is Status.COVERED
    file.write_text(file.read_text(encoding="utf-8").replace(right, wrong), encoding="utf-8")
    assert not trial_of(workshop.bench("git/rebase").try_out([]), wrong).is_surprising
