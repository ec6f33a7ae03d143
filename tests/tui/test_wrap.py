"""Lines break between Chinese characters, and never where a reader would stumble."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.content import Content

from interviewer.tui.wrap import CLOSING, OPENING, break_offsets, wrap

MIXED = "Dropout 通过随机将一部分神经元的输出置为零，来防止过拟合（overfitting）：训练时每个 mini-batch 都不同。"

PROSE = st.text(
    st.sampled_from("神经元的输出，。（）“”《》、：！？… aZ09.,()-'%\u00a0é😀한カ"), min_size=1, max_size=120
)
WORDS = st.tuples(
    st.sampled_from(["", "（", "“", "《“"]),
    st.sampled_from(["神", "经", "dropout ", "a ", "0.5 ", "the "]),
    st.sampled_from(["", "，", "。”", "）：", " ）"]),
).map("".join)
"""Words as prose has them, none of them wider than the narrowest line they are tested with."""

WIDTHS = st.integers(2, 80)


def lines(text: str, width: int) -> list[str]:
    return [line.plain for line in wrap(Content(text), width)]


def test_chinese_fills_the_line_after_an_english_word() -> None:
    assert lines(MIXED, 40) == [
        "Dropout 通过随机将一部分神经元的输出置为",
        "零，来防止过拟合（overfitting）：训练时",
        "每个 mini-batch 都不同。",
    ]


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("神经元，输出", 6, ["神经", "元，输", "出"]),
        ("看（神经元）", 4, ["看", "（神", "经", "元）"]),
        ("用 overfitting 吗", 11, ["用", "overfitting", "吗"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("约100%的人", 5, ["约", "100%", "的人"]),
        ("见f(x)=0", 7, ["见", "f(x)=0"]),
        ("中文.和(注", 4, ["中", "文.", "和", "(注"]),
        ("one\n\ntwo", 10, ["one", "", "two"]),
        ("    x = 1", 20, ["    x = 1"]),
        ("a b", 10, ["a b"]),
        ("nn nn\u00a0nn", 6, ["nn", "nn\u00a0nn"]),
        ("", 10, [""]),
        ("👩\u200d🔬👩\u200d🔬", 2, ["👩\u200d🔬", "👩\u200d🔬"]),
    ],
)
def test_where_lines_break(text: str, width: int, expected: list[str]) -> None:
    assert lines(text, width) == expected


@given(PROSE | st.text(max_size=80), WIDTHS)
def test_no_text_is_lost(text: str, width: int) -> None:
    offsets = break_offsets(text, width)
    assert offsets == sorted(set(offsets))
    assert all(0 < offset < len(text) for offset in offsets)


@given(PROSE, WIDTHS)
def test_no_line_is_too_wide(text: str, width: int) -> None:
    assert all(cell_len(line) <= width for line in lines(text, width))


@given(PROSE, WIDTHS)
def test_an_input_keeps_its_spaces_within_the_width(text: str, width: int) -> None:
    offsets = [0, *break_offsets(text, width, keep_spaces=True), len(text)]
    assert all(cell_len(text[start:stop]) <= width for start, stop in pairwise(offsets))


@given(st.lists(WORDS, max_size=40).map("".join), st.integers(16, 80))
def test_no_line_starts_with_closing_or_ends_with_opening_punctuation(text: str, width: int) -> None:
    for offset in break_offsets(text, width):
        assert text[offset] not in CLOSING
        assert text[:offset].rstrip()[-1] not in OPENING


def test_styles_survive() -> None:
    first, second = wrap(Content.assemble("神经", ("元的输", "bold")), 6)
    assert first.plain + second.plain == "神经元的输"
    assert [(span.start, span.end) for span in first.spans] == [(2, 3)]
    assert [(span.start, span.end) for span in second.spans] == [(0, 2)]
