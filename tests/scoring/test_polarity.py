"""Whether a text says the opposite of a key point, kind by kind and in both languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.bank import Bank
from interviewer.model import Opposition
from interviewer.scoring import Scorer
from interviewer.scoring.polarity import find_conflict
from interviewer.scoring.polarity.numbers import quantities


@pytest.mark.parametrize(
    ("kind", "text", "point", "said", "expected"),
    [
        ("negation", "Dropout is applied in tests.", "Dropout is not applied in tests.", "applied", "not applied"),
        ("negation", "Momentum doesn't damp swings.", "Momentum damps swings.", "doesn't damp", "damps"),
        ("negation", "测试时不使用 Dropout。", "测试时使用 Dropout。", "不使用 Dropout", "Dropout"),
        ("antonym", "A high rate makes training slower.", "A high rate makes training faster.", "slower", "faster"),
        ("antonym", "L2 正则会让权重变大。", "L2 正则会让权重变小。", "变大", "变小"),
        ("antonym", "剪枝之后 variance 会增大。", "剪枝之后 variance decreases.", "增大", "decreases"),
        ("number", "Quicksort takes O(n) on average.", "Quicksort takes O(n log n) on average.", "O(n)", "O(n log n)"),
        ("number", "卷积核大小是 5x5。", "卷积核大小是 3x3。", "5x5", "3x3"),
        ("number", "准确率提高了百分之二十。", "准确率提高了 50%。", "百分之二十", "50%"),
        ("number", "The digest has 256 bytes.", "The digest has 256 bits.", "256 bytes", "256 bits"),
        ("roles", "判别器欺骗生成器。", "生成器欺骗判别器。", "判别器欺骗生成器", "生成器欺骗判别器"),
        ("scope", "Layer norm works per channel.", "Layer norm works per sample.", "per channel", "per sample"),
        ("scope", "部分神经元参与计算。", "全部神经元参与计算。", "部分", "全部"),
    ],
)  # fmt: skip
def test_a_contradiction_is_found_with_the_words_that_make_it(
    kind: str, text: str, point: str, said: str, expected: str
) -> None:
    conflict = find_conflict(text, [point])
    assert conflict is not None
    assert (conflict.kind, conflict.said, conflict.expected) == (Opposition(kind), said, expected)
    assert text[conflict.span.start : conflict.span.end] == said


def test_swapped_roles_are_found_in_english() -> None:
    conflict = find_conflict("The server sends a request to the client.", ["The client sends a request to the server."])
    assert conflict is not None
    assert conflict.kind is Opposition.ROLES
    assert conflict.said.startswith("server sends")


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("The parameter count does not grow with the input.", "The parameter count stays constant with the input."),
        ("Pruning gives less variance and more bias.", "Pruning gives more bias and less variance."),
        ("Less variance and more bias is what pruning gives.", "Pruning gives more bias and less variance."),
        ("The client is sent a reply by the server.", "The server sent the client a reply."),
        ("The kernel is three by three.", "The kernel is 3x3."),
        ("Dropout not only slows training, it reduces overfitting.", "Dropout slows training and reduces overfitting."),
        ("A heap is slower than a stack.", "A stack is faster than a heap."),
        ("The digest is 32 bytes long.", "The digest is 256 bits long."),
        ("At test time no units are dropped.", "At test time all units take part."),
        ("精度提升了一半。", "精度提升了 50%。"),
        ("学习率是 1e-3。", "学习率是 0.001。"),
        ("栈不是先进先出。", "栈是后进先出。"),
        ("BN 的方差不会增大。", "BN 的方差会减小。"),
        ("翻转是不改标签的变换。", "翻转之后的变换结果沿用原来的标签。"),
    ],
)
def test_the_same_in_other_words_is_no_contradiction(text: str, point: str) -> None:
    assert find_conflict(text, [point]) is None


def test_one_wording_that_agrees_clears_the_text() -> None:
    text = "The penalty makes weights smaller."
    assert find_conflict(text, ["The penalty makes weights larger."]) is not None
    assert find_conflict(text, ["The penalty makes weights larger.", "The penalty makes weights shrink."]) is None


def test_a_text_about_something_else_is_not_compared() -> None:
    assert find_conflict("Bananas do not get any smaller.", ["The learning rate should grow."]) is None


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("half of them, 50 %, 百分之五十, 一半, 1/2", [0.5] * 5),
        ("1e-3, 10^-3, 0.001, .001", [0.001] * 4),
        ("3x3, 3×3, three by three", ["3x3"] * 3),
        ("O(n log n), O(N*logN)", ["nlogn"] * 2),
        ("linear time, O(n), 线性时间", ["n"] * 3),
        ("二十五层, 25 层", [25.0] * 2),
        ("4 bytes, 32 bits, 32 位", [32.0] * 3),
        ("500 ms, 0.5 seconds", [0.5] * 2),
        ("1,000,000", [1e6]),
        ("one of them, 一个", []),
    ],
)
def test_a_number_is_the_same_however_it_is_written(text: str, values: list[float | str]) -> None:
    assert [quantity.value for quantity in quantities(text)] == values


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_two_texts_can_be_compared_and_none_contradicts_itself(text: str, point: str) -> None:
    assert find_conflict(text, [text]) is None
    conflict = find_conflict(text, [point])
    if conflict:
        assert text[conflict.span.start : conflict.span.end] == conflict.said != ""


@pytest.mark.parametrize("text", ["不好" * 10_000, "not " * 20_000, "3 " * 20_000, "swap a b c " * 5_000])
def test_a_huge_window_is_read_as_far_as_a_sentence_goes(text: str) -> None:
    assert find_conflict(text, [text[:100]]) is None


def test_a_plain_not_is_noticed_in_words_unlike_the_points(grader: Scorer, bank: Bank) -> None:
    question = bank.get("regularization/dropout")
    denied = "Dropout does not switch off any units at random during training."
    doubt = grader.score(question, denied).match("random-drop").doubt
    assert doubt is not None
    assert doubt.said == "not switch"
    assert grader.score(question, denied.replace("does not switch", "switches")).match("random-drop").doubt is None
