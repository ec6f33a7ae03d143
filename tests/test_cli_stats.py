"""`interviewer stats`: the same numbers as text, as JSON and as CSV."""

import csv
import io
import json
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.weeks import practise

from interviewer.bank import Bank
from interviewer.settings import Places
from interviewer.store import Store

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def practised(own_places: Places, small_bank: Bank, bank_folder: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """Eight weeks of practice, up to yesterday; how many answers."""
    monkeypatch.setenv("INTERVIEWER_BANK", str(bank_folder))
    now = datetime.now(UTC)
    store = Store(own_places.database, now)
    answers = practise(store, small_bank, now)
    store.close()
    return answers


def parsed(text: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(text)
    assert document.pop("schema_version") == 1
    return document


def test_the_text_shows_every_part(practised: int, run_interviewer: Run) -> None:
    told = run_interviewer("stats").stdout
    headings = ["Progress  ", "The last year", "Weakest questions", "Mastery by topic", "The next 30 days"]
    headings += ["Scores over time", "Trend of each question", "Points missed most", "Your own ratings"]
    places = [told.index(heading) for heading in headings]
    assert places == sorted(places)
    assert f"{practised}\nTime" in told
    assert "git/rebase · What does git rebase do" in told
    assert "\x1b" not in told, "no colour is needed to read it"
    assert max(len(line) for line in told.splitlines()) <= 80


def test_it_speaks_chinese(practised: int, run_interviewer: Run) -> None:
    told = run_interviewer("--lang", "zh", "stats").stdout
    assert told.startswith("学习进度  ")
    assert "各主题掌握度" in told
    assert "git rebase 做了什么" in told


def test_json_and_csv_carry_the_same_numbers(practised: int, run_interviewer: Run) -> None:
    document = parsed(run_interviewer("stats", "--json").stdout)
    assert document["answers"] == practised == sum(tally["answers"] for tally in document["days"])
    assert len(document["forecast"]) == 30
    assert {topic["topic"] for topic in document["mastery"]} == {"git", "sql", "web"}
    assert document["weakest"][0]["reasons"], "and why it is weak"
    rows = list(csv.DictReader(io.StringIO(run_interviewer("stats", "--csv").stdout)))
    days = [
        (row["date"], float(row["value"])) for row in rows if (row["section"], row["measure"]) == ("days", "answers")
    ]
    assert days == [(tally["day"], tally["answers"]) for tally in document["days"]]
    marks = [row["value"] for row in rows if row["section"] == "points" and row["measure"] == "coverage"]
    assert len(marks) == sum(len(trend["marks"]) for trend in document["points"]) > 100


def test_a_topic_can_be_looked_at_alone(practised: int, run_interviewer: Run) -> None:
    document = parsed(run_interviewer("stats", "--topic", "sql", "--json").stdout)
    assert 0 < document["answers"] < practised
    assert [topic["topic"] for topic in document["mastery"]] == ["sql"]
    told = run_interviewer("stats", "--topic", "sql").stdout
    assert told.splitlines()[0].endswith("  sql")
    assert "git/rebase" not in told


@pytest.mark.parametrize("how", ["flag", "dumb terminal"])
def test_plain_means_no_plots(practised: int, run_interviewer: Run, how: str) -> None:
    finished = run_interviewer("stats", "--plain") if how == "flag" else run_interviewer("stats", TERM="dumb")
    assert not set(finished.stdout) & set("░▒▓█▁▂▃▄▅▆▇▀━╌┤└")
    assert "Mastery by topic" in finished.stdout


def test_all_tells_of_every_key_point(practised: int, run_interviewer: Run) -> None:
    few, every = (run_interviewer("stats", *options).stdout for options in ((), ("--all",)))
    point = "Rebasing replays commits onto another base"
    assert every.count(point) == few.count(point) + 1


def test_before_the_first_answer_it_is_friendly(run_interviewer: Run) -> None:
    finished = run_interviewer("stats")
    assert finished.stdout == ""
    assert "Nothing has been answered yet." in finished.stderr
    empty = parsed(run_interviewer("stats", "--json").stdout)
    assert (empty["answers"], empty["days"], empty["streak"]["current"]) == (0, [], 0)


def test_an_unknown_topic_is_a_usage_error_that_names_the_known(run_interviewer: Run, bank_folder: Path) -> None:
    finished = run_interviewer("--bank", bank_folder, "stats", "--topic", "cooking", expected=2)
    assert finished.stderr == "Error: There is no topic 'cooking'.\nTopics: git, sql, web.\n"


def test_csv_and_json_do_not_go_together(run_interviewer: Run) -> None:
    assert "--csv and --json" in run_interviewer("stats", "--csv", "--json", expected=2).stderr


def test_a_topic_that_left_the_bank_can_still_be_looked_at(
    practised: int, run_interviewer: Run, own_bank_folder: Path
) -> None:
    (own_bank_folder / "sql" / "index.yaml").unlink()
    told = run_interviewer("stats", "--topic", "sql", INTERVIEWER_BANK=str(own_bank_folder)).stdout
    assert "No longer in the bank" in told
    assert "sql/index  reviews: " in told
