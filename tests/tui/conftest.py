"""A candidate at the terminal: the app on the small bank, the real scorer and a database of the test's own."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import datetime

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from interviewer.model import Interview, Language, Selection
from interviewer.session import Session
from interviewer.settings import Settings
from interviewer.tui import conversation
from interviewer.tui.answer_box import AnswerBox
from interviewer.tui.app import InterviewerApp
from interviewer.tui.context import Context
from interviewer.tui.prose import Prose, ProseView

MakeApp = Callable[..., InterviewerApp]
Sit = Callable[..., AbstractAsyncContextManager["Candidate"]]


class Ticks:
    """A clock that goes forward when told to."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


class Candidate:
    """Someone at the keyboard."""

    def __init__(self, app: InterviewerApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def screen(self) -> Screen[object]:
        return self.app.screen

    @property
    def box(self) -> AnswerBox:
        return self.screen.query_one(AnswerBox)

    async def press(self, *keys: str) -> None:
        """Presses keys, and waits until the work they began is done."""
        await self.pilot.press(*keys)
        await self.wait()

    async def ask(self, *keys: str) -> None:
        """Presses keys that open a dialog, whose answer the work waits for."""
        await self.pilot.press(*keys)
        await self.blink()

    async def send(self, answer: str) -> None:
        """Types an answer and sends it."""
        self.box.insert(answer)
        await self.press("enter")

    async def wait(self) -> None:
        """Until nothing has been under way for some frames, whatever screen that leads to."""
        quiet = 0
        while quiet < 3:
            await self.blink()
            at_work = any(not worker.is_finished for worker in self.app.workers)
            quiet = 0 if at_work else quiet + 1
            await self.app.workers.wait_for_complete()

    async def blink(self) -> None:
        """Until what is to be done after the next frame has been done."""
        await self.pilot.pause()
        painted = asyncio.Event()
        self.screen.call_after_refresh(painted.set)
        await asyncio.wait_for(painted.wait(), timeout=10)
        await self.pilot.pause()

    async def until(self, condition: Callable[[], bool]) -> None:
        """Until something is so that a timer brings about."""
        async with asyncio.timeout(10):
            while not condition():
                await self.blink()

    def told(self) -> str:
        """Everything the screen says, in sight or not, as if it were very wide."""
        pages = [view.visual for view in self.screen.query(ProseView) if view.display]
        return "\n".join(page.at(1000).plain for page in pages if isinstance(page, Prose))

    def seen(self) -> str:
        """What is in sight, line by line."""
        strips = self.screen._compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in strips)


@pytest.fixture
def ticks() -> Ticks:
    return Ticks()


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing waits, nothing moves, nothing depends on where the test runs."""
    monkeypatch.setattr(conversation, "DRAFT_DELAY_S", 0.001)
    monkeypatch.setattr(conversation, "WARM_UP_DELAY_S", 0.001)
    monkeypatch.setattr(AnswerBox, "cursor_blink", False)
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()


@pytest.fixture
def make_app(session: Session, now: datetime, ticks: Ticks) -> MakeApp:
    """Makes apps, as `run` does."""

    def make(
        *question_ids: str,
        interface: Language = Language.EN,
        language: Language | None = None,
        on: Session = session,
        start: Interview | Selection | None = None,
    ) -> InterviewerApp:
        asked_in = language or interface
        chosen = Selection(question_ids=question_ids, language=asked_in) if question_ids else start
        settings = Settings(lang=interface, question_lang=asked_in)
        return InterviewerApp(Context(on, settings, lambda: now, ticks), chosen, seed=1)

    return make


@pytest.fixture
def sit(make_app: MakeApp) -> Sit:
    """Sits down at an app; the arguments are those of `make_app`."""

    @asynccontextmanager
    async def down(*question_ids: str, size: tuple[int, int] = (80, 24), **options: object) -> AsyncIterator[Candidate]:
        app = make_app(*question_ids, **options)
        async with app.run_test(size=size) as pilot:
            candidate = Candidate(app, pilot)
            await candidate.wait()
            yield candidate

    return down
