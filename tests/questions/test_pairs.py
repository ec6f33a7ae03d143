"""The same questions in two languages, in two files."""

from pathlib import Path

import pytest

from interviewer.formats.questions.markdown import parse
from interviewer.formats.questions.pairs import find_pairs, join
from interviewer.model import Language
from interviewer.model.draft import Collection, Taking


def read(name: str, text: str) -> Collection:
    return parse(text, Path(name), Taking())


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("q/en-US.mdx", "q/zh-CN.mdx"),
        ("README.md", "README_zh.md"),
        ("README.md", "README.zh-CN.md"),
        ("README.md", "README-zh_CN.md"),
        ("README.md", "zh-CN/README-zh_CN.md"),
        ("a/en/x.md", "a/zh/x.md"),
        ("questions_en.md", "questions_zh.md"),
        ("docs/x.md", "i18n/zh-CN/docusaurus-plugin-content-docs/current/x.md"),
        ("题目.md", "题目_en.md"),
    ],
)
def test_names_that_make_a_pair(first: str, second: str) -> None:
    (pair,) = find_pairs([Path(second), Path(first), Path("other.md")])
    assert {pair.first, pair.second} == {Path(first), Path(second)}
    assert set(pair.languages) == set(Language)


@pytest.mark.parametrize(
    "names", [["a.md", "b.md"], ["en/a.md", "zh/b.md"], ["q/en-US.mdx", "p/zh-CN.mdx"], ["a_zh.md", "a_en.csv"]]
)
def test_names_that_make_none(names: list[str]) -> None:
    assert find_pairs([Path(name) for name in names]) == []


def test_questions_are_joined_by_their_place() -> None:
    joined = join(
        read("en.md", "## What is a?\n- one\n\n## What is b?\nB.\n"),
        read("zh.md", "## 什么是甲？\n- 一\n\n## 什么是乙？\n"),
    )
    assert [(draft.text.en, draft.text.zh) for draft in joined.drafts] == [
        ("What is a?", "什么是甲？"),
        ("What is b?", "什么是乙？"),
    ]
    assert joined.drafts[0].claims == {Language.EN: ("one",), Language.ZH: ("一",)}
    assert joined.issues == ()


def test_questions_are_joined_by_number_where_some_are_missing_and_the_rest_is_told() -> None:
    joined = join(
        read("en.md", "## 1. What is a?\nA.\n## 2. What is b?\nB.\n## 3. What is c?\nC.\n"),
        read("zh.md", "## 1. 什么是甲？\n甲。\n## 3. 什么是丙？\n丙。\n"),
    )
    assert [(draft.text.en, draft.text.zh) for draft in joined.drafts] == [
        ("What is a?", "什么是甲？"),
        ("What is b?", ""),
        ("What is c?", "什么是丙？"),
    ]
    assert [(issue.path.name, issue.line) for issue in joined.issues] == [("en.md", 3)]


def test_nothing_is_joined_that_has_nothing_in_common() -> None:
    joined = join(read("en.md", "## What is a?\nA.\n## What is b?\nB.\n"), read("zh.md", "## 什么是丙？\n丙。\n"))
    assert [draft.text.languages for draft in joined.drafts] == [(Language.EN,), (Language.EN,), (Language.ZH,)]
    assert len(joined.issues) == 3
