"""Days: what was practised on each, and what is due."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta, tzinfo

from interviewer.days import day_of
from interviewer.model.progress import DayTally, Spent, Streak
from interviewer.model.review import Review

FORECAST_DAYS = 30

SPANS = (1, 7, 30, 0)
"""Over how many days the time spent is told; 0 stands for ever."""


def days_of(reviews: Iterable[Review], zone: tzinfo | None) -> list[DayTally]:
    """The days with answers, oldest first, in the candidate's time: one of 23 or 25 hours is a day like any other."""
    answers: Counter[date] = Counter()
    seconds: dict[date, float] = defaultdict(float)
    for review in reviews:
        day = day_of(review.reviewed_at, zone)
        answers[day] += 1
        seconds[day] += review.elapsed_s
    return [DayTally(day, answers[day], seconds[day] / 60) for day in sorted(answers)]


def streak_of(days: Sequence[DayTally], today: date) -> Streak:
    """Days in a row; a today without an answer yet does not break it. Days to come (of a wrong clock) do not count."""
    practised = {tally.day for tally in days if tally.day <= today}
    longest = run = 0
    for day in sorted(practised):
        run = run + 1 if day - timedelta(days=1) in practised else 1
        longest = max(longest, run)
    day = today if today in practised else today - timedelta(days=1)
    current = 0
    while day - timedelta(days=current) in practised:
        current += 1
    return Streak(current, longest, today in practised)


def spent_on(days: Sequence[DayTally], today: date) -> tuple[Spent, ...]:
    """The time spent in each of SPANS."""
    found = []
    for span in SPANS:
        since = today - timedelta(days=span - 1) if span else date.min
        counted = [tally for tally in days if tally.day >= since]
        found.append(Spent(span, sum(t.answers for t in counted), sum(t.minutes for t in counted)))
    return tuple(found)


def forecast_of(due_on: Mapping[str, date], minutes: Mapping[str, float], today: date) -> tuple[DayTally, ...]:
    """What comes up on each of the next days, today first: every question the next time only."""
    items: dict[date, list[str]] = defaultdict(list)
    for item, day in due_on.items():
        items[max(day, today)].append(item)
    days = [today + timedelta(days=number) for number in range(FORECAST_DAYS)]
    return tuple(DayTally(day, len(items[day]), sum(minutes.get(item, 0.0) for item in items[day])) for day in days)
