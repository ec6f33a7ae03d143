"""A bare reference answer: what agrees with it, and by how much."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.evaluation.rows import inline_question
from interviewer.model import Language, Question
from interviewer.scoring import Scorer, load_scorer
from interviewer.scoring.alignment import ReferenceAnswer
from interviewer.scoring.encoder import load_static_encoder
from interviewer.scoring.splitting import key_points
from interviewer.scoring.text import sentences

QUESTION = "How does a queue differ from a stack?"
REFERENCE = "A queue gives back the oldest element first, a stack the newest."


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Scorer:
    return load_scorer([], tmp_path_factory.mktemp("cache"))


def asked(reference: str = REFERENCE, question: str = QUESTION) -> Question:
    return inline_question(question, reference, Language.of(reference))


def score(scorer: Scorer, answer: str, *references: str, question: str = QUESTION) -> float:
    return scorer.score_best([asked(text, question) for text in references or (REFERENCE,)], answer)[1].overall


def agreement(reference: str, answer: str, question: str = "") -> float:
    ready = ReferenceAnswer(load_static_encoder(), [reference], [1.0], question)
    return ready.agreement(sentences(answer))


@pytest.mark.parametrize("reference", [REFERENCE, "队列先进先出，栈后进先出。", "It takes O(log n) steps, not n."])
def test_the_reference_itself_gets_everything(bare: Scorer, reference: str) -> None:
    assert score(bare, reference, reference) == pytest.approx(1, abs=0.001)


def test_a_rewording_beats_a_part_and_a_part_beats_another_subject(bare: Scorer) -> None:
    whole = score(bare, "A stack returns the newest element, and a queue the one that is oldest.")
    part = score(bare, "A stack returns the newest element.")
    other = score(bare, "The weather was fine, so we took our bicycles to the lake.")
    assert whole > part > other + 0.1


def test_silence_and_the_question_said_back_get_nothing(bare: Scorer) -> None:
    for nothing in ("", "not answered", "未作答", "No response.", QUESTION):
        assert score(bare, nothing) == 0


def test_a_term_of_the_question_is_an_answer_where_the_reference_names_it(bare: Scorer) -> None:
    question, reference = "分拣和配送哪个先做？", "分拣"
    assert score(bare, "分拣", reference, question=question) > 0.9


def test_what_the_question_says_counts_little() -> None:
    copied = agreement("The loop ends when the counter is zero.", "the loop ends", "When does the loop end?")
    told = agreement("The loop ends when the counter is zero.", "counter is zero", "When does the loop end?")
    assert told > copied + 0.2


def test_misspelt_words_still_count() -> None:
    right, wrong = "The compiler checks the signature.", "The complier checks teh signiture."
    assert agreement(right, wrong) > agreement(right, "The editor checks the colour.") + 0.1


def test_other_numbers_and_names_are_other_things() -> None:
    reference = "Terminal 1 is connected to bulb B."
    assert (
        agreement(reference, "bulb B is connected to terminal 1") > agreement(reference, "bulb C to terminal 2") + 0.3
    )


def test_a_denial_wants_a_denial() -> None:
    reference = "The terminals are not connected."
    assert agreement(reference, "they are not connected, the terminals") > 1.3 * agreement(
        reference, "the terminals are connected"
    )


def test_opposites_are_not_alike() -> None:
    reference = "The value increases."
    assert agreement(reference, "The value rises.") > agreement(reference, "The value decreases.")


def test_the_best_of_several_references_counts_and_takes_the_benefit_of_the_doubt_away(bare: Scorer) -> None:
    answer = "A stack returns the newest element."
    alone = score(bare, answer)
    question, best = bare.score_best([asked("Something about trees."), asked()], answer)
    assert question == asked()
    assert 0 < best.overall < alone


def test_points_may_weigh_differently(bare: Scorer) -> None:
    encoder = load_static_encoder()
    points = ["It needs less memory.", "It is faster."]
    heavy = ReferenceAnswer(encoder, points, [5.0, 1.0], "").agreement(sentences("It needs less memory."))
    light = ReferenceAnswer(encoder, points, [1.0, 5.0], "").agreement(sentences("It needs less memory."))
    assert heavy > light + 0.2


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_texts_agree_by_something_between_nothing_and_all(reference: str, answer: str) -> None:
    found = sentences(answer)
    if found:
        assert 0 <= ReferenceAnswer(load_static_encoder(), [reference], [1.0], "").agreement(found) <= 1


@pytest.mark.parametrize(
    ("reference", "points"),
    [
        ("配送分为综合配送和专业配送。", ["综合配送", "专业配送"]),
        ("四个因素：分区、订单分割、订单分批、分类。", ["分区", "订单分割", "订单分批", "分类"]),
        ("A stack is last in, first out. A queue is not.", ["A stack is last in, first out", "A queue is not"]),
        (
            "At zero: the loop ends without another turn, and the result is written to the file on disk.",
            ["At zero: the loop ends without another turn, and the result is written to the file on disk"],
        ),
        ("", [""]),
    ],
)
def test_lists_are_split_and_prose_is_not(reference: str, points: list[str]) -> None:
    assert key_points(reference) == points


def test_scores_do_not_depend_on_what_was_scored_before(tmp_path: Path, bare: Scorer) -> None:
    answers = ["A stack returns the newest element.", "the oldest first", "栈和队列不同。"]
    fresh = [score(load_scorer([], tmp_path), answer) for answer in answers]
    assert [score(bare, answer) for answer in reversed(answers)] == fresh[::-1]
