"""A simulated candidate over weeks, in small; `python -m benchmarks.drill` does it in earnest."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from benchmarks.course import Course
from benchmarks.drill import (
    MINUTES,
    agreement,
    gaps,
    lowest_last,
    play,
    random_agreement,
    truly_weak,
)

from interviewer.bank import Bank, builtin_directory, load_bank
from interviewer.model import Pace

SEEDS, DAYS = range(200, 204), 24


@pytest.fixture(scope="module")
def bank(shared_cache: Path) -> Bank:
    """The questions of a few topics of the built-in bank."""
    folder = builtin_directory()
    return load_bank([folder / "activation", folder / "regularization"], shared_cache)


@pytest.fixture(scope="module")
def courses(bank: Bank, tmp_path_factory: pytest.TempPathFactory) -> list[Course]:
    """What happened to a few candidates."""
    return list(play(bank, tmp_path_factory.mktemp("candidates"), SEEDS, DAYS))


def test_no_question_is_lost(bank: Bank, courses: Sequence[Course]) -> None:
    for course in courses:
        assert {attempt.item for attempt in course.asked} == {question.id for question in bank.questions}
        assert max(attempt.overdue_days for attempt in course.asked) < 7
        assert max(course.overdue_days.values()) < 7


def test_every_evening_stays_within_its_limits(courses: Sequence[Course]) -> None:
    for course in courses:
        assert max(course.planned) <= MINUTES
        assert max(course.new) <= Pace().new


def test_what_is_weak_comes_back_sooner(courses: Sequence[Course]) -> None:
    weakest, _, strongest = gaps(courses)
    assert sum(weakest) / len(weakest) < sum(strongest) / len(strongest)


@pytest.mark.parametrize("points", [False, True])
def test_weak_only_picks_what_is_weak_better_than_chance_and_better_than_the_last_score(
    courses: Sequence[Course], points: bool
) -> None:
    looks = [look for course in courses for look in (course.point_looks if points else course.looks)]
    ours = agreement(looks, lambda look: look.picked, truly_weak)
    last = agreement(looks, lowest_last, truly_weak)
    chance = random_agreement(looks, truly_weak)
    assert ours.precision > max(last.precision, chance.precision)
    assert ours.recall > max(last.recall, chance.recall)
