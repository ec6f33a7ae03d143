"""When to practise what: reviews -> cards -> what is due and what is weak. Pure; the only folder that imports fsrs.

The reviews are the only truth. FSRS (Free Spaced Repetition Scheduler) is replayed from them, without fuzz and
without steps of minutes: an answer takes minutes itself, so an item comes back after a day at the earliest.
"""

from interviewer.schedule.balance import balanced
from interviewer.schedule.memory import retrievability, warm_up
from interviewer.schedule.planning import make_plan
from interviewer.schedule.queue import Limits, Moment, Practised, for_readiness, make_queue
from interviewer.schedule.rating import suggest
from interviewer.schedule.replay import point_reviews, replay, reviewed
from interviewer.schedule.weakness import GOOD_ENOUGH, expected_score, is_weak, reasons_of, weakness_of

__all__ = [
    "GOOD_ENOUGH",
    "Limits",
    "Moment",
    "Practised",
    "balanced",
    "expected_score",
    "for_readiness",
    "is_weak",
    "make_plan",
    "make_queue",
    "point_reviews",
    "reasons_of",
    "replay",
    "retrievability",
    "reviewed",
    "suggest",
    "warm_up",
    "weakness_of",
]
