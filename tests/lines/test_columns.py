"""Text in columns of a terminal."""

from hypothesis import given
from hypothesis import strategies as st

from interviewer.lines.columns import CLOSING, beside, cells, indented, padded, wrapped

texts = st.text(st.sampled_from("ab c变基，。提交“”…\n-"), max_size=60)


@given(text=texts, width=st.integers(4, 30))
def test_nothing_is_lost_and_no_line_is_too_wide(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(cells(line) <= width for line in lines)


@given(text=st.text(st.sampled_from("变基提交，。"), max_size=40), width=st.integers(12, 30))
def test_no_line_of_chinese_begins_with_closing_punctuation(text: str, width: int) -> None:
    single = "".join(
        character for n, character in enumerate(text) if character not in CLOSING or text[n - 1 : n] not in CLOSING
    )
    single = single.lstrip(CLOSING)
    assert not [line for line in wrapped(single, width) if line and line[0] in CLOSING]


def test_chinese_breaks_between_characters_and_english_between_words() -> None:
    assert wrapped("变基把提交重放，到另一个基底", 10) == ["变基把提交", "重放，到另", "一个基底"]
    assert wrapped("one two three", 8) == ["one two", "three"]
    assert wrapped("abcdefghij", 4) == ["abcd", "efgh", "ij"]


def test_the_lines_of_a_text_stay_lines() -> None:
    assert wrapped("a\n\nb", 10) == ["a", "", "b"]
    assert wrapped("", 10) == [""]


def test_wide_characters_take_two_cells() -> None:
    assert cells("变a") == 3
    assert padded("变", 4) == "变  "
    assert beside(["变基", "a"], ["right"], 5) == ["变基  │ right", "a     │"]


def test_further_lines_are_indented() -> None:
    assert indented("one two", 7, "- ", "  ") == ["- one", "  two"]
