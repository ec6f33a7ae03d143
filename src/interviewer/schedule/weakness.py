"""How weak an item is, and why: openly defined, so that every pick can say it.

An item is *weak* when its last answer was not good enough (a score below GOOD_ENOUGH; of a single point, a coverage
below COVERED_FROM), or when the score to expect of an answer now has fallen below SAFE, or when it was forgotten LAPSED
times or more and has not settled since.

The score to expect is what the rules of marking make of what is left of each key point: the point's own
retrievability, and less where the last answers missed it (see REGAINED).
"""

from collections.abc import Mapping
from datetime import datetime
from math import prod

from interviewer.model import POINT_MARK, Ground, Question, Rating, Reason
from interviewer.model.review import Card
from interviewer.schedule.memory import chance, level_of, retrievability

GOOD_ENOUGH = 0.8
"""From this score on a question need not be drilled: the band "covered" begins here."""

SAFE = 0.85
"""From this expected score on an item is left in peace: a margin above GOOD_ENOUGH, since an expectation errs."""

COVERED_FROM = 0.6
"""The coverage from which a point counts as made."""

TOUCHED_FROM = 0.3
"""The coverage below which a point is missing."""

REQUIRED_CAP = 0.5
"""The most that an answer can score where a required point is missing."""

KNOWN_OF = {Rating.AGAIN: 0.2, Rating.HARD: 0.5, Rating.GOOD: 0.72, Rating.EASY: 0.92}
"""The score that a rating without one stands for: the middle of those for which it would have been suggested."""

REGAINED = 0.7
"""How likely a point that was missed and then read in the feedback comes to mind, beside one that was said."""

LAPSED = 3
"""So many lapses make an item weak, until it has settled."""

SETTLED_DAYS = 21
"""The stability from which on an item has settled, however often it was forgotten before; what Anki calls mature."""


def is_weak(card: Card | None, question: Question, now: datetime) -> bool:
    """Whether an item is weak; one that was never asked is not, it is new."""
    if card is None or card.last_rating is None:
        return False
    return _was_poor(card) or expected_score(card, question, now) < SAFE or _keeps_lapsing(card)


def weakness_of(card: Card, question: Question, now: datetime) -> float:
    """The score that would be lost if the item were asked now, in [0, 1]."""
    return 1 - expected_score(card, question, now)


def expected_score(card: Card, question: Question, now: datetime) -> float:
    """The score in [0, 1] to expect if the item were asked now."""
    if card.points:
        chances = {
            point_id: chance(memory.stability, memory.last_review_at, now) * _regained(memory.level)
            for point_id, memory in card.points.items()
        }
        return min(_marked(question, chances, _wholly(question, chances)) + _raised(card, question), 1.0)
    level = level_of([value for found in card.recent for value in found.values()]) if card.recent else None
    if level is None:  # rated elsewhere, without an answer here
        level = KNOWN_OF[card.last_rating or Rating.AGAIN]
    return (retrievability(card, now) if card.reviews else 1.0) * _regained(level)


def reasons_of(card: Card, question: Question, now: datetime, target: float) -> tuple[Reason, ...]:
    """What makes the item weak, or would if there were more of it, with the figures.

    Args:
        target: The retrievability below which the item counts as faded.
    """
    reasons = []
    missed = missed_points(card, question)
    if len(question.key_points) == 1 and missed:
        (times,) = missed.values()
        reasons.append(Reason(Ground.POINT, card.recent[0][question.key_points[0].id], times=times))
    elif missed:
        reasons.append(Reason(Ground.MISSED, len(missed), len(question.key_points), max(missed.values())))
    elif card.last_score is not None and card.last_score < GOOD_ENOUGH:
        reasons.append(Reason(Ground.SCORE, card.last_score))
    expected = expected_score(card, question, now)
    if expected < SAFE:
        reasons.append(Reason(Ground.EXPECTED, expected))
    if card.reviews and retrievability(card, now) < target:
        reasons.append(Reason(Ground.FADED, retrievability(card, now), target))
    if card.lapses:
        reasons.append(Reason(Ground.LAPSES, card.lapses))
    return tuple(reasons)


def missed_points(card: Card, question: Question) -> dict[str, int]:
    """The points that the last review missed, and in how many reviews in a row.

    Points of a group of which enough was named are not missed.
    """
    wanted = {point.id for point in question.key_points}
    missed: dict[str, int] = {}
    for number, coverages in enumerate(card.recent):
        lacking = _lacking(coverages, question) & wanted
        for point_id in lacking if number == 0 else lacking & missed.keys():
            if missed.get(point_id, 0) == number:
                missed[point_id] = number + 1
    return missed


def _lacking(coverages: Mapping[str, float], question: Question) -> set[str]:
    covered = {point_id for point_id, coverage in coverages.items() if coverage >= COVERED_FROM}
    spared = {
        point_id
        for group in question.any_of
        if len(covered & set(group.points)) >= group.need
        for point_id in group.points
    }
    return set(coverages) - covered - spared


def _marked(question: Question, chances: Mapping[str, float], whole: float) -> float:
    """The score of an answer that makes each point to some extent, by the rules of marking.

    Args:
        whole: How likely it is that no required point is missing.
    """
    spare = {
        point_id
        for group in question.any_of
        for point_id in sorted(group.points, key=lambda point_id: -chances.get(point_id, 0.0))[group.need :]
    }
    counted = [point for point in question.key_points if point.id not in spare]
    total = sum(point.weight for point in counted)
    if not total:
        return 0.0
    score = sum(point.weight * chances.get(point.id, 0.0) for point in counted) / total
    return whole * score + (1 - whole) * min(score, REQUIRED_CAP)


def _wholly(question: Question, chances: Mapping[str, float]) -> float:
    return prod(chances.get(point.id, 0.0) for point in question.key_points if point.required)


def _raised(card: Card, question: Question) -> float:
    """By how much the last score was above what its points make: the candidate, or graded answers, said so."""
    if not card.recent or card.last_score is None or card.content_hash != question.content_hash:
        return 0.0
    found = card.recent[0]
    whole = all(found.get(point.id, 0.0) >= TOUCHED_FROM for point in question.key_points if point.required)
    return max(card.last_score - _marked(question, found, float(whole)), 0.0)


def _regained(level: float) -> float:
    return REGAINED + (1 - REGAINED) * level


def _was_poor(card: Card) -> bool:
    bound = COVERED_FROM if POINT_MARK in card.item else GOOD_ENOUGH
    return card.last_score is not None and card.last_score < bound


def _keeps_lapsing(card: Card) -> bool:
    return card.lapses >= LAPSED and card.stability < SETTLED_DAYS
