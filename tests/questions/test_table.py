"""Tables of questions as people have them in their spreadsheets."""

from pathlib import Path

import pytest
from tests.questions.conftest import Read

from interviewer.errors import UsageError
from interviewer.formats.sets.table import write_table
from interviewer.formats.table_cells import is_formula, read_text, read_texts, write_text, write_texts
from interviewer.model import AnyOf, Difficulty, KeyPoint, Language, Localized, Question
from interviewer.model.draft import Completeness, Taking
from interviewer.model.question_set import Kit

REBASE = Question(
    "git/rebase",
    Localized(en="What is a rebase?", zh="变基是什么？"),
    (
        KeyPoint("replays", Localized(en="It replays commits.", zh="它重放提交。"), weight=2.5, required=True),
        KeyPoint(
            "hashes",
            Localized(en="The hashes are new."),
            accept={Language.EN: ("=new ids", "other ids")},
            contradicts={Language.EN: ("- nothing changes", "- the ids stay")},
        ),
    ),
    any_of=(AnyOf(("replays", "hashes"), 1),),
    tags=("git", "history"),
)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    "header", [("Question", "ANSWER"), ("问题", "参考答案"), ("front", "Back"), (" 题目 ", "答案")]
)
def test_columns_are_known_by_name_whatever_stands_between_them(
    read: Read, delimiter: str, header: tuple[str, str]
) -> None:
    rows = [header, ("What is a rebase?", "It replays commits."), ("什么是变基？", "重放提交。")]
    collection = read("\r\n".join(delimiter.join(row) for row in rows), "questions.csv")
    assert [draft.text for draft in collection.drafts] == [
        Localized(en="What is a rebase?"),
        Localized(zh="什么是变基？"),
    ]
    assert [draft.answer for draft in collection.drafts] == [
        Localized(en="It replays commits."),
        Localized(zh="重放提交。"),
    ]
    assert [draft.line for draft in collection.drafts] == [2, 3]
    assert collection.issues == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "big5"])
def test_chinese_is_read_in_every_encoding(read: Read, encoding: str) -> None:
    text = "問題,答案\n什麼是過擬合？,模型在訓練資料上表現好，在測試資料上表現差。\n"
    draft = read(text.encode(encoding), "questions.csv").drafts[0]
    assert (draft.text.zh, draft.answer.zh) == ("什麼是過擬合？", "模型在訓練資料上表現好，在測試資料上表現差。")


def test_western_windows_is_read_as_what_it_is(read: Read) -> None:
    draft = read("question;answer\nQu’est-ce que l’écart-type ?;Une racine carrée\n".encode("cp1252"), "q.csv").drafts[
        0
    ]
    assert draft.text.en == "Qu’est-ce que l’écart-type ?"
    assert draft.answer.en == "Une racine carrée"


def test_all_columns(read: Read) -> None:
    text = (
        "序号,题目,答案,难度,用时,标签,得分点,来源,分类,许可\n"
        '7,什么是过拟合？,"训练好,\n测试差。",中等,5分钟,"深度学习，基础",'
        '"1. 训练误差低\n2. 测试误差高",花书,训练/泛化,MIT\n'
    )
    (draft,) = read(text, "questions.csv").drafts
    assert draft.answer.zh == "训练好,\n测试差。"
    assert draft.claims == {Language.ZH: ("训练误差低", "测试误差高")}
    assert (draft.number, draft.difficulty, draft.minutes) == ("7", Difficulty.MEDIUM, 5.0)
    assert (draft.tags, draft.section) == (("深度学习", "基础"), ("训练", "泛化"))
    assert (draft.sources, draft.licence) == (("花书",), "MIT")


def test_two_languages_stand_side_by_side(read: Read) -> None:
    text = "question_en,问题（中文）,Answer (EN),answer_zh\nWhat?,什么？,That.,那个。\n"
    (draft,) = read(text, "questions.csv").drafts
    assert draft.text == Localized(en="What?", zh="什么？")
    assert draft.answer == Localized(en="That.", zh="那个。")


def test_the_language_that_is_said_counts(read: Read) -> None:
    (draft,) = read("question\nReLU?\n", "q.csv", Taking(Language.ZH)).drafts
    assert draft.text == Localized(zh="ReLU?")
    assert draft.completeness is Completeness.UNANSWERED


def test_what_is_wrong_with_a_row_is_said_with_its_line(read: Read) -> None:
    text = 'question,answer,level,time,colour\n"a\nb",x,easy,3,red\n,y,easy,3,red\nc,z\nd,w,tricky,soon,red,more\n'
    collection = read(text, "questions.csv")
    assert [draft.text.en for draft in collection.drafts] == ["a\nb", "c", "d"]
    assert [(issue.line, issue.message) for issue in collection.issues] == [
        (1, "columns that are not taken: 'colour'"),
        (4, "has no question; left out"),
        (5, "has 2 cells where the header has 5: the missing ones are taken as empty"),
        (6, "has 6 cells where the header has 5: the others are left out"),
        (6, "the difficulty 'tricky' is not known; say easy, medium or hard"),
        (6, "the time 'soon' is not a number of minutes"),
    ]


def test_a_text_file_whose_first_line_is_a_header_is_a_table(read: Read) -> None:
    assert read("Question\tAnswer\nWhat?\tThat.\n", "questions.txt").format == "csv"


def test_excels_line_about_the_separator_is_not_the_header(read: Read) -> None:
    (draft,) = read("sep=;\nquestion;answer\nWhat?;That.\n", "questions.csv").drafts
    assert (draft.line, draft.text.en) == (3, "What?")


@pytest.mark.parametrize("content", ["", "1,2\n3,4\n", "What is x?,It is y.\n"])
def test_without_a_header_it_says_which_ones_are_known(read: Read, content: str) -> None:
    with pytest.raises(UsageError, match="no header") as caught:
        read(content, "questions.csv")
    assert "question (问题)" in caught.value.hint
    assert "answer (答案)" in caught.value.hint


@pytest.mark.parametrize(
    "cell",
    [
        '=HYPERLINK("http://example.org")',
        "=1+1",
        "=A1",
        " =SUM(A1:A9)",
        "\t=cmd|' /C calc'!A0",
        "+cmd|' /C calc'!A0",
        "-2+3+cmd|' /C calc'!A0",
        "@SUM(1+1)*cmd|' /C calc'!A0",
        "＝SUM(A1)",
        '-hyperlink("x")',
        '=IMPORTXML("http://example.org", "//a")',
    ],
)
def test_a_formula_is_refused_with_its_line(read: Read, cell: str) -> None:
    quoted = cell.replace('"', '""')
    with pytest.raises(UsageError, match=r"formulas.*line 3"):
        read(f'question,answer\nfirst,x\nsecond,"{quoted}"\n', "questions.csv")


@pytest.mark.parametrize(
    "cell",
    [
        "== compares",
        "=> is an arrow",
        "= is assignment",
        "- one\n- two",
        "+1",
        "-log(p)",
        "@property makes one",
        "-5",
        "'=1+1",
    ],
)
def test_a_text_that_only_begins_with_a_sign_is_a_text(cell: str) -> None:
    assert not is_formula(cell)


def test_a_quotation_mark_that_never_ends_is_a_clear_error(read: Read) -> None:
    with pytest.raises(UsageError, match="quotation mark"):
        read('question,answer\n"never closed,x\n' + "more\n" * 40_000, "questions.csv")


def test_a_quotation_mark_that_never_ends_is_told_by_line_in_a_short_table_too(read: Read) -> None:
    rows = "What is x?,An x\n" * 3
    with pytest.raises(UsageError, match=r"questions\.csv:3: a quotation mark opens in this row"):
        read(f'question,answer\nWhat is y?,A y\nWhat is z?,"A z that\n{rows}', "questions.csv")


def test_a_quotation_mark_that_only_another_row_ends_is_told_by_line(read: Read) -> None:
    text = 'question,answer\nWhat is x?,"An x that\nWhat is y?,A y\nWhat is z?,"A z"\n'
    assert [(issue.line, issue.message.partition(",")[0]) for issue in read(text, "questions.csv").issues] == [
        (2, "3 lines are one row from here on")
    ]


def test_quotation_marks_that_fit_are_no_issue(read: Read) -> None:
    text = 'question,answer\nWhat is x?,"A ""great"" x,\nover\nlines"\nWhat is y?,5" long\nWhat is z?,"a"'
    collection = read(text, "questions.csv")
    assert collection.issues == ()
    assert [draft.answer.en for draft in collection.drafts] == ['A "great" x,\nover\nlines', '5" long', "a"]


# Our own table


@pytest.fixture
def table(tmp_path: Path) -> str:
    """A table with one question, as text."""
    path = tmp_path / "written.csv"
    write_table(path, Kit("set", (REBASE,)))
    return path.read_text(encoding="utf-8")


def test_our_table_opens_in_excel_and_has_a_row_for_each_point(table: str) -> None:
    assert table.startswith("\ufeffid,difficulty,")
    lines = table.splitlines()
    assert lines[1].startswith('git/rebase,medium,4,"git, history",变基是什么？,What is a rebase?')
    assert "'=new ids" in table, "a spreadsheet would take it for a formula"
    assert "'- nothing changes" in table


def test_what_was_edited_in_a_spreadsheet_is_taken(read: Read, table: str) -> None:
    edited = (
        table.replace(",", ";")
        .replace("medium", "困难")
        .replace("2.5", "3,5")
        .replace("replays commits", "replays work")
    )
    question = read(edited.replace("; h", ", h"), "questions.csv").drafts[0].question
    assert question is not None
    assert question.difficulty is Difficulty.HARD
    assert question.point("replays").weight == 3.5
    assert question.point("replays").text.en == "It replays work."
    assert question.point("hashes").accept == {Language.EN: ("=new ids", "other ids")}
    assert question.any_of == REBASE.any_of


def test_rows_may_be_sorted_and_their_order_is_that_of_the_points(read: Read, table: str) -> None:
    header, first, *rest = table.split("\ngit/rebase")
    swapped = "\ngit/rebase".join([header, rest[0].rstrip("\n"), first])
    question = read(swapped, "questions.csv").drafts[0].question
    assert question is not None
    assert [point.id for point in question.key_points] == ["hashes", "replays"]
    assert question.text == REBASE.text


def test_mistakes_in_our_table_are_said_with_their_line(read: Read, table: str) -> None:
    edited = table.replace("medium", "tricky").replace("2.5", "much").replace("1 of replays", "one of replays")
    collection = read(edited, "questions.csv")
    assert [issue.line for issue in collection.issues] == [2, 2, 2]
    assert sorted(
        (str(issue.message).split()[0] for issue in collection.issues), key=["difficulty", "weight", "any_of"].index
    ) == ["difficulty", "weight", "any_of"]
    assert collection.drafts[0].question is None
    assert collection.drafts[0].text == REBASE.text


def test_texts_that_a_spreadsheet_would_change_stand_in_a_list() -> None:
    assert write_text("plain\ntext") == "plain\ntext"
    assert write_text("=formula") == "=formula", "`csv_text` puts the apostrophe before it"
    assert write_text("'=text") == '["\'=text"]'
    assert read_text('["\'=text"]') == "'=text"
    assert write_texts(["one", "two\nlines"]) == '["one", "two\\nlines"]'
    assert read_texts("one\n\n two ") == ("one", "two")
    assert read_text("[1] is a footnote") == "[1] is a footnote"
