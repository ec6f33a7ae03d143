"""`interviewer history`, as a candidate types it."""

import csv
import io
import json
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from interviewer.cli import run
from interviewer.model import Interview, Outcome
from interviewer.session import Session

NEW_COMMITS = "Rebasing replays commits onto another base and writes new commits with new hashes."
FORMULA = "=HYPERLINK(1) A public branch that colleagues have already pulled must not be rebased."

Called = Callable[..., tuple[int, str, str]]


@pytest.fixture
def called(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, bank_folder: Path) -> Called:
    """Carries out a command line in this process, on the small bank."""
    monkeypatch.setenv("INTERVIEWER_BANK", str(bank_folder))
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()

    def call(*arguments: str) -> tuple[int, str, str]:
        code = run(list(arguments))
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


@pytest.fixture
def past(open_session: Callable[..., Session], start: Callable[..., Interview], now: datetime) -> list[str]:
    """The ids of two answers to git/rebase in two interviews, in the second of which sql/index was skipped, too."""
    session = open_session(probes=0)
    ids = []
    for answer, more in ((NEW_COMMITS, ()), (FORMULA, ("sql/index",))):
        interview = start(session, "git/rebase", *more)
        attempt = session.ask(interview, session.bank.get("git/rebase"), now)
        ids.append(session.submit(attempt, answer, 60, now).attempt.id)
        for question_id in more:
            asked = session.ask(interview, session.bank.get(question_id), now)
            session.close_attempt(asked, Outcome.REVEALED, 3, now)
        session.end(interview.id, now)
    session.close()
    return ids


def rows(text: str) -> list[dict[str, str]]:
    """A CSV file, read as RFC 4180 says."""
    return list(csv.DictReader(io.StringIO(text)))


def test_sessions_are_listed_with_kind_score_and_topics(called: Called, past: list[str]) -> None:
    code, out, err = called("history")
    assert (code, err) == (0, "")
    latest, first = out.splitlines()
    assert "git, sql" in latest or "git, sql" in first
    assert all("interview  " in line and " %  " in line for line in (latest, first))


def test_answers_are_listed_with_rating_and_missed_points(called: Called, past: list[str]) -> None:
    _, out, _ = called("history", "--reviews")
    assert len(out.splitlines()) == 3
    assert "missed 3/3  sql/index" in out
    assert "again" in out
    code, out, _ = called("history", "--reviews", "--question", "git/rebase")
    assert (code, len(out.splitlines())) == (0, 2)


def test_filters_narrow_the_list(called: Called, past: list[str]) -> None:
    assert len(called("history", "--topic", "sql")[1].splitlines()) == 1
    assert called("history", "--mode", "drill", "--mode", "cram")[1] == ""
    assert len(called("history", "--reviews", "--below", "5")[1].splitlines()) == 1
    assert len(called("history", "--reviews", "--search", "HASHES rebasing")[1].splitlines()) == 1
    assert len(called("history", "--reviews", "--tag", "git", "--weak")[1].splitlines()) == 2
    assert called("history", "--since", "2026-03-02")[1] == ""
    assert len(called("history", "--since", "2026-03-01", "--until", "2026-03-01")[1].splitlines()) == 2
    assert called("history", "--until", "2026-02-28")[2] == "Nothing fits these filters.\n"


def test_a_list_that_was_cut_short_says_so(called: Called, past: list[str]) -> None:
    _, out, err = called("history", "--limit", "1")
    assert len(out.splitlines()) == 1
    assert "`--limit 0` shows all" in err
    assert len(called("history", "--limit", "0")[1].splitlines()) == 2


def test_a_session_is_shown_with_every_answer_and_how_to_practise_it_again(called: Called, past: list[str]) -> None:
    sessions = json.loads(called("history", "--topic", "sql", "--json")[1])["interviews"]
    _, out, _ = called("history", sessions[0]["id"])
    assert out.startswith("Debrief: ")
    assert f"You:\n  {FORMULA}" in out
    assert 'A public branch that colleagues have already pulled must not be rebased.  "' in out, "the evidence"
    assert "Missing:\n" in out
    assert "revealed" in out
    assert "Practise this again: interviewer practice --question git/rebase" in out
    assert "Practise this again: interviewer practice --question sql/index" in out


def test_one_answer_is_shown_in_every_format(called: Called, past: list[str]) -> None:
    assert NEW_COMMITS in called("history", past[0])[1]
    assert f"> {NEW_COMMITS}" in called("history", past[0], "--markdown")[1]
    answer = json.loads(called("history", past[0], "--json")[1])
    assert (answer["schema_version"], answer["standing"], answer["question_id"]) == (1, "current", "git/rebase")
    (row,) = rows(called("history", past[0], "--format", "csv")[1])
    assert row["attempt_id"] == past[0]


def test_a_question_that_is_not_in_the_bank_is_shown_from_what_was_saved(
    called: Called, past: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INTERVIEWER_BANK", "builtin")
    assert "left the bank: 1" in called("history")[1]
    assert "left the bank" in called("history", "--reviews")[1]
    _, out, _ = called("history", past[0])
    assert NEW_COMMITS in out
    assert "shared-history" in out
    assert "This question is no longer in the bank." in out
    assert "Practise this again" not in out
    (sitting,) = json.loads(called("history", "--topic", "sql", "--json")[1])["interviews"]
    assert (sitting["answered"], sitting["vanished"]) == (0, 2)
    session = json.loads(called("history", sitting["id"], "--json")[1])
    assert [attempt["standing"] for attempt in session["attempts"]] == ["gone", "gone"]
    for form in ("text", "markdown"):
        out = called("history", sitting["id"], "--format", form)[1]
        assert FORMULA in out
        assert "No longer in the bank" in out
    assert called("history", "--compare", "git/rebase")[0] == 0


# Comparing


def test_two_answers_side_by_side_where_there_is_room(
    called: Called, past: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    _, out, _ = called("history", "--compare", *past)
    assert any(line.startswith("Before:") and "│ After:" in line for line in out.splitlines())
    monkeypatch.setenv("COLUMNS", "80")
    _, narrow, _ = called("history", "--compare", *past)
    assert "│" not in narrow
    for text in (out, narrow):
        gained, lost = text.index("Gained:"), text.index("Lost:")
        assert "+ A public branch" in text[gained:lost]
        assert "- Rebasing replays commits" in text[lost:]
        assert "] ○ missing" in text[gained:]
    assert max(len(line) for line in narrow.splitlines()) <= 80


def test_a_question_alone_compares_its_first_answer_with_its_latest(called: Called, past: list[str]) -> None:
    by_ids = called("history", "--compare", *reversed(past), "--json")
    assert called("history", "--compare", "git/rebase", "--json") == by_ids
    comparison = json.loads(by_ids[1])
    changes = {point["point_id"]: point["change"] for point in comparison["points"]}
    assert (changes["new-commits"], changes["shared-history"]) == ("lost", "gained")
    assert comparison["gain"] == pytest.approx(
        comparison["after"]["score"]["overall"] - comparison["before"]["score"]["overall"]
    )
    markdown = called("history", "--compare", "git/rebase", "--format", "markdown")[1]
    assert f"> {FORMULA}" in markdown
    assert markdown.index("## Gained") < markdown.index("## Lost")


def test_the_comparison_speaks_chinese(called: Called, past: list[str]) -> None:
    _, out, _ = called("--lang", "zh", "history", "--compare", "git/rebase")
    assert "新答到" in out
    assert "丢掉" in out


# Exports


def test_csv_has_a_row_per_review_whatever_the_limit_of_lists(called: Called, past: list[str]) -> None:
    code, out, err = called("history", "--format", "csv")
    assert (code, err) == (0, "")
    found = {(row["question_id"], row["session_id"]): row for row in rows(out)}
    assert len(found) == 3
    row = next(row for row in rows(out) if row["answer"] == NEW_COMMITS)
    assert (row["topic"], row["mode"], row["outcome"], row["standing"]) == ("git", "mock", "answered", "current")
    assert int(row["covered"]) + int(row["partial"]) + int(row["missing"]) + int(row["contradicted"]) == 3
    assert json.loads(row["coverages"])["new-commits"] > 0.6
    assert 0 < float(row["score"]) < 1
    assert row["reviewed_at"].endswith("+00:00")


def test_no_cell_can_be_run_as_a_formula(called: Called, past: list[str]) -> None:
    _, out, _ = called("history", "--format", "csv")
    cells = [cell for row in rows(out) for cell in row.values()]
    assert f"'{FORMULA}" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_lists_are_exported_as_markdown_tables(called: Called, past: list[str]) -> None:
    _, out, _ = called("history", "--format", "markdown")
    assert called("history", "--markdown")[1] == out
    assert out.startswith("# Sessions\n\n| ID | Date |")
    assert len(out.splitlines()) == 6
    _, out, _ = called("history", "--reviews", "--format", "markdown")
    assert out.startswith("# Answers\n")
    assert out.count("git/rebase") == 2


def test_reviews_as_json_have_all_that_is_known(called: Called, past: list[str]) -> None:
    found = json.loads(called("history", "--reviews", "--json")[1])
    assert found["schema_version"] == 1
    review = next(review for review in found["reviews"] if review["attempt_id"] == past[0])
    assert review["answer"] == NEW_COMMITS
    assert review["statuses"]["new-commits"] == "covered"
    assert review["rating"] == review["suggested"]


def test_what_is_exported_goes_into_a_file(called: Called, past: list[str], tmp_path: Path) -> None:
    file = tmp_path / "answers.csv"
    code, out, err = called("history", "--format", "csv", "--out", str(file))
    assert (code, out, err) == (0, "", f"Written to {file}.\n")
    assert file.read_text(encoding="utf-8") == called("history", "--format", "csv")[1]
    code, out, err = called("history", "--out", str(tmp_path / "nowhere" / "file"))
    assert (code, out) == (1, "")
    assert "cannot be written" in err


# What cannot be done


@pytest.mark.parametrize(
    "arguments",
    [
        ("--topic", "cooking"),
        ("--tag", "cooking"),
        ("--question", "git/rebsae"),
        ("--since", "yesterday"),
        ("--since", "2026-03-02", "--until", "2026-03-01"),
        ("--below", "101"),
        ("--below", "nan"),
        ("--markdown", "--json"),
        ("--compare",),
        ("--compare", "web/etag"),
        ("--compare", "nothing", "nothing"),
        ("--compare", "git/rebase", "--format", "csv"),
        ("nothing", "--topic", "git"),
        ("one", "two"),
    ],
    ids=" ".join,
)
def test_a_wish_that_cannot_be_met_says_what_to_do(called: Called, past: list[str], arguments: tuple[str, ...]) -> None:
    code, out, err = called("history", *arguments)
    assert (code, out) == (2, "")
    assert "Error: " in err
    assert len(err.splitlines()) >= 2


def test_answers_to_different_questions_are_refused(called: Called, past: list[str]) -> None:
    found = json.loads(called("history", "--reviews", "--json", "--topic", "sql")[1])["reviews"]
    code, out, err = called("history", "--compare", past[0], found[0]["attempt_id"])
    assert (code, out) == (2, "")
    assert "Only answers to the same question can be compared." in err
