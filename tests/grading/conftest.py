"""What the tests of grading share: some answers, and the command in this process."""

from pathlib import Path

import pytest
from tests.grading.sheets import ROWS, Called, written

from interviewer.cli import run


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    """Four answers of two candidates to two questions."""
    return written(tmp_path / "answers.jsonl", *ROWS)


@pytest.fixture
def called(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, bank_folder: Path) -> Called:
    """Carries out `interviewer grade --answers` with the small bank in this process."""
    monkeypatch.setenv("INTERVIEWER_BANK", str(bank_folder))

    def call(answers: str | Path, *arguments: str | Path, command: str = "grade") -> tuple[int, str, str]:
        named = ["--answers", str(answers)] if command == "grade" else [str(answers)]
        try:
            code = run([command, *named, *map(str, arguments)])
        except SystemExit as left:
            code = int(left.code or 0)
        return code, *capsys.readouterr()

    return call
