"""Whatever a file holds, it is read or refused: no crash, no hang, no question out of nothing."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.fuzz.fragments import FRAGMENTS

from interviewer.errors import UsageError
from interviewer.formats.questions import FORMATS
from interviewer.formats.questions.markdown import parse, read
from interviewer.formats.questions.pairs import join
from interviewer.model.draft import Collection, Taking

TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(FRAGMENTS), max_size=60).map("".join))


def check(collection: Collection, text: str) -> None:
    """What holds for every collection."""
    last = text.count("\n") + 1
    for draft in collection.drafts:
        assert any(character.isalnum() for character in draft.text.zh + draft.text.en)
        assert 1 <= draft.line <= last
        assert all(claims and all(claims) for claims in draft.claims.values())
    assert [draft.line for draft in collection.drafts] == sorted(draft.line for draft in collection.drafts)
    assert all(0 <= issue.line <= last for issue in collection.issues)
    assert len({issue.message for issue in collection.issues}) == len(collection.issues)
    assert collection.drafts or collection.issues


@given(TEXTS, st.sampled_from(["list.md", "zh-CN.mdx", "notes.txt"]))
@example("<details>\n<summary>a?", "list.md")
@example("---\ntitle: What?\n---\n", "list.md")
def test_any_text_is_read(text: str, name: str) -> None:
    check(parse(text, Path(name), Taking()), text)


@given(TEXTS, TEXTS)
def test_any_two_files_are_joined_without_losing_a_question(first: str, second: str) -> None:
    one, other = parse(first, Path("en.md"), Taking()), parse(second, Path("zh.md"), Taking())
    joined = join(one, other)
    assert max(len(one.drafts), len(other.drafts)) <= len(joined.drafts) <= len(one.drafts) + len(other.drafts)


@given(TEXTS)
def test_reading_twice_gives_the_same(text: str) -> None:
    assert parse(text, Path("a.md"), Taking()) == parse(text, Path("a.md"), Taking())


LARGE = 2**20


@pytest.mark.parametrize(
    "text",
    [
        *(mark * (LARGE // len(mark)) for mark in ("#", ">", "|", "[", "`", "*", "$", "![](", "\\(", "<", "<!--", "-")),
        "".join(" " * depth + "- a\n" for depth in range(1_500)),
        "<details><summary>a</summary>\n" * 3_000,
        "- " + "[" * 4_900 + "\n- " + "*a " * 1_600 + "\n",
        "```` a\n" * 5_000 + "```\n" * 5_000,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_large_monotonous_text_is_read(text: str) -> None:
    check(parse(text, Path("a.md"), Taking()), text)


@pytest.mark.parametrize("text", ["a\n" * 100_001, "<details>" * 100_001], ids=["lines", "tags"])
def test_more_lines_than_any_list_has_are_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "list.md"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match="more than 100,000 lines"):
        read(path, Taking())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_any_encoding_and_any_line_end_is_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "题目.md"
    path.write_bytes("# 题目\r\n## 什么是栈？\r\n后进先出。\r\n".encode(encoding))
    (draft,) = read(path, Taking()).drafts
    assert (draft.text.zh, draft.answer.zh, draft.line) == ("什么是栈？", "后进先出。", 2)


@pytest.mark.parametrize(
    ("name", "head", "expected"),
    [
        ("a.md", b"", True),
        ("a.MDX", b"", True),
        ("a.txt", b"1.\xe4\xbb\x80", True),
        ("a.txt", "##### 1.什么".encode("gb18030"), True),
        ("a.txt", b"prose", False),
        ("a.csv", b"# a", False),
        ("a.txt", b"\0# a", False),
    ],
)
def test_a_file_is_recognised_by_its_name_or_its_beginning(name: str, head: bytes, expected: bool) -> None:
    (markdown,) = [one for one in FORMATS if one.name == "markdown"]
    assert markdown.recognises(Path(name), head) is expected
