"""Days as a candidate counts them: in local time, and an evening lasts until four in the morning."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo

DAY_STARTS_H = 4
"""Whoever practises past midnight still practises today."""

CHANGES_BEFORE_H = 8
"""Clocks are changed at night; before this hour the time on the wall does not say which day began when."""


def day_of(moment: datetime, zone: tzinfo | None = None) -> date:
    """The day that a moment belongs to.

    Args:
        zone: The candidate's time zone; the system's where none is given.
    """
    wall = moment.astimezone(zone).replace(tzinfo=None)
    day = (wall - timedelta(hours=DAY_STARTS_H)).date()
    if wall.hour >= CHANGES_BEFORE_H:
        return day
    if moment < start_of(day, zone):
        return day - timedelta(days=1)
    return day if moment < end_of(day, zone) else day + timedelta(days=1)


def start_of(day: date, zone: tzinfo | None = None) -> datetime:
    """When a day begins, in UTC."""
    begun = datetime.combine(day, time(DAY_STARTS_H))
    return (begun.replace(tzinfo=zone) if zone else begun.astimezone()).astimezone(UTC)


def end_of(day: date, zone: tzinfo | None = None) -> datetime:
    """When a day is over, in UTC; 23 or 25 hours later where the clock is changed meanwhile."""
    return start_of(day + timedelta(days=1), zone)
