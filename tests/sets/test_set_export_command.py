"""`interviewer set export`: what is written where, and what is refused."""

import json
from pathlib import Path

import pytest
from tests.conftest import Run

SET = "name: 一面\nlanguage: zh\nquestions:\n  - git/rebase\n  - web/etag\n"


@pytest.fixture
def set_file(tmp_path: Path) -> Path:
    path = tmp_path / "screen.yaml"
    path.write_text(SET, encoding="utf-8")
    return path


@pytest.fixture
def bank(bank_folder: Path) -> tuple[str, str]:
    return "--bank", str(bank_folder)


@pytest.mark.parametrize(
    ("name", "head"), [("md", "# 面试题".encode()), ("html", b"<!DOCTYPE"), ("pdf", b"%PDF"), ("docx", b"PK")]
)
def test_it_writes_every_format_beside_the_set(
    name: str, head: bytes, set_file: Path, bank: tuple[str, str], run_interviewer: Run
) -> None:
    finished = run_interviewer("set", "export", set_file, "--to", name, *bank)
    assert set_file.with_suffix(f".{name}").read_bytes().startswith(head)
    assert finished.stdout == ""
    assert f"screen.{name}" in finished.stderr


def test_the_ending_says_the_format_and_a_part_has_a_name_of_its_own(
    set_file: Path, tmp_path: Path, bank: tuple[str, str], run_interviewer: Run
) -> None:
    run_interviewer("set", "export", set_file, "--out", "other.HTML", *bank)
    assert (tmp_path / "other.HTML").read_bytes().startswith(b"<!DOCTYPE")
    run_interviewer("set", "export", set_file, "--to", "md", "--what", "sheet", *bank)
    assert "面试题" in (tmp_path / "screen-sheet.md").read_text(encoding="utf-8")


def test_a_file_that_is_there_stays_unless_it_is_to_be_replaced(
    set_file: Path, tmp_path: Path, bank: tuple[str, str], run_interviewer: Run
) -> None:
    kept = tmp_path / "screen.md"
    kept.write_text("mine")
    assert "--force" in run_interviewer("set", "export", set_file, "--to", "md", *bank, expected=2).stderr
    assert kept.read_text() == "mine"
    run_interviewer("set", "export", set_file, "--to", "md", "--force", *bank)
    assert kept.read_text(encoding="utf-8") != "mine"
    own = run_interviewer("set", "export", set_file, "--to", "md", "--out", set_file, "--force", *bank, expected=2)
    assert "the set itself" in own.stderr
    assert set_file.read_text(encoding="utf-8") == SET


@pytest.mark.parametrize(
    ("interface", "lang", "languages"),
    [("en", None, ["zh"]), ("en", "en", ["en"]), ("en", "both", ["en", "zh"]), ("zh", "both", ["zh", "en"])],
)
def test_it_says_what_it_wrote_as_json(
    interface: str, lang: str | None, languages: list[str], set_file: Path, bank: tuple[str, str], run_interviewer: Run
) -> None:
    chosen = ("--lang", lang) if lang else ()
    finished = run_interviewer("--lang", interface, "set", "export", set_file, "--to", "md", "--json", *chosen, *bank)
    written = json.loads(finished.stdout)
    assert written["languages"] == languages
    assert written["parts"] == ["sheet", "key", "scorecard"]
    assert written["questions"] == ["git/rebase", "web/etag"]
    assert Path(written["file"]).name == "screen.md"
    assert "lines to write on" in written["not_carried"][0]


def test_it_asks_for_a_column_per_interviewer(
    set_file: Path, tmp_path: Path, bank: tuple[str, str], run_interviewer: Run
) -> None:
    run_interviewer("set", "export", set_file, "--out", "card.md", "--what", "scorecard", "--interviewers", "5", *bank)
    text = (tmp_path / "card.md").read_text(encoding="utf-8")
    assert "面试官 5" in text
    assert "面试官 6" not in text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "--to"),
        (("--to", "papyrus"), "papyrus"),
        (("--out", "set.papyrus"), "ending"),
        (("--to", "pdf", "--out", "nowhere/set.pdf"), "cannot be written"),
    ],
)
def test_what_cannot_be_done_is_said(
    arguments: tuple[str, ...], said: str, set_file: Path, bank: tuple[str, str], run_interviewer: Run
) -> None:
    finished = run_interviewer("set", "export", set_file, *arguments, *bank, expected=2)
    assert said in finished.stderr
    assert [path.name for path in set_file.parent.iterdir() if path.suffix in {".pdf", ".md", ".part"}] == []


def test_a_question_that_is_not_in_the_bank_is_named_with_its_set(
    set_file: Path, bank: tuple[str, str], run_interviewer: Run
) -> None:
    set_file.write_text("name: x\nquestions:\n  - git/rebasing\n", encoding="utf-8")
    finished = run_interviewer("set", "export", set_file, "--to", "md", *bank, expected=2)
    assert "git/rebasing" in finished.stderr
    assert "screen.yaml" in finished.stderr
    assert "git/rebase" in finished.stderr, "the nearest id is offered"


def test_a_language_that_makes_no_difference_is_told(
    set_file: Path, bank: tuple[str, str], run_interviewer: Run
) -> None:
    told = run_interviewer("set", "export", set_file, "--to", "csv", "--lang", "en", *bank).stderr
    assert "--lang en: csv holds every language" in told
    assert "--lang" not in run_interviewer("set", "export", set_file, "--to", "csv", "--force", *bank).stderr


def test_a_set_does_not_go_to_stdout(
    set_file: Path, tmp_path: Path, bank: tuple[str, str], run_interviewer: Run
) -> None:
    refused = run_interviewer("set", "export", set_file, "--to", "csv", "--out", "-", *bank, expected=2)
    assert "--out needs the name of a file" in refused.stderr
    assert not (tmp_path / "-").exists()
