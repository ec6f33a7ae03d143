"""The practice screen, on the small bank."""

import threading
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from interviewer.bank import Bank
from interviewer.errors import ModelError, StoreError
from interviewer.model import Attempt, Language, Outcome, Status
from interviewer.session import Session
from interviewer.tui.card import Card
from interviewer.tui.debrief import DebriefScreen
from interviewer.tui.dialog import Dialog
from interviewer.tui.header import InterviewHeader
from interviewer.tui.home import HomeScreen
from interviewer.tui.messages import ModelAnswer, Notice
from interviewer.tui.overrule import OverruleDialog
from interviewer.tui.practice import PracticeScreen

if TYPE_CHECKING:
    from tests.tui.conftest import Sit, Ticks

NEW_COMMITS = "Rebasing replays commits onto another base and writes new commits with new hashes."
SHARED = "A public branch that colleagues have already pulled must not be rebased."
STRAIGHT = "The log becomes one straight line without merge commits."
EVERYTHING = f"{NEW_COMMITS} {SHARED} {STRAIGHT}"
BISECT = "It finds the commit that introduced a bug by binary search. The user first marks one good and one bad commit."
PROBE = "May you do this on a branch that others use?"


def attempts(session: Session) -> tuple[Attempt, ...]:
    """What the database holds about the only interview."""
    (interview,) = session.interviews()
    return interview.attempts


# Asking and answering


async def test_the_question_is_asked_with_its_place_and_its_clock(sit: "Sit", ticks: "Ticks") -> None:
    async with sit("git/rebase", "git/bisect") as candidate:
        assert "What does git rebase do, and when should you not use it?" in candidate.told()
        assert "mock interview · git" in candidate.seen()
        assert "question 1/2   00:00 of 03:00" in candidate.seen()
        ticks.seconds = 61
        candidate.screen.query_one(InterviewHeader).refresh()
        await candidate.blink()
        assert "01:01 of 03:00" in candidate.seen()


async def test_a_full_answer_gets_its_card_with_the_evidence(sit: "Sit") -> None:
    async with sit("git/rebase") as candidate:
        await candidate.send(EVERYTHING)
        said = candidate.told()
        assert "covered" in said
        assert f"“{SHARED.rstrip('.')}”" in said
        assert f"{SHARED.rstrip('.')}[2]" in said
        assert "Nothing is missing." in said
        assert candidate.box.read_only


async def test_a_probe_comes_before_any_verdict_and_what_is_added_counts(sit: "Sit") -> None:
    async with sit("git/rebase") as candidate:
        await candidate.send(f"{NEW_COMMITS} {STRAIGHT}")
        assert PROBE in candidate.told()
        assert SHARED not in candidate.told()
        assert not candidate.screen.query(Card)
        await candidate.send(SHARED)
        assert "Nothing is missing." in candidate.told()


async def test_what_is_missing_is_listed(sit: "Sit") -> None:
    async with sit("git/rebase") as candidate:
        await candidate.send(f"{NEW_COMMITS} {STRAIGHT}")
        await candidate.send("I cannot think of anything else.")
        before, _, missing = candidate.told().partition("\nMissing\n")
        assert NEW_COMMITS in before
        assert SHARED in missing


async def test_enter_goes_on_and_after_the_last_question_comes_the_debrief(sit: "Sit", ticks: "Ticks") -> None:
    async with sit("git/rebase", "git/bisect") as candidate:
        await candidate.send(EVERYTHING)
        ticks.seconds += 1
        await candidate.press("enter")
        assert "What is git bisect for?" in candidate.told()
        await candidate.send(BISECT)
        await candidate.press("enter")
        assert not isinstance(candidate.screen, DebriefScreen), "too soon: the card has not been read"
        ticks.seconds += 1
        await candidate.press("enter")
        assert isinstance(candidate.screen, DebriefScreen)


async def test_time_at_the_card_does_not_count(sit: "Sit", ticks: "Ticks", session: Session) -> None:
    async with sit("git/rebase", "git/bisect") as candidate:
        ticks.seconds = 30
        await candidate.send(EVERYTHING)
        ticks.seconds = 500
        await candidate.press("enter")
        ticks.seconds = 510
        await candidate.press("f3")
    assert [attempt.elapsed_s for attempt in attempts(session)] == [30, 10]


async def test_enter_pressed_twice_saves_one_answer_and_skips_no_card(sit: "Sit", session: Session) -> None:
    async with sit("git/rebase", "git/bisect") as candidate:
        candidate.box.insert(EVERYTHING)
        await candidate.press("enter", "enter")
        assert candidate.screen.query(Card)
    (attempt,) = attempts(session)
    assert attempt.answers == (EVERYTHING,)


async def test_an_empty_answer_is_not_sent(sit: "Sit", session: Session) -> None:
    async with sit("git/rebase") as candidate:
        await candidate.send("  ")
        assert not candidate.box.read_only
    assert attempts(session)[0].answers == ()


# Keys


async def test_hints_come_one_by_one_and_end(sit: "Sit") -> None:
    async with sit("git/bisect") as candidate:
        hints = []
        for _ in range(9):
            await candidate.press("f2")
            hints.append(candidate.told())
            if candidate.screen.query(Notice):
                break
        assert "Interviewer · hint" in hints[0]
        assert "There is nothing left to hint at." in hints[-1]


async def test_skipping_goes_to_the_next_question(sit: "Sit", session: Session) -> None:
    async with sit("git/rebase", "git/bisect") as candidate:
        await candidate.press("f3")
        assert "What is git bisect for?" in candidate.told()
    assert attempts(session)[0].outcome is Outcome.SKIPPED


async def test_a_key_pressed_twice_does_one_thing(sit: "Sit", session: Session) -> None:
    async with sit("git/rebase", "git/bisect", "sql/index") as candidate:
        for key in ("f3", "f3", "f3"):
            candidate.app.simulate_key(key)
        await candidate.wait()
        for key in ("ctrl+q", "ctrl+q"):
            candidate.app.simulate_key(key)
        await candidate.blink()
        await candidate.press("escape")
        assert isinstance(candidate.screen, PracticeScreen)
    assert len(attempts(session)) == 2


async def test_a_draft_is_not_skipped_without_asking(sit: "Sit", session: Session) -> None:
    async with sit("git/rebase", "git/bisect") as candidate:
        candidate.box.insert("half a thought")
        await candidate.ask("f3")
        assert isinstance(candidate.screen, Dialog)
        await candidate.press("n")
        assert candidate.box.text == "half a thought"
        await candidate.ask("f3")
        await candidate.press("y")
        assert "What is git bisect for?" in candidate.told()


async def test_revealing_shows_what_was_covered_and_the_model_answer(sit: "Sit", session: Session) -> None:
    async with sit("git/rebase") as candidate:
        await candidate.send(NEW_COMMITS)
        await candidate.press("f5")
        assert candidate.screen.query(Card)
        assert "Model answer" in candidate.told()
        assert "git documentation" in candidate.told()
        await candidate.press("f5")
        assert len(candidate.screen.query(ModelAnswer)) == 1
    assert attempts(session)[0].outcome is Outcome.REVEALED


async def test_revealing_before_any_answer_shows_the_model_answer_and_counts_as_not_knowing(sit: "Sit") -> None:
    async with sit("git/rebase") as candidate:
        await candidate.press("f5")
        assert candidate.screen.query(ModelAnswer)
        assert "0 %  not covered" in candidate.told()
        assert "Rated again; comes again tomorrow" in candidate.told()


async def test_after_the_card_the_model_answer_can_be_shown(sit: "Sit", session: Session) -> None:
    async with sit("git/rebase") as candidate:
        await candidate.send(EVERYTHING)
        await candidate.press("f5")
        assert candidate.screen.query(ModelAnswer)
    assert attempts(session)[0].outcome is Outcome.ANSWERED


async def test_a_point_can_be_overruled(sit: "Sit", session: Session) -> None:
    async with sit("git/rebase") as candidate:
        await candidate.send(f"{NEW_COMMITS} {STRAIGHT}")
        await candidate.send("No idea.")
        await candidate.ask("f6")
        assert isinstance(candidate.screen, OverruleDialog)
        await candidate.press("down", "c")
        assert "Nothing is missing." in candidate.told()
        assert "your verdict" in candidate.told()
    score = attempts(session)[0].score
    assert score is not None
    assert score.match("shared-history").status is Status.COVERED
    assert score.match("shared-history").overruled


async def test_the_whole_answer_can_be_overruled(sit: "Sit", session: Session) -> None:
    async with sit("git/rebase") as candidate:
        await candidate.send(EVERYTHING)
        await candidate.ask("f6", "tab", "9", "9", "9", "enter")
        assert isinstance(candidate.screen, OverruleDialog), "999 is no score"
        await candidate.press("backspace", "backspace", "backspace", "4", "2", "enter")
        assert "42 %  half covered   your verdict" in candidate.told()
    score = attempts(session)[0].score
    assert score is not None
    assert (score.overall, score.overruled) == (0.42, True)


async def test_nothing_can_be_overruled_before_the_verdict(sit: "Sit") -> None:
    async with sit("git/rebase") as candidate:
        await candidate.send(NEW_COMMITS)
        await candidate.press("f6")
        assert not isinstance(candidate.screen, OverruleDialog)


async def test_the_editor_takes_the_draft_and_gives_it_back(
    sit: "Sit", monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    editor = tmp_path / "my editor"
    editor.write_text('#!/bin/sh\nprintf " 和更多\\nsecond line" >> "$2"\n')
    editor.chmod(0o755)
    monkeypatch.setenv("VISUAL", f"'{editor}' -w")
    async with sit("git/rebase") as candidate:
        monkeypatch.setattr(candidate.app, "suspend", nullcontext)
        candidate.box.insert("开头")
        await candidate.press("f4")
        assert candidate.box.text == "开头 和更多\nsecond line"


async def test_without_an_editor_the_draft_stands(sit: "Sit", monkeypatch: pytest.MonkeyPatch) -> None:
    async with sit("git/rebase") as candidate:
        candidate.box.insert("开头")
        await candidate.press("f4")
        assert "The editor failed" in candidate.told()
        assert candidate.box.text == "开头"


# Parting and coming back


@pytest.mark.parametrize("key", ["escape", "ctrl+q", "ctrl+c"])
async def test_parting_asks_first(sit: "Sit", key: str) -> None:
    async with sit("git/rebase") as candidate:
        candidate.box.insert("half a thought")
        await candidate.ask(key)
        assert isinstance(candidate.screen, Dialog)
        assert "has not been sent" in candidate.told()
        await candidate.press("escape")
        assert candidate.box.text == "half a thought"


async def test_ending_leads_to_the_debrief(sit: "Sit", session: Session) -> None:
    async with sit("git/rebase", "git/bisect") as candidate:
        await candidate.send(EVERYTHING)
        await candidate.ask("escape")
        await candidate.press("e")
        assert isinstance(candidate.screen, DebriefScreen)
    (interview,) = session.interviews()
    assert interview.ended_at is not None


async def test_leaving_keeps_everything_for_another_time(
    sit: "Sit", session: Session, ticks: "Ticks", open_session: Callable[..., Session]
) -> None:
    async with sit("git/bisect", "git/rebase") as candidate:
        await candidate.send(BISECT)
        ticks.seconds = 1
        await candidate.press("enter")
        await candidate.send(NEW_COMMITS)
        candidate.box.insert("第二行\n还没写完")
        ticks.seconds = 41
        await candidate.ask("escape")
        await candidate.press("l")
        assert isinstance(candidate.screen, HomeScreen)
        assert "Resume: question 2 of 2" in candidate.told()
    async with sit(on=open_session()) as candidate:
        await candidate.press("r")
        said = candidate.told()
        assert "What is git bisect for?" in said
        assert NEW_COMMITS in said
        assert PROBE in said
        assert len(candidate.screen.query(Card)) == 1
        assert candidate.box.text == "第二行\n还没写完"
        assert "00:40 of 03:00" in candidate.seen()


async def test_control_c_twice_saves_and_leaves(sit: "Sit", session: Session) -> None:
    async with sit("git/rebase") as candidate:
        candidate.box.insert("half a thought")
        await candidate.ask("ctrl+c")
        await candidate.pilot.press("ctrl+c")
        await candidate.app.workers.wait_for_complete()
        assert candidate.app._exit
    assert attempts(session)[0].draft == "half a thought"


async def test_a_question_that_left_the_bank_does_not_stop_the_interview(
    sit: "Sit", session: Session, ticks: "Ticks", open_session: Callable[..., Session]
) -> None:
    async with sit("git/rebase", "git/bisect") as candidate:
        await candidate.send(EVERYTHING)
        ticks.seconds = 1
        await candidate.press("enter")
    rest = Bank(tuple(question for question in session.bank.questions if question.id != "git/rebase"))
    later = open_session(bank=rest)
    async with sit(on=later, start=later.unfinished()) as candidate:
        assert "What is git bisect for?" in candidate.told()
        assert "What does git rebase do" not in candidate.told()


async def test_the_draft_is_there_after_a_crash(sit: "Sit", open_session: Callable[..., Session]) -> None:
    async with sit("git/rebase") as candidate:
        candidate.box.insert("半句话")
        await candidate.until(lambda: open_session().unfinished() is not None)
        later = open_session()
        async with sit(on=later, start=later.unfinished()) as again:
            assert again.box.text == "半句话"


async def test_the_draft_is_saved_when_the_app_just_ends(sit: "Sit", session: Session) -> None:
    async with sit("git/rebase") as candidate:
        candidate.box.insert("half a thought")
        candidate.app.exit()
    assert attempts(session)[0].draft == "half a thought"


# When things go wrong


async def test_an_answer_that_cannot_be_saved_goes_back_into_the_box(
    sit: "Sit", session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StoreError("The disk is full.", "Free some space.")

    async with sit("git/rebase") as candidate:
        with monkeypatch.context() as broken:
            broken.setattr(session, "submit", full)
            await candidate.send(EVERYTHING)
        assert "The disk is full.\nFree some space." in candidate.told()
        assert candidate.box.text == EVERYTHING
        assert not candidate.box.read_only
        await candidate.press("enter")
        assert "Nothing is missing." in candidate.told()
    assert attempts(session)[0].answers == (EVERYTHING,)


async def test_a_draft_that_cannot_be_saved_is_told_and_stays(
    sit: "Sit", session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StoreError("The disk is full.")

    async with sit("git/rebase") as candidate:
        monkeypatch.setattr(session, "save_draft", full)
        candidate.box.insert("half a thought")
        await candidate.until(lambda: "The disk is full." in candidate.told())
        assert candidate.box.text == "half a thought"
        await candidate.ask("escape")
        await candidate.press("l")
        assert candidate.box.text == "half a thought"
        await candidate.ask("escape")
        await candidate.press("l")
        assert isinstance(candidate.screen, HomeScreen)


async def test_an_interview_that_cannot_be_started_is_told_and_enter_tries_again(
    sit: "Sit", session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_: object) -> None:
        raise StoreError("The database is locked.")

    with monkeypatch.context() as broken:
        broken.setattr(session._store, "add_interview", locked)
        async with sit("git/rebase") as candidate:
            assert "The database is locked." in candidate.told()
            broken.undo()
            await candidate.press("enter")
            assert "What does git rebase do" in candidate.told()


async def test_an_interview_that_cannot_be_started_can_be_left(
    sit: "Sit", session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_: object) -> None:
        raise StoreError("The database is locked.")

    monkeypatch.setattr(session._store, "add_interview", locked)
    async with sit("git/rebase") as candidate:
        await candidate.press("escape")
        assert isinstance(candidate.screen, HomeScreen)


async def test_a_missing_model_is_told_and_the_answer_is_kept(
    sit: "Sit", session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(*_: object) -> None:
        raise ModelError("vectors.npy is missing.", "Install it again.")

    with monkeypatch.context() as broken:
        broken.setattr(session.grader, "warm_up", missing)
        broken.setattr(session.grader, "grade", missing)
        async with sit("git/rebase") as candidate:
            await candidate.until(lambda: "vectors.npy is missing.\nInstall it again." in candidate.told())
            await candidate.send(EVERYTHING)
            assert candidate.box.text == EVERYTHING
    assert attempts(session)[0].answers == (EVERYTHING,)


async def test_an_answer_saved_but_not_scored_gets_its_card_on_return(
    sit: "Sit", session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(*_: object) -> None:
        raise ModelError("vectors.npy is missing.")

    async with sit("git/rebase") as candidate:
        with monkeypatch.context() as broken:
            broken.setattr(session.grader, "grade", missing)
            await candidate.send(EVERYTHING)
    async with sit(start=session.unfinished()) as candidate:
        assert "Nothing is missing." in candidate.told()
        assert not candidate.box.text


async def test_the_screen_stays_alive_while_the_session_works(
    sit: "Sit", session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = threading.Event()
    submit = session.submit

    def slow(*arguments: object) -> object:
        gate.wait(10)
        return submit(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(session, "submit", slow)
    async with sit("git/rebase") as candidate:
        candidate.box.insert(EVERYTHING)
        await candidate.ask("enter", "enter", "f2", "f3", "f5")
        assert candidate.box.placeholder == "The interviewer is reading …"
        await candidate.ask("f1")
        assert "Answer in your own words" in candidate.told()
        await candidate.ask("escape")
        gate.set()
        await candidate.wait()
        assert "Nothing is missing." in candidate.told()


# Sizes and languages


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40), (200, 60)])
@pytest.mark.parametrize("interface", list(Language))
async def test_nothing_is_cut_off(sit: "Sit", size: tuple[int, int], interface: Language) -> None:
    async with sit("git/rebase", size=size, interface=interface) as candidate:
        await candidate.send(NEW_COMMITS)
        await candidate.send("?" if interface is Language.EN else "不知道")
        for widget in candidate.screen.query("*"):
            assert widget.region.width <= size[0]
            assert widget.virtual_region.right <= max(size[0], 100)
        lines = candidate.seen().splitlines()
        assert lines[-1].split()[0] == "F1"
        assert lines[-1].split()[-2] == "^q"


async def test_resizing_wraps_again(sit: "Sit") -> None:
    async with sit("git/rebase", language=Language.ZH) as candidate:
        await candidate.send("变基把提交逐个重放到另一个基底上，生成哈希不同的新提交。历史变成一条直线，没有合并提交。")
        await candidate.pilot.resize_terminal(60, 20)
        await candidate.blink()
        assert all(not line.strip().startswith(("，", "。")) for line in candidate.seen().splitlines())
