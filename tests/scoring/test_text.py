"""Answers cut into sentences, clauses and words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.scoring.text import normalise, sentences, words


def _sentences(text: str) -> list[str]:
    return [text[found.span.start : found.span.end] for found in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("First one. Second one!", ["First one", "Second one"]),
        ("第一句。第二句；第三句", ["第一句", "第二句", "第三句"]),
        ("p is 0.5, e.g. in f(x, y). Done", ["p is 0.5, e.g. in f(x, y)", "Done"]),
        ("1. one\n2. two", ["1. one", "2. two"]),
        ("用 Dropout。It works", ["用 Dropout", "It works"]),
    ],
)
def test_sentences_end_where_a_reader_says(text: str, expected: list[str]) -> None:
    assert _sentences(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dropout通过随机", ("dropout", "通过随机")),
        ("ＲｅＬＵ 函数", ("relu", "函数")),
        ("819,200 weights", ("819200", "weights")),
        ("a\u200bb", ("ab",)),
    ],
)
def test_words_are_cut_where_the_script_changes(text: str, expected: tuple[str, ...]) -> None:
    assert words(text) == expected


@given(st.text(max_size=300))
def test_every_span_lies_in_the_original_and_holds_something(text: str) -> None:
    for sentence in sentences(text):
        assert 0 <= sentence.span.start < sentence.span.end <= len(text)
        for clause in sentence.clauses:
            assert sentence.span.start <= clause.span.start < clause.span.end <= sentence.span.end


@given(st.text(max_size=300))
def test_the_way_back_to_the_original_never_runs_backwards(text: str) -> None:
    normal = normalise(text)
    assert len(normal.text) == len(normal.origin)
    assert list(normal.origin) == sorted(normal.origin)
