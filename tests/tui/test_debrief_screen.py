"""The debrief on the screen, and the way to it through the history."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from interviewer.errors import StoreError
from interviewer.formats.markdown import debrief_markdown
from interviewer.model import Interview, Language, Outcome, Rating
from interviewer.model.imported import ImportedReview
from interviewer.session import Session
from interviewer.tui.debrief import DebriefScreen
from interviewer.tui.history import HistoryScreen
from interviewer.tui.home import HomeScreen
from interviewer.tui.navigation import ShowDebrief
from interviewer.tui.practice import PracticeScreen
from interviewer.tui.record import RecordScreen

if TYPE_CHECKING:
    from tests.tui.conftest import Sit

PARTLY = "Rebasing replays commits onto another base and writes new commits with new hashes."
NOTHING = "I cannot think of anything else."


@pytest.fixture
def held(session: Session, start: Callable[..., Interview], now: datetime) -> Interview:
    """An interview with an answer and a skipped question, ended."""
    interview = start(session, "git/rebase", "sql/index")
    for answers in ((PARTLY, NOTHING), ()):
        current = session.interview(interview.id)
        assert current is not None
        question = session.next_question(current)
        assert question is not None
        attempt = session.ask(current, question, now)
        for answer in answers:
            attempt = session.submit(attempt, answer, 75, now).attempt
        if not answers:
            session.close_attempt(attempt, Outcome.SKIPPED, 5, now)
    session.end(interview.id, now)
    return interview


@pytest.fixture(autouse=True)
def in_its_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


async def test_it_says_what_the_interview_showed(sit: "Sit", held: Interview) -> None:
    async with sit() as candidate:
        candidate.screen.post_message(ShowDebrief(held.id))
        await candidate.wait()
        said = candidate.told()
    assert "Debrief   2026-03-01 09:30" in said
    assert "Time used: 01:20 of 07:00" in said
    by_topic, weakest, missed, drill = (
        said.index(heading) for heading in ("By topic", "Weakest", "Missed points", "Practise next")
    )
    assert by_topic < weakest < missed < drill
    assert "A public branch that colleagues have already pulled must not be rebased.  missing" in said[missed:drill]
    assert "Why does a database index make queries faster" in said[drill:]


async def test_it_speaks_the_language_of_the_interface(sit: "Sit", held: Interview) -> None:
    async with sit(interface=Language.ZH) as candidate:
        candidate.screen.post_message(ShowDebrief(held.id))
        await candidate.wait()
        assert "用时：01:20，计划 07:00" in candidate.told()
        assert "F1 帮助 s 保存 p 再练弱题 a 再练 F7 撤销 Esc 主页 h 历史" in candidate.seen()


async def test_it_is_written_as_markdown_and_never_over_another_file(
    sit: "Sit", session: Session, held: Interview, in_its_own_folder: Path
) -> None:
    async with sit() as candidate:
        candidate.screen.post_message(ShowDebrief(held.id))
        await candidate.wait()
        await candidate.press("s", "s")
        first = in_its_own_folder / "debrief-20260301-0930.md"
        second = in_its_own_folder / "debrief-20260301-0930-2.md"
        assert f"Written to {first}" in candidate.told()
        assert f"Written to {second}" in candidate.told()
    expected = debrief_markdown(session.debrief(held.id), Language.EN)
    assert first.read_text(encoding="utf-8") == second.read_text(encoding="utf-8") == expected


async def test_a_folder_that_cannot_be_written_is_told(
    sit: "Sit", held: Interview, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_only(*_: object, **__: object) -> None:
        raise OSError(30, "Read-only file system")

    async with sit() as candidate:
        candidate.screen.post_message(ShowDebrief(held.id))
        await candidate.wait()
        with monkeypatch.context() as broken:
            broken.setattr(Path, "open", read_only)
            await candidate.press("s")
        assert "The file could not be written: Read-only file system" in candidate.told()


async def test_the_weak_questions_can_be_practised_at_once(sit: "Sit", session: Session, held: Interview) -> None:
    async with sit() as candidate:
        candidate.screen.post_message(ShowDebrief(held.id))
        await candidate.wait()
        await candidate.press("p")
        assert isinstance(candidate.screen, PracticeScreen)
        await candidate.press("f3")
    assert session.interviews()[1].question_ids == ("sql/index", "git/rebase")


async def test_the_history_leads_to_it(sit: "Sit", held: Interview) -> None:
    async with sit() as candidate:
        await candidate.press("h")
        assert isinstance(candidate.screen, HistoryScreen)
        assert "2026-03-01 09:30" in candidate.seen()
        assert "2/2" in candidate.seen()
        await candidate.press("enter")
        assert isinstance(candidate.screen, RecordScreen)
        await candidate.press("d")
        assert isinstance(candidate.screen, DebriefScreen)
        await candidate.press("escape")
        assert isinstance(candidate.screen, HomeScreen)


async def test_an_empty_history_says_so(sit: "Sit") -> None:
    async with sit() as candidate:
        await candidate.press("h")
        assert "There are none yet." in candidate.told()
        await candidate.press("enter")
        assert isinstance(candidate.screen, HistoryScreen)


async def test_an_interview_without_answers_has_an_empty_debrief(
    sit: "Sit", session: Session, start: Callable[..., Interview], now: datetime
) -> None:
    interview = start(session, "git/rebase")
    session.end(interview.id, now)
    async with sit() as candidate:
        candidate.screen.post_message(ShowDebrief(interview.id))
        await candidate.wait()
        assert "No question was answered." in candidate.told()
        await candidate.press("p")
        assert isinstance(candidate.screen, DebriefScreen), "there is nothing to practise"


async def test_a_database_that_cannot_be_read_is_told(
    sit: "Sit", session: Session, held: Interview, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise StoreError("The database failed.", "Look at it.")

    async with sit() as candidate:
        monkeypatch.setattr(session, "debrief", broken)
        monkeypatch.setattr(session.history, "sittings", broken)
        candidate.screen.post_message(ShowDebrief(held.id))
        await candidate.wait()
        assert "The database failed.\nLook at it." in candidate.told()
        await candidate.press("h")
        assert "The database failed.\nLook at it." in candidate.told()


async def test_it_says_what_was_rated_in_another_program(sit: "Sit", session: Session, now: datetime) -> None:
    session.exchange.take_in([ImportedReview("git/rebase", now, Rating.HARD)], Language.EN)
    async with sit() as candidate:
        candidate.screen.post_message(ShowDebrief(session.interviews()[0].id))
        await candidate.wait()
        said = candidate.told()
    assert "Rated in another program, without an answer here:" in said
    assert "What does git rebase do, and when should you not use it?  hard" in " ".join(said.split("\n"))
    assert "0 %" not in said
