"""The schedule: a pure function of the reviews, whatever their order, the time zone or the clock."""

import math
import random
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise

import fsrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from interviewer.bank import Bank
from interviewer.model import AnyOf, Ground, KeyPoint, Localized, Match, Question, Rating, Reason
from interviewer.model.review import Card, Review, Wish
from interviewer.schedule import (
    Limits,
    Moment,
    Practised,
    balanced,
    expected_score,
    is_weak,
    make_plan,
    make_queue,
    point_reviews,
    reasons_of,
    replay,
    retrievability,
    suggest,
    weakness_of,
)
from interviewer.schedule.balance import SPANS
from interviewer.schedule.replay import reviewed
from interviewer.scoring import overall_score
from interviewer.scoring.rubric import status_of

BEGUN = datetime(2026, 1, 1, 19, tzinfo=UTC)
DAY = timedelta(days=1)


def review(item: str, at: datetime, *coverages: float, number: int = 0, **others: object) -> Review:
    """A review of a question with points p0, p1, ... of the same weight."""
    overall = sum(coverages) / len(coverages) if coverages else None
    found = {f"p{index}": coverage for index, coverage in enumerate(coverages)}
    made = Review(f"a{number}", item, "hash", at, overall, found, suggest(overall or 0.0), None)
    return replace(made, **others)  # type: ignore[arg-type]


def question(item: str, points: int = 2, minutes: float = 4.0, required: Sequence[int] = ()) -> Question:
    made = tuple(KeyPoint(f"p{index}", Localized(en="text"), required=index in required) for index in range(points))
    return Question(item, Localized(en=item), made, minutes=minutes, content_hash="hash")


shares = st.floats(0, 1, allow_nan=False)
whens = st.integers(0, 500 * 24 * 60).map(lambda minutes: BEGUN + timedelta(minutes=minutes))


@st.composite
def histories(draw: st.DrawFn) -> list[Review]:
    """Reviews of a few questions and points, at times that come as they come: the clock may have been set back."""
    found = []
    for number in range(draw(st.integers(0, 25))):
        item = draw(st.sampled_from(["a/1", "a/2", "b/3", "a/1#p0", "b/3#p1"]))
        coverages = draw(st.lists(shares, min_size=0 if "#" not in item else 1, max_size=3))
        made = review(item, draw(whens), *coverages, number=number)
        if "#" in item:
            made = replace(made, coverages={item.partition("#")[2]: coverages[0]})
        chosen = draw(st.sampled_from([None, *Rating]))
        found.append(replace(made, chosen=chosen, scheduled=draw(st.booleans()), elapsed_s=draw(st.floats(0, 900))))
    return found


cards = histories().map(lambda reviews: replay(reviews, 0.9))
questions = st.lists(
    st.builds(
        question,
        st.sampled_from(["a/1", "a/2", "b/3", "c/4", "c/5", "d/6", "d/7"]),
        st.integers(1, 4),
        st.floats(1, 12),
    ),
    unique_by=lambda made: made.id,
    max_size=7,
)


# Replay


@given(histories(), st.randoms(use_true_random=False), st.booleans())
def test_the_order_in_which_reviews_are_read_changes_nothing(
    reviews: list[Review], dice: random.Random, points: bool
) -> None:
    shuffled = list(reviews)
    dice.shuffle(shuffled)
    read = point_reviews if points else iter
    assert replay(read(shuffled), 0.9) == replay(read(reviews), 0.9)


@given(histories(), st.integers(-14 * 60, 14 * 60))
def test_the_zone_in_which_a_moment_is_written_changes_nothing(reviews: list[Review], offset: int) -> None:
    zone = timezone(timedelta(minutes=offset))
    moved = [replace(review, reviewed_at=review.reviewed_at.astimezone(zone)) for review in reviews]
    assert replay(moved, 0.9) == replay(reviews, 0.9)


@pytest.mark.parametrize("zone", ["CST-8", "EST5EDT,M3.2.0,M11.1.0", "LHST-10:30LHDT-11,M10.1.0,M4.1.0"])
def test_the_zone_of_the_process_changes_nothing(zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    reviews = [review(f"a/{n % 3}", BEGUN + n * timedelta(hours=31), n % 5 / 4, number=n) for n in range(250)]
    here = replay(reviews, 0.9)
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        there = replay(reviews, 0.9)
        assert there == here
        assert balanced(there.values()) == balanced(here.values())
    finally:
        monkeypatch.undo()
        time.tzset()


@given(histories())
def test_no_review_is_lost_when_the_clock_goes_backwards(reviews: list[Review]) -> None:
    made = replay(reviews, 0.9)
    assert sum(card.reviews for card in made.values()) == sum(review.scheduled for review in reviews)
    now = BEGUN - DAY  # the clock is set back to before all of them
    for item, card in made.items():
        assert 0 <= retrievability(card, now) <= 1
        assert 0 <= weakness_of(card, question(item, 3), now) <= 1
    everything = [question(item, 3) for item in made]
    queue = make_queue(Wish(cram=True), everything, made, Limits(99, 9, 999.0), Practised(), _moment(now), 0)
    assert {pick.item for pick in queue.picks} == set(made)


def test_what_is_known_better_comes_later_and_a_lapse_brings_it_back() -> None:
    def due(*ratings: Rating) -> timedelta:
        reviews = [
            review("a/1", BEGUN + n * 10 * DAY, 0.7, number=n, chosen=rating) for n, rating in enumerate(ratings)
        ]
        card = replay(reviews, 0.9)["a/1"]
        assert card.due_at is not None and card.last_review_at is not None
        return card.due_at - card.last_review_at

    assert due(Rating.AGAIN) == DAY
    assert due(Rating.HARD) <= due(Rating.GOOD) < due(Rating.EASY)
    assert due(Rating.GOOD) < due(Rating.GOOD, Rating.GOOD)
    assert due(Rating.GOOD, Rating.GOOD, Rating.AGAIN) < due(Rating.GOOD, Rating.GOOD)


@given(histories().filter(bool))
def test_retrievability_falls_with_time_and_is_at_the_target_when_due(reviews: list[Review]) -> None:
    for card in replay(reviews, 0.9).values():
        if card.last_review_at is None or card.due_at is None:
            continue
        curve = [retrievability(card, card.last_review_at + hours * timedelta(hours=1)) for hours in range(0, 2000, 50)]
        assert curve[0] == 1 and all(later <= earlier for earlier, later in pairwise(curve))
        if DAY < card.due_at - card.last_review_at < 365 * DAY:
            half_a_day = retrievability(card, card.due_at - DAY / 2) - retrievability(card, card.due_at)
            assert abs(retrievability(card, card.due_at) - 0.9) <= half_a_day + 1e-9


@given(st.floats(0.1, 300), st.integers(0, 400))
def test_the_forgetting_curve_is_that_of_fsrs(stability: float, days: int) -> None:
    """On whole days, to which FSRS rounds down; it is written out, since a drill need not load FSRS for it."""
    fsrs_card = fsrs.Card(0, fsrs.State.Review, None, stability, 5.0, BEGUN, BEGUN)
    theirs = fsrs.Scheduler().get_card_retrievability(fsrs_card, BEGUN + days * DAY)
    card = Card("a/1", reviews=1, stability=stability, last_review_at=BEGUN)
    assert math.isclose(retrievability(card, BEGUN + days * DAY), theirs)


# Weakness


def test_a_question_is_weak_at_once_when_its_answer_was_poor_and_says_so() -> None:
    card = replay([review("a/1", BEGUN, 1.0, 1.0, 0.0)], 0.9)["a/1"]
    at_once = BEGUN + timedelta(minutes=5)
    assert is_weak(card, question("a/1", 3), at_once)
    reasons = reasons_of(card, question("a/1", 3), at_once, 0.9)
    assert reasons[0] == Reason(Ground.MISSED, 1, 3, 1)


def test_a_good_answer_is_not_weak_until_its_points_have_faded() -> None:
    card = replay([review("a/1", BEGUN, 1.0, 1.0, 0.9)], 0.9)["a/1"]
    assert not is_weak(card, question("a/1", 3), BEGUN + DAY)
    later = BEGUN + 60 * DAY
    assert is_weak(card, question("a/1", 3), later)
    assert Ground.FADED in {reason.ground for reason in reasons_of(card, question("a/1", 3), later, 0.9)}


def test_a_point_that_is_missed_again_and_again_weighs_more_than_one_missed_once() -> None:
    twice = [review("a/1", BEGUN, 1.0, 1.0, 0.0), review("a/1", BEGUN + 3 * DAY, 1.0, 1.0, 0.0, number=1)]
    once = [review("a/1", BEGUN, 1.0, 1.0, 1.0), review("a/1", BEGUN + 3 * DAY, 1.0, 1.0, 0.0, number=1)]
    now, asked = BEGUN + 4 * DAY, question("a/1", 3)
    assert weakness_of(replay(twice, 0.9)["a/1"], asked, now) > weakness_of(replay(once, 0.9)["a/1"], asked, now)
    assert reasons_of(replay(twice, 0.9)["a/1"], asked, now, 0.9)[0] == Reason(Ground.MISSED, 1, 3, 2)


def test_a_point_that_was_drilled_alone_makes_its_question_less_weak() -> None:
    whole = review("a/1", BEGUN, 1.0, 0.0)
    alone = review("a/1#p1", BEGUN + DAY, number=1, overall=1.0, coverages={"p1": 1.0}, suggested=Rating.EASY)
    now, asked = BEGUN + 2 * DAY, question("a/1")
    before, after = (replay(found, 0.9)["a/1"] for found in ([whole], [whole, alone]))
    assert weakness_of(after, asked, now) < weakness_of(before, asked, now)
    assert after.due_at == before.due_at


def test_a_missed_point_of_an_otherwise_good_answer_is_weak_by_itself() -> None:
    made = replay(point_reviews([review("a/1", BEGUN, 1.0, 1.0, 1.0, 1.0, 1.0, 0.0)]), 0.9)
    now, whole = BEGUN + timedelta(hours=1), question("a/1", 6)
    weak = {item for item, card in made.items() if is_weak(card, replace(whole, id=item), now)}
    assert weak == {"a/1#p5"}


def test_a_missing_required_point_weighs_as_it_does_in_the_score() -> None:
    card = replay([review("a/1", BEGUN, 1.0, 1.0, 1.0, 0.0, overall=0.5)], 0.9)["a/1"]
    now = BEGUN + DAY
    assert weakness_of(card, question("a/1", 4, required=[3]), now) > weakness_of(card, question("a/1", 4), now) + 0.1


@given(st.lists(shares, min_size=4, max_size=4), st.booleans())
def test_the_expectation_right_after_perfect_answers_is_what_the_marker_would_give(
    coverages: list[float], grouped: bool
) -> None:
    """Certain points are marked as `scoring` marks them: weights, groups and the cap are the same rules."""
    sure = [float(coverage > 0.5) for coverage in coverages]
    made = question("a/1", 4, required=[0])
    made = replace(made, any_of=(AnyOf(("p2", "p3"), 1),)) if grouped else made
    matches = tuple(Match(f"p{n}", coverage, status_of(coverage)) for n, coverage in enumerate(sure))
    seen = review("a/1", BEGUN, *sure, overall=overall_score(made, matches))
    card = replay([seen], 0.9)["a/1"]
    expected = expected_score(card, made, BEGUN)
    assert expected >= overall_score(made, matches) - 1e-3  # what was missed has been read since
    if all(sure):
        assert math.isclose(expected, 1)


def test_a_score_that_the_candidate_raised_is_believed() -> None:
    poor = review("a/1", BEGUN, 1.0, 0.0)
    raised = replace(poor, overall=1.0, suggested=Rating.EASY)
    assert is_weak(replay([poor], 0.9)["a/1"], question("a/1"), BEGUN + DAY)
    assert not is_weak(replay([raised], 0.9)["a/1"], question("a/1"), BEGUN + DAY)


def test_what_was_only_rated_elsewhere_is_judged_by_its_rating() -> None:
    known = review("a/1", BEGUN, chosen=Rating.EASY)
    forgotten = review("a/1", BEGUN, chosen=Rating.AGAIN)
    assert not is_weak(replay([known], 0.9)["a/1"], question("a/1"), BEGUN + DAY)
    assert is_weak(replay([forgotten], 0.9)["a/1"], question("a/1"), BEGUN + DAY)


def test_lapses_make_weak_until_they_have_settled() -> None:
    ups_and_downs = [Rating.GOOD, Rating.AGAIN] * 3
    reviews = [
        review("a/1", BEGUN + n * DAY, 1.0, number=n, chosen=rating, suggested=Rating.EASY)
        for n, rating in enumerate(ups_and_downs)
    ]
    card = replay(reviews, 0.9)["a/1"]
    assert card.lapses == 3
    assert is_weak(card, question("a/1", 1), BEGUN + 5 * DAY)
    assert not is_weak(replace(card, stability=40.0), question("a/1", 1), BEGUN + 5 * DAY)


# Balance


@given(cards)
def test_balancing_moves_nothing_beyond_its_range_and_loses_nothing(made: dict[str, Card]) -> None:
    due = balanced(made.values())
    assert due.keys() == {item for item, card in made.items() if card.due_at}
    for item, at in due.items():
        card = made[item]
        assert card.due_at is not None and card.last_review_at is not None
        interval = (card.due_at - card.last_review_at).days
        slack = sum(max(min(interval, to) - start, 0) * share for start, to, share in SPANS)
        assert abs((at - card.due_at).days) <= round(slack)
        assert at > card.last_review_at
    assert balanced(reversed(list(made.values()))) == due


def test_what_would_all_come_on_one_day_is_spread() -> None:
    reviews = [review(f"a/{n}", BEGUN, 1.0, number=n, chosen=Rating.EASY) for n in range(30)]
    due = balanced(replay(reviews, 0.9).values())
    days = [at.date() for at in due.values()]
    assert max(days.count(day) for day in set(days)) <= 11


# Limits


@given(
    questions,
    cards,
    st.builds(Limits, st.integers(0, 9), st.integers(0, 4), st.floats(0, 60)),
    st.builds(Practised, st.integers(0, 9), st.integers(0, 4), st.floats(0, 60)),
    st.builds(Wish, weak_only=st.booleans(), cram=st.booleans()),
    whens,
    st.integers(0, 99),
)
def test_no_queue_is_longer_than_the_day(
    asked: list[Question],
    made: dict[str, Card],
    limits: Limits,
    done: Practised,
    wish: Wish,
    now: datetime,
    seed: int,
) -> None:
    queue = make_queue(wish, asked, made, limits, done, _moment(now), seed)
    assert len(queue.picks) <= max(limits.questions - done.questions, 0)
    assert sum(pick.item not in made for pick in queue.picks) <= max(limits.new - done.new, 0)
    minutes = done.minutes + sum(pick.minutes for pick in queue.picks)
    assert minutes <= max(limits.minutes, done.minutes) + 1e-9 or (len(queue.picks) == 1 and not done.minutes)
    assert len({pick.item for pick in queue.picks}) == len(queue.picks)
    assert all(pick.reasons for pick in queue.picks if not wish.cram)
    known = [pick.weakness for pick in queue.picks if pick.item in made]
    assert known == sorted(known, reverse=True)
    if wish.weak_only:
        by_id = {question.id: question for question in asked}
        assert all(is_weak(made.get(pick.item), by_id[pick.item], now) for pick in queue.picks)


@given(questions, cards, whens, st.integers(0, 99))
def test_without_limits_nothing_that_is_due_is_held_back(
    asked: list[Question], made: dict[str, Card], now: datetime, seed: int
) -> None:
    queue = make_queue(Wish(), asked, made, Limits(99, 99, 9999.0), Practised(), _moment(now), seed)
    due = balanced(made.values())
    for question_ in asked:
        expected = question_.id not in made or question_.id not in due or due[question_.id] < now + DAY
        assert (question_.id in {pick.item for pick in queue.picks}) == expected
    assert queue.held_back == 0


# Plans

rooms = st.tuples(
    st.builds(Limits, st.integers(0, 9), st.integers(0, 4), st.floats(0, 60)),
    st.builds(Limits, st.integers(1, 9), st.integers(0, 4), st.floats(1, 60)),
)


@given(questions, cards, st.integers(1, 21), rooms, whens)
def test_a_plan_keeps_to_the_room_there_is_and_what_it_promises_comes_true(
    asked: list[Question], made: dict[str, Card], days: int, room: tuple[Limits, Limits], now: datetime
) -> None:
    today = date(2026, 3, 1)
    plan = make_plan(asked, made, today + days * DAY, today, _moment(now), room)
    assert [day.day for day in plan.days] == [today + number * DAY for number in range(days)]
    for number, day in enumerate(plan.days):
        assert day.minutes <= room[min(number, 1)].minutes + 1e-6
        assert len(day.items) <= room[min(number, 1)].questions
        assert len(set(day.items)) == len(day.items)
    state = dict(made)
    for number, day in enumerate(plan.days):
        assert sum(item not in state for item in day.items) <= room[min(number, 1)].new
        for item in day.items:
            rating = Rating.GOOD if item in state else Rating.AGAIN
            state[item] = reviewed(state.get(item, Card(item)), rating, now + number * DAY, 0.9)
    for question_ in asked:
        if question_.id not in plan.left:
            card = state[question_.id]
            assert card.last_rating is not Rating.AGAIN
            assert retrievability(card, now + days * DAY) >= 0.9
    assert bool(plan.left) == (plan.minutes_needed != 0)


@given(questions.filter(bool), cards, st.integers(3, 14), whens)
def test_the_minutes_that_a_plan_asks_for_are_enough(
    asked: list[Question], made: dict[str, Card], days: int, now: datetime
) -> None:
    today = date(2026, 3, 1)
    plan = make_plan(asked, made, today + days * DAY, today, _moment(now), (_minutes(0.0), _minutes(2.0)))
    assume(plan.minutes_needed)
    assert plan.minutes_needed is not None
    room = (_minutes(plan.minutes_needed - 2.0), _minutes(plan.minutes_needed))
    assert not make_plan(asked, made, today + days * DAY, today, _moment(now), room).left


def test_a_question_never_asked_cannot_be_ready_tomorrow(small_bank: Bank) -> None:
    today = date(2026, 3, 1)
    plan = make_plan(small_bank.questions, {}, today + DAY, today, _moment(BEGUN), (_minutes(600.0), _minutes(600.0)))
    assert set(plan.left) == {question.id for question in small_bank.questions}
    assert plan.minutes_needed is None


def _minutes(minutes: float) -> Limits:
    return Limits(999, 999, minutes)


def _moment(now: datetime) -> Moment:
    return Moment(now, now + DAY, 0.9)
