"""Which questions ask the same thing: in other words, in the other language, as a title only."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.bank import builtin_directory, load_bank
from interviewer.model import KeyPoint, Language, Localized, Question
from interviewer.scoring.encoder import StaticEncoder, load_static_encoder
from interviewer.scoring.kinship import SAME_FROM, Kinship

BANK = load_bank([builtin_directory()]).questions
PAIRS: dict[str, list[str]] = yaml.load(Path(__file__).with_name("kin.yaml").read_text("utf-8"), yaml.BaseLoader)

TITLES = {
    "activation/comparison": "比较几种激活函数",
    "cnn/characteristics": "卷积神经网络有什么特点",
    "cnn/convolution-pooling-normalization": "卷积、池化与归一化各有什么用",
    "cnn/dilated-convolution": "空洞卷积的利弊",
    "cnn/locally-connected-layers": "人脸网络为何使用局部连接",
    "cnn/one-by-one-convolution": "1×1 卷积有什么用",
    "cnn/parameter-count": "CNN 的参数量怎么算",
    "cnn/transposed-convolution": "转置卷积的用处",
    "models/discriminative-generative": "生成式与判别式模型的不同",
    "python/main-execution-order": "Python 脚本里类和 __main__ 的运行次序",
    "python/range-xrange": "xrange 与 range 对比",
    "recurrent/lstm-gradients": "LSTM 为何能缓解梯度消失",
    "regularization/dropout": "随机失活的原理",
    "regularization/methods": "有哪些正则化手段",
    "regularization/overfitting": "过拟合的成因与对策",
    "training/faster-convergence": "怎样加速深度网络的训练",
    "training/judging-convergence": "怎么看出模型已经收敛",
    "training/weight-initialization": "参数初始化方法及其影响",
}


@pytest.fixture(scope="module")
def encoder() -> StaticEncoder:
    return load_static_encoder()


@pytest.fixture(scope="module")
def kinship(encoder: StaticEncoder) -> Kinship:
    return Kinship(encoder, BANK)


def asked(text: str, question_id: str = "imported/question") -> Question:
    """A draft: nothing but its text is known."""
    return Question(question_id, Localized(**{(Language.of(text) or Language.EN).value: text}), (), draft=True)


def spoken(question: Question, language: Language) -> Question:
    """The question as somebody would write it who has but one language."""

    def kept(text: Localized) -> Localized:
        return Localized(**{language.value: text[language]})

    points = tuple(KeyPoint(point.id, kept(point.text)) for point in question.key_points)
    return replace(question, text=kept(question.text), key_points=points, model_answer=kept(question.model_answer))


def likeness(encoder: StaticEncoder, pair: str) -> float:
    """How much the two questions of a labelled pair ask the same, in a bank of one."""
    one, other = pair.split(" | ")
    return Kinship(encoder, [asked(other, "bank/only")]).nearest(asked(one))[0].likeness


def recognised(encoder: StaticEncoder, pairs: Sequence[str]) -> list[str]:
    return [pair for pair in pairs if likeness(encoder, pair) >= SAME_FROM]


@pytest.mark.parametrize(("question_id", "title"), TITLES.items())
def test_a_short_title_is_recognised(kinship: Kinship, question_id: str, title: str) -> None:
    nearest = kinship.nearest(asked(title))[0]
    assert nearest.question_id == question_id
    assert nearest.likeness >= SAME_FROM


@pytest.mark.parametrize(("question_id", "title"), TITLES.items())
def test_nothing_is_recognised_that_the_bank_does_not_have(
    encoder: StaticEncoder, question_id: str, title: str
) -> None:
    others = Kinship(encoder, [question for question in BANK if question.id != question_id])
    own = next(question for question in BANK if question.id == question_id)
    for question in (asked(title), replace(own, id="imported/question")):
        assert others.nearest(question)[0].likeness < SAME_FROM


@pytest.mark.parametrize(("mine", "theirs"), [(Language.ZH, Language.EN), (Language.EN, Language.ZH)])
def test_every_question_is_recognised_in_the_other_language(
    encoder: StaticEncoder, mine: Language, theirs: Language
) -> None:
    kinship = Kinship(encoder, [spoken(question, mine) for question in BANK])
    for question in BANK:
        nearest, second = kinship.nearest(replace(spoken(question, theirs), id="imported/question"), 2)
        assert nearest.question_id == question.id
        assert nearest.likeness >= SAME_FROM > second.likeness


def test_the_bank_asks_nothing_twice(kinship: Kinship) -> None:
    assert all(kinship.nearest(question)[0].likeness < SAME_FROM for question in BANK)


def test_a_question_that_is_asked_twice_is_found(encoder: StaticEncoder) -> None:
    again = replace(spoken(BANK[0], Language.EN), id="activation/again")
    nearest, second = Kinship(encoder, [*BANK, again]).nearest(BANK[0], 2)
    assert nearest.question_id == again.id
    assert nearest.likeness >= SAME_FROM > second.likeness


@pytest.mark.parametrize(
    ("group", "least_same", "most_different"), [("", 32, 0), ("foreign_", 8, 0), ("fresh_", 12, 4)]
)
def test_labelled_pairs_are_told_apart_as_well_as_documented(
    encoder: StaticEncoder, group: str, least_same: int, most_different: int
) -> None:
    assert len(recognised(encoder, PAIRS[f"{group}same"])) >= least_same
    assert len(recognised(encoder, PAIRS[f"{group}different"])) <= most_different


def test_a_question_is_never_near_to_itself(kinship: Kinship) -> None:
    assert all(kin.question_id != BANK[0].id for kin in kinship.nearest(BANK[0], len(BANK)))


def test_the_nearest_come_first_and_no_more_than_wanted(kinship: Kinship) -> None:
    found = kinship.nearest(asked("激活函数"), 5)
    assert [kin.likeness for kin in found] == sorted((kin.likeness for kin in found), reverse=True)
    assert len(found) == 5


def test_an_empty_bank_has_nothing(encoder: StaticEncoder) -> None:
    empty = Kinship(encoder, [])
    assert empty.nearest(asked("过拟合")) == ()
    assert len(empty.vectors([])) == 0


@pytest.mark.parametrize("text", ["", "???", "1 + 1 = 2", "的", "for (;;) {}", "😀"])
def test_a_text_that_says_little_is_like_nothing_else(kinship: Kinship, text: str) -> None:
    assert all(kin.likeness < SAME_FROM for kin in kinship.nearest(asked(text)))


@settings(deadline=None, max_examples=30)
@given(st.text(max_size=60), st.text(max_size=60))
def test_likeness_is_a_share_and_the_same_both_ways(one: str, other: str) -> None:
    encoder = load_static_encoder()
    questions = [asked(one, "a/one"), asked(other, "a/other")]
    kinship = Kinship(encoder, questions)
    there, back = (kinship.nearest(question)[0].likeness for question in questions)
    assert 0 <= there <= 1
    assert there == pytest.approx(back, abs=1e-5)


def test_points_are_shared_across_languages(kinship: Kinship) -> None:
    shared = [kinship.shared_points(spoken(q, Language.ZH), spoken(q, Language.EN)) for q in BANK]
    assert np.mean(shared) > 0.6
    assert all(kinship.shared_points(question, question) == 1 for question in BANK)
    others = [kinship.shared_points(q, other) for q in BANK for other in BANK if q.id != other.id]
    assert max(others) < 0.5


def test_a_point_finds_itself_in_the_other_language_or_nothing(kinship: Kinship) -> None:
    found = [
        pair
        for question in BANK
        for pair in kinship.counterparts(spoken(question, Language.ZH), spoken(question, Language.EN)).items()
    ]
    assert all(mine == theirs for mine, theirs in found)
    assert len(found) > 0.4 * sum(len(question.key_points) for question in BANK)


def test_points_in_one_language_have_no_counterparts(kinship: Kinship) -> None:
    for question in BANK:
        english = spoken(question, Language.EN)
        assert kinship.counterparts(english, english) == kinship.counterparts(english, asked("过拟合")) == {}


def test_a_draft_shares_no_points(kinship: Kinship) -> None:
    assert kinship.shared_points(asked("过拟合"), BANK[0]) == 0


def test_many_compared_at_once_share_what_they_share_one_by_one(kinship: Kinship) -> None:
    """Also a question of another bank that is called as one of this bank, and one without points."""
    others = [*BANK, replace(BANK[3], id=BANK[0].id), asked("过拟合")]
    for question in (BANK[0], others[-2]):
        shared = kinship.shared_with(question, others)
        assert shared == [kinship.shared_points(question, other) for other in others]
        assert shared == [kinship.shared_points(other, question) for other in others]
    assert kinship.shared_with(others[-2], [BANK[3]]) == [1.0], "it is the other one's text that counts"
    assert kinship.likeness(BANK[0], BANK[0]) >= SAME_FROM > kinship.likeness(BANK[0], BANK[-1])
    assert kinship.shared_with(BANK[0], []) == []


def test_vectors_have_length_one_and_tell_the_subject(kinship: Kinship) -> None:
    vectors = kinship.vectors([*BANK, asked("什么是过拟合"), asked("What is overfitting?")])
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-4)
    assert vectors.dtype == np.float32
    products = vectors[: len(BANK)] @ vectors[len(BANK) :].T
    overfitting = [question.id for question in BANK].index("regularization/overfitting")
    assert products.argmax(axis=0).tolist() == [overfitting, overfitting]


@pytest.mark.parametrize("language", list(Language))
def test_points_in_both_languages_are_those_in_one(kinship: Kinship, language: Language) -> None:
    for question in BANK:
        points = tuple(
            replace(point, text=Localized(**{language.value: point.text[language]})) for point in question.key_points
        )
        assert kinship.shared_points(question, replace(question, key_points=points)) == 1
