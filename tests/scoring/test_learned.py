"""Learning from grades: what the arithmetic promises, and what it does to real answers."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.bank import Bank
from interviewer.model import Question, Score, Status
from interviewer.model.learning import OVERRIDE, Example
from interviewer.scoring import Learner, Scorer, unknown
from interviewer.scoring.encoder import Vectors
from interviewer.scoring.learned import Correction
from interviewer.scoring.learner import MOST_EXAMPLES, settled

WHEN = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
MILD = "Rebasing replays the commits somewhere else, so they get new hashes."
LIKE_MILD = "Rebasing replays your commits somewhere else, and they get new hashes."
STRAIGHT = "The log becomes one straight line without merge commits."
WRONG = "After rebasing the commits keep the very same hashes."

shares = st.floats(0, 1)
Graded = tuple[float, float, Vectors]


@st.composite
def unit_vectors(draw: st.DrawFn) -> Vectors:
    """A direction, or zeros as a text without words has them."""
    vector = np.asarray(draw(st.lists(st.integers(-3, 3), min_size=3, max_size=3)), np.float32)
    length = np.linalg.norm(vector)
    return (vector / length).astype(np.float32) if length else vector


graded_answers = st.tuples(shares, shares, unit_vectors())


def learn(examples: list[Graded]) -> Correction:
    """What these examples teach."""
    given_scores, grades, vectors = zip(*examples, strict=True)
    return Correction(given_scores, grades, np.stack(vectors))


@given(st.lists(graded_answers, min_size=1, max_size=8), shares, unit_vectors())
def test_a_corrected_score_is_a_score(examples: list[Graded], score: float, vector: Vectors) -> None:
    assert 0 <= learn(examples)(score, vector) <= 1
    left_out = learn(examples).left_out()
    assert ((left_out >= 0) & (left_out <= 1)).all()


@given(st.lists(graded_answers, min_size=2, max_size=8), st.randoms(), shares, unit_vectors())
def test_the_order_of_the_examples_changes_not_one_bit(
    examples: list[Graded], random: Random, score: float, vector: Vectors
) -> None:
    shuffled = list(examples)
    random.shuffle(shuffled)
    assert learn(examples)(score, vector) == learn(shuffled)(score, vector)


@given(graded_answers)
def test_a_graded_answer_moves_most_of_the_way_to_its_grade_and_not_beyond(example: Graded) -> None:
    score, grade, vector = example
    corrected = learn([example])(score, vector)
    if np.any(vector):
        assert abs(corrected - grade) <= abs(score - grade) * 0.5 + 1e-6
    assert min(score, grade) - 1e-6 <= corrected <= max(score, grade) + 1e-6


@given(st.lists(graded_answers, min_size=1, max_size=8))
def test_the_examples_are_never_scored_worse_than_before(examples: list[Graded]) -> None:
    correction = learn(examples)
    before = sum((score - grade) ** 2 for score, grade, _ in examples)
    after = sum((correction(score, vector) - grade) ** 2 for score, grade, vector in examples)
    assert after <= before + 1e-6


@given(st.lists(graded_answers, min_size=2, max_size=6))
def test_what_is_said_of_a_left_out_answer_is_what_the_others_teach(examples: list[Graded]) -> None:
    left_out = learn(examples).left_out()
    for number, (score, _, vector) in enumerate(examples):
        others = examples[:number] + examples[number + 1 :]
        assert left_out[number] == pytest.approx(learn(others)(score, vector), abs=1e-5)


def test_a_mild_grader_lifts_other_answers_but_none_in_which_there_is_nothing() -> None:
    ways = np.eye(5, dtype=np.float32)
    correction = Correction([0.3, 0.4, 0.5], [0.7, 0.8, 0.9], ways[:3])
    assert correction(0.4, ways[3]) > 0.5
    assert correction(0.0, ways[3]) < 0.05


def test_a_whole_answer_with_next_to_nothing_in_it_gains_nothing() -> None:
    way = np.asarray([1, 0], np.float32)
    mild, strict = Correction([0.05], [1.0], way[None]), Correction([0.05], [0.0], way[None])
    assert mild(0.05, way) > 0.5
    assert mild.whole(0.05, way) == 0.05
    assert mild.whole(0.06, way) > 0.5
    assert strict.whole(0.05, way) < 0.05


def test_the_same_words_in_disorder_gain_less() -> None:
    way = np.asarray([1, 0], np.float32)
    correction = Correction([0.6], [1.0], way[None])
    gain, gain_in_disorder = correction(0.6, way) - 0.6, correction(0.1, way) - 0.1
    assert gain_in_disorder < gain / 3


def test_the_nearest_example_is_told_in_the_order_it_was_given() -> None:
    ways = np.eye(3, dtype=np.float32)
    correction = Correction([0.9, 0.1, 0.5], [0.5, 0.5, 0.5], ways)
    assert [correction.nearest(score, way) for score, way in zip([0.9, 0.1, 0.5], ways, strict=True)] == [0, 1, 2]


# Of real answers


def example(answer: str, grade: float, point_id: str = "", batch: int = 1) -> Example:
    """A graded answer to `git/rebase`."""
    return Example("git/rebase", point_id, answer, grade, OVERRIDE, WHEN, batch)


@pytest.fixture
def question(small_bank: Bank) -> Question:
    return small_bank.get("git/rebase")


@pytest.fixture
def learnt(scorer: Scorer) -> Callable[..., Learner]:
    """The scorer with what these examples teach."""
    return lambda *examples: Learner(scorer, examples)


def test_without_examples_nothing_changes(
    learnt: Callable[..., Learner], scorer: Scorer, small_bank: Bank, question: Question
) -> None:
    other = replace(example(MILD, 1.0), question_id="sql/index")
    for learner in (learnt(), learnt(other)):
        assert learner.score(question, MILD) == scorer.score(question, MILD)
        assert learner.lessons(question) == ()


def test_an_answer_and_one_like_it_move_to_the_grade_and_say_so(
    learnt: Callable[..., Learner], scorer: Scorer, question: Question
) -> None:
    learner = learnt(example(MILD, 1.0))
    for answer in (MILD, LIKE_MILD):
        before, after = scorer.score(question, answer), learner.score(question, answer)
        assert after.overall > before.overall + 0.1
        assert after.learned is not None
        assert after.learned.change == pytest.approx(after.overall - before.overall)
        assert (after.learned.answers, after.learned.nearest, after.learned.grade) == (1, MILD, 1.0)
        assert after.scorer.startswith(f"{before.scorer}+1.")
        assert after.matches == before.matches


def test_a_graded_point_moves_and_the_whole_follows(
    learnt: Callable[..., Learner], scorer: Scorer, question: Question
) -> None:
    before = scorer.score(question, STRAIGHT)
    assert before.match("straight-line").status is Status.COVERED
    after = learnt(example(STRAIGHT, 0.0, "straight-line")).score(question, STRAIGHT)
    point = after.match("straight-line")
    assert point.status is not Status.COVERED
    assert point.learned == pytest.approx(point.coverage - before.match("straight-line").coverage)
    assert after.overall < before.overall
    assert after.match("new-commits") == before.match("new-commits")


@pytest.mark.parametrize(
    "cheap",
    ["", "   ", "I don't know.", "What does git rebase do, and when should you not use it?", "use it git what rebase"],
)
def test_what_says_nothing_gains_nothing(learnt: Callable[..., Learner], question: Question, cheap: str) -> None:
    mild = [example(answer, 1.0) for answer in (MILD, LIKE_MILD, STRAIGHT, cheap)]
    points = [example(cheap, 1.0, point.id) for point in question.key_points]
    assert learnt(*mild, *points).score(question, cheap).overall == 0


def test_a_full_answer_to_another_question_stays_at_the_bottom(
    learnt: Callable[..., Learner], small_bank: Bank, question: Question
) -> None:
    learner = learnt(*(example(answer, 1.0) for answer in (MILD, LIKE_MILD, STRAIGHT)))
    for other in small_bank.questions:
        if other.id != question.id:
            assert learner.score(question, other.model_answer.en).overall <= 0.15


def test_contradicted_stays_so_unless_exactly_that_was_overruled(
    learnt: Callable[..., Learner], scorer: Scorer, question: Question
) -> None:
    before = scorer.score(question, WRONG).match("new-commits")
    assert before.status is Status.CONTRADICTED
    generous = learnt(example(MILD, 1.0, "new-commits"), example(LIKE_MILD, 1.0, "new-commits"))
    assert generous.score(question, WRONG).match("new-commits") == before
    overruled = learnt(example(WRONG, 1.0, "new-commits")).score(question, WRONG).match("new-commits")
    assert (overruled.status, overruled.claim) == (Status.COVERED, "")


def test_lessons_say_how_many_which_way_and_how_well(learnt: Callable[..., Learner], question: Question) -> None:
    grades = [example(MILD, 1.0), example(LIKE_MILD, 1.0), example(STRAIGHT, 0.0, "straight-line")]
    whole, point = learnt(*grades).lessons(question)
    assert (whole.point_id, whole.answers, point.point_id, point.answers) == ("", 2, "straight-line", 1)
    assert whole.bias > 0 > point.bias
    assert whole.error_learned is not None
    assert whole.error_learned < whole.error
    assert point.error_learned is None


def test_answers_in_which_the_scorer_finds_nothing_are_counted(
    learnt: Callable[..., Learner], scorer: Scorer, question: Question
) -> None:
    learner = learnt(example("I don't know.", 1.0))
    assert learner.silent(question) == 1
    assert learner.score(question, MILD) == scorer.score(question, MILD)


def test_the_latest_batch_has_the_last_word_and_a_batch_of_two_minds_gives_the_mean() -> None:
    first, second = example(MILD, 0.2), example(MILD, 0.9, batch=2)
    assert settled([second, first]) == (second,)
    assert [found.grade for found in settled([example(MILD, 0.0), example(MILD, 1.0)])] == [0.5]
    assert unknown([example(MILD, 0.9, batch=0)], [first, second]) == ()
    assert len(unknown([example(MILD, 0.2, batch=0)], [first, second])) == 1


def test_of_very_many_examples_the_latest_count(learnt: Callable[..., Learner], question: Question) -> None:
    later = WHEN + timedelta(days=1)
    old = [replace(example(f"{MILD} Case {number}.", 0.0)) for number in range(3)]
    new = [replace(example(f"{MILD} Number {number}.", 1.0), graded_at=later) for number in range(MOST_EXAMPLES)]
    (lesson,) = learnt(*old, *new).lessons(question)
    assert lesson.answers == MOST_EXAMPLES
    assert lesson.bias > 0


def test_another_set_of_examples_is_another_scorer(learnt: Callable[..., Learner], question: Question) -> None:
    def named(grade: float) -> str:
        score: Score = learnt(example(STRAIGHT, grade)).score(question, MILD)
        return score.scorer

    assert named(1.0) != named(0.0)
    assert named(1.0) == named(1.0)
