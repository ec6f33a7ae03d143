"""`bank stats`: what a bank covers, in figures that add up and tables that keep to their columns."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from interviewer.bank import Bank, load_bank
from interviewer.bank.coverage import find_coverage
from interviewer.lines.columns import cells
from interviewer.lines.coverage import coverage_lines
from interviewer.model import Difficulty, Language
from interviewer.phrases import PHRASES

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def bank(own_bank_folder: Path) -> Bank:
    """The small bank with a draft in a topic of its own."""
    (own_bank_folder / "networks").mkdir()
    (own_bank_folder / "networks" / "tcp.yaml").write_text(
        "id: networks/tcp\ndraft: true\nquestion: {zh: 三次握手？}\n", "utf-8"
    )
    return load_bank([own_bank_folder])


def test_topics_difficulties_and_languages_are_counted(bank: Bank) -> None:
    coverage = find_coverage(bank)
    assert [(share.name, share.questions, share.drafts) for share in coverage.topics] == [
        ("git", 2, 0),
        ("networks", 0, 1),
        ("sql", 1, 0),
        ("web", 1, 0),
    ]
    assert (coverage.whole.questions, coverage.whole.drafts) == (4, 1)
    assert sum(share.questions for share in coverage.difficulties) == 4
    assert coverage.whole.languages == {Language.ZH: 3, Language.EN: 4}
    assert coverage.whole.difficulties == {
        level: sum(question.difficulty is level for question in bank.questions) for level in Difficulty
    }
    assert coverage.whole.minutes == sum(question.minutes for question in bank.questions)


def test_shares_are_of_the_questions_or_of_their_points(bank: Bank) -> None:
    web = next(share for share in find_coverage(bank).topics if share.name == "web")
    (etag,) = [question for question in bank.questions if question.topic == "web"]
    assert web.both_languages == 0
    assert web.points == len(etag.key_points)
    assert web.wrong_claims == sum(any(point.contradicts.values()) for point in etag.key_points) / web.points
    assert find_coverage(bank).whole.both_languages == 0.75
    assert find_coverage(Bank(())).whole.sources == 0


@pytest.mark.parametrize("language", Language)
def test_the_tables_keep_to_80_cells_and_to_their_columns(bank: Bank, language: Language) -> None:
    lines = coverage_lines(find_coverage(bank), PHRASES[language])
    assert all(cells(line) <= 80 for line in lines)
    second = next(number for number, line in enumerate(lines) if line.startswith(PHRASES[language].coverage_complete))
    for table in (lines[:second], lines[second:]):
        assert len({cells(line) for line in table if line}) == 1
    assert lines[0].startswith({"en": "How much", "zh": "有多少"}[language])


def test_the_command_prints_tables_or_json(run_interviewer: Run, bank_folder: Path) -> None:
    stats = ("bank", "stats", "--bank", bank_folder)
    shown = run_interviewer(*stats)
    assert "How complete, in %" in shown.stdout
    assert shown.stderr == ""
    document = json.loads(run_interviewer(*stats, "--json").stdout)
    assert document["whole"]["questions"] == 4
    assert [topic["name"] for topic in document["topics"]] == ["git", "sql", "web"]
