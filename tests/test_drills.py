"""Drills through the session: what is asked, why, within which limits, and what the schedule hears of it."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from interviewer.bank import load_bank
from interviewer.days import day_of
from interviewer.errors import BankError, UsageError
from interviewer.model import Ground, Interview, Mode, Outcome, Rating, Selection
from interviewer.model.review import Queue, Wish
from interviewer.session import Session

DAY = timedelta(days=1)


def answer(session: Session, interview: Interview, texts: dict[str, str], now: datetime) -> None:
    """Answers every question: with its text, or else with the giving up of who does not know."""
    for item in interview.question_ids:
        question = session.bank.get(item)
        attempt = session.ask(interview, question, now)
        if item in texts:
            reply = session.submit(attempt, texts[item], 60.0, now)
            if reply.probe:
                session.close_attempt(reply.attempt, Outcome.ANSWERED, 60.0, now)
        else:
            session.close_attempt(attempt, Outcome.REVEALED, 60.0, now)


def mock(session: Session, now: datetime, *question_ids: str) -> Interview:
    interview = session.start(Selection(question_ids=question_ids), 0, now)
    answer(session, interview, _model_answers(session, question_ids[:1]), now)
    session.end(interview.id, now)
    return interview


def items(queue: Queue) -> list[str]:
    return [pick.item for pick in queue.picks]


def _model_answers(session: Session, question_ids: Iterable[str]) -> dict[str, str]:
    return {question_id: session.bank.get(question_id).model_answer.en for question_id in question_ids}


# What is asked


def test_weak_only_works_right_after_a_single_mock_interview_and_the_day_after(session: Session, now: datetime) -> None:
    mock(session, now, "git/rebase", "git/bisect", "sql/index")
    for later in (timedelta(minutes=5), timedelta(hours=20), DAY):
        drill, queue = session.start_drill(Wish(weak_only=True), 0, now + later)
        assert drill is not None
        assert sorted(items(queue)) == ["git/bisect", "sql/index"]
        for pick in queue.picks:
            missed = pick.reasons[0]
            assert missed.ground in {Ground.MISSED, Ground.POINT} and missed.times == 1


def test_weak_only_after_nothing_was_ever_asked_finds_nothing(session: Session, now: datetime) -> None:
    drill, queue = session.start_drill(Wish(weak_only=True), 0, now)
    assert drill is None and queue == Queue(())


def test_a_drill_asks_what_is_due_weakest_first_and_then_what_is_new(session: Session, now: datetime) -> None:
    mock(session, now, "git/rebase", "sql/index")
    queue = session.drills.queue(Wish(new=1), 3, now + 30 * DAY)
    assert items(queue)[:2] == ["sql/index", "git/rebase"]
    assert len(queue.picks) == 3 and queue.picks[2].reasons[0].ground is Ground.NEW
    assert [pick.weakness for pick in queue.picks[:2]] == sorted((p.weakness for p in queue.picks[:2]), reverse=True)


def test_when_nothing_is_due_it_is_known_when_something_is(session: Session, now: datetime) -> None:
    interview = session.start(Selection(question_ids=("git/rebase",)), 0, now)
    answer(session, interview, _model_answers(session, ["git/rebase"]), now)
    drill, queue = session.start_drill(Wish(new=0), 0, now)
    card = session.drills.card("git/rebase")
    assert drill is None and not queue.picks
    assert card is not None and queue.next_due_at == card.due_at


def test_what_was_drilled_today_counts_for_the_limits_of_today(session: Session, now: datetime) -> None:
    wish = Wish(new=2, questions=3, minutes=60)
    drill, queue = session.start_drill(wish, 0, now)
    assert drill is not None and len(queue.picks) == 2
    answer(session, drill, {}, now)
    again = session.drills.queue(wish, 0, now + timedelta(hours=1))
    assert not [pick for pick in again.picks if pick.reasons[0].ground is Ground.NEW]
    assert len(again.picks) <= 1
    assert len(session.drills.queue(wish, 0, now + DAY).picks) == 3


def test_minutes_are_a_limit_too(session: Session, now: datetime) -> None:
    queue = session.drills.queue(Wish(minutes=6, new=4), 0, now)
    assert sum(pick.minutes for pick in queue.picks) <= 6
    assert queue.held_back == 4 - len(queue.picks)


def test_only_what_fits_the_wish_is_asked(session: Session, now: datetime) -> None:
    mock(session, now, "git/rebase", "git/bisect", "sql/index")
    assert items(session.drills.queue(Wish(weak_only=True, topics=("sql",)), 0, now)) == ["sql/index"]
    with pytest.raises(BankError, match="no topic"):
        session.drills.queue(Wish(topics=("cobol",)), 0, now)


# Points


def test_points_are_asked_by_their_probe_and_scored_alone(session: Session, now: datetime) -> None:
    first = session.start(Selection(question_ids=("git/rebase",)), 0, now)
    said = "Rebasing replays commits onto another base and writes new commits with new hashes."
    answer(session, first, {"git/rebase": said}, now)
    later = now + DAY
    drill, queue = session.start_drill(Wish(weak_only=True, points=True), 0, later)
    assert drill is not None
    assert items(queue)[0] == "git/rebase#shared-history"
    assert "git/rebase#new-commits" not in items(queue)
    question = session.next_question(drill)
    assert question is not None
    attempt = session.ask(drill, question, later)
    assert "May you do this on a branch that others use?" in attempt.messages[0].text
    reply = session.submit(attempt, "Leave published branches alone, do not rewrite shared history.", 20.0, later)
    assert reply.attempt.score is not None
    assert [match.point_id for match in reply.attempt.score.matches] == ["shared-history"]
    if reply.attempt.score.overall >= 0.6:
        assert "git/rebase#shared-history" not in items(
            session.drills.queue(Wish(weak_only=True, points=True), 0, later + timedelta(minutes=5))
        )


def test_a_point_drilled_alone_leaves_the_schedule_of_its_question_as_it_was(session: Session, now: datetime) -> None:
    mock(session, now, "sql/index", "git/rebase")
    before = session.drills.cards()["git/rebase"]
    drill, _ = session.start_drill(Wish(weak_only=True, points=True), 0, now + DAY)
    assert drill is not None
    answer(session, drill, {item: session.bank.get(item).model_answer.en for item in drill.question_ids}, now + DAY)
    after = session.drills.cards()["git/rebase"]
    assert (after.due_at, after.reviews, after.stability) == (before.due_at, before.reviews, before.stability)
    asked = session.bank.get("git/rebase")
    assert after.points != before.points
    assert session.drills.card("git/rebase") == after
    assert asked.id not in {pick.item for pick in session.drills.queue(Wish(points=True), 0, now + DAY).picks}


# Cram


def test_cramming_asks_the_weakest_first_due_or_not_and_leaves_the_schedule_alone(
    session: Session, now: datetime
) -> None:
    mock(session, now, "git/rebase", "sql/index")
    before = session.drills.cards()
    drill, queue = session.start_drill(Wish(cram=True, new=0), 0, now + timedelta(hours=1))
    assert drill is not None and drill.mode is Mode.CRAM and not drill.scheduled
    assert items(queue) == ["sql/index", "git/rebase"]
    answer(session, drill, {}, now + timedelta(hours=1))
    for item, card in session.drills.cards().items():
        assert (card.due_at, card.stability, card.reviews) == (
            before[item].due_at,
            before[item].stability,
            before[item].reviews,
        )


def test_cramming_for_the_schedule_reschedules(session: Session, now: datetime) -> None:
    mock(session, now, "git/rebase", "sql/index")
    before = session.drills.cards()["sql/index"]
    drill, _ = session.start_drill(Wish(cram=True, new=0, scheduled=True), 0, now + 5 * DAY)
    assert drill is not None and drill.mode is Mode.DRILL
    answer(session, drill, _model_answers(session, drill.question_ids), now + 5 * DAY)
    assert session.drills.cards()["sql/index"].reviews == before.reviews + 1


# A day to be ready by


def test_a_plan_spreads_the_days_left_and_todays_drill_follows_it(session: Session, now: datetime) -> None:
    by = day_of(now) + 10 * DAY
    drill, queue = session.start_drill(Wish(by=by), 0, now)
    assert queue.plan is not None and drill is not None
    assert not queue.plan.left
    assert len(queue.plan.days) == 10
    assert items(queue) == list(queue.plan.days[0].items)
    assert all(pick.reasons[-1].ground is Ground.READY and pick.reasons[-1].amount == 10 for pick in queue.picks)


def test_a_plan_that_does_not_fit_says_what_is_left_and_how_much_more_it_takes(session: Session, now: datetime) -> None:
    by = day_of(now) + 3 * DAY
    plan = session.drills.queue(Wish(by=by, minutes=3), 0, now).plan
    assert plan is not None and plan.left and plan.minutes_needed is not None
    assert plan.minutes_needed > 3
    enough = session.drills.queue(Wish(by=by, minutes=plan.minutes_needed), 0, now).plan
    assert enough is not None and not enough.left


def test_a_plan_keeps_to_what_was_said_of_the_day_today_included(session: Session, now: datetime) -> None:
    by = day_of(now) + 10 * DAY
    everything = len(session.bank.questions)
    usual = session.drills.queue(Wish(by=by), 0, now)
    assert usual.plan is not None and len(usual.picks) == everything
    few = session.drills.queue(Wish(by=by, questions=2), 0, now).plan
    assert few is not None and {len(day.items) <= 2 for day in few.days} == {True}
    drill, queue = session.start_drill(Wish(by=by, new=1), 0, now)
    assert drill is not None and len(queue.picks) == 1
    answer(session, drill, {}, now)
    later = now + timedelta(minutes=5)
    assert not session.drills.queue(Wish(by=by, new=1), 0, later).picks
    none = session.drills.queue(Wish(by=by, new=0), 0, later).plan
    assert none is not None and len(none.left) == everything - 1 and none.minutes_needed is None


def test_what_was_forgotten_today_is_planned_for_tomorrow(session: Session, now: datetime) -> None:
    by = day_of(now) + 10 * DAY
    drill, _ = session.start_drill(Wish(by=by, questions=1), 0, now)
    assert drill is not None
    answer(session, drill, {}, now)
    queue = session.drills.queue(Wish(by=by), 0, now + timedelta(minutes=5))
    assert queue.plan is not None
    assert drill.question_ids[0] not in items(queue)
    assert drill.question_ids[0] in queue.plan.days[1].items


def test_a_day_that_is_not_in_the_future_is_an_error(session: Session, now: datetime) -> None:
    with pytest.raises(UsageError, match="not in the future"):
        session.drills.queue(Wish(by=day_of(now)), 0, now)


# Suspended items and leeches


def test_a_suspended_question_is_not_asked_until_it_is_let_in_again(session: Session, now: datetime) -> None:
    session.drills.suspend("git/rebase", True, now)
    assert session.drills.suspended() == {"git/rebase"}
    assert "git/rebase" not in items(session.drills.queue(Wish(new=9), 0, now))
    points = items(session.drills.queue(Wish(new=99, questions=99, minutes=999, points=True), 0, now))
    assert not [item for item in points if item.startswith("git/rebase")]
    session.drills.suspend("git/rebase", False, now + DAY)
    assert "git/rebase" in items(session.drills.queue(Wish(new=9), 0, now + DAY))


def test_a_drill_that_has_begun_passes_over_what_is_suspended_meanwhile(session: Session, now: datetime) -> None:
    mock(session, now, "git/rebase", "sql/index", "git/bisect")
    drill, _ = session.start_drill(Wish(weak_only=True), 0, now + DAY)
    assert drill is not None
    first, second = drill.question_ids
    session.ask(drill, session.bank.get(first), now + DAY)
    session.drills.suspend(first, True, now + DAY)
    session.drills.suspend(second, True, now + DAY)
    begun = session.interview(drill.id)
    assert begun is not None
    assert session.next_question(begun) == session.bank.get(first), "what was asked already may be answered"
    attempt = session.ask(begun, session.bank.get(first), now + DAY)
    session.close_attempt(attempt, Outcome.SKIPPED, 1.0, now + DAY)
    done = session.interview(drill.id)
    assert done is not None and session.next_question(done) is None
    session.drills.suspend(second, False, now + 2 * DAY)
    assert session.next_question(done) == session.bank.get(second)


def test_a_point_is_out_with_its_question_in_a_drill_that_has_begun_too(session: Session, now: datetime) -> None:
    mock(session, now, "sql/index", "git/rebase")
    drill, queue = session.start_drill(Wish(weak_only=True, points=True), 0, now + DAY)
    assert drill is not None and {item.partition("#")[0] for item in items(queue)} == {"git/rebase"}
    session.drills.suspend("git/rebase", True, now + DAY)
    assert session.next_question(drill) is None and session.unfinished() is None


def test_a_mock_interview_asks_what_is_kept_out_of_the_drill(session: Session, now: datetime) -> None:
    session.drills.suspend("git/rebase", True, now)
    interview = session.start(Selection(question_ids=("git/rebase",)), 0, now)
    assert session.next_question(interview) == session.bank.get("git/rebase")


def test_a_single_point_can_be_suspended(session: Session, now: datetime) -> None:
    session.drills.suspend("git/rebase#straight-line", True, now)
    wish = Wish(new=99, questions=99, minutes=999, points=True)
    assert "git/rebase#straight-line" not in items(session.drills.queue(wish, 0, now))
    assert "git/rebase#new-commits" in items(session.drills.queue(wish, 0, now))
    assert "git/rebase" in items(session.drills.queue(Wish(new=9), 0, now))


def test_nothing_unknown_can_be_suspended(session: Session, now: datetime) -> None:
    with pytest.raises(BankError, match="git/rebsae"):
        session.drills.suspend("git/rebsae", True, now)


def test_a_leech_is_named_until_it_is_suspended_or_rewritten(
    open_session: Callable[..., Session], own_bank_folder: Path, now: datetime
) -> None:
    session = open_session(bank=load_bank([own_bank_folder]))
    for round_ in range(10):
        at = now + round_ * DAY
        interview = session.start(Selection(question_ids=("git/rebase",)), 0, at)
        attempt = session.ask(interview, session.bank.get("git/rebase"), at)
        attempt = session.close_attempt(attempt, Outcome.REVEALED, 60.0, at)
        session.rate(attempt, Rating.AGAIN if round_ % 2 else Rating.GOOD, at)
    (leech,) = session.drills.leeches()
    assert (leech.item, leech.lapses) == ("git/rebase", 5)
    picked = session.drills.queue(Wish(weak_only=True), 0, now + 11 * DAY).picks
    assert Ground.LAPSES in {reason.ground for reason in picked[0].reasons}

    file = own_bank_folder / "git" / "rebase.yaml"
    file.write_text(
        file.read_text("utf-8").replace("What does git rebase do", "What is it that git rebase does"), "utf-8"
    )
    rewritten = open_session(bank=load_bank([own_bank_folder]))
    assert rewritten.drills.leeches() == ()
    changed = rewritten.drills.queue(Wish(weak_only=True), 0, now + 11 * DAY).picks[0]
    assert Ground.CHANGED in {reason.ground for reason in changed.reasons}

    session.drills.suspend("git/rebase", True, now)
    assert session.drills.leeches() == ()


# Cards


def test_cards_from_the_cache_are_those_that_all_reviews_make(
    open_session: Callable[..., Session], now: datetime
) -> None:
    session = open_session()
    mock(session, now, "git/rebase", "git/bisect")
    for points in (False, True):
        session.drills.cards(points)
    drill, _ = session.start_drill(Wish(weak_only=True), 0, now + DAY)
    assert drill is not None
    answer(session, drill, {}, now + DAY)
    for points in (False, True):
        cached = open_session().drills.cards(points)
        assert cached == session.drills.cards(points)
        for item, card in cached.items():
            assert session.drills.card(item) == card


def test_a_question_that_left_the_bank_keeps_its_history(
    open_session: Callable[..., Session], own_bank_folder: Path, now: datetime
) -> None:
    mock(open_session(), now, "git/rebase", "git/bisect")
    (own_bank_folder / "git" / "bisect.yaml").unlink()
    session = open_session(bank=load_bank([own_bank_folder]))
    assert "git/bisect" in session.drills.cards()
    assert items(session.drills.queue(Wish(weak_only=True), 0, now + DAY)) == []


def test_a_clock_set_back_loses_nothing(session: Session, now: datetime) -> None:
    mock(session, now, "git/rebase", "git/bisect")
    earlier = now - 40 * DAY
    mock(session, earlier, "git/rebase", "sql/index")
    cards = session.drills.cards()
    assert {item: card.reviews for item, card in cards.items()} == {"git/rebase": 2, "git/bisect": 1, "sql/index": 1}
    assert {"git/bisect", "sql/index"} <= set(items(session.drills.queue(Wish(weak_only=True), 0, earlier)))
