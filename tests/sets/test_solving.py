"""Sets of small made-up banks, held against a search through every set there is."""

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interviewer.errors import SetError
from interviewer.model import Difficulty, KeyPoint, Localized, Question
from interviewer.model.question_set import SetWish
from interviewer.sets import UNIT, Figures, Found, Indices, Mask, make_sets
from interviewer.sets.demands import demands_of
from interviewer.sets.gathering import gather
from interviewer.sets.making import search
from interviewer.sets.meaning import diversity

GOOD_ENOUGH = 0.95
SETS_OF_THIS_BANK = settings(max_examples=150, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


@dataclass(frozen=True)
class Drawn:
    """A meaning that was made up."""

    apart: Figures
    alike: Mask

    def distances(self, some: Indices, others: Indices) -> Figures:
        return np.asarray(self.apart[np.ix_(some, others)])

    def kin(self, some: Indices, others: Indices) -> Mask:
        return np.asarray(self.alike[np.ix_(some, others)])

    def finds_more_kin(self, some: Indices, others: Indices) -> bool:
        return False

    def quality(self, some: Indices) -> Figures:
        return np.asarray(some * 7 % 11 * UNIT / 11).round()


@dataclass(frozen=True)
class Case:
    """A bank, what it means, and a wish."""

    questions: tuple[Question, ...]
    meaning: Drawn
    wish: SetWish
    excluded: tuple[int, ...] = ()


def question(number: int, difficulty: Difficulty, minutes: float, topic: str, tags: tuple[str, ...] = ()) -> Question:
    point = KeyPoint("p", Localized(en="A point."))
    return Question(f"{topic}/q-{number:02}", Localized(en="?"), (point,), difficulty, minutes, tags)


def meaning_of(count: int, seed: int, share_of_kin: float) -> Drawn:
    """Points in space, the nearer the more alike; the nearest pairs are kin."""
    places = np.random.default_rng(seed).random((count, 3))
    apart = np.linalg.norm(places[:, None] - places, axis=2) / np.sqrt(3)
    pairs = apart[np.triu_indices(count, 1)]
    limit = np.quantile(pairs, share_of_kin) if share_of_kin and len(pairs) else -1.0
    return Drawn((apart * UNIT).round(), apart <= limit)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A wish that fits a set which is picked by chance, except where it is spoilt or kin get in the way."""
    count = draw(st.integers(2, 11))

    def a_coin() -> bool:
        return draw(st.booleans())

    questions = tuple(
        question(
            number,
            draw(st.sampled_from(Difficulty)),
            draw(st.sampled_from([2, 2.5, 4, 5, 7])),
            draw(st.sampled_from(["a", "b", "c"])),
            draw(st.sampled_from([(), ("x",), ("x", "y")])),
        )
        for number in range(count)
    )
    picked = draw(st.lists(st.sampled_from(range(count)), min_size=1, max_size=6, unique=True))
    chosen = [questions[number] for number in picked]
    others = [number for number in range(count) if number not in picked]
    mix = Counter(one.difficulty for one in chosen)
    topics = Counter(one.topic for one in chosen)
    spoilt = draw(st.sampled_from([0, 0, 0, 1]))
    wish = SetWish(
        minutes=draw(
            st.none() | st.just(sum(one.minutes for one in chosen) + draw(st.sampled_from([0, 0.5])) + spoilt)
        ),
        questions=draw(st.none() | st.just(len(chosen) + spoilt)),
        mix=draw(st.just({}) | st.just(mix)),
        topics={} if a_coin() else {name: draw(st.sampled_from([0, size])) for name, size in topics.items()},
        tags=draw(st.sampled_from([(), (), ("x",), ("y", "x")])),
        never=(questions[others[0]].id,) if others and a_coin() else (),
        must=(chosen[0].id,) if a_coin() else (),
        seed=draw(st.integers(0, 3)),
    )
    meaning = meaning_of(count, draw(st.integers(0, 999)), draw(st.sampled_from([0, 0, 0.05, 0.2])))
    return Case(questions, meaning, wish, tuple(others[1:2]) if a_coin() else ())


def is_met(case: Case, numbers: Sequence[int]) -> bool:
    """Whether a set is as it was wished for, checked in the plainest way."""
    wish, chosen = case.wish, [case.questions[number] for number in numbers]
    minutes = sum(one.minutes for one in chosen)
    ids = {one.id for one in chosen}
    topics = [one.topic for one in chosen]
    alike = case.meaning.alike
    old_kin = any(
        alike[number, old] for number in numbers for old in case.excluded if case.questions[number].id not in wish.must
    )
    return (
        len(chosen) > 0
        and (wish.minutes is None or 0.9 * wish.minutes - 1e-9 <= minutes <= wish.minutes)
        and wish.questions in (None, len(chosen))
        and (not wish.mix or all(sum(one.difficulty is d for one in chosen) == wish.mix.get(d, 0) for d in Difficulty))
        and all(topics.count(topic) == count if count else topic in topics for topic, count in wish.topics.items())
        and (not wish.topics or set(topics) <= set(wish.topics))
        and (not wish.tags or all(set(one.tags) & set(wish.tags) for one in chosen))
        and set(wish.must) <= ids
        and ids.isdisjoint(wish.never)
        and not set(numbers) & set(case.excluded)
        and not old_kin
        and not any(alike[one, other] for one, other in itertools.combinations(numbers, 2))
    )


def every_set(case: Case) -> Iterator[tuple[int, ...]]:
    numbers = range(len(case.questions))
    for count in range(1, len(numbers) + 1):
        yield from (chosen for chosen in itertools.combinations(numbers, count) if is_met(case, chosen))


def best_diversity(case: Case) -> float | None:
    found = [diversity(case.meaning.apart, np.array(chosen)) for chosen in every_set(case)]
    return max(found, default=None)


def made(case: Case, variants: int = 1) -> tuple[Found, ...] | None:
    try:
        return make_sets(case.questions, case.wish, case.meaning, case.excluded, variants)
    except SetError:
        return None


@SETS_OF_THIS_BANK
@given(cases())
def test_there_is_a_set_exactly_where_there_is_one_and_it_is_nearly_the_most_diverse(case: Case) -> None:
    found, best = made(case), best_diversity(case)
    assert (found is None) == (best is None)
    if found and best is not None:
        assert is_met(case, found[0].numbers)
        assert found[0].diversity >= GOOD_ENOUGH * best
        assert found[0].diversity == pytest.approx(diversity(case.meaning.apart, np.array(found[0].numbers)))


@SETS_OF_THIS_BANK
@given(cases())
def test_the_search_for_large_banks_is_as_right_on_small_ones(case: Case) -> None:
    """Which `make_sets` does not need for so few questions: it looks at every set."""
    gone = frozenset(case.questions[number].id for number in case.excluded)
    demands = demands_of(case.questions, case.wish, gone)
    pool, numbers = gather(case.questions, demands, case.meaning, np.array(case.excluded, int), case.wish.seed, size=99)
    found, best = search(pool, case.wish.seed), best_diversity(case)
    assert (found is None) == (best is None)
    if found and best is not None:
        assert is_met(case, numbers[found[0]].tolist())
        assert diversity(pool.distances, found[0]) >= GOOD_ENOUGH * best
