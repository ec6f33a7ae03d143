"""A set as Markdown reads as it was meant, wherever it is shown."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from tests.sets.paper import CODE, EN, HOSTILE, ZH, kit

from interviewer.formats.paper.markdown import markdown
from interviewer.model import KeyPoint, Language, Localized, Question

READER = MarkdownIt("commonmark", {"html": True}).enable("table")

LANGUAGES = [(ZH,), (EN,), (ZH, EN), (EN, ZH)]


@pytest.mark.parametrize("languages", LANGUAGES)
def test_every_table_row_has_as_many_cells_as_its_header(languages: tuple[Language, ...]) -> None:
    tokens = READER.parse(markdown(kit(*languages)))
    widths: list[int] = []
    for token in tokens:
        if token.type == "thead_open":
            widths = []
        elif token.type == "tr_open":
            widths.append(0)
        elif token.type in {"th_open", "td_open"}:
            widths[-1] += 1
        elif token.type == "table_close":
            assert len(set(widths)) == 1
    assert sum(token.type == "table_open" for token in tokens) == 3 * 3 + 1, "three for each question, and the summary"


def test_what_looks_like_html_is_text() -> None:
    assert "<script>" not in markdown(kit(ZH))
    rendered = READER.render(markdown(kit(ZH)))
    assert "<script" not in rendered
    assert "&lt;script&gt;alert(&quot;甲&quot;)&lt;/script&gt;" in rendered


def test_code_and_formulas_are_kept() -> None:
    text = markdown(kit(EN, questions=(CODE,)))
    assert "```\nif x < 1 and y & 2:\n    print('*')\n```" in text
    assert "$O(n) < n^2$" in text
    assert "`a[1:] | <b>`" in text


def shown(text: str) -> str:
    """The words of a paragraph as a reader of Markdown shows them."""
    (inline,) = (token for token in READER.parse(text) if token.type == "inline")
    return "".join(child.content for child in inline.children or [])


PLAIN = st.text(st.sampled_from("ab *_#<>&|[]()!~+-.=1甲，“”$ "), min_size=1, max_size=30).filter(
    lambda text: text.strip() == text and "**" not in text and "  " not in text and "$" not in text
)


def is_markup(text: str) -> bool:
    """Whether an author who writes this means a list or a table."""
    first = text.split(" ", maxsplit=1)[0]
    is_item = " " in text and (first in {"-", "+", "*"} or first[:-1].isdigit())
    return is_item or (text.startswith("|") and text.endswith("|"))


@given(PLAIN)
def test_any_text_is_shown_as_it_is(text: str) -> None:
    assume(not is_markup(text))
    question = Question("a/b", Localized(en=text), (KeyPoint("p", Localized(en="It is.")),))
    page = markdown(kit(EN, questions=(question,)))
    start = page.index("*4 min*\n\n") + len("*4 min*\n\n")
    assert shown(page[start : page.index("\n\n**Answer**")]) == text


def test_a_set_of_hostile_names_is_one_heading() -> None:
    headings = [token for token in READER.parse(markdown(kit(EN, questions=(HOSTILE,)))) if token.tag == "h1"]
    assert len(headings) == 2 * 3, "opened and closed once in each part"
