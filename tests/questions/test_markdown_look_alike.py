"""A Chinese list as people really write them: indented answers, numbers without a blank, a table, one broken off."""

from pathlib import Path

from interviewer.formats.questions.markdown import read
from interviewer.model import Language
from interviewer.model.draft import Completeness, Taking

PATH = Path(__file__).with_name("look-alike.txt")

COLLECTION = read(PATH, Taking())
DRAFTS = COLLECTION.drafts

EXPECTED = [
    (6, "1", "批量归一化的作用", "answered", 3),
    (18, "2", "残差连接为什么有效", "answered", 2),
    (24, "3", "怎么选学习率", "answered", 2),
    (30, "4", "GRU和LSTM的关系", "answered", 0),
    (35, "5", "为什么Transformer要用Layer Norm?", "unanswered", 0),
    (38, "6", "梯度裁剪的应用场景", "unanswered", 0),
    (41, "7", "数据不平衡的处理办法", "broken off", 0),
    (48, "8", "常用的损失函数", "answered", 2),
    (56, "9", "3x3卷积核的好处", "answered", 2),
    (67, "1", "is和==有什么区别", "answered", 0),
    (72, "2", "装饰器执行的时机", "answered", 2),
    (80, "3", "模型的显存占用怎么算", "unanswered", 0),
]


def test_every_question_comes_out_as_it_was_written() -> None:
    found = [
        (
            draft.line,
            draft.number,
            draft.text.zh,
            draft.completeness.value,
            len(draft.claims.get(Language.ZH, ())),
        )
        for draft in DRAFTS
    ]
    assert found == EXPECTED


def test_the_sections_are_the_headings_above() -> None:
    assert {draft.section for draft in DRAFTS[:9]} == {("常见问题",)}
    assert {draft.section for draft in DRAFTS[9:]} == {("常见问题", "工程部分")}


def test_items_carried_on_in_the_next_line_are_one_claim() -> None:
    assert DRAFTS[0].claims[Language.ZH] == (
        "加快收敛：对初始化没有那么敏感。",
        "有轻微的正则化效果（每个批次的统计量不同，相当于加了噪声）",
        "批次太小的时候统计量不准，这时候可以换成组归一化。",
    )
    assert DRAFTS[8].claims[Language.ZH][0] == "两个3x3叠起来的感受野和一个5x5一样，参数却是 2x3x3=18，比25少。"
    assert DRAFTS[10].claims[Language.ZH][0] == "对于 @decorator ，定义函数的时候就执行了，而不是调用的时候。"


def test_a_row_of_a_table_is_one_claim_without_its_empty_cells() -> None:
    assert DRAFTS[7].claims[Language.ZH] == (
        "MSE：公式：(y−f)^2；缺点：1、对异常点敏感，2、梯度会很大",
        "Huber：公式：分段，δ可调；优点：处处可导",
    )


def test_a_reference_in_a_heading_is_a_source() -> None:
    assert [draft.sources for draft in DRAFTS if draft.sources] == [
        ("https://example.org/notes/res_(net)/1",),
        ("https://example.org/loss",),
    ]


def test_the_answer_stays_as_it_is() -> None:
    assert DRAFTS[0].answer.zh.startswith("归一化之后每一层的输入分布更加稳定，可以用更大的学习率。\n\n推理的时候")
    assert "1.加快收敛" in DRAFTS[0].answer.zh
    assert DRAFTS[6].answer.zh.startswith("常用的办法有")
    assert DRAFTS[7].answer.zh.startswith("| 损失函数 |")
    assert all(not draft.answer.languages for draft in DRAFTS if draft.completeness is Completeness.UNANSWERED)


def test_text_before_the_first_question_is_told_once() -> None:
    assert [(issue.line, issue.message) for issue in COLLECTION.issues] == [
        (3, "the text here belongs to no question; it was left out")
    ]
