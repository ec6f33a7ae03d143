"""Drilling on the screens: what is asked and why, ratings, undo, leeches, and coming back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from interviewer.model import Interview, Language, Mode, Outcome, Rating
from interviewer.model.review import Wish
from interviewer.session import Session
from interviewer.tui.answer_box import AnswerBox
from interviewer.tui.debrief import DebriefScreen
from interviewer.tui.home import HomeScreen
from interviewer.tui.navigation import Drill, ShowDebrief
from interviewer.tui.practice import PracticeScreen
from interviewer.tui.question_dialog import QuestionDialog

if TYPE_CHECKING:
    from tests.tui.conftest import Sit, Ticks

Hold = Callable[..., None]

NEW_COMMITS = "Rebasing replays commits onto another base and writes new commits with new hashes."
GOOD = (
    f"{NEW_COMMITS} A public branch that colleagues have already pulled must not be rebased. "
    "The log becomes one straight line without merge commits."
)
BISECT = "It finds the commit that introduced a bug by binary search. The user first marks one good and one bad commit."
NO_IDEA = "No idea."


@pytest.fixture
def hold(open_session: Callable[..., Session], start: Callable[..., Interview], now: datetime) -> Hold:
    """Holds a mock interview some days ago: the answers to questions by id, with _ for the slash."""

    def holder(days_ago: float, **answers: str) -> None:
        session, when = open_session(probes=0), now - timedelta(days=days_ago)
        by_id = {name.replace("_", "/"): answer for name, answer in answers.items()}
        interview = start(session, *by_id)
        for question_id, answer in by_id.items():
            session.submit(session.ask(interview, session.bank.get(question_id), when), answer, 30, when)
        session.end(interview.id, when)
        session.close()

    return holder


@pytest.fixture
def weak(session: Session, hold: Hold, now: datetime) -> Callable[..., Interview]:
    """A drill of two weak questions, the day after a mock interview."""

    def begin(cram: bool = False, points: bool = False) -> Interview:
        hold(1, git_rebase=NEW_COMMITS, git_bisect=NO_IDEA)
        interview, _ = session.start_drill(Wish(weak_only=True, cram=cram, points=points), 0, now)
        assert interview is not None
        return interview

    return begin


def saved(session: Session, interview: Interview) -> Interview:
    found = session.interview(interview.id)
    assert found is not None
    return found


# Why, and what is left


async def test_a_drill_says_why_it_asks_and_what_is_left(sit: "Sit", weak: Callable[..., Interview]) -> None:
    async with sit(start=weak()) as candidate:
        assert "Why  3 of 3 points missed once; " in candidate.told()
        assert "drill · git" in candidate.seen()
        assert "question 1/2 · 3 min left   00:00 of" in candidate.seen()


async def test_a_mock_interview_gives_no_reasons(sit: "Sit") -> None:
    async with sit("git/rebase") as candidate:
        assert "Why" not in candidate.told()


async def test_a_drill_of_points_asks_the_probe_and_scores_that_point_only(
    sit: "Sit", session: Session, weak: Callable[..., Interview], ticks: "Ticks"
) -> None:
    drill = weak(points=True)
    item = drill.question_ids[0]
    async with sit(start=drill) as candidate:
        assert session.bank.get(item).title(Language.EN) in candidate.told()
        await candidate.send(NO_IDEA)
        assert candidate.told().count(" missing  ") == 1


async def test_in_chinese_too(sit: "Sit", weak: Callable[..., Interview]) -> None:
    async with sit(start=weak(), interface=Language.ZH) as candidate:
        assert "原因  3 个要点漏了 3 个（1 次）；" in candidate.told()
        assert "练习 · git" in candidate.seen()
        assert "还剩 3 分钟" in candidate.seen()


# Rating


async def test_a_verdict_says_how_it_was_rated_and_when_the_question_comes_again(sit: "Sit") -> None:
    async with sit("git/rebase") as candidate:
        await candidate.send(GOOD)
        assert "Rated easy; comes again in " in candidate.told()
        assert "1 again · 2 hard · 3 good · 4 easy" in candidate.told()


@pytest.mark.parametrize(("key", "rating"), list(zip("1234", Rating, strict=True)))
async def test_one_key_changes_the_rating(
    sit: "Sit", session: Session, ticks: "Ticks", key: str, rating: Rating
) -> None:
    async with sit("git/rebase") as candidate:
        await candidate.send(GOOD)
        ticks.seconds += 1
        await candidate.press(key)
        again = f"Rated {rating} by you (suggested: easy)" if rating is not Rating.EASY else "Rated easy;"
        assert again in candidate.told()
        assert candidate.box.text == ""
    (attempt,) = session.interviews()[0].attempts
    assert (attempt.suggested, attempt.chosen) == (Rating.EASY, rating)


async def test_a_rating_moves_the_day_on_which_the_question_comes_again(
    sit: "Sit", session: Session, ticks: "Ticks"
) -> None:
    async with sit("git/rebase") as candidate:
        await candidate.send(GOOD)
        ticks.seconds += 1
        await candidate.press("1")
        assert "comes again tomorrow" in candidate.told()


async def test_digits_are_typed_while_a_question_is_open_and_rate_nothing_before_the_card_is_read(
    sit: "Sit", session: Session
) -> None:
    async with sit("git/rebase") as candidate:
        await candidate.press("1", "2")
        assert candidate.box.text == "12"
        candidate.box.clear()
        await candidate.send(GOOD)
        await candidate.press("1")
    assert session.interviews()[0].attempts[0].chosen is None


async def test_only_the_last_verdict_can_be_rated(sit: "Sit", ticks: "Ticks") -> None:
    async with sit("git/rebase", "git/bisect") as candidate:
        await candidate.send(GOOD)
        ticks.seconds += 1
        await candidate.press("enter")
        assert "Rated easy; comes again in " in candidate.told()
        assert "1 again" not in candidate.told()


async def test_cramming_leaves_the_schedule_alone_and_says_so(
    sit: "Sit", session: Session, weak: Callable[..., Interview]
) -> None:
    drill = weak(cram=True)
    before = session.drills.cards()
    async with sit(start=drill) as candidate:
        assert "cramming · git" in candidate.seen()
        await candidate.send(GOOD)
        await candidate.send(NO_IDEA)
        assert "the schedule stays as it is" in candidate.told()
    assert {item: card.due_at for item, card in session.drills.cards().items()} == {
        item: card.due_at for item, card in before.items()
    }


# Undo


async def test_undo_takes_back_rating_reply_and_answer_one_by_one(sit: "Sit", session: Session, ticks: "Ticks") -> None:
    async with sit("git/rebase", "git/bisect") as candidate:
        await candidate.send(NEW_COMMITS)
        await candidate.send(NO_IDEA)
        ticks.seconds += 1
        await candidate.press("4")
        assert "by you" in candidate.told()
        await candidate.press("f7")
        assert "by you" not in candidate.told()
        await candidate.press("f7")
        assert candidate.box.text == NO_IDEA
        assert "your answer is in the box again" in candidate.told()
        assert "Rated" not in candidate.told()
        await candidate.press("f7")
        assert candidate.box.text == f"{NEW_COMMITS}\n{NO_IDEA}"
        assert "F7" not in candidate.seen(), "there is nothing left to take back"
    (interview,) = session.interviews()
    (attempt,) = interview.attempts
    assert (attempt.answers, attempt.score, attempt.rating) == ((), None, None)
    assert attempt.draft == f"{NEW_COMMITS}\n{NO_IDEA}"
    assert session.drills.card("git/rebase") is None


async def test_undo_goes_back_to_the_question_before(sit: "Sit", session: Session, ticks: "Ticks") -> None:
    async with sit("git/rebase", "git/bisect") as candidate:
        await candidate.send(GOOD)
        ticks.seconds += 1
        await candidate.press("enter")
        assert "question 2/2" in candidate.seen()
        await candidate.press("f7")
        assert "question 1/2" in candidate.seen()
        assert candidate.box.text == GOOD
        assert "What is git bisect for?" not in candidate.told()
        await candidate.press("enter")
        ticks.seconds += 1
        await candidate.press("enter")
        assert "What is git bisect for?" in candidate.told()
    assert [attempt.outcome for attempt in session.interviews()[0].attempts] == [Outcome.ANSWERED, None]


async def test_what_is_typed_meanwhile_waits_for_its_question(sit: "Sit", ticks: "Ticks") -> None:
    async with sit("git/rebase", "git/bisect") as candidate:
        await candidate.send(GOOD)
        ticks.seconds += 1
        await candidate.press("enter")
        candidate.box.insert("half a thought")
        await candidate.press("f7")
        assert candidate.box.text == GOOD
        await candidate.press("enter")
        ticks.seconds += 1
        await candidate.press("enter")
        assert candidate.box.text == "half a thought"


async def test_a_rating_of_the_question_before_is_taken_back_from_the_next(
    sit: "Sit", session: Session, ticks: "Ticks"
) -> None:
    async with sit("git/rebase", "git/bisect") as candidate:
        await candidate.send(GOOD)
        ticks.seconds += 1
        await candidate.press("1")
        await candidate.press("enter")
        await candidate.press("f7")
        assert "question 2/2" in candidate.seen()
        assert "Your rating is taken back." in candidate.told()
        assert "Rated easy;" in candidate.told()


async def test_a_skipped_question_and_a_hint_come_back(sit: "Sit", session: Session) -> None:
    async with sit("git/rebase", "git/bisect") as candidate:
        await candidate.press("f2")
        assert "Interviewer · hint" in candidate.told()
        await candidate.press("f3")
        await candidate.press("f7")
        assert "The question is open again." in candidate.told()
        assert "question 1/2" in candidate.seen()
        await candidate.press("f7")
        assert "Interviewer · hint" not in candidate.told()
    assert session.interviews() == ()


# Leeches


@pytest.fixture
def leech(session: Session, hold: Hold, now: datetime) -> Interview:
    """A drill of a question that was known and then forgotten, which here makes a leech already."""
    session.drills.pace = replace(session.drills.pace, leech=1)
    hold(9, git_rebase=GOOD)
    hold(2, git_rebase=NO_IDEA)
    interview, _ = session.start_drill(Wish(weak_only=True), 0, now)
    assert interview is not None
    return interview


async def test_a_leech_is_told_with_its_file_and_suspended_only_when_the_candidate_says_so(
    sit: "Sit", session: Session, leech: Interview
) -> None:
    async with sit(start=leech) as candidate:
        await candidate.send(NO_IDEA)
        await candidate.send(NO_IDEA)
        path = session.bank.places["git/rebase"].path
        assert f"Forgotten 2 times: a leech. Rewrite it ({path}) or suspend it." in candidate.told()
        assert session.drills.suspended() == frozenset()
        await candidate.press("f8")
        assert "git/rebase is not drilled any more" in candidate.told()
        assert session.drills.suspended() == {"git/rebase"}
        await candidate.press("f8")
        assert "git/rebase is drilled again." in candidate.told()
        assert session.drills.suspended() == frozenset()


async def test_what_is_no_leech_is_not_offered_to_be_suspended(sit: "Sit", session: Session) -> None:
    async with sit("git/rebase") as candidate:
        await candidate.send(GOOD)
        await candidate.press("f8")
        assert "leech" not in candidate.told()
    assert session.drills.suspended() == frozenset()


# Coming back


async def test_a_drill_is_resumed_from_home_with_its_reasons(
    sit: "Sit", weak: Callable[..., Interview], open_session: Callable[..., Session], ticks: "Ticks"
) -> None:
    async with sit(start=weak()) as candidate:
        await candidate.send(BISECT)
        ticks.seconds += 1
        await candidate.press("enter")
        candidate.box.insert("半句话")
        await candidate.ask("escape")
        await candidate.press("l")
        assert isinstance(candidate.screen, HomeScreen)
    async with sit(on=open_session()) as candidate:
        assert "Resume: drill, question 2 of 2 · git · 2026-03-01 09:30" in candidate.told()
        await candidate.press("r")
        assert "drill · git" in candidate.seen()
        assert candidate.told().count("Why  ") == 2
        assert "Rated " in candidate.told()
        assert candidate.box.text == "半句话"
        await candidate.press("f7")
        assert candidate.box.text == BISECT


# From home


async def test_home_says_what_is_due_and_weak_and_starts_it(
    sit: "Sit", session: Session, hold: Hold, now: datetime
) -> None:
    hold(1, git_rebase=NEW_COMMITS, git_bisect=NO_IDEA)
    async with sit() as candidate:
        assert "D  Drill: due 2, new 2, about " in candidate.told()
        assert "W  Drill only what is weak: 2" in candidate.told()
        await candidate.press("w")
        assert "drill · git" in candidate.seen()
        await candidate.press("f3")
    async with sit() as candidate:
        await candidate.press("d", "f3")
    drills = {len(interview.question_ids) for interview in session.interviews() if interview.mode is Mode.DRILL}
    assert drills == {2, 4}


async def test_home_says_when_something_is_due_next(sit: "Sit", session: Session, hold: Hold) -> None:
    session.drills.pace = replace(session.drills.pace, new=0)
    hold(0, git_rebase=GOOD)
    async with sit() as candidate:
        assert "Nothing is due. The next is due in " in candidate.told()
        assert "Drill" not in candidate.told()
        await candidate.press("d", "w")
        assert isinstance(candidate.screen, HomeScreen)
        candidate.screen.post_message(Drill(Wish()))
        await candidate.wait()
        assert isinstance(candidate.screen, PracticeScreen)
        assert "Nothing is due.\nThe next is due in " in candidate.told()


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
@pytest.mark.parametrize("interface", list(Language))
async def test_all_of_home_is_in_sight(
    sit: "Sit", session: Session, weak: Callable[..., Interview], size: tuple[int, int], interface: Language
) -> None:
    drill = weak()
    attempt = session.ask(drill, session.bank.get(drill.question_ids[0]), drill.started_at)
    session.save_draft(attempt.id, "half a thought", 5)
    async with sit(size=size, interface=interface) as candidate:
        for part in ("#resume", "#drill", "#weak", "#start", "KeyBar"):
            region = candidate.screen.query_one(part).region
            assert region.height > 0
            assert region.bottom <= size[1]


# The end of a drill


async def test_the_end_says_what_comes_again_when_and_what_is_left(
    sit: "Sit", session: Session, weak: Callable[..., Interview], ticks: "Ticks"
) -> None:
    drill = weak()
    async with sit(start=drill) as candidate:
        await candidate.send(BISECT)
        ticks.seconds += 1
        await candidate.press("enter", "f3")
        assert isinstance(candidate.screen, DebriefScreen)
        said = candidate.told()
        assert "Debrief   2026-03-01 09:30 · drill" in said
        assert "%  What is git bisect for?\n" in said
        assert "Rated " in said
        assert "; comes again in " in said
        assert "\n                  skipped\n" in said
        assert "Left for today: due 1, new 2, about " in said
        await candidate.press("d")
        assert isinstance(candidate.screen, PracticeScreen)
        assert "question 1/3" in candidate.seen()


async def test_undo_at_the_end_goes_back_into_the_drill(sit: "Sit", session: Session, ticks: "Ticks") -> None:
    async with sit("git/rebase") as candidate:
        await candidate.send(GOOD)
        ticks.seconds += 1
        await candidate.press("2")
        await candidate.press("enter")
        assert isinstance(candidate.screen, DebriefScreen)
        await candidate.press("f7")
        assert isinstance(candidate.screen, DebriefScreen), "a rating is taken back on the spot"
        await candidate.press("f7")
        assert isinstance(candidate.screen, PracticeScreen)
        assert candidate.screen.query_one(AnswerBox).text == GOOD
    (interview,) = session.interviews()
    assert interview.ended_at is None
    assert interview.attempts[0].rating is None


async def test_one_question_of_a_debrief_is_practised_again(
    sit: "Sit", session: Session, weak: Callable[..., Interview], ticks: "Ticks"
) -> None:
    drill = weak()
    async with sit(start=drill) as candidate:
        await candidate.press("f3", "f3")
        await candidate.ask("a")
        assert isinstance(candidate.screen, QuestionDialog)
        await candidate.press("down", "enter")
        assert isinstance(candidate.screen, PracticeScreen)
        await candidate.press("f3")
    again = next(interview for interview in session.interviews() if len(interview.question_ids) == 1)
    assert again.question_ids == drill.question_ids[1:]


async def test_a_question_is_practised_again_at_once_and_the_rest_waits(
    sit: "Sit", session: Session, weak: Callable[..., Interview], ticks: "Ticks"
) -> None:
    drill = weak()
    async with sit(start=drill) as candidate:
        await candidate.send(BISECT)
        await candidate.press("f9")
        assert "mock interview · git" in candidate.seen()
        assert "question 1/1" in candidate.seen()
        candidate.app.screen.post_message(ShowDebrief(drill.id))
        await candidate.wait()
    unfinished = session.unfinished()
    assert unfinished is not None
    assert unfinished.id == drill.id


@pytest.mark.parametrize("keys", [("f9",), ("escape", "l")])
async def test_an_interview_left_at_its_last_verdict_is_over(
    sit: "Sit", session: Session, keys: tuple[str, ...]
) -> None:
    async with sit("git/rebase") as candidate:
        await candidate.send(GOOD)
        for key in keys:
            await candidate.ask(key)
        await candidate.wait()
    (interview,) = session.interviews()
    assert interview.ended_at is not None, "else it would hide an older one that can be resumed"


async def test_a_narrow_header_keeps_mode_place_and_clock(sit: "Sit", weak: Callable[..., Interview]) -> None:
    async with sit(start=weak(), size=(50, 20)) as candidate:
        assert candidate.seen().splitlines()[0].strip() == "drill · git      question 1/2   00:00 of 02:00"
