"""Ids made of texts: always valid, always the same, and different for what says something different."""

from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from interviewer.bank.naming import point_ids, question_id
from interviewer.model.question import POINT_ID, QUESTION_ID, Localized

CHARACTERS = "池化层的作用是什么梯度爆炸卷积ABCabc 019+#-/'.？?，。\u00e9\U0001f600"
TEXTS = st.text(st.one_of(st.sampled_from(CHARACTERS), st.characters()), min_size=1, max_size=80)
CHINESE = st.text(st.sampled_from("池化层的作用是什么梯度爆炸卷积神经网络"), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (Localized(en="What is dropout?"), "cnn/dropout"),
        (Localized(en="What is the difference between L1 and L2?"), "cnn/difference-between-l1-and-l2"),
        (Localized(en="Why does it work?", zh="为什么有效？"), "cnn/why-work"),
        (Localized(en="What's a naïve Bayes classifier?"), "cnn/naive-bayes-classifier"),
        (Localized(en="How is C++ not C#?"), "cnn/how-cpp-not-csharp"),
        (Localized(en="What is .NET?"), "cnn/dotnet"),
    ],
)
def test_english_questions_are_named_by_their_words(text: Localized, expected: str) -> None:
    assert question_id("cnn", text) == expected


def test_chinese_questions_keep_their_ascii_words_and_a_digest() -> None:
    name = question_id("cnn", Localized(zh="CNN 中池化层（pooling）的作用是什么？"))
    words, _, digest = name.rpartition("-")
    assert words == "cnn/cnn-pooling"
    assert len(digest) == 8


def test_what_an_id_leaves_out_is_in_its_digest() -> None:
    first, second = (f"Compare one two three four five {last}" for last in ("six", "seven"))
    assert question_id("a", Localized(en=first)) != question_id("a", Localized(en=second))
    assert question_id("a", Localized(en="What does a + b do?")) != question_id("a", Localized(en="What does a b do?"))


@pytest.mark.parametrize(
    ("topic", "expected"),
    [("", "x"), ("Deep Learning", "deep-learning/x"), ("../../etc", "etc/x"), ("a//b/", "a/b/x"), ("..", "x")],
)
def test_any_topic_becomes_folders_below_the_bank(topic: str, expected: str) -> None:
    assert question_id(topic, Localized(en="x")) == expected


@given(TEXTS, TEXTS, st.booleans())
def test_every_id_is_one_that_a_question_file_may_have(topic: str, text: str, english: bool) -> None:
    name = question_id(topic, Localized(en=text) if english else Localized(zh=text))
    assert QUESTION_ID.fullmatch(name)
    assert all(len(part) <= 70 for part in name.split("/"))


@given(CHINESE, CHINESE)
def test_two_chinese_questions_never_share_an_id(one: str, other: str) -> None:
    assume(one != other)
    assert question_id("t", Localized(zh=one)) != question_id("t", Localized(zh=other))


@given(CHINESE, st.sampled_from("?？。 "), st.sampled_from(" \t\n"))
def test_blanks_width_and_punctuation_change_no_id(text: str, end: str, blank: str) -> None:
    expected = question_id("t", Localized(zh=f"CNN{text}"))
    assert question_id("t", Localized(zh=f"{blank}ＣＮＮ{blank}{text}{end}")) == expected


@given(st.lists(TEXTS, max_size=12))
def test_the_ids_of_points_are_valid_and_all_different(texts: list[str]) -> None:
    names = point_ids([Localized(zh=text) for text in texts])
    assert len(set(names)) == len(texts)
    assert all(POINT_ID.fullmatch(name) for name in names)


@given(st.lists(TEXTS, max_size=8, unique_by=lambda text: point_ids([Localized(en=text)])), st.randoms())
def test_the_order_of_different_points_changes_no_id(texts: list[str], random: Random) -> None:
    shuffled = list(texts)
    random.shuffle(shuffled)
    names = dict(zip(texts, point_ids([Localized(en=text) for text in texts]), strict=True))
    assert point_ids([Localized(en=text) for text in shuffled]) == tuple(names[text] for text in shuffled)


def test_points_that_begin_alike_are_told_apart_by_what_they_say() -> None:
    texts = [Localized(en=f"Batch norm shifts {end}") for end in ("means", "variances")]
    one, two = point_ids(texts)
    assert one != two
    assert {name[:18] for name in (one, two)} == {"batch-norm-shifts-"}
    assert point_ids(texts[::-1]) == (two, one)


def test_points_that_say_the_same_are_numbered() -> None:
    names = point_ids([Localized(zh="梯度消失")] * 3)
    assert names[1] == f"{names[0]}-2"
    assert names[2] == f"{names[0]}-3"
