"""Sets of small made-up banks, held against a search through every set there is."""

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interviewer.errors import SetError
from interviewer.model import Difficulty, KeyPoint, Localized, Question
from interviewer.model.question_set import SetWish
from interviewer.sets import UNIT, Figures, Found, Indices, Mask, make_sets
from interviewer.sets.choice import fullest
from interviewer.sets.demands import demands_of
from interviewer.sets.gathering import POOL, gather, tastes
from interviewer.sets.making import search
from interviewer.sets.meaning import diversity
from interviewer.sets.order import in_order

GOOD_ENOUGH = 0.95
NEARLY = 0.97
NONE = np.array([], int)
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
        and (wish.minutes is None or minutes <= wish.minutes)
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


def is_full(case: Case, numbers: Sequence[int]) -> bool:
    """Whether nine tenths of the time are filled."""
    return minutes_of(case, numbers) >= 0.9 * (case.wish.minutes or 0) - 1e-9


def minutes_of(case: Case, numbers: Sequence[int]) -> float:
    return sum(case.questions[number].minutes for number in numbers)


def every_set(case: Case) -> list[tuple[int, ...]]:
    """Sets that fill the time; where the wish says how many questions there are, and none does, the longest ones."""
    numbers = range(len(case.questions))
    every = (chosen for count in range(1, len(numbers) + 1) for chosen in itertools.combinations(numbers, count))
    met = [chosen for chosen in every if is_met(case, chosen)]
    full = [chosen for chosen in met if is_full(case, chosen)]
    wish = case.wish
    is_sized = wish.questions is not None or wish.mix or (wish.topics and all(wish.topics.values()))
    if full or not is_sized or wish.minutes is None:
        return full
    longest = max((minutes_of(case, chosen) for chosen in met), default=0)
    return [chosen for chosen in met if minutes_of(case, chosen) >= NEARLY * longest]


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
    share = 0.9 if any(is_full(case, chosen) for chosen in every_set(case)) else 0.0
    if not case.wish.has_fixed_size or case.wish.minutes is None:
        share = 0.9
    demands = demands_of(case.questions, case.wish, gone, share)
    pool, numbers = gather(case.questions, demands, case.meaning, np.array(case.excluded, int), case.wish.seed, size=99)
    own = pool if share else fullest(pool)
    found, best = own and search(own, case.wish.seed), best_diversity(case)
    assert (found is None) == (best is None)
    if found and best is not None:
        assert is_met(case, numbers[found[0]].tolist())
        assert diversity(pool.distances, found[0]) >= GOOD_ENOUGH * best


# Several sets


@SETS_OF_THIS_BANK
@given(cases())
def test_variants_are_equal_and_share_neither_questions_nor_kin(case: Case) -> None:
    plain = replace(case, wish=replace(case.wish, must=()), excluded=())
    found = made(plain, variants=2)
    pairs = itertools.combinations(every_set(plain), 2)
    possible = any(are_variants(plain, one, other) for one, other in pairs)
    assert (found is not None) == possible
    if found:
        assert all(is_met(plain, one.numbers) for one in found)
        assert are_variants(plain, found[0].numbers, found[1].numbers)


def are_variants(case: Case, one: Sequence[int], other: Sequence[int]) -> bool:
    """Whether two sets have the same mix, take about the same time, and have nothing to do with each other."""
    mixes = [Counter(case.questions[number].difficulty for number in numbers) for numbers in (one, other)]
    minutes = [sum(case.questions[number].minutes for number in numbers) for numbers in (one, other)]
    apart = not any(first == second or case.meaning.alike[first, second] for first in one for second in other)
    return mixes[0] == mixes[1] and max(minutes) <= 1.1 * min(minutes) + 1e-9 and apart


def test_variants_take_exactly_the_same_time_where_they_can() -> None:
    bank = tuple(question(number, Difficulty.EASY, minutes, "a") for number, minutes in enumerate([10, 10.5, 10, 10.5]))
    case = Case(bank, meaning_of(4, 1, 0), SetWish(questions=1))
    for seed in range(5):
        found = made(replace(case, wish=replace(case.wish, seed=seed)), variants=2)
        assert found is not None
        assert len({bank[one.numbers[0]].minutes for one in found}) == 1


# Seeds and order


def large(count: int = 300) -> Case:
    """A bank that is too large for looking at every set."""
    chance = Random(5)
    bank = tuple(
        question(number, chance.choice(list(Difficulty)), chance.choice([3, 4, 5]), chance.choice("abc"))
        for number in range(count)
    )
    return Case(bank, meaning_of(count, 5, 0.01), SetWish(minutes=30, mix={Difficulty.EASY: 2, Difficulty.HARD: 5}))


def test_the_same_seed_gives_the_same_set_and_others_give_other_good_ones() -> None:
    case = large()
    found = [made(replace(case, wish=replace(case.wish, seed=seed))) for seed in (0, 0, 1, 2, 3, 4)]
    sets = [one[0] for one in found if one]
    assert len(sets) == 6
    assert sets[0] == sets[1]
    assert len({one.numbers for one in sets}) > 1
    best = max(one.diversity for one in sets)
    assert all(one.diversity >= GOOD_ENOUGH * best and is_met(case, one.numbers) for one in sets)


def test_a_bank_too_large_to_compare_each_with_each_is_sampled_and_still_met_exactly() -> None:
    case = large(900)
    found = made(case)
    assert found is not None
    assert is_met(case, found[0].numbers)
    whole, numbers = gather(case.questions, demands_of(case.questions, case.wish), case.meaning, NONE, 0, size=900)
    best = search(whole, 0)
    assert best is not None
    assert len(numbers) > POOL, "so the set was made of a sample"
    assert found[0].diversity >= GOOD_ENOUGH * diversity(whole.distances, best[0])


def test_what_is_added_to_a_bank_changes_no_taste_for_what_was_there() -> None:
    bank = large(30).questions
    some = np.arange(20)
    assert (tastes(bank[:20], some, 3) == tastes(bank, some, 3)).all()
    assert (tastes(bank, some, 3) != tastes(bank, some, 4)).any()


def test_a_set_begins_easy_and_stays_with_a_topic() -> None:
    easy, medium, hard = Difficulty
    bank = (
        question(0, hard, 3, "a"),
        question(1, easy, 5, "b"),
        question(2, medium, 4, "a"),
        question(3, medium, 4, "b"),
        question(4, easy, 2, "b"),
        question(5, easy, 2, "a"),
    )
    assert in_order(bank, range(6)) == (5, 4, 1, 3, 2, 0)


# Why there is none


def refusal(case: Case, variants: int = 1) -> SetError:
    with pytest.raises(SetError) as raised:
        make_sets(case.questions, case.wish, case.meaning, case.excluded, variants)
    return raised.value


def plain_bank(*wanted: tuple[Difficulty, float, str]) -> Case:
    bank = tuple(question(number, *what) for number, what in enumerate(wanted))
    return Case(bank, meaning_of(len(bank), 2, 0), SetWish())


EASY, HARD = Difficulty.EASY, Difficulty.HARD
SIX = plain_bank(*[(EASY, 5, "a")] * 3, *[(HARD, 8, "b")] * 2, (HARD, 8, "a"))


@pytest.mark.parametrize(
    ("wish", "message", "closest"),
    [
        (
            SetWish(mix={HARD: 4}),
            "--mix asks for 4 hard questions; there are only 3.",
            ["--mix hard:3"],
        ),
        (
            SetWish(mix={HARD: 2}, topics={"a": 0}),
            "--mix asks for 2 hard questions; there are only 1 with --topics a.",
            ["--mix hard:1 --topics a", "--mix hard:2 --topics a,b:1"],
        ),
        (
            SetWish(minutes=10, mix={EASY: 1, HARD: 1}, seed=3),
            "These wishes cannot be met together, though without any one of them they could: --minutes 10, "
            "--mix easy:1,hard:1.",
            ["--minutes 13 --mix easy:1,hard:1", "--minutes 10 --mix easy:1"],
        ),
        (SetWish(minutes=3), "--minutes 3 cannot be met: no choice of questions comes to that.", ["--minutes 5"]),
        (SetWish(topics={"a": 5}), "--topics asks for 5 questions about a; there are only 4.", ["--topics a:4"]),
        (
            SetWish(questions=2, tags=("x",)),
            "--tags x cannot be met: no choice of questions comes to that.",
            ["--questions 2"],
        ),
        (
            SetWish(questions=9, minutes=100, mix={EASY: 9}),
            "--mix asks for 9 easy questions; there are only 3.",
            ["--minutes 100 --questions 3 --mix easy:3"],
        ),
    ],
)
def test_it_says_which_wishes_cannot_be_and_what_would_come_closest(
    wish: SetWish, message: str, closest: list[str]
) -> None:
    error = refusal(replace(SIX, wish=wish))
    assert error.message == message
    assert [line.strip() for line in error.hint.splitlines()[1:]] == closest


def test_questions_that_ask_the_same_are_named_as_the_reason() -> None:
    alike = replace(SIX, meaning=Drawn(SIX.meaning.apart, np.ones((6, 6), bool)))
    error = refusal(replace(alike, wish=SetWish(questions=2)))
    assert error.message == (
        "Too many of the questions that meet --questions 2 ask nearly the same, which one set must not."
    )
    error = refusal(replace(alike, wish=SetWish(must=("a/q-00", "b/q-03"))))
    assert error.message == "a/q-00 and b/q-03 ask nearly the same, so they cannot be in one set."


def test_too_few_questions_for_several_sets_says_how_many_there_can_be() -> None:
    error = refusal(replace(SIX, wish=SetWish(mix={HARD: 1})), variants=4)
    assert error.message.endswith(" that share none, with --mix hard:1.")
    assert error.hint == "What would come closest:\n  --variants 3 --mix hard:1"


@SETS_OF_THIS_BANK
@given(cases())
def test_wishes_that_conflict_are_the_fewest_and_what_is_proposed_can_be_met(case: Case) -> None:
    case = replace(case, wish=replace(case.wish, not_in=("old.yaml",) if case.excluded else ()))
    if made(case) is not None:
        return
    lines = refusal(case).hint.splitlines()[1:]
    assert lines, "of at least two questions there is always some set"
    for line in lines:
        words = line.split()
        options = dict(itertools.pairwise(words))
        proposed = SetWish(
            minutes=float(options["--minutes"]) if "--minutes" in options else None,
            questions=int(options["--questions"]) if "--questions" in options else None,
            mix=counts(options.get("--mix"), Difficulty),
            topics=counts(options.get("--topics"), str),
            tags=tuple(options["--tags"].split(",")) if "--tags" in options else (),
            must=(options["--must"],) if "--must" in options else (),
            never=(options["--not"],) if "--not" in options else (),
        )
        excluded = case.excluded if "--not-in" in options else ()
        assert any(every_set(replace(case, wish=proposed, excluded=excluded))), line


def counts(text: str | None, kind: type[Any]) -> dict[Any, int]:
    parts = (part.partition(":") for part in text.split(",")) if text else ()
    return {kind(name): int(count or 0) for name, _, count in parts}


@dataclass(frozen=True)
class Hidden(Drawn):
    """A meaning in which kin is found only when a few questions are looked at closely."""

    looked_at: set[tuple[int, int]]

    def kin(self, some: Indices, others: Indices) -> Mask:
        found = [[(min(one, other), max(one, other)) in self.looked_at for other in others] for one in some]
        return np.asarray(super().kin(some, others) & np.array(found, bool).reshape(len(some), len(others)))

    def finds_more_kin(self, some: Indices, others: Indices) -> bool:
        pairs = {(min(one, other), max(one, other)) for one in some.tolist() for other in others.tolist()}
        fresh = pairs - self.looked_at
        self.looked_at.update(fresh)
        return any(self.alike[pair] for pair in fresh if pair[0] != pair[1])


@pytest.mark.parametrize("seed", range(4))
def test_what_is_proposed_heeds_kin_that_shows_only_when_looked_at_closely(seed: int) -> None:
    """Twelve questions, each asked twice: no seed may propose more than twelve of them."""
    alike = np.kron(np.eye(12, dtype=bool), np.ones((2, 2), bool))
    bank = tuple(question(number, EASY, 5, "a") for number in range(24))
    hidden = Hidden(meaning_of(24, 3, 0).apart, alike, set())
    error = refusal(Case(bank, hidden, SetWish(questions=15, seed=seed)))
    assert error.hint == "What would come closest:\n  --questions 12"
    both = replace(hidden, looked_at=set())
    error = refusal(Case(bank, both, SetWish(questions=2, must=("a/q-02", "a/q-03"), seed=seed)))
    assert "cannot be in one set" in error.message


@pytest.mark.parametrize(
    ("wish", "variants", "closest"),
    [
        (SetWish(questions=3, topics={"a": 2}), 1, ["--questions 2 --topics a:2", "--questions 3 --topics a:3"]),
        (SetWish(topics={"b": 1}, tags=("x",)), 1, ["--topics a:1 --tags x", "--topics b:1"]),
        (SetWish(minutes=30, tags=("x",)), 1, ["--minutes 5 --tags x", "--minutes 30"]),
        (SetWish(mix={EASY: 2}), 2, ["--variants 1 --mix easy:2", "--variants 2 --mix easy:1"]),
        (
            SetWish(minutes=60, topics={"a": 0, "b": 3}),
            1,
            ["--minutes 39 --topics a,b:2"],
        ),
    ],
    ids=["another count", "another topic", "fewer minutes", "variants", "all together"],
)
def test_what_is_proposed_is_near(wish: SetWish, variants: int, closest: list[str]) -> None:
    bank = (question(0, EASY, 5, "a", ("x",)), *SIX.questions[1:])
    error = refusal(replace(SIX, questions=bank, wish=wish), variants)
    assert [line.strip() for line in error.hint.splitlines()[1:]] == closest


def test_where_a_mix_cannot_fill_the_time_the_set_is_as_long_as_can_be() -> None:
    chance = Random(1)
    for count in (20, 300):
        bank = tuple(question(number, EASY, chance.choice([2, 3, 5, 8]), "a") for number in range(count))
        for variants in (1, 2):
            found = made(Case(bank, meaning_of(count, 1, 0), SetWish(minutes=60, mix={EASY: 4})), variants)
            assert found is not None
            longest = sorted((one.minutes for one in bank), reverse=True)[: 4 * variants]
            minutes = [sum(bank[number].minutes for number in one.numbers) for one in found]
            assert all(one >= NEARLY * sum(longest) / variants - 1.5 for one in minutes)
