"""The screen with the progress."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
from rich.cells import cell_len
from tests.weeks import practise
from textual.pilot import Pilot

from interviewer.bank import Bank
from interviewer.errors import StoreError
from interviewer.model import Language
from interviewer.session import Session
from interviewer.store import Store
from interviewer.tui.history import HistoryScreen
from interviewer.tui.home import HomeScreen
from interviewer.tui.practice import PracticeScreen
from interviewer.tui.stats import QuestionLine, StatsScreen

if TYPE_CHECKING:
    from tests.tui.conftest import Candidate, MakeApp, Sit


@pytest.fixture
def practised(store: Store, small_bank: Bank, now: datetime) -> int:
    """Eight weeks of practice; how many answers."""
    return practise(store, small_bank, now)


async def scroll_to_the_end(candidate: "Candidate") -> str:
    await candidate.press("end")
    return candidate.seen()


async def test_it_shows_what_was_practised_what_is_weak_and_what_comes(practised: int, sit: "Sit") -> None:
    async with sit() as candidate:
        await candidate.press("s")
        assert isinstance(candidate.screen, StatsScreen)
        told = candidate.told()
        assert "Progress   2026-03-01" in told
        assert f"{practised}\nTime" in told
        headings = ["The last year", "Weakest questions", "Mastery by topic", "The next 30 days", "Your own ratings"]
        places = [told.index(heading) for heading in headings]
        assert places == sorted(places)
        assert "Progress   2026-03-01" in candidate.seen()
        assert "Leeches" in await scroll_to_the_end(candidate)
        await candidate.press("escape")
        assert isinstance(candidate.screen, HomeScreen)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)], ids=str)
@pytest.mark.parametrize("language", list(Language))
async def test_nothing_is_cut_off_at_any_size(
    practised: int, sit: "Sit", language: Language, size: tuple[int, int]
) -> None:
    async with sit(interface=language, size=size) as candidate:
        await candidate.press("s")
        heat = [line.strip() for line in candidate.seen().splitlines() if line.strip().startswith(("Mo ", "一 "))]
        assert len(heat) == 1
        assert "…" not in heat[0]
        assert candidate.screen.query_one("VerticalScroll").max_scroll_x == 0
        room = candidate.screen.query(QuestionLine).first().content_size.width
        lines = [line for line in candidate.told().splitlines() if "┤" in line or "█ 3+" in line or "━" in line]
        assert len(lines) > 7
        assert max(cell_len(line) for line in lines) <= room


async def test_another_width_lays_it_out_anew(practised: int, sit: "Sit") -> None:
    async with sit(size=(60, 20)) as candidate:
        await candidate.press("s")
        narrow = next(line for line in candidate.told().splitlines() if line.startswith("Mo "))
        await candidate.pilot.resize_terminal(120, 40)
        await candidate.wait()
        wide = next(line for line in candidate.told().splitlines() if line.startswith("Mo "))
        assert len(narrow) < len(wide) == 3 + 53


async def test_enter_practises_the_question_under_the_cursor(practised: int, sit: "Sit", session: Session) -> None:
    async with sit() as candidate:
        await candidate.press("s", "tab", "down")
        line = candidate.screen.focused
        assert isinstance(line, QuestionLine)
        assert "Enter practise" in candidate.seen()
        await candidate.press("enter")
        assert isinstance(candidate.screen, PracticeScreen)
        await candidate.press("f3")
    weakest = session.progress(datetime.fromisoformat("2026-03-01T09:30+00:00")).weakest
    latest = next(interview for interview in session.interviews() if not interview.id.startswith("day-"))
    assert latest.question_ids == (line.item,) == (weakest[1].item,)


async def test_the_weak_questions_are_practised_with_one_key(practised: int, sit: "Sit", session: Session) -> None:
    weakest = tuple(weak.item for weak in session.progress(datetime.fromisoformat("2026-03-01T09:30+00:00")).weakest)
    async with sit() as candidate:
        await candidate.press("s", "p")
        assert isinstance(candidate.screen, PracticeScreen)
        await candidate.press("f3")
    latest = next(interview for interview in session.interviews() if not interview.id.startswith("day-"))
    assert latest.question_ids == weakest
    assert len(weakest) > 1


async def test_all_unfolds_the_key_points(practised: int, sit: "Sit") -> None:
    point = "Rebasing replays commits onto another base"
    async with sit() as candidate:
        await candidate.press("s")
        folded = candidate.told().count(point)
        await candidate.press("a")
        assert candidate.told().count(point) == folded + 1
        await candidate.press("a")
        assert candidate.told().count(point) == folded


async def test_history_and_progress_lead_to_each_other(practised: int, sit: "Sit") -> None:
    async with sit() as candidate:
        await candidate.press("h", "s")
        assert isinstance(candidate.screen, StatsScreen)
        await candidate.press("h")
        assert isinstance(candidate.screen, HistoryScreen)


async def test_before_the_first_answer_it_is_friendly(sit: "Sit") -> None:
    async with sit() as candidate:
        await candidate.press("s")
        assert "Nothing has been answered yet." in candidate.told()
        await candidate.press("p", "a")
        assert isinstance(candidate.screen, StatsScreen), "there is nothing to practise"


async def test_a_database_that_cannot_be_read_is_told(
    sit: "Sit", session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise StoreError("The database failed.", "Look at it.")

    async with sit() as candidate:
        monkeypatch.setattr(session, "progress", broken)
        await candidate.press("s")
        assert "The database failed.\nLook at it." in candidate.told()


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("language", list(Language))
def test_picture(
    practised: int, snap_compare: Callable[..., bool], make_app: "MakeApp", language: Language, size: tuple[int, int]
) -> None:
    async def before(pilot: Pilot[Any]) -> None:
        await _rest(pilot)
        await pilot.press("s")
        await _rest(pilot)

    assert snap_compare(make_app(interface=language), terminal_size=size, run_before=before)


@pytest.mark.parametrize("language", list(Language))
def test_picture_of_the_plots(
    practised: int, snap_compare: Callable[..., bool], make_app: "MakeApp", language: Language
) -> None:
    async def before(pilot: Pilot[Any]) -> None:
        await _rest(pilot)
        await pilot.press("s")
        await _rest(pilot)
        await pilot.press("end")
        await _rest(pilot)

    assert snap_compare(make_app(interface=language), terminal_size=(80, 60), run_before=before)


async def _rest(pilot: Pilot[Any]) -> None:
    for _ in range(5):
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
