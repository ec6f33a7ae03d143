"""`interviewer drill` and `interviewer suspend` as processes of their own: what is asked, why, and what stays."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from interviewer.days import day_of
from interviewer.model import Interview, Language, Selection
from interviewer.session import Session

GOOD = (
    "Rebasing replays commits onto another base and writes new commits with new hashes. A public branch that "
    "colleagues have already pulled must not be rebased. The log becomes one straight line without merge commits."
)
HALF = "The log becomes one straight line without merge commits."
NOW = datetime.now(UTC)


@pytest.fixture
def drill(run_interviewer: Callable[..., Any], bank_folder: Path) -> Callable[..., Any]:
    """Runs `interviewer drill` on the small bank, in English."""

    def run(*arguments: str, stdin: str = "", lang: str = "en") -> Any:
        return run_interviewer("--lang", lang, "drill", "--bank", bank_folder, *arguments, stdin=stdin)

    return run


@pytest.fixture
def mock_interview(open_session: Callable[..., Session]) -> Callable[..., Interview]:
    """Holds a mock interview some days ago: the answers to the questions named, by id."""

    def hold(days_ago: float, **answers: str) -> Interview:
        when = NOW - timedelta(days=days_ago)
        with_slash = {name.replace("_", "/"): answer for name, answer in answers.items()}
        session = open_session(probes=0)
        interview = session.start(Selection(question_ids=tuple(with_slash), language=Language.EN), 0, when)
        for question_id, answer in with_slash.items():
            session.submit(session.ask(interview, session.bank.get(question_id), when), answer, 30, when)
        session.end(interview.id, when)
        session.close()
        return interview

    return hold


def listed(result: Any) -> dict[str, str]:
    """Each item of `drill --list`, and why."""
    return dict(line.split("  ", 1) for line in result.stdout.splitlines())


def test_the_day_after_one_mock_interview_weak_only_asks_what_went_wrong_and_says_why(
    drill: Callable[..., Any], mock_interview: Callable[..., Interview]
) -> None:
    mock_interview(1, git_rebase=HALF, git_bisect="no idea")
    found = listed(drill("--weak-only", "--list"))
    assert list(found) == ["git/bisect", "git/rebase"]
    assert "points missed once" in found["git/rebase"]
    out = drill("--weak-only", stdin=f"/skip\n{GOOD}\n\n\n").stdout
    assert "Q 1/2 (easy, 2 min): " in out
    assert "Why: 2 of 3 points missed once; " in out
    assert "Rated easy; comes again in " in out


def test_what_was_never_asked_is_new_and_never_weak(drill: Callable[..., Any]) -> None:
    assert set(listed(drill("--list", "--new", "3")).values()) == {"new"}
    assert len(listed(drill("--list", "--new", "3"))) == 3
    assert drill("--weak-only").stdout == "Nothing is weak.\n"
    assert drill("--new", "0", lang="zh").stdout.startswith("现在没有到期的题目。")


def test_nothing_due_says_when_the_next_is_due(
    drill: Callable[..., Any], mock_interview: Callable[..., Interview]
) -> None:
    mock_interview(0, git_rebase=GOOD)
    out = drill("--new", "0").stdout
    assert out.startswith("Nothing is due.\nThe next is due in ")
    assert (NOW + timedelta(days=1)).strftime("%Y-") in out


def test_topics_tags_difficulties_and_limits_choose_among_what_there_is(drill: Callable[..., Any]) -> None:
    assert set(listed(drill("--list", "--topic", "git"))) == {"git/bisect", "git/rebase"}
    assert set(listed(drill("--list", "--difficulty", "easy", "--difficulty", "hard"))) >= {"git/bisect"}
    assert len(listed(drill("--list", "--limit", "1"))) == 1
    assert len(listed(drill("--list", "--minutes", "3"))) == 1


def test_points_are_asked_one_by_one_by_their_probes(
    drill: Callable[..., Any], mock_interview: Callable[..., Interview]
) -> None:
    mock_interview(1, git_rebase=HALF)
    found = listed(drill("--points", "--weak-only", "--list"))
    assert set(found) == {"git/rebase#new-commits", "git/rebase#shared-history"}
    assert found["git/rebase#shared-history"].startswith("missed once, coverage 0 %")
    out = drill("--points", "--weak-only", "--limit", "1", stdin="New commits with new hashes.\n\n\n").stdout
    assert out.startswith("Q 1/1 (medium, 1 min): What does git rebase do, and when should you not use it?\n")
    assert sum("[" in line and "]" in line for line in out.splitlines()) == 1


def test_cramming_asks_the_weakest_first_and_leaves_the_schedule_alone(
    drill: Callable[..., Any], mock_interview: Callable[..., Interview]
) -> None:
    mock_interview(0, git_rebase=GOOD, git_bisect=HALF)
    before = drill("--json").stdout
    out = drill("--cram", "--limit", "2", stdin="no idea\n\nno idea\n\n\n").stdout
    assert out.index("git bisect") < out.index("git rebase")
    assert "the schedule stays as it is" in out
    assert json.loads(drill("--json").stdout)["next_due_at"] == json.loads(before)["next_due_at"]
    drill("--cram", "--schedule", "--limit", "2", stdin="no idea\n\nno idea\n\n\n")
    assert json.loads(drill("--json").stdout)["next_due_at"] != json.loads(before)["next_due_at"]


def test_a_drill_that_was_stopped_goes_on_at_its_question(
    drill: Callable[..., Any], mock_interview: Callable[..., Interview]
) -> None:
    mock_interview(1, git_rebase=HALF, git_bisect="no idea")
    stopped = drill("--weak-only", "--probes", "0", stdin=f"{HALF}\n\n")
    assert "Kept. `interviewer drill --resume` goes on from here." in stopped.stderr
    assert "A drill is unfinished: `interviewer drill --resume` goes on with it." in drill("--cram").stderr
    assert "`interviewer drill --resume`" in drill("--cram", lang="zh").stderr
    resumed = drill("--resume", "--probes", "0", stdin=f"{GOOD}\n\n\n").stdout
    assert resumed.startswith("Q 2/2")
    assert "Comes again:" in resumed


def test_a_plan_says_what_each_day_takes_and_whether_it_fits(drill: Callable[..., Any]) -> None:
    soon = f"{day_of(NOW) + timedelta(days=20)}"
    fits = drill("--by", soon, "--list")
    assert fits.stderr.endswith("That fits.\n")
    assert "days left: 20" in fits.stdout
    tight = drill("--by", f"{day_of(NOW) + timedelta(days=2)}", "--minutes", "3", "--list")
    assert "That does not fit" in tight.stderr
    assert json.loads(drill("--by", soon, "--json").stdout)["plan"]["by"] == soon


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--by", "2020-01-01"), "2020-01-01 is not in the future."),
        (("--by", "9999-12-31"), "9999-12-31 is too far away to be planned."),
        (("--topic", "gti"), "There is no topic 'gti'."),
        (("--tag", "nope"), "There is no tag 'nope'."),
        (("--resume",), "There is no interrupted drill to resume."),
        (("--limit", "0"), "--limit"),
        (("--minutes", "nan"), "--minutes"),
    ],
)
def test_what_cannot_be_drilled_is_a_usage_error(
    run_interviewer: Callable[..., Any], bank_folder: Path, arguments: tuple[str, ...], message: str
) -> None:
    assert message in run_interviewer("drill", "--bank", bank_folder, *arguments, expected=2).stderr


def test_what_is_suspended_is_not_asked_until_it_is_let_in_again(
    drill: Callable[..., Any], run_interviewer: Callable[..., Any], bank_folder: Path
) -> None:
    assert run_interviewer("suspend", "git/rebase", "--bank", bank_folder).stdout == "git/rebase\n"
    assert set(listed(drill("--list", "--topic", "git"))) == {"git/bisect"}
    assert json.loads(run_interviewer("suspend", "--json").stdout)["suspended"] == ["git/rebase"]
    run_interviewer("suspend", "git/rebase", "--resume", "--bank", bank_folder)
    assert set(listed(drill("--list", "--topic", "git"))) == {"git/bisect", "git/rebase"}
    assert "no question" in run_interviewer("suspend", "git/none", "--bank", bank_folder, expected=2).stderr


def test_what_was_practised_goes_to_anki_and_comes_back_without_doubling(
    run_interviewer: Callable[..., Any], bank_folder: Path, tmp_path: Path, mock_interview: Callable[..., Interview]
) -> None:
    mock_interview(1, git_rebase=HALF)
    deck = tmp_path / "cards.apkg"
    said = run_interviewer("--bank", bank_folder, "export", deck, "--points", "--json").stdout
    assert json.loads(said)["counts"]["reviews"] >= 1
    again = json.loads(run_interviewer("--bank", bank_folder, "import", deck, "--json").stdout)
    (found,) = again["files"]
    assert (found["counts"]["added"], found["counts"]["unknown"]) == (0, 0)
    empty = {"INTERVIEWER_DATA_DIR": str(tmp_path / "other")}
    for expected in (1, 0):
        taken = json.loads(run_interviewer("--bank", bank_folder, "import", deck, "--json", **empty).stdout)
        assert min(taken["files"][0]["counts"]["added"], 1) == expected
    assert (tmp_path / "other" / "backups").exists()
