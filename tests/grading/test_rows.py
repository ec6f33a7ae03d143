"""What stands in a file of answers: every form that people have, and what is wrong with it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.grading.sheets import BISECT, REBASE, Row, table, written

from interviewer.bank import Bank
from interviewer.errors import UsageError
from interviewer.grading.answers import Entry
from interviewer.grading.naming import Naming
from interviewer.grading.reading import AnswerFile

ZH = "它把提交在新的基底上重新写一遍，历史因此是一条直线。"


def entries(path: Path, bank: Bank, *asked: str) -> list[Entry]:
    """Everything on the rows of a file."""
    with path.open("rb") as file:
        return list(AnswerFile(file, path, Naming(bank, [bank.get(name) for name in asked])).entries())


def found(path: Path, bank: Bank, *asked: str) -> list[tuple[str, str, str]]:
    """Who answered which question with what; no row may be bad."""
    read = entries(path, bank, *asked)
    assert [entry.problem for entry in read if entry.problem] == []
    answers = [answer for entry in read for answer in entry.answers]
    return [(answer.candidate, answer.question.id, answer.text) for answer in answers]


def problems(path: Path, bank: Bank) -> dict[int, str]:
    """What is wrong, by row."""
    return {entry.row: entry.problem for entry in entries(path, bank) if entry.problem}


EXPECTED = [("Ann", "git/rebase", REBASE), ("王芳", "git/rebase", ZH), ("王芳", "git/bisect", "")]
NARROW = [["Ann", "git/rebase", REBASE], ["王芳", "git/rebase", ZH], ["王芳", "git/bisect", ""]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("header", [["candidate", "question_id", "answer"], ["姓名", "题目", "答案"]], ids=["en", "zh"])
def test_a_table_of_answers_in_any_encoding(tmp_path: Path, small_bank: Bank, encoding: str, header: list[str]) -> None:
    assert found(table(tmp_path / "a.csv", header, *NARROW, encoding=encoding), small_bank) == EXPECTED


@pytest.mark.parametrize(("name", "delimiter"), [("a.tsv", "\t"), ("a.csv", ";"), ("a.txt", "\t")])
def test_other_delimiters(tmp_path: Path, small_bank: Bank, name: str, delimiter: str) -> None:
    path = table(tmp_path / name, ["Name", "Question ID", "Answer"], *NARROW, delimiter=delimiter)
    assert found(path, small_bank) == EXPECTED


def test_a_column_for_every_question_by_id_or_text(tmp_path: Path, small_bank: Bank) -> None:
    asked = small_bank.get("git/bisect").text
    for named in ("git/bisect", asked.en, asked.zh, f"2. {asked.zh}", f"Q2：{asked.en}  "):
        path = table(tmp_path / "a.csv", ["提交时间", "您的姓名", "git/rebase", named], ["1/2", "Ann", REBASE, BISECT])
        assert found(path, small_bank) == [("Ann", "git/rebase", REBASE), ("Ann", "git/bisect", BISECT)]
        with path.open("rb") as file:
            assert AnswerFile(file, path, Naming(small_bank)).ignored == ("提交时间",)


@pytest.mark.parametrize("header", [["Q1", "Q2"], ["1", "2"], ["第1题", "第2题"], ["题目1", "题目2"]])
def test_the_questions_of_a_set_may_be_called_by_their_numbers(
    tmp_path: Path, small_bank: Bank, header: list[str]
) -> None:
    path = table(tmp_path / "a.csv", ["name", *header], ["Ann", BISECT, REBASE])
    wanted = [("Ann", "git/bisect", BISECT), ("Ann", "git/rebase", REBASE)]
    assert found(path, small_bank, "git/bisect", "git/rebase") == wanted


def test_json_rows_with_one_answer_or_all_of_a_candidate(tmp_path: Path, small_bank: Bank) -> None:
    both: Row = {"candidate": "王芳", "answers": {"git/rebase": ZH, "git/bisect": None}}
    path = written(tmp_path / "a.jsonl", {"candidate": "Ann", "question_id": "git/rebase", "answer": REBASE}, "", both)
    assert found(path, small_bank) == EXPECTED


def test_cells_with_line_feeds_keep_their_rows_apart(tmp_path: Path, small_bank: Bank) -> None:
    path = table(
        tmp_path / "a.csv",
        ["candidate", "question", "answer"],
        ["Ann", "git/rebase", 'one "two"\nthree, four\n'],
        ["Bob", "git/nothing", "x"],
    )
    (good, bad) = entries(path, small_bank)
    assert (good.row, good.answers[0].text) == (2, 'one "two"\nthree, four\n')
    assert (bad.row, bad.answers) == (5, ())


def test_a_bad_row_says_what_is_wrong_and_leaves_the_others_alone(tmp_path: Path, small_bank: Bank) -> None:
    good = {"candidate": "Ann", "question_id": "git/rebase", "answer": REBASE}
    rows: list[Row | str] = [
        good,
        "{oops",
        good | {"question_id": "git/rebse"},
        good | {"score": 7},
        {"question_id": "git/rebase", "answer": "x"},
        {"candidate": "Ann", "question_id": "git/rebase"},
        good | {"answer": "\\ud800"},
        good | {"answer": 3},
        "[1]",
        good,
    ]
    path = written(tmp_path / "a.jsonl", *rows)
    path.write_text(path.read_text().replace("\\\\ud800", "\\ud800"))
    told = problems(path, small_bank)
    wanted = {2: "not JSON", 3: "git/rebase", 4: "0 to 1", 5: "candidate", 6: "answer", 7: "encoding", 8: "not text"}
    wanted[9] = "not a JSON object"
    assert told.keys() == wanted.keys()
    assert [row for row, part in wanted.items() if part not in told[row]] == []


def test_one_unknown_question_does_not_cost_a_candidate_the_others(tmp_path: Path, small_bank: Bank) -> None:
    path = written(tmp_path / "a.jsonl", {"candidate": "Ann", "answers": {"git/rebase": REBASE, "git/bisct": "x"}})
    (entry,) = entries(path, small_bank)
    assert [answer.question.id for answer in entry.answers] == ["git/rebase"]
    assert "git/bisect" in entry.problem


def test_bytes_that_are_no_text_cost_their_row_only(tmp_path: Path, small_bank: Bank) -> None:
    lines = ["candidate,question,answer", f"王芳,git/rebase,{ZH}", "Bob,git/rebase,@", f"Ann,git/rebase,{REBASE}"]
    path = tmp_path / "a.csv"
    path.write_bytes("\n".join(lines).encode().replace(b"@", b"\xff\xfe"))
    assert list(problems(path, small_bank)) == [3]


def test_western_spreadsheets_are_read_too(tmp_path: Path, small_bank: Bank) -> None:
    rows = (["candidate", "question", "answer"], ["Zoë", "git/rebase", "It’s written anew – elsewhere."])
    path = table(tmp_path / "a.csv", *rows, encoding="cp1252")
    assert found(path, small_bank) == [("Zoë", "git/rebase", "It’s written anew – elsewhere.")]


def test_a_quotation_mark_that_is_not_closed_is_told(tmp_path: Path, small_bank: Bank) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f'candidate,question,answer\nAnn,git/rebase,"{REBASE}\n' + "Bob,git/rebase,x\n" * 300_000)
    assert "quotation mark" in problems(path, small_bank)[2]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.csv", b"", "nothing"),
        ("a.csv", b"question,answer\ngit/rebase,x", "candidate"),
        ("a.csv", b"candidate,answer\nAnn,x", "questions"),
        ("a.csv", b"candidate,git/rebse\nAnn,x", "git/rebase"),
        ("a.csv", b"\n\n", "nothing"),
        ("a.json", b'[{"candidate": "Ann"}]', "array"),
        ("a.xlsx", b"PK\x03\x04....", "spreadsheet"),
    ],
)
def test_what_is_no_file_of_answers_is_refused(
    tmp_path: Path, small_bank: Bank, name: str, content: bytes, told: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UsageError) as refused:
        entries(path, small_bank)
    assert told in f"{refused.value.message} {refused.value.hint}"


@given(st.binary(max_size=300), st.sampled_from(["a.csv", "a.jsonl", "a"]))
def test_whatever_a_file_holds_it_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, small_bank: Bank, content: bytes, name: str
) -> None:
    path = tmp_path_factory.mktemp("any") / name
    path.write_bytes(content)
    try:
        entries(path, small_bank)
    except UsageError as refused:
        assert refused.message


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=40), max_size=6))
def test_answers_come_out_of_a_table_as_they_went_in(
    tmp_path_factory: pytest.TempPathFactory, small_bank: Bank, texts: list[str]
) -> None:
    rows = [[f"c{number}", "git/rebase", text] for number, text in enumerate(texts)]
    path = table(tmp_path_factory.mktemp("any") / "a.csv", ["candidate", "question", "answer"], *rows)
    assert found(path, small_bank) == [(row[0], row[1], row[2]) for row in rows]


def test_a_score_that_is_none_does_not_cost_the_answer(tmp_path: Path, small_bank: Bank) -> None:
    row: Row = {"candidate": "Ann", "question_id": "git/rebase", "answer": REBASE, "score": "80"}
    header = ["candidate", "question_id", "answer", "score"]
    for path in (
        written(tmp_path / "a.jsonl", row),
        table(tmp_path / "a.csv", header, ["Ann", "git/rebase", REBASE, "80"]),
    ):
        (entry,) = entries(path, small_bank)
        assert [(answer.text, answer.human_score) for answer in entry.answers] == [(REBASE, None)]
        assert "'80'" in entry.problem
        assert entry.unread == ()


def test_a_row_that_cannot_be_read_tells_whose_it_is(tmp_path: Path, small_bank: Bank) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "candidate,question_id,answer\nAnn,git/rebase,one,two\nBob,git/rebse,x\nCat,git/bisect\n"
        'and so on, said one\nDan,git/bisect,"open\n'
    )
    assert [(entry.candidate, entry.unread) for entry in entries(path, small_bank)] == [
        ("Ann", ("git/rebase",)),
        ("Bob", ("",)),
        ("Cat", ("git/bisect",)),
        ("", ("",)),
        ("Dan", ("git/bisect",)),
    ]
    row: Row = {"candidate": "Ann", "answers": {"git/rebase": 3, "git/bisct": "x", "git/bisect": BISECT}}
    (entry,) = entries(written(tmp_path / "a.jsonl", row), small_bank)
    assert (entry.candidate, entry.unread) == ("Ann", ("git/rebase", ""))
    assert [answer.text for answer in entry.answers] == [BISECT]


@pytest.mark.parametrize(
    "others",
    [
        "Bob,git/rebase,x\nCat,git/bisect,y\n",
        'Bob,git/rebase,"x, y"\nCat,git/bisect,y\n',
        'Bob,git/rebase,""\nCat,git/bisect,"two\nlines"\n',
        '"Bob","git/rebase","x"\n"Cat","git/bisect","y"\n',
    ],
    ids=["no other", "one quoted", "an empty one", "all quoted"],
)
def test_a_quotation_mark_that_is_not_closed_costs_its_own_row_only(
    tmp_path: Path, small_bank: Bank, others: str
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f'candidate,question,answer\nAnn,git/rebase,"3 inches\n{others}')
    bad, *good = entries(path, small_bank)
    assert (bad.row, bad.answers, "quotation mark" in bad.problem) == (2, (), True)
    assert [(entry.row, entry.candidate, entry.problem) for entry in good] == [(3, "Bob", ""), (4, "Cat", "")]
    assert all(entry.answers for entry in good)


def test_quotation_marks_within_a_line_stay_text(tmp_path: Path, small_bank: Bank) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        'candidate,question,answer\nAnn,git/rebase,a 3" nail\nBob,git/rebase,"say "x" now"\nCat,git/bisect,\n'
    )
    assert found(path, small_bank) == [
        ("Ann", "git/rebase", 'a 3" nail'),
        ("Bob", "git/rebase", 'say x" now"'),
        ("Cat", "git/bisect", ""),
    ]


def test_a_table_full_of_open_quotation_marks_is_not_read_for_ever(
    tmp_path: Path, small_bank: Bank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("interviewer.grading.table_rows.MOST_READ_AGAIN", 2000)
    path = tmp_path / "a.csv"
    path.write_text("candidate,question,answer\n" + 'Ann,git/rebase,x","open\n' * 40)
    told = problems(path, small_bank)
    assert "not closed" in told[2]
    assert "up to 41" in told[max(told)]
    assert len(told) < 10


def test_a_question_of_the_set_without_a_column_is_told_with_the_likely_one(tmp_path: Path, small_bank: Bank) -> None:
    path = table(tmp_path / "a.csv", ["Full name", "git/rebse", "第 2 题：", "Phone", "score"], ["Ann", REBASE, BISECT])
    asked = [small_bank.get(name) for name in ("git/rebase", "git/bisect", "web/etag")]
    with path.open("rb") as file:
        answers = AnswerFile(file, path, Naming(small_bank, asked))
        assert [(without.question_id, without.column) for without in answers.without] == [
            ("git/rebase", "git/rebse"),
            ("web/etag", ""),
        ]
        assert answers.ignored == ("git/rebse", "Phone", "score")
        (entry,) = answers.entries()
    assert [(answer.question.id, answer.text) for answer in entry.answers] == [("git/bisect", BISECT)]
