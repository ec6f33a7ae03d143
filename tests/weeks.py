"""Weeks of practice, made up, always the same."""

from datetime import datetime, timedelta

from interviewer.bank import Bank
from interviewer.model import (
    Attempt,
    Interview,
    Language,
    Match,
    Mode,
    Outcome,
    Rating,
    Score,
    Status,
)
from interviewer.schedule import suggest
from interviewer.store import Store

ITEMS = ("git/rebase", "git/bisect", "sql/index")
"""`web/etag` is never asked."""


def practise(store: Store, bank: Bank, now: datetime, weeks: int = 8) -> int:
    """Fills the database with drills up to yesterday, the first week judged by an older scorer; how many answers."""
    answers = 0
    for day in range(7 * weeks):
        begun = now - timedelta(days=7 * weeks - day)
        asked = () if day % 7 == 3 or 20 <= day < 24 else ITEMS[: 1 + day % 3]
        if asked:
            store.add_interview(Interview(f"day-{day}", Language.EN, asked, begun, mode=Mode.DRILL))
        for number, item in enumerate(asked):
            _answer(store, bank, f"day-{day}", item, begun + timedelta(minutes=5 * number), day)
            answers += 1
    return answers


def _answer(store: Store, bank: Bank, interview_id: str, item: str, at: datetime, day: int) -> None:
    question = bank.get(item)
    attempt_id = f"{interview_id}-{item}"
    store.add_attempt(Attempt(attempt_id, interview_id, item, Language.EN, question.content_hash, at))
    attempt = store.attempt(attempt_id)
    coverages = [
        min(max(0.2 + day / 100 + ((day + 3 * n) % 5 - 2) / 10, 0), 1) for n in range(len(question.key_points))
    ]
    matches = tuple(
        Match(point.id, coverage, Status.COVERED if coverage >= 0.6 else Status.MISSING)
        for point, coverage in zip(question.key_points, coverages, strict=True)
    )
    score = Score(sum(coverages) / len(coverages), matches, "builtin-1" if day < 7 else "builtin-2")
    store.save_draft(attempt_id, "", 90.0)
    store.add_review(attempt, score, suggest(score.overall), at, None, Outcome.ANSWERED)
    if day % 9 == 8:
        store.rate(attempt_id, Rating.GOOD, at)
