"""What an interview adds up to."""

from datetime import UTC, datetime

import pytest

from interviewer.debrief import make_debrief
from interviewer.model import (
    Attempt,
    Debrief,
    Interview,
    KeyPoint,
    Language,
    Localized,
    Match,
    Outcome,
    Question,
    Score,
    Status,
)

WHEN = datetime(2026, 3, 1, tzinfo=UTC)


def question(question_id: str) -> Question:
    """A question of two points that is meant to take three minutes."""
    points = (KeyPoint("light", Localized(en="Light.")), KeyPoint("heavy", Localized(en="Heavy."), 2))
    return Question(question_id, Localized(en=f"{question_id}?"), points, minutes=3)


def attempt(
    question_id: str, overall: float | None, outcome: Outcome | None = Outcome.ANSWERED, elapsed_s: float = 60
) -> Attempt:
    """An attempt that misses both points, with this score."""
    matches = (Match("light", 0.0, Status.MISSING), Match("heavy", 0.1, Status.PARTIAL))
    score = None if overall is None else Score(overall, matches, "test")
    return Attempt(question_id, "i", question_id, Language.EN, "", WHEN, elapsed_s, outcome=outcome, score=score)


def debrief_of(*attempts: Attempt, gone: tuple[str, ...] = ()) -> Debrief:
    """The debrief of an interview with these attempts; the bank has all questions but those `gone`."""
    interview = Interview("i", Language.EN, tuple(a.question_id for a in attempts), WHEN, attempts=attempts)
    return make_debrief(interview, lambda name: None if name in gone else question(name))


def test_an_interview_without_an_answer_has_no_score() -> None:
    debrief = debrief_of()
    assert (debrief.overall, debrief.attempts, debrief.missed, debrief.drill) == (None, (), (), ())


def test_a_question_left_open_counts_for_nothing() -> None:
    debrief = debrief_of(attempt("a/one", 0.9), attempt("a/open", None, outcome=None))
    assert debrief.overall == 0.9
    assert [asked.id for asked, _ in debrief.attempts] == ["a/one"]
    assert (debrief.elapsed_s, debrief.planned_s) == (60, 180)


def test_an_answer_cut_off_before_its_outcome_counts() -> None:
    assert debrief_of(attempt("a/one", 0.4, outcome=None)).overall == 0.4


def test_skipping_counts_as_nothing_said() -> None:
    debrief = debrief_of(attempt("a/one", 1.0), attempt("a/two", None, Outcome.SKIPPED))
    assert debrief.overall == 0.5
    assert [asked.id for asked in debrief.drill] == ["a/two"]
    assert [missed.question.id for missed in debrief.missed] == ["a/one", "a/one"]


def test_topics_stand_from_the_best_to_the_worst() -> None:
    debrief = debrief_of(attempt("b/one", 0.2), attempt("a/one", 0.9), attempt("b/two", 0.4), attempt("c/x", 0.9))
    assert [topic for topic, _ in debrief.by_topic] == ["a", "c", "b"]
    assert debrief.by_topic[2][1] == pytest.approx(0.3)


def test_no_question_is_among_the_strongest_and_the_weakest() -> None:
    scores = (0.95, 0.8, 0.7999, 0.5, 0.1, 0.99, 0.85, 0.0)
    debrief = debrief_of(*(attempt(f"a/q{n}", score) for n, score in enumerate(scores)))
    assert [asked.id for asked, _ in debrief.strongest] == ["a/q5", "a/q0", "a/q6"]
    assert [asked.id for asked, _ in debrief.weakest] == ["a/q7", "a/q4", "a/q3"]
    assert [asked.id for asked in debrief.drill] == ["a/q7", "a/q4", "a/q3", "a/q2"]


def test_missed_points_come_question_by_question_the_most_valuable_first() -> None:
    debrief = debrief_of(attempt("b/one", 0.2), attempt("a/one", 0.1))
    assert [(missed.question.id, missed.point.id) for missed in debrief.missed] == [
        ("b/one", "heavy"),
        ("b/one", "light"),
        ("a/one", "heavy"),
        ("a/one", "light"),
    ]


def test_a_question_that_left_the_bank_is_passed_over() -> None:
    debrief = debrief_of(attempt("a/gone", 0.0), attempt("a/one", 0.9), gone=("a/gone",))
    assert debrief.overall == 0.9
    assert [asked.id for asked, _ in debrief.attempts] == ["a/one"]
