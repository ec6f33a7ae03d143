"""CSV that is safe to open in a spreadsheet."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.formats.csv_cells import BEGIN_FORMULAS, csv_text


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1+1", "\x00=1"])
def test_what_begins_like_a_formula_becomes_text(text: str) -> None:
    cell = csv_text(["a"], [[text]]).removeprefix("a\n").strip("\n").strip('"')
    assert cell.startswith("'")


@given(st.text(st.characters(exclude_characters="\r\x00")))
def test_every_other_text_comes_back_as_it_is(text: str) -> None:
    ((back, number),) = csv.reader(io.StringIO(csv_text(["a", "b"], [[text, -0.5]]).removeprefix("a,b\n")))
    assert number == "-0.5", "a number is no formula"
    assert back in {text, f"'{text}"}
    assert not back.lstrip().startswith(BEGIN_FORMULAS)


def test_yes_and_no_are_1_and_0_and_nothing_is_empty() -> None:
    assert csv_text(["a", "b", "c"], [[True, False, None]]) == "a,b,c\n1,0,\n"
