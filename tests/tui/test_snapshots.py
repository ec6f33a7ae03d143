"""What the main screens look like; after a change that is meant: pytest --snapshot-update."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from textual.pilot import Pilot

from interviewer.model import Interview, KeyPoint, Language, Match, Question, Score, Span, Status
from interviewer.model.review import Wish
from interviewer.session import Session
from interviewer.tui.answer_box import AnswerBox

SnapCompare = Callable[..., bool]
Before = Callable[[Pilot[Any]], Awaitable[None]]

SIZE = (80, 24)
SIZES = (SIZE, (120, 40))

ANSWERS = {
    Language.EN: "Rebasing writes new commits with new hashes. The log is one straight line, I believe.",
    Language.ZH: "变基把提交逐个重放到另一个基底上，生成哈希不同的新提交。提交记录大概是一条直线。",
}
PARTS = {Language.EN: (0, 44, 45, 73), Language.ZH: (0, 27, 28, 39)}
STATUSES = ((Status.COVERED, 0.95), (Status.MISSING, 0.1), (Status.PARTIAL, 0.6))


@pytest.fixture
def settled_scorer(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """A scorer whose verdict does not change with the method, so that pictures change with the screens only."""

    def grade(question: Question, answer: str) -> Score:
        language = Language.ZH if "变基" in answer else Language.EN
        a, b, c, d = PARTS[language]
        spans = (Span(a, b), None, Span(c, d))
        matches = tuple(
            _match(point, answer, status, coverage, span)
            for point, (status, coverage), span in zip(question.key_points, STATUSES, spans, strict=True)
        )
        return Score(0.58, matches, "builtin")

    monkeypatch.setattr(session.grader, "grade", grade)
    monkeypatch.setattr(session.grader, "warm_up", lambda *_: None)


@pytest.fixture
def drill(
    session: Session, settled_scorer: None, start: Callable[..., Interview], now: datetime
) -> Callable[[Language], Interview]:
    """A drill of a weak question, the day after a mock interview."""

    def begin(language: Language) -> Interview:
        yesterday = now - timedelta(days=1)
        interview = start(session, "git/rebase", language=language)
        attempt = session.ask(interview, session.bank.get("git/rebase"), yesterday)
        for answer in (ANSWERS[language], "…"):
            attempt = session.submit(attempt, answer, 60, yesterday).attempt
        session.end(interview.id, yesterday)
        drilled, _ = session.start_drill(Wish(weak_only=True, language=language), 0, now)
        assert drilled is not None
        return drilled

    return begin


def _match(point: KeyPoint, answer: str, status: Status, coverage: float, span: Span | None) -> Match:
    return Match(point.id, coverage, status, span, answer[span.start : span.end] if span else "")


async def _rest(pilot: Pilot[Any]) -> None:
    for _ in range(5):
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()


def answering(language: Language) -> Before:
    """Answers the first question, and says nothing to the follow-up."""

    async def before(pilot: Pilot[Any]) -> None:
        await _rest(pilot)
        for answer in (ANSWERS[language], "…"):
            pilot.app.screen.query_one(AnswerBox).insert(answer)
            await pilot.press("enter")
            await _rest(pilot)

    return before


def test_home(
    snap_compare: SnapCompare,
    make_app: Callable[..., Any],
    session: Session,
    start: Callable[..., Interview],
    now: datetime,
) -> None:
    interview = start(session, "git/rebase", "sql/index")
    attempt = session.ask(interview, session.bank.get("git/rebase"), now)
    session.save_draft(attempt.id, "half a thought", 5)
    assert snap_compare(make_app(), terminal_size=SIZE, run_before=_rest)


@pytest.mark.usefixtures("settled_scorer")
@pytest.mark.parametrize("language", list(Language))
def test_card(snap_compare: SnapCompare, make_app: Callable[..., Any], language: Language) -> None:
    app = make_app("git/rebase", interface=language)
    assert snap_compare(app, terminal_size=SIZE, run_before=answering(language))


@pytest.mark.usefixtures("settled_scorer")
def test_debrief(snap_compare: SnapCompare, make_app: Callable[..., Any]) -> None:
    async def before(pilot: Pilot[Any]) -> None:
        await answering(Language.EN)(pilot)
        await pilot.press("escape")
        for _ in range(5):
            await pilot.pause()
        await pilot.press("e")
        await _rest(pilot)

    assert snap_compare(make_app("git/rebase"), terminal_size=SIZE, run_before=before)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("language", list(Language))
def test_home_with_something_to_drill(
    snap_compare: SnapCompare,
    make_app: Callable[..., Any],
    session: Session,
    drill: Callable[[Language], Interview],
    now: datetime,
    size: tuple[int, int],
    language: Language,
) -> None:
    begun = session.ask(drill(language), session.bank.get("git/rebase"), now)
    session.save_draft(begun.id, "half a thought", 5)
    assert snap_compare(make_app(interface=language), terminal_size=size, run_before=_rest)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("language", list(Language))
def test_drilled_question(
    snap_compare: SnapCompare,
    make_app: Callable[..., Any],
    drill: Callable[[Language], Interview],
    size: tuple[int, int],
    language: Language,
) -> None:
    app = make_app(start=drill(language), interface=language)
    assert snap_compare(app, terminal_size=size, run_before=_rest)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("language", list(Language))
def test_drilled_verdict(
    snap_compare: SnapCompare,
    make_app: Callable[..., Any],
    drill: Callable[[Language], Interview],
    size: tuple[int, int],
    language: Language,
) -> None:
    app = make_app(start=drill(language), interface=language)
    assert snap_compare(app, terminal_size=size, run_before=answering(language))


@pytest.mark.parametrize("language", list(Language))
def test_end_of_a_drill(
    snap_compare: SnapCompare,
    make_app: Callable[..., Any],
    drill: Callable[[Language], Interview],
    language: Language,
) -> None:
    async def before(pilot: Pilot[Any]) -> None:
        await answering(language)(pilot)
        await pilot.press("escape")
        for _ in range(5):
            await pilot.pause()
        await pilot.press("e")
        await _rest(pilot)

    app = make_app(start=drill(language), interface=language)
    assert snap_compare(app, terminal_size=SIZE, run_before=before)
