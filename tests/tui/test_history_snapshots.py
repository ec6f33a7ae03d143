"""What the history looks like; after a change that is meant: pytest --snapshot-update."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, cast

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from interviewer.model import (
    Language,
    Match,
    Mode,
    Outcome,
    Question,
    Score,
    Selection,
    Span,
    Status,
)
from interviewer.model.review import Wish
from interviewer.session import Session
from interviewer.tui.app import InterviewerApp

SnapCompare = Callable[..., bool]

SIZES = [(80, 24), (120, 40)]

ANSWERS = {
    Language.EN: (
        "Rebasing writes new commits with new hashes. Nobody else notices.",
        "Rebasing replays commits onto another base. Never rebase what others have pulled; the log becomes straight.",
    ),
    Language.ZH: (
        "变基生成新的提交，哈希不同。别人不会察觉。",
        "变基把提交重放到另一个基底上。别人拉取过的分支不能变基，历史会变成一条直线。",
    ),
}
STATUSES = (
    (Status.COVERED, Status.CONTRADICTED, Status.PARTIAL),
    (Status.PARTIAL, Status.COVERED, Status.COVERED),
)
COVERAGE = {Status.COVERED: 0.95, Status.PARTIAL: 0.6, Status.MISSING: 0.1, Status.CONTRADICTED: 0.0}


@pytest.fixture(params=list(Language))
def language(request: pytest.FixtureRequest) -> Language:
    return Language(request.param)


@pytest.fixture
def past(session: Session, now: datetime, language: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    """An interview and a drill with settled verdicts, so that pictures change with the screens only."""

    def grade(question: Question, answer: str) -> Score:
        if answer not in ANSWERS[language]:
            return Score(0.0, tuple(Match(point.id, 0.0, Status.MISSING) for point in question.key_points), "builtin")
        statuses = STATUSES[ANSWERS[language].index(answer)]
        cut = [0, len(answer) // 3, 2 * len(answer) // 3, len(answer)]
        matches = tuple(
            Match(point.id, COVERAGE[status], status, Span(cut[n], cut[n + 1]), answer[cut[n] : cut[n + 1]])
            for n, (point, status) in enumerate(zip(question.key_points, statuses, strict=False))
        )
        return Score(sum(match.coverage for match in matches) / len(matches), matches, "builtin")

    monkeypatch.setattr(session.grader, "grade", grade)
    monkeypatch.setattr(session, "probes", 0)
    monkeypatch.setattr(Input, "cursor_blink", False)
    first, second = ANSWERS[language]
    interview = session.start(Selection(question_ids=("git/rebase", "sql/index"), language=language), 0, now)
    for question_id, answer in (("git/rebase", first), ("sql/index", "")):
        attempt = session.ask(interview, session.bank.get(question_id), now)
        if answer:
            session.submit(attempt, answer, 75, now)
        else:
            session.close_attempt(attempt, Outcome.REVEALED, 5, now)
    session.end(interview.id, now)
    later = now + timedelta(days=3)
    drill, _ = session.start_drill(Wish(weak_only=True, topics=("git",), language=language), 0, later)
    assert drill is not None
    assert drill.mode is Mode.DRILL
    session.submit(session.ask(drill, session.bank.get("git/rebase"), later), second, 90, later)


def pressing(*keys: str) -> Callable[[Pilot[Any]], Any]:
    """Presses keys, each when the work of the one before is done."""

    from tests.tui.conftest import Candidate

    async def before(pilot: Pilot[Any]) -> None:
        candidate = Candidate(cast(InterviewerApp, pilot.app), pilot)
        await candidate.wait()
        for key in keys:
            await candidate.press(key)

    return before


@pytest.mark.usefixtures("past")
@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40"])
@pytest.mark.parametrize(
    "keys",
    [("h",), ("h", "r"), ("h", "r", "slash", "r", "e", "b"), ("h", "down", "enter"), ("h", "enter", "c")],
    ids=["sessions", "answers", "filter", "record", "comparison"],
)
def test_history(
    snap_compare: SnapCompare,
    make_app: Callable[..., Any],
    language: Language,
    size: tuple[int, int],
    keys: tuple[str, ...],
) -> None:
    app = make_app(interface=language)
    assert snap_compare(app, terminal_size=size, run_before=pressing(*keys))
