import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interviewer.days import day_of, end_of, start_of

ZONES = {
    "UTC": "UTC0",
    "Shanghai": "CST-8",
    "New York": "EST5EDT,M3.2.0,M11.1.0",
    "Helsinki": "EET-2EEST,M3.5.0/3,M10.5.0/4",
    "Lord Howe": "LHST-10:30LHDT-11,M10.1.0,M4.1.0",
    "changed at half past three": "AAA3BBB,M3.2.0/3:30,M11.1.0/4:30",
    "the far east": "XXX-14",
    "the far west": "YYY12",
}
"""Written out, so that they mean the same on every machine."""


@pytest.fixture(params=list(ZONES.values()), ids=list(ZONES))
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The process in another time zone."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


moments = st.integers(0, 10 * 365 * 24 * 60).map(
    lambda minutes: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


@pytest.mark.usefixtures("zone")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moments)
def test_every_moment_lies_in_its_day(moment: datetime) -> None:
    assert start_of(day_of(moment)) <= moment < end_of(day_of(moment))


@pytest.mark.usefixtures("zone")
def test_days_follow_each_other_without_gap_or_overlap_where_the_clock_is_changed() -> None:
    moment, last = datetime(2026, 1, 1, tzinfo=UTC), date(2025, 1, 1)
    while moment.year == 2026:
        day = day_of(moment)
        assert start_of(day) <= moment < end_of(day)
        assert day in {last, last + timedelta(days=1)} or last.year == 2025
        moment, last = moment + timedelta(minutes=30), day


def test_an_evening_lasts_past_midnight_and_a_day_can_have_23_hours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", ZONES["New York"])
    time.tzset()
    try:
        assert day_of(datetime(2026, 7, 2, 3, 30, tzinfo=UTC)) == date(2026, 7, 1)  # 23:30
        assert day_of(datetime(2026, 7, 2, 7, 59, tzinfo=UTC)) == date(2026, 7, 1)  # 03:59
        assert day_of(datetime(2026, 7, 2, 8, 0, tzinfo=UTC)) == date(2026, 7, 2)  # 04:00
        assert end_of(date(2026, 3, 7)) - start_of(date(2026, 3, 7)) == timedelta(hours=23)
        assert end_of(date(2026, 10, 31)) - start_of(date(2026, 10, 31)) == timedelta(hours=25)
    finally:
        monkeypatch.undo()
        time.tzset()
