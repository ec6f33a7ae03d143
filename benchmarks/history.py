"""A candidate of many years: a database with any number of reviews, and how long it takes to replay them.

`python -m benchmarks.history DATABASE` prints milliseconds: reading all reviews and replaying them, in a process
of its own, the library loaded.
"""

import json
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from interviewer.bank import builtin_directory, load_bank
from interviewer.model import Match, Question
from interviewer.schedule import replay, suggest
from interviewer.scoring.rubric import status_of
from interviewer.store import Store
from interviewer.store.reviews import SEAL
from interviewer.store.rows import stamp
from interviewer.store.steps import insert_row

ENDS_AT = datetime(2026, 1, 1, tzinfo=UTC)
OTHER_BANKS = 7
"""So many banks of the built-in one's size were practised beside it."""

AN_EVENING = 10
ANSWER = "What was said, in some forty words, as an answer to a question of an interview usually is. " * 3

Row = tuple[str, dict[str, Any]]


def make_history(database: Path, reviews: int, seed: int = 0) -> None:
    """Fills a new database with the reviews of many evenings, the last one just over."""
    dice = random.Random(seed)
    questions = load_bank([builtin_directory()]).questions
    items = [(question, name) for question in questions for name in _names(question)]
    store = Store(database, ENDS_AT)
    with store.writing() as connection:
        for table, row in _rows(items, reviews, dice):
            insert_row(connection, table, row)
        for number in range(reviews):
            connection.execute(SEAL, (f"attempt-{number:06}",))
    store.close()


def _names(question: Question) -> Iterator[str]:
    yield question.id
    for number in range(OTHER_BANKS):
        yield f"other-{number}/{question.id}"


def _rows(items: Sequence[tuple[Question, str]], reviews: int, dice: random.Random) -> Iterator[Row]:
    """Evenings of ten questions, each asked once in an evening."""
    for first in range(0, reviews, AN_EVENING):
        at = ENDS_AT - timedelta(hours=(reviews - first) / AN_EVENING * 12)
        asked = dice.sample(items, min(AN_EVENING, reviews - first))
        yield "interviews", _interview(first, [name for _, name in asked], at)
        for number, (question, name) in enumerate(asked, first):
            at += timedelta(minutes=4)
            yield from _attempt(number, f"evening-{first:06}", question, name, at, _coverages(question, name, dice))


def _coverages(question: Question, name: str, dice: random.Random) -> dict[str, float]:
    """Some points are nearly always made, others hardly ever."""
    found = {}
    for point in question.key_points:
        knack = random.Random(f"{name} {point.id}").betavariate(2, 1)
        made = dice.random() < knack
        found[point.id] = round(dice.uniform(0.7, 1.0) if made else dice.uniform(0.0, 0.4), 4)
    return found


def _interview(first: int, names: list[str], at: datetime) -> dict[str, Any]:
    return {
        "id": f"evening-{first:06}",
        "language": "en",
        "question_ids": json.dumps(names),
        "started_at": stamp(at),
        "ended_at": stamp(at + timedelta(hours=1)),
        "mode": "drill",
        "picks": "[]",
    }


def _attempt(
    number: int, evening: str, question: Question, name: str, at: datetime, coverages: dict[str, float]
) -> Iterator[Row]:
    overall = sum(coverages.values()) / len(coverages)
    key = f"attempt-{number:06}"
    attempt = {
        "id": key,
        "interview_id": evening,
        "question_id": name,
        "language": "en",
        "content_hash": question.content_hash,
        "started_at": stamp(at),
        "elapsed_s": 200.0,
        "outcome": "answered",
    }
    yield "attempts", attempt
    said = [("interviewer", "question", question.text.en), ("candidate", "answer", ANSWER)]
    messages = [
        {"attempt_id": key, "number": n, "role": role, "kind": kind, "point_id": "", "text": text, "sent_at": stamp(at)}
        for n, (role, kind, text) in enumerate(said)
    ]
    yield from (("messages", message) for message in messages)
    before = {"ended_at": None, "attempt": attempt, "messages": messages[:1], "reviews": []}
    yield "steps", {"interview_id": evening, "action": "answer", "before": json.dumps(before)}
    matches = [asdict(Match(point_id, coverage, status_of(coverage))) for point_id, coverage in coverages.items()]
    yield (
        "reviews",
        {
            "attempt_id": key,
            "overall": overall,
            "overruled": 0,
            "matches": json.dumps(matches),
            "scorer": "builtin",
            "belongs_to": "",
            "reviewed_at": stamp(at),
            "item": name,
            "coverages": json.dumps(coverages),
            "suggested": suggest(overall),
            "changed_at": stamp(at),
        },
    )


def replay_ms(database: Path) -> float:
    """Milliseconds to read every review of a database and replay them."""
    store = Store(database, ENDS_AT)
    replay(store.reviews()[:1], 0.9)
    begun = time.perf_counter()
    replay(store.reviews(), 0.9)
    taken = time.perf_counter() - begun
    store.close()
    return taken * 1000


if __name__ == "__main__":
    print(replay_ms(Path(sys.argv[-1])))
