"""Why something is asked, how it was rated and when it comes again, in the reader's language. Pure."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from math import ceil
from typing import TYPE_CHECKING

from interviewer.days import day_of
from interviewer.lines.feedback import percent
from interviewer.model import Debrief, Rating, Reason
from interviewer.phrases import Phrases

if TYPE_CHECKING:
    from interviewer.model.review import Plan, Queue

RATINGS = tuple(Rating)
"""In the order of the keys 1 to 4."""


def reason_text(reason: Reason, phrases: Phrases) -> str:
    """Why something is asked: "2 of 5 points missed twice", "retrievability 0.61, target 0.90", "3 lapses"."""
    times = phrases.times[min(reason.times, len(phrases.times)) - 1].format(times=reason.times)
    return str(getattr(phrases, f"ground_{reason.ground.value}")).format(
        amount=round(reason.amount),
        share=reason.amount,
        percent=percent(min(max(reason.amount, 0.0), 1.0)),
        of=round(reason.of),
        target=reason.of,
        times=times,
    )


def reasons_text(reasons: Sequence[Reason], phrases: Phrases) -> str:
    """All of the reasons in one line."""
    return phrases.semicolon.join(reason_text(reason, phrases) for reason in reasons)


def rating_name(rating: Rating, phrases: Phrases) -> str:
    """A rating in words."""
    return str(getattr(phrases, f"rating_{rating.value}"))


def rating_line(
    suggested: Rating, chosen: Rating | None, due_at: datetime | None, now: datetime, phrases: Phrases
) -> str:
    """How an answer was rated, by whom, and when the item comes again.

    Args:
        due_at: None where the schedule does not hear of it.
    """
    name = rating_name(chosen or suggested, phrases)
    if chosen and chosen is not suggested:
        words = phrases.rated_by_you.format(rating=name, suggested=rating_name(suggested, phrases))
    else:
        words = phrases.rated.format(rating=name)
    again = phrases.not_scheduled if due_at is None else phrases.again_in.format(when=when(due_at, now, phrases))
    return f"{words}{phrases.semicolon}{again}"


def when(moment: datetime, now: datetime, phrases: Phrases) -> str:
    """A day as seen from now: today, tomorrow, in 5 days."""
    days = (day_of(moment) - day_of(now)).days
    if days <= 0:
        return phrases.today
    return phrases.tomorrow if days == 1 else phrases.in_days.format(days=days)


def nothing_due_lines(queue: "Queue", weak_only: bool, now: datetime, phrases: Phrases) -> list[str]:
    """What is said instead of a drill with nothing in it."""
    lines = [phrases.nothing_weak if weak_only else phrases.nothing_due]
    if queue.held_back:
        lines.append(phrases.held_back.format(count=queue.held_back))
    elif queue.next_due_at:
        date = f"{queue.next_due_at.astimezone():%Y-%m-%d}"
        lines.append(phrases.next_due.format(when=when(queue.next_due_at, now, phrases), date=date))
    return lines


def plan_lines(plan: "Plan", phrases: Phrases) -> list[str]:
    """Whether one can be ready by a day, honestly, and what each day takes."""
    minutes = [day.minutes for day in plan.days]
    asked = sum(len(day.items) for day in plan.days)
    figures = {"by": f"{plan.by}", "days": len(plan.days), "count": asked, "minutes": round(sum(minutes))}
    lines = [phrases.plan.format(**figures, most=round(max(minutes, default=0.0)))]
    if plan.left:
        fails = phrases.plan_hopeless if plan.minutes_needed is None else phrases.plan_fails
        lines.append(fails.format(left=len(plan.left), needed=ceil(plan.minutes_needed or 0.0)))
        lines.extend(f"  - {item}" for item in plan.left)
    else:
        lines.append(phrases.plan_fits)
    return lines


def comeback_lines(debrief: Debrief, due: Mapping[str, datetime | None], now: datetime, phrases: Phrases) -> list[str]:
    """When each item of a drill comes again, the soonest first; nothing where the schedule does not hear of it."""
    language = debrief.interview.language
    dated = sorted((at, question.title(language)) for question, _ in debrief.attempts if (at := due[question.id]))
    if not dated:
        return []
    return [f"{phrases.comes_again}:", *(f"  - {when(at, now, phrases)}: {text}" for at, text in dated)]
