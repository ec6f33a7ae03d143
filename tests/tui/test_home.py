"""The first screen."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from interviewer.errors import StoreError
from interviewer.model import Difficulty, Interview, Language
from interviewer.session import Session
from interviewer.tui.choice_field import ChoiceField
from interviewer.tui.history import HistoryScreen
from interviewer.tui.home import HomeScreen
from interviewer.tui.practice import PracticeScreen

if TYPE_CHECKING:
    from tests.tui.conftest import Sit


async def test_without_any_choice_an_interview_on_everything_starts(sit: "Sit", session: Session) -> None:
    async with sit() as candidate:
        await candidate.press("enter")
        assert isinstance(candidate.screen, PracticeScreen)
        await candidate.press("f3")
    (interview,) = session.interviews()
    assert len(interview.question_ids) == 4
    assert interview.language is Language.EN


async def test_topics_difficulty_language_and_number_are_chosen_with_the_arrow_keys(
    sit: "Sit", session: Session
) -> None:
    async with sit() as candidate:
        topics, difficulties, language, count = candidate.screen.query(ChoiceField)
        await candidate.press("space", "right", "space")
        assert topics.chosen == ("git", "sql")
        await candidate.press("down", "right", "space", "right", "space")
        assert difficulties.chosen == (Difficulty.MEDIUM, Difficulty.HARD)
        await candidate.press("down", "right")
        assert language.chosen == (Language.ZH,)
        await candidate.press("down", "left", "left")
        assert count.chosen == (1,)
        await candidate.press("enter")
        assert isinstance(candidate.screen, PracticeScreen)
        await candidate.press("f5")
    (interview,) = session.interviews()
    assert interview.language is Language.ZH
    assert len(interview.question_ids) == 1
    assert interview.question_ids[0] in {"git/rebase", "sql/index"}


async def test_the_mouse_works_too(sit: "Sit", session: Session) -> None:
    async with sit() as candidate:
        topics = next(iter(candidate.screen.query(ChoiceField)))
        await candidate.pilot.click(topics, offset=(16, 0))
        await candidate.wait()
        assert topics.chosen == ("git",)
        await candidate.pilot.click("#start")
        await candidate.wait()
        assert isinstance(candidate.screen, PracticeScreen)


async def test_a_choice_that_nothing_fits_is_told(sit: "Sit") -> None:
    async with sit(language=Language.ZH) as candidate:
        await candidate.press("right", "right", "space", "enter")
        assert "No question fits this choice" in candidate.told()


@pytest.fixture
def interrupted(session: Session, start: Callable[..., Interview], now: datetime) -> Interview:
    """An interview that was left with half an answer typed."""
    interview = start(session, "git/rebase", "sql/index")
    attempt = session.ask(interview, session.bank.get("git/rebase"), now)
    session.save_draft(attempt.id, "half a thought", 5)
    return interview


@pytest.mark.usefixtures("interrupted")
async def test_an_interrupted_interview_comes_first(sit: "Sit", session: Session) -> None:
    async with sit() as candidate:
        assert "Resume: question 1 of 2 · git, sql · 2026-03-01 09:30" in candidate.told()
        await candidate.press("enter")
        assert "What does git rebase do" in candidate.told()
        assert candidate.box.text == "half a thought"
    assert len(session.interviews()) == 1


async def test_the_history_is_a_key_away(sit: "Sit") -> None:
    async with sit() as candidate:
        await candidate.press("h")
        assert isinstance(candidate.screen, HistoryScreen)
        await candidate.press("escape")
        assert isinstance(candidate.screen, HomeScreen)


@pytest.mark.parametrize("key", ["q", "ctrl+q", "ctrl+c"])
async def test_leaving(sit: "Sit", key: str) -> None:
    async with sit() as candidate:
        await candidate.pilot.press(key)
        await candidate.pilot.pause()
        assert candidate.app._exit


async def test_a_database_that_cannot_be_read_is_told(
    sit: "Sit", session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise StoreError("The database failed.", "Look at it.")

    monkeypatch.setattr(session, "unfinished", broken)
    async with sit() as candidate:
        assert "The database failed.\nLook at it." in candidate.told()


async def test_a_damaged_database_is_told(sit: "Sit", session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "open", lambda: Path("/data/interviewer.db.damaged"))
    async with sit() as candidate:
        assert "/data/interviewer.db.damaged" in candidate.told()


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (200, 60)])
@pytest.mark.parametrize("interface", list(Language))
@pytest.mark.usefixtures("interrupted")
async def test_everything_is_in_sight(sit: "Sit", size: tuple[int, int], interface: Language) -> None:
    async with sit(size=size, interface=interface) as candidate:
        for part in ("#resume", "#start", "KeyBar"):
            assert candidate.screen.query_one(part).region.bottom <= size[1]
