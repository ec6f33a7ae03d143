"""The card, as text."""

from collections.abc import Callable
from datetime import datetime

import pytest

from interviewer.model import (
    Attempt,
    Doubt,
    Language,
    Learned,
    Match,
    Opposition,
    Outcome,
    Score,
    Status,
)
from interviewer.session import Session
from interviewer.settings import Settings
from interviewer.tui.card import card_paragraphs, grade_style, meter, point_numbers
from interviewer.tui.context import Context

Show = Callable[..., list[str]]

COVERAGE = {Status.COVERED: 1.0, Status.PARTIAL: 0.5, Status.MISSING: 0.1, Status.CONTRADICTED: 0.0}


@pytest.fixture
def show(session: Session, now: datetime) -> Show:
    """The lines of a card, for a question and a status per point."""

    def lines(
        question_id: str, *statuses: Status, interface: Language = Language.EN, belongs_to: str = "", claim: str = ""
    ) -> list[str]:
        points = session.bank.get(question_id).key_points
        matches = tuple(
            Match(
                point.id,
                COVERAGE[status],
                status,
                quote="a quote" if COVERAGE[status] > 0.1 else "",
                claim=claim if status is Status.CONTRADICTED else "",
            )
            for point, status in zip(points, statuses, strict=True)
        )
        score = Score(0.5, matches, "builtin", belongs_to)
        attempt = Attempt("a", "i", question_id, Language.EN, "", now, outcome=Outcome.ANSWERED, score=score)
        context = Context(session, Settings(lang=interface), lambda: now, lambda: 0.0)
        return [line.plain for paragraph in card_paragraphs(attempt, context) for line in paragraph.lines(120)]

    return lines


def test_covered_points_come_first_and_missed_ones_by_value(show: Show) -> None:
    assert show("git/rebase", Status.PARTIAL, Status.COVERED, Status.MISSING) == [
        "50 %  half covered   scored by builtin",
        "",
        "2 ✓ ━━━━━━━━━━ covered  A public branch that colleagues have already pulled must not be rebased.",
        "                        “a quote”",
        "",
        "Missing",
        "1 ◐ ━━━━━╌╌╌╌╌ partial  Rebasing replays commits onto another base and writes new commits with new hashes.",
        "                        “a quote”",
        "3 ○ ━╌╌╌╌╌╌╌╌╌ missing  The log becomes one straight line without merge commits.",
    ]


def test_what_graded_answers_changed_is_said_below_the_verdict(session: Session, now: datetime) -> None:
    matches = tuple(
        Match(point.id, 0.7, Status.COVERED, learned=0.25) for point in session.bank.get("git/rebase").key_points
    )
    score = Score(0.7, matches, "builtin+7", learned=Learned(0.05, 7, "A graded\nanswer", 0.4))
    attempt = Attempt("a", "i", "git/rebase", Language.EN, "", now, outcome=Outcome.ANSWERED, score=score)
    context = Context(session, Settings(lang=Language.EN), lambda: now, lambda: 0.0)
    lines = [line.plain for paragraph in card_paragraphs(attempt, context) for line in paragraph.lines(120)]
    assert lines[1] == "adjusted by +0.05 (graded answers: 7; the most alike, “A graded answer”, was given 0.40)"
    assert sum("+0.25 from graded answers" in line for line in lines) == 3


def test_it_speaks_the_language_of_the_interface(show: Show) -> None:
    lines = show("git/rebase", Status.COVERED, Status.MISSING, Status.COVERED, interface=Language.ZH)
    assert lines[0] == "50 %  答到一半   评分器：builtin"
    assert "缺少的要点" in lines
    assert lines[2].startswith("1 ✓ ━━━━━━━━━━ 已答到  Rebasing")


def test_a_point_whose_group_has_enough_is_not_missed(show: Show) -> None:
    lines = show("git/bisect", Status.COVERED, Status.COVERED, Status.MISSING)
    assert "Missing" not in lines
    assert lines[-3:] == [
        "                        Not needed: you named enough of this group.",
        "",
        "Nothing is missing.",
    ]


def test_a_contradiction_says_what_was_said(show: Show) -> None:
    lines = show("git/rebase", Status.CONTRADICTED, Status.COVERED, Status.COVERED, claim="hashes stay")
    assert any(line.startswith("1 ✗ ╌╌╌╌╌╌╌╌╌╌ contradicted  Rebasing") for line in lines)
    assert any(line.endswith("This contradicts the key point; you seem to say: hashes stay") for line in lines)


def test_a_doubt_is_shown_beside_the_evidence_and_counted(session: Session, now: datetime) -> None:
    doubt = Doubt(Opposition.ANTONYM, "manually", "automatically")
    matches = (
        Match("binary-search", 1.0, Status.COVERED, quote="binary search"),
        Match("automatic", 0.9, Status.COVERED, quote="run manually", doubt=doubt, unsure=True),
    )
    score = Score(0.9, matches, "builtin")
    attempt = Attempt("a", "i", "git/bisect", Language.EN, "", now, outcome=Outcome.ANSWERED, score=score)
    context = Context(session, Settings(lang=Language.EN), lambda: now, lambda: 0.0)
    lines = [line.plain for paragraph in card_paragraphs(attempt, context) for line in paragraph.lines(120)]
    assert lines[0].endswith("scored by builtin · unsure about 1")
    assert any("covered, unsure" in line for line in lines)
    assert any("You wrote “manually”; the key point says “automatically”." in line for line in lines)


def test_an_answer_to_another_question_is_told_so(show: Show) -> None:
    lines = show("git/rebase", *[Status.MISSING] * 3, belongs_to="git/bisect")
    assert lines[1] == "This looks like an answer to another question: What is git bisect for?"
    assert "left-the-bank" not in " ".join(show("git/rebase", *[Status.MISSING] * 3, belongs_to="left-the-bank"))


def test_points_that_left_the_question_have_no_number(session: Session) -> None:
    score = Score(0.5, (Match("gone", 1, Status.COVERED), Match("shared-history", 1, Status.COVERED)), "builtin")
    assert point_numbers(session.bank.get("git/rebase"), score) == {"shared-history": 1}


@pytest.mark.parametrize(("share", "filled"), [(0, 0), (0.04, 0), (0.5, 5), (0.96, 10), (1, 10)])
def test_the_meter_has_ten_cells(share: float, filled: int) -> None:
    assert meter(share, "").plain == "━" * filled + "╌" * (10 - filled)


@pytest.mark.parametrize(
    ("share", "style"), [(0.9, "$text-success"), (0.6, "$text-success"), (0.5, "$text-warning"), (0.1, "$text-error")]
)
def test_the_colour_follows_the_score(share: float, style: str) -> None:
    assert grade_style(share) == style
