"""The history on the screen: lists, one answer, two answers to the same question."""

import itertools
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, cast

import pytest
from textual.widgets import DataTable

from interviewer.bank import Bank
from interviewer.errors import StoreError
from interviewer.model import Interview, Outcome, Selection
from interviewer.session import Session
from interviewer.tui.comparison import ComparisonScreen
from interviewer.tui.debrief import DebriefScreen
from interviewer.tui.history import HistoryScreen
from interviewer.tui.home import HomeScreen
from interviewer.tui.other_answer import OtherAnswerDialog
from interviewer.tui.practice import PracticeScreen
from interviewer.tui.record import RecordScreen

if TYPE_CHECKING:
    from tests.tui.conftest import Candidate, Sit

NEW_COMMITS = "Rebasing replays commits onto another base and writes new commits with new hashes."
SHARED = "A public branch that colleagues have already pulled must not be rebased."
NOTHING = "I cannot think of anything else."

Hold = Callable[..., Interview]


@pytest.fixture
def hold(session: Session, now: datetime) -> Hold:
    """Holds interviews, each a day after the one before: a question and the answer to it, None for skipping it."""
    days = itertools.count()

    def holder(**answers: str | None) -> Interview:
        when = now + timedelta(days=next(days))
        named = {name.replace("_", "/"): said for name, said in answers.items()}
        interview = session.start(Selection(question_ids=tuple(named)), 0, when)
        for question_id, said in named.items():
            attempt = session.ask(interview, session.bank.get(question_id), when)
            if said is None:
                session.close_attempt(attempt, Outcome.SKIPPED, 5, when)
                continue
            attempt = session.submit(attempt, said, 60, when).attempt
            if attempt.outcome is None:
                session.submit(attempt, NOTHING, 75, when)
        session.end(interview.id, when)
        return interview

    return holder


async def test_r_turns_from_sessions_to_answers_and_back(sit: "Sit", hold: Hold) -> None:
    hold(git_rebase=NEW_COMMITS, sql_index=None)
    async with sit() as candidate:
        await candidate.press("h")
        assert "r answers" in candidate.seen()
        assert "git, sql" in candidate.seen()
        await candidate.press("r")
        assert "r sessions" in candidate.seen()
        assert "git/rebase" in candidate.seen()
        assert "sql/index" not in candidate.seen(), "what was skipped was not answered"
        await candidate.press("r")
        assert "git, sql" in candidate.seen()


async def test_a_row_is_whole_even_when_painted_at_once(sit: "Sit", hold: Hold) -> None:
    hold(git_rebase=NEW_COMMITS)
    async with sit() as candidate:
        await candidate.press("h")
        table = candidate.screen.query_one(DataTable)
        table.clear()
        cast(HistoryScreen, candidate.screen)._add(
            [("new", ("2026-03-04 09:30", "a longer kind", "1/1", "83 %", "git"))], 1
        )
        assert "2026-03-04 09:30  a longer kind" in table.render_line(1).text


async def test_typing_filters_and_escape_drops_the_filter(sit: "Sit", hold: Hold) -> None:
    hold(git_rebase=NEW_COMMITS)
    hold(sql_index="It is a sorted tree, quickly searched.")
    async with sit() as candidate:
        await candidate.press("h", "slash", *"sorted")
        assert "sql" in candidate.seen()
        assert " git" not in candidate.seen()
        await candidate.press(*" quickly", "enter")
        assert "1/1" in candidate.seen()
        await candidate.press("slash", *" nonsense")
        assert "Nothing fits." in candidate.told()
        assert "Esc drop filter" in candidate.seen()
        await candidate.press("escape")
        assert isinstance(candidate.screen, HistoryScreen)
        assert " git" in candidate.seen()
        await candidate.press("escape")
        assert isinstance(candidate.screen, HomeScreen)


async def test_the_filter_and_the_place_are_still_there_on_the_way_back(sit: "Sit", hold: Hold) -> None:
    first = hold(git_rebase=NEW_COMMITS)
    hold(git_rebase=SHARED)
    hold(sql_index="A sorted tree.")
    async with sit() as candidate:
        await candidate.press("h", "r", "slash", *"rebase", "enter", "down", "enter")
        assert isinstance(candidate.screen, RecordScreen)
        assert NEW_COMMITS in candidate.told()
        await candidate.press("escape")
        assert isinstance(candidate.screen, HistoryScreen)
        assert "sql/index" not in candidate.seen()
        await candidate.press("enter")
        assert NEW_COMMITS in candidate.told()
        await candidate.press("d")
        assert isinstance(candidate.screen, DebriefScreen)
        assert candidate.screen._interview_id == first.id


async def test_a_session_is_read_answer_by_answer_with_evidence_and_gaps(sit: "Sit", hold: Hold) -> None:
    hold(git_rebase=NEW_COMMITS, sql_index=None)
    async with sit() as candidate:
        await candidate.press("h", "enter")
        said = candidate.told()
        assert "answer 1/2" in said
        assert "new hashes[1]." in said, "the evidence bears the number of its point"
        assert "Missing" in said
        assert "Rated " in said
        assert "n next" in candidate.seen()
        assert "p previous" not in candidate.seen()
        await candidate.press("right")
        assert "answer 2/2" in candidate.told()
        assert "skipped" in candidate.told()
        assert "p previous" in candidate.seen()
        assert "n next" not in candidate.seen()
        await candidate.press("right", "left")
        assert "answer 1/2" in candidate.told()


async def test_a_question_is_practised_again_from_its_answer(sit: "Sit", session: Session, hold: Hold) -> None:
    hold(git_rebase=NEW_COMMITS, sql_index="A sorted tree.")
    async with sit() as candidate:
        await candidate.press("h", "enter", "right", "a")
        assert isinstance(candidate.screen, PracticeScreen)
        assert "Why does a database index" in candidate.told()


async def compare(candidate: "Candidate") -> None:
    """Opens the latest answer, and the comparison with the only other one."""
    await candidate.press("h", "r", "enter", "c")
    assert isinstance(candidate.screen, ComparisonScreen)


async def test_two_answers_show_what_was_gained_and_lost(sit: "Sit", hold: Hold) -> None:
    hold(git_rebase=NEW_COMMITS)
    hold(git_rebase=SHARED)
    async with sit() as candidate:
        await compare(candidate)
        said = candidate.told()
        gained, lost = said.index("Gained\n"), said.index("Lost\n")
        assert "A public branch that colleagues" in said[gained:lost]
        assert "Rebasing replays commits onto another base" in said[lost:]
        await candidate.press("escape")
        assert isinstance(candidate.screen, RecordScreen)
        assert SHARED in candidate.told(), "the way back leads to where it was opened"
        await candidate.press("c", "a")
        assert isinstance(candidate.screen, PracticeScreen)


@pytest.mark.parametrize(("size", "beside"), [((80, 40), False), ((120, 40), True)])
async def test_they_stand_side_by_side_where_there_is_room(
    sit: "Sit", hold: Hold, size: tuple[int, int], beside: bool
) -> None:
    hold(git_rebase=NEW_COMMITS)
    hold(git_rebase=SHARED)
    async with sit(size=size) as candidate:
        await compare(candidate)
        lines = candidate.seen().splitlines()
        assert any("Before  2026-03-01" in line and "After  2026-03-02" in line for line in lines) is beside


async def test_of_several_others_one_is_chosen(sit: "Sit", hold: Hold) -> None:
    for said in (NEW_COMMITS, SHARED, "It rewrites the log."):
        hold(git_rebase=said)
    async with sit() as candidate:
        await candidate.press("h", "r", "enter")
        await candidate.ask("c")
        assert isinstance(candidate.screen, OtherAnswerDialog)
        await candidate.press("down", "enter")
        assert isinstance(candidate.screen, ComparisonScreen)
        assert "2026-03-01" in candidate.told()
        assert "2026-03-02" not in candidate.told()


async def test_never_mind_which_other(sit: "Sit", hold: Hold) -> None:
    for said in (NEW_COMMITS, SHARED, "It rewrites the log."):
        hold(git_rebase=said)
    async with sit() as candidate:
        await candidate.press("h", "r", "enter")
        await candidate.ask("c")
        await candidate.press("escape")
        assert isinstance(candidate.screen, RecordScreen)


async def test_an_answer_without_another_one_has_nothing_to_be_compared_with(sit: "Sit", hold: Hold) -> None:
    hold(git_rebase=NEW_COMMITS)
    async with sit() as candidate:
        await candidate.press("h", "enter")
        assert "compare" not in candidate.seen()
        await candidate.press("c")
        assert isinstance(candidate.screen, RecordScreen)


async def test_a_question_that_left_the_bank_keeps_its_history(
    sit: "Sit", hold: Hold, open_session: Callable[..., Session], small_bank: Bank
) -> None:
    hold(git_rebase=NEW_COMMITS)
    hold(git_rebase=SHARED)
    smaller = Bank(tuple(question for question in small_bank.questions if question.id != "git/rebase"))
    async with sit(on=open_session(bank=smaller)) as candidate:
        await candidate.press("h")
        assert "left the bank: 1" in candidate.seen()
        await candidate.press("r", "enter")
        assert "colleagues have already pulled" in candidate.told()
        assert "shared-history" in candidate.told(), "the id stands for the text, which nobody knows any more"
        assert "no longer in the bank" in candidate.told()
        await candidate.press("a")
        assert isinstance(candidate.screen, RecordScreen), "it cannot be asked again"
        await candidate.press("c")
        assert isinstance(candidate.screen, ComparisonScreen)
        assert NEW_COMMITS in candidate.told()


async def test_a_question_that_changed_since_says_so(
    sit: "Sit", hold: Hold, open_session: Callable[..., Session], small_bank: Bank
) -> None:
    hold(git_rebase=NEW_COMMITS)
    reworded = Bank(tuple(replace(question, content_hash="another") for question in small_bank.questions))
    async with sit(on=open_session(bank=reworded)) as candidate:
        await candidate.press("h", "r")
        assert "changed since" in candidate.seen()
        await candidate.press("enter")
        assert "The question has been changed since this answer" in candidate.told()


async def test_a_long_past_is_read_page_by_page(sit: "Sit", hold: Hold, monkeypatch: pytest.MonkeyPatch) -> None:
    from interviewer.tui import history

    monkeypatch.setattr(history, "PAGE", 3)
    monkeypatch.setattr(history, "NEAR", 1)
    for _ in range(7):
        hold(git_rebase=None)
    async with sit() as candidate:
        await candidate.press("h")
        assert "2026-03-07" in candidate.seen()
        assert "2026-03-01" not in candidate.seen()
        for _ in range(6):
            await candidate.press("down")
        assert candidate.seen().count("interview  ") >= 7
        assert "2026-03-01" in candidate.seen()
        await candidate.press("enter")
        assert "2026-03-01" in candidate.told()
        await candidate.press("escape", "enter")
        assert "2026-03-01" in candidate.told(), "the cursor is where it was, pages from the top"


async def test_a_database_that_fails_is_told_on_every_screen(
    sit: "Sit", session: Session, hold: Hold, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise StoreError("The database failed.", "Look at it.")

    hold(git_rebase=NEW_COMMITS)
    hold(git_rebase=SHARED)
    async with sit() as candidate:
        await candidate.press("h", "enter")
        monkeypatch.setattr(session.history, "attempt", broken)
        await candidate.press("c")
        assert "The database failed.\nLook at it." in candidate.told()
        monkeypatch.setattr(session.history, "sittings", broken)
        await candidate.press("escape")
        assert "The database failed.\nLook at it." in candidate.told()
