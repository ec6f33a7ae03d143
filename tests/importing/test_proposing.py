"""A question in somebody's own words -> the question of ours that it could be."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from interviewer.bank.reader import parse_question
from interviewer.bank.writer import question_yaml
from interviewer.model import QUESTION_ID, Difficulty, Language, Localized, Question
from interviewer.model.draft import Completeness, Draft
from interviewer.model.intake import Provenance
from interviewer.session.claims import claims
from interviewer.session.plain_text import plain_text
from interviewer.session.proposing import MOST_POINTS, propose, topic_of

FILE = Path("team-notes.md")


def first(texts: Sequence[str], most: int) -> Sequence[int]:
    """The first ones, instead of those that say most."""
    return range(most)


def proposed(draft: Draft, provenance: Provenance = Provenance()) -> Question:  # noqa: B008 - a frozen value
    """The question that a draft becomes; it has to be one that can be written and read."""
    question, _ = propose(draft, FILE, provenance, first)
    _, _, issues = parse_question(question_yaml(question), FILE)
    assert issues == []
    return question


def points(question: Question) -> list[str]:
    """What its key points say."""
    return [point.text.zh or point.text.en for point in question.key_points]


def test_list_items_become_key_points() -> None:
    draft = Draft(
        Localized(zh="CNN 有什么特点？"),
        answer=Localized(zh="- **局部连接**\n- 权值共享：减少参数。"),
        claims={Language.ZH: ("**局部连接**", "权值共享：减少参数。")},
    )
    assert points(proposed(draft)) == ["局部连接", "权值共享：减少参数。"]


def test_a_row_of_a_table_is_one_point_and_an_item_of_two_sentences_two() -> None:
    row = "Sigmoid：公式：1/(1+e^-x)；缺点：会有梯度弥散；优点：输出在 0 和 1 之间"
    item = "训练时随机丢弃一部分神经元。测试时全部神经元都参与计算。"
    draft = Draft(Localized(zh="为什么？"), claims={Language.ZH: (row, item)})
    assert points(proposed(draft)) == [row, "训练时随机丢弃一部分神经元", "测试时全部神经元都参与计算"]


def test_prose_is_split_into_what_it_claims() -> None:
    answer = (
        "An index finds rows without reading the whole table, but it makes every write slower. For example: INSERT."
    )
    draft = Draft(Localized(en="What does an index do?"), answer=Localized(en=answer))
    assert points(proposed(draft)) == [
        "An index finds rows without reading the whole table",
        "it makes every write slower",
    ]
    assert proposed(draft).model_answer.en == answer


def test_claims_in_both_languages_become_one_point_each() -> None:
    draft = Draft(
        Localized("锁是什么？", "What is a lock?"),
        claims={Language.ZH: ("保护共享数据", "一次一个线程"), Language.EN: ("It guards data", "One thread at a time")},
    )
    assert [point.text for point in proposed(draft).key_points] == [
        Localized("保护共享数据", "It guards data"),
        Localized("一次一个线程", "One thread at a time"),
    ]


def test_claims_that_do_not_match_are_taken_from_the_fuller_language() -> None:
    draft = Draft(
        Localized("锁是什么？", "What is a lock?"),
        claims={Language.ZH: ("保护共享数据",), Language.EN: ("It guards data", "One thread at a time")},
    )
    assert [point.text.languages for point in proposed(draft).key_points] == [(Language.EN,), (Language.EN,)]


@pytest.mark.parametrize(
    ("answer", "language"),
    [
        ("支持 String, Hash, List, Set 和 ZSet。", Language.ZH),
        ("beforeCreate → created → mounted 等钩子函数。", Language.ZH),
        ("GET, POST", Language.ZH),
        ("It keeps the order in which they were added.", Language.EN),
    ],
)
def test_names_do_not_make_a_chinese_answer_english(answer: str, language: Language) -> None:
    question = proposed(Draft(Localized(zh="有哪些？"), answer=Localized(en=answer)))
    assert question.model_answer.languages == (language,)
    assert all(point.text.languages == (language,) for point in question.key_points)


@pytest.mark.parametrize("completeness", [Completeness.UNANSWERED, Completeness.BROKEN_OFF])
def test_without_an_answer_it_is_a_draft_that_keeps_what_there_is(completeness: Completeness) -> None:
    answer = "" if completeness is Completeness.UNANSWERED else "There are three kinds:"
    question = proposed(
        Draft(Localized(en="Which locks are there?"), answer=Localized(en=answer), completeness=completeness)
    )
    assert question.draft and question.key_points == ()
    assert question.model_answer.en == answer


def test_an_answer_of_code_alone_is_a_draft() -> None:
    assert proposed(Draft(Localized(en="How do you open a file?"), answer=Localized(en="```py\nopen(path)\n```"))).draft


def test_a_long_answer_gives_as_many_points_as_can_be_asked() -> None:
    items = tuple(f"the claim with number {number}" for number in range(30))
    question, count = propose(Draft(Localized(en="Why?"), claims={Language.EN: items}), FILE, Provenance(), first)
    assert (len(question.key_points), count) == (MOST_POINTS, 30)


def test_what_the_source_says_is_kept() -> None:
    draft = Draft(
        Localized(en="Why?"),
        difficulty=Difficulty.HARD,
        minutes=7,
        tags=("locks",),
        sources=("a paper",),
        licence="MIT License",
    )
    question = proposed(draft, Provenance(source="team-notes.md", licence="CC BY 4.0"))
    assert (question.difficulty, question.minutes, question.tags) == (Difficulty.HARD, 7, ("locks",))
    assert (question.sources, question.licence) == (("a paper", "team-notes.md"), "MIT License")


@pytest.mark.parametrize(
    ("section", "file", "topic"),
    [
        (("Interview questions", "Operating systems"), "notes.md", "operating-systems"),
        (("Operating systems", "进程"), "notes.md", "operating-systems"),
        (("Machine learning", "Questions & answers"), "notes.md", "machine-learning"),
        (("实践部分",), "locks.md", "locks"),
        (("Questions",), "wiki/databases/README.md", "databases"),
        ((), "操作系统.md", "imported"),
        ((), "closure/en-US.mdx", "closure"),
        (("Browsers", "Table of Contents"), "notes.md", "browsers"),
        (("3",), "2024.md", "imported"),
    ],
)
def test_the_topic_is_what_the_headings_or_the_file_say(section: tuple[str, ...], file: str, topic: str) -> None:
    assert topic_of(Draft(Localized(en="Why?"), section=section), Path(file)) == topic
    assert QUESTION_ID.fullmatch(topic)


def test_a_topic_that_is_given_counts() -> None:
    assert (
        proposed(Draft(Localized(en="Why a lock?"), section=("OS",)), Provenance(topic="os/locks")).topic == "os/locks"
    )


# The parts


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        ("训练时随机丢弃神经元，但是测试时全部保留。", ["训练时随机丢弃神经元", "测试时全部保留"]),
        ("很快。比如哈希表的查找是常数时间。", ["很快"]),
        ("很快。哈希表的查找是常数时间。", ["哈希表的查找是常数时间"]),
        ("主要有以下几种：", []),
        ("TCP 面向连接、可靠；UDP 无连接、开销小。", ["TCP 面向连接、可靠", "UDP 无连接、开销小"]),
        ("主要有两点：1、访问速度快；2、高并发。", ["访问速度快", "高并发"]),
        ("原因是 sigmoid 的导数小于 1、网络太深。", ["原因是 sigmoid 的导数小于 1、网络太深"]),
        (
            "A stack is freed by itself. A heap must be freed: by hand or by a collector.",
            ["A stack is freed by itself", "A heap must be freed: by hand or by a collector"],
        ),
        ("10.0.0.1 (RFC 1918)", ["10.0.0.1 (RFC 1918)"]),
        ("Paris", ["Paris"]),
    ],
)
def test_what_prose_claims(answer: str, found: list[str]) -> None:
    assert claims(answer) == found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("ACID 指原子性、一致性、隔离性、持久性。", ["ACID：原子性", "ACID：一致性", "ACID：隔离性", "ACID：持久性"]),
        ("Redis 支持 String、Hash 和 ZSet 五种数据类型。", ["Redis：String", "Redis：Hash", "Redis：ZSet"]),
        ("产生死锁有四个必要条件：互斥、占有且等待、循环等待", ["互斥", "占有且等待", "循环等待"]),
        ("原子性、一致性、隔离性。", ["原子性", "一致性", "隔离性"]),
        ("There are three colours: red, green and blue.", ["red", "green", "blue"]),
        ("ACID: atomicity, consistency and isolation.", ["ACID: atomicity", "ACID: consistency", "ACID: isolation"]),
        ("网络是由输入层、隐藏层、输出层组成的。", ["网络是由输入层、隐藏层、输出层组成的"]),
        ("时间复杂度是 O(n)、空间复杂度是 O(1)。", ["时间复杂度是 O(n)、空间复杂度是 O(1)"]),
        ("It came with 3.10, 3.11 and 3.12.", ["It came with 3.10, 3.11 and 3.12"]),
        ("A stack includes local variables, and it is freed.", ["A stack includes local variables, and it is freed"]),
    ],
)
def test_a_sentence_that_lists_names_gives_each_and_any_other_stays_whole(sentence: str, found: list[str]) -> None:
    assert claims(sentence) == found


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("**bold** and `code`, [a link](http://x.y)", "bold and code, a link"),
        ("![picture](a.png)Text", "Text"),
        ("1. one\n2) two\n- three", "one\ntwo\nthree"),
        ("1、一\n2.二\n3.14 is pi", "一\n二\n3.14 is pi"),
        ("10.0.0.1", "10.0.0.1"),
        (r"| a \| b | c |", r"a | b   c"),
        ("before\n```py\n# no heading\n```\nafter", "before\n\nafter"),
        ("snake_case_name and 2 * 3 * 4", "snake_case_name and 2 * 3 * 4"),
        ("if __name__ == '__main__':", "if __name__ == '__main__':"),
        ("$$\nE = mc^2\n$$\nis famous", "is famous"),
        ("x < y and <br>z", "x < y and  z"),
        ("", ""),
    ],
)
def test_the_words_of_markdown(markdown: str, text: str) -> None:
    assert plain_text(markdown) == text
