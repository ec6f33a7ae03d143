"""What reviews add up to: days, mastery, trends, what is missed, what own ratings are worth."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.model import AnyOf, KeyPoint, Localized, Question, Rating
from interviewer.model.progress import Leech, Progress, Weak
from interviewer.model.review import Review
from interviewer.progress import Outlook, make_progress
from interviewer.schedule import suggest

NOW = datetime(2026, 3, 31, 18, 0, tzinfo=UTC)
TODAY = date(2026, 3, 31)
BERLIN = ZoneInfo("Europe/Berlin")


def question(question_id: str, points: str = "ab", any_of: tuple[AnyOf, ...] = (), text: str = "v1") -> Question:
    key_points = tuple(KeyPoint(name, Localized(en=f"{name}.")) for name in points)
    return Question(question_id, Localized(en=f"{question_id}?"), key_points, any_of=any_of, content_hash=text)


def review(
    item: str,
    at: datetime,
    overall: float | None = 0.5,
    coverages: dict[str, float] | None = None,
    chosen: Rating | None = None,
    scorer: str = "now",
    text: str = "v1",
    suggested: Rating | None = None,
) -> Review:
    return Review(
        attempt_id=f"{item} {at.isoformat()}",
        item=item,
        content_hash=text,
        reviewed_at=at,
        overall=overall,
        coverages=coverages or {},
        suggested=suggested or suggest(overall or 0.0),
        chosen=chosen,
        elapsed_s=120,
        scorer=scorer,
    )


def ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def progress_of(
    *reviews: Review,
    bank: tuple[Question, ...] = (question("t/one"), question("t/two")),
    outlook: Outlook = Outlook(),  # noqa: B008
    topics: tuple[str, ...] = (),
) -> Progress:
    return make_progress(reviews, bank, outlook, NOW, topics, UTC)


# Days


def test_a_day_has_its_answers_and_minutes() -> None:
    progress = progress_of(review("t/one", ago(1)), review("t/two", ago(1)), review("t/one", ago(0)))
    assert [(tally.day, tally.answers, tally.minutes) for tally in progress.days] == [
        (date(2026, 3, 30), 2, 4.0),
        (TODAY, 1, 2.0),
    ]


def test_practising_past_midnight_belongs_to_the_evening_before() -> None:
    late = datetime(2026, 3, 31, 3, 59, tzinfo=UTC)
    progress = progress_of(review("t/one", late), review("t/two", late + timedelta(minutes=1)))
    assert [tally.day for tally in progress.days] == [date(2026, 3, 30), TODAY]


@pytest.mark.parametrize("changed_on", [date(2026, 3, 29), date(2026, 10, 25)])
def test_the_nights_in_which_clocks_are_changed_neither_lose_nor_double_a_day(changed_on: date) -> None:
    first = datetime(changed_on.year, changed_on.month, changed_on.day, tzinfo=BERLIN) - timedelta(days=3)
    evenings = [(first + timedelta(days=n)).replace(hour=23) for n in range(7)]
    reviews = [review("t/one", evening.astimezone(UTC)) for evening in evenings]
    now = evenings[-1] + timedelta(minutes=1)
    progress = make_progress(reviews, (question("t/one"),), Outlook(), now, zone=BERLIN)
    assert [tally.day for tally in progress.days] == [evening.date() for evening in evenings]
    assert progress.streak.current == progress.streak.longest == 7
    assert len({tally.day for tally in progress.forecast}) == 30


@pytest.mark.parametrize(
    ("days_ago", "current", "longest"),
    [
        ([], 0, 0),
        ([0], 1, 1),
        ([1], 1, 1),
        ([2], 0, 1),
        ([0, 1, 2], 3, 3),
        ([1, 2, 5, 6, 7], 2, 3),
        ([0, 2, 3, 4], 1, 3),
        ([-1, 0], 1, 1),
    ],
    ids=str,
)
def test_a_streak_ends_with_a_day_without_an_answer_but_not_with_a_young_day(
    days_ago: list[int], current: int, longest: int
) -> None:
    streak = progress_of(*(review("t/one", ago(days)) for days in days_ago)).streak
    assert (streak.current, streak.longest, streak.today) == (current, longest, 0 in days_ago)


def test_the_time_spent_is_told_for_today_a_week_a_month_and_ever() -> None:
    progress = progress_of(*(review("t/one", ago(days)) for days in (0, 6, 7, 29, 30, 400)))
    assert [(spent.days, spent.answers, spent.minutes) for spent in progress.spent] == [
        (1, 1, 2.0),
        (7, 2, 4.0),
        (30, 4, 8.0),
        (0, 6, 12.0),
    ]


def test_the_forecast_puts_what_is_overdue_on_today_and_ends_after_thirty_days() -> None:
    due_at = {"t/one": ago(9), "t/two": ago(-29), "t/three": ago(-30), "gone/item": ago(0)}
    bank = tuple(question(name) for name in ("t/one", "t/two", "t/three"))
    outlook = Outlook(due_at=due_at, minutes={"t/one": 3.0, "t/two": 4.0, "t/three": 5.0})
    forecast = progress_of(bank=bank, outlook=outlook).forecast
    assert [(tally.day, tally.answers, tally.minutes) for tally in forecast if tally.answers] == [
        (TODAY, 1, 3.0),
        (date(2026, 4, 29), 1, 4.0),
    ]
    assert len(forecast) == 30


# Mastery


def test_mastery_is_last_score_times_retrievability_and_nothing_for_what_was_never_asked() -> None:
    reviews = (review("t/one", ago(5), 0.2), review("t/one", ago(3), 0.8))
    outlook = Outlook(retrievability={"t/one": 0.5}, due_at={"t/one": ago(0)})
    (topic,) = progress_of(*reviews, outlook=outlook).mastery
    assert topic.mastery == pytest.approx(0.8 * 0.5 / 2)
    assert (topic.coverage, topic.retrievability, topic.asked, topic.questions, topic.due) == (0.8, 0.5, 1, 2, 1)


def test_scores_of_different_scorers_are_never_averaged() -> None:
    reviews = (review("t/one", ago(5), 0.2, scorer="old"), review("t/two", ago(3), 0.8))
    outlook = Outlook(retrievability={"t/one": 1.0, "t/two": 1.0})
    progress = progress_of(*reviews, outlook=outlook)
    (topic,) = progress.mastery
    assert (topic.coverage, topic.mastery, topic.questions, topic.elsewhere) == (0.8, 0.8, 1, 1)
    assert [period.score for period in progress.curve.periods] == [0.8]
    assert (progress.curve.scorer, progress.curve.elsewhere) == ("now", 1)


def test_what_a_scorer_was_taught_about_one_question_makes_it_no_other_scorer() -> None:
    taught = review("t/one", ago(0), 0.9, scorer="now+3.0a1b2c")
    progress = progress_of(review("t/one", ago(2), 0.5), review("t/two", ago(1), 0.7), taught)
    assert [period.score for period in progress.curve.periods] == [0.5, 0.7, 0.9]
    assert progress.curve.elsewhere == 0
    one, _ = progress.questions
    assert one.change is None, "but its scores of that question are not comparable with those before"


def test_a_topic_never_asked_is_there_with_nothing() -> None:
    (topic,) = progress_of().mastery
    assert (topic.mastery, topic.coverage, topic.asked, topic.questions) == (0.0, None, 0, 2)


# Trends


def test_scores_are_told_day_by_day_at_first_and_week_by_week_later() -> None:
    young = progress_of(review("t/one", ago(1), 0.2), review("t/two", ago(1), 0.4), review("t/one", ago(0), 0.9))
    assert (young.curve.days, [(p.start, p.answers) for p in young.curve.periods]) == (
        1,
        [(date(2026, 3, 30), 2), (TODAY, 1)],
    )
    assert young.curve.periods[0].score == pytest.approx(0.3)
    old = progress_of(review("t/one", ago(60), 0.2), review("t/one", ago(1), 0.4), review("t/two", ago(0), 0.8))
    assert (old.curve.days, [p.start for p in old.curve.periods]) == (7, [date(2026, 1, 26), date(2026, 3, 30)])


def test_each_question_and_each_key_point_has_a_trend() -> None:
    progress = progress_of(
        review("t/one", ago(3), 0.4, {"a": 0.1, "b": 0.7}),
        review("t/one#a", ago(2), 0.9, {"a": 0.9}),
        review("t/one", ago(1), 0.6, {"a": 0.8, "b": 0.4}),
    )
    (whole,) = progress.questions
    assert [mark.score for mark in whole.marks] == [0.4, 0.6]
    assert whole.change == pytest.approx(0.2)
    a, b = progress.points
    assert (a.item, [mark.score for mark in a.marks]) == ("t/one#a", [0.1, 0.9, 0.8])
    assert (b.item, b.reviews) == ("t/one#b", 2)
    assert b.change == pytest.approx(-0.3)


def test_a_trend_keeps_the_latest_marks_and_counts_all() -> None:
    (trend,) = progress_of(*(review("t/one", ago(40 - n), n / 40) for n in range(40))).questions
    assert (len(trend.marks), trend.marks[-1].score, trend.reviews) == (30, 39 / 40, 40)


# What is missed


def test_the_points_missed_most_come_first() -> None:
    progress = progress_of(
        review("t/one", ago(3), 0.4, {"a": 0.1, "b": 0.59}),
        review("t/one", ago(2), 0.4, {"a": 0.2, "b": 0.6}),
        review("t/two", ago(1), 0.9, {"a": 1.0, "b": 0.9}),
    )
    assert [(point.item, point.missed, point.reviews, point.last) for point in progress.missed] == [
        ("t/one#a", 2, 2, 0.2),
        ("t/one#b", 1, 2, 0.6),
    ]


def test_points_of_a_group_of_which_enough_was_named_are_not_missed() -> None:
    bank = (question("t/one", "abc", (AnyOf(("a", "b", "c"), 2),)),)
    enough = review("t/one", ago(2), 0.9, {"a": 0.9, "b": 0.9, "c": 0.0})
    assert progress_of(enough, bank=bank).missed == ()
    short = review("t/one", ago(1), 0.4, {"a": 0.9, "b": 0.1, "c": 0.0})
    missed = progress_of(enough, short, bank=bank).missed
    assert [(point.item, point.missed, point.reviews) for point in missed] == [("t/one#c", 1, 1), ("t/one#b", 1, 2)]


# Own ratings


def test_own_ratings_are_held_against_the_scores() -> None:
    progress = progress_of(
        review("t/one", ago(4), 0.9, chosen=Rating.GOOD),  # suggested: easy
        review("t/one", ago(3), 0.3, chosen=Rating.GOOD),  # suggested: again
        review("t/one", ago(2), 0.7, chosen=Rating.GOOD),
        review("t/one", ago(1), 0.1),
    )
    assert [own.rating for own in progress.ratings] == list(Rating)
    good = progress.ratings[2]
    assert (good.answers, good.stricter, good.milder, good.expected) == (3, 1, 1, (0.6, 0.85))
    assert good.score == pytest.approx((0.9 + 0.3 + 0.7) / 3)
    assert [own.answers for own in progress.ratings] == [0, 0, 3, 0]


def test_the_mean_score_of_own_ratings_is_that_of_one_scorer() -> None:
    progress = progress_of(
        review("t/one", ago(4), 0.1, chosen=Rating.GOOD, scorer="old"),
        review("t/one", ago(3), 0.7, chosen=Rating.GOOD),
    )
    good = progress.ratings[2]
    assert (good.answers, good.score, good.elsewhere, good.scorer) == (2, 0.7, 1, "now")


def test_without_own_ratings_there_is_nothing_to_say_about_them() -> None:
    assert progress_of(review("t/one", ago(1))).ratings == ()


# Questions that changed, that are gone, that are left out


def test_a_question_rewritten_since_says_so_until_it_is_answered_again() -> None:
    old, new = review("t/one", ago(2), text="v0"), review("t/one", ago(1), text="v1")
    assert progress_of(old).changed == ("t/one",)
    assert progress_of(old, new).changed == ()


def test_what_left_the_bank_keeps_its_history_and_is_shown_as_such() -> None:
    progress = progress_of(
        review("t/gone", ago(3), 0.4, {"a": 0.4}), review("t/gone", ago(2), 0.6), review("t/one#gone", ago(1), None)
    )
    assert [(gone.item, gone.reviews, gone.last_score) for gone in progress.gone] == [
        ("t/gone", 2, 0.6),
        ("t/one#gone", 1, None),
    ]
    assert [(trend.item, trend.known) for trend in progress.questions] == [("t/gone", False)]
    assert progress.missed == (), "a point that nobody can practise is not held against anyone"


def test_a_topic_limits_everything() -> None:
    bank = (question("t/one"), question("u/two"))
    outlook = Outlook(
        retrievability={"t/one": 1.0, "u/two": 1.0},
        due_at={"t/one": ago(0), "u/two": ago(0)},
        weakest=(Weak("u/two", 0.9, ()), Weak("t/one", 0.5, ())),
        leeches=(Leech("u/two", 5), Leech("t/one", 4)),
        suspended={"u/two", "t/one"},
    )
    reviews = (review("t/one", ago(1), 0.5, {"a": 0.1}), review("u/two", ago(2), 0.5, {"a": 0.1}))
    progress = progress_of(*reviews, bank=bank, outlook=outlook, topics=("t",))
    assert progress.answers == sum(tally.answers for tally in progress.days) == 1
    assert progress.forecast[0].answers == 1
    assert [topic.topic for topic in progress.mastery] == ["t"]
    named = (progress.weakest, progress.leeches, progress.questions, progress.missed)
    assert [[found.item.partition("#")[0] for found in items] for items in named] == [["t/one"]] * 4
    assert progress.suspended == ("t/one",)


@given(st.randoms(use_true_random=False))
def test_the_order_of_the_reviews_changes_nothing(order: random.Random) -> None:
    reviews = [
        replace(
            review(item, ago(n % 5), n / 12, {"a": n / 12}, scorer=f"s{n % 2}"), attempt_id=str(n), chosen=Rating.GOOD
        )
        for n, item in enumerate(["t/one", "t/two", "t/gone", "t/one#a"] * 3)
    ]
    shuffled = list(reviews)
    order.shuffle(shuffled)
    assert progress_of(*shuffled) == progress_of(*reviews)
