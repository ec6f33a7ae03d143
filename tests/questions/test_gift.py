"""GIFT as Moodle documents it and as people write it."""

import pytest
from tests.questions.conftest import Read

from interviewer.formats.sets.gift import write_gift
from interviewer.model import KeyPoint, Language, Localized, Question
from interviewer.model.draft import Completeness
from interviewer.model.question_set import Kit

KINDS = [
    ("What colour is it? {=yellow ~red ~blue}", "What colour is it?\n\n- yellow\n- red\n- blue", "yellow"),
    ("Sum? {=two#right! =2}", "Sum?", "two (right!)\n(2)"),
    ("Two plus {=two =2} equals four.", "Two plus ____ equals four.", "two\n(2)"),
    ("The sun rises in the east. {T}", "The sun rises in the east.\n\n(True / False?)", "True"),
    ("太阳从西边升起。{FALSE#不对#对}", "太阳从西边升起。\n\n(正确 / 错误?)", "错误\n\n对"),
    ("When? {#1822:5}", "When?", "1822 ± 5"),
    ("Pi? {#3.141..3.142}", "Pi?", "3.141 … 3.142"),
    ("When? {#=1822:0 =%50%1822:2#close}", "When?", "1822\n(1822 ± 2, 50 %)"),
    ("Who? {~%50%Grant ~%50%Lee ~%-100%Nobody}", "Who?\n\n- Grant\n- Lee\n- Nobody", "- Grant\n- Lee"),
    ("Say more. {####Because.}", "Say more.", "Because."),
    (r"Is 1 \= 1\: \{yes\}? \~ \# {=y}", "Is 1 = 1: {yes}? ~ #", "y"),
    (r"[html]<p>Is <b>x</b> \\(a\=b\\)?</p> {=<i>yes</i>}", r"Is x \(a=b\)?", "yes"),
    (r"[plain]a <b> c {=d}", "a <b> c", "d"),
    (r"[markdown]**What** is `x`? {=d}", "**What** is `x`?", "d"),
    (r"line one\nline two {=x}", "line one\nline two", "x"),
]


@pytest.mark.parametrize(("written", "text", "answer"), KINDS, ids=[kind[0][:24] for kind in KINDS])
def test_every_kind_becomes_a_question_with_an_answer(read: Read, written: str, text: str, answer: str) -> None:
    (draft,) = read(written, "quiz.gift").drafts
    assert (draft.text.zh or draft.text.en) == text
    assert (draft.answer.zh or draft.answer.en) == answer


def test_pairs_are_claims(read: Read) -> None:
    (draft,) = read(r"Which? {=cat -> cat food =dog -> dog \= food = -> bones}", "quiz.gift").drafts
    assert draft.claims == {Language.EN: ("cat → cat food", "dog → dog = food")}
    assert "bones" in draft.text.en


def test_an_essay_waits_for_its_answer(read: Read) -> None:
    (draft,) = read("Write about yourself. {}", "quiz.gift").drafts
    assert (draft.text.en, draft.completeness) == ("Write about yourself.", Completeness.UNANSWERED)


def test_categories_titles_tags_and_comments(read: Read) -> None:
    collection = read(
        "// a comment {=x}\n$CATEGORY: $course$/top/Nets//x/Deep\n\n"
        "// [id:7] [tag:one] [tag:two\\]]\n::Title::What is it?\n{\n  // inside\n  =that\n}\n::Next::And this?{=y}\n",
        "quiz.gift",
    )
    first, second = collection.drafts
    assert (first.text.en, first.answer.en, first.line) == ("What is it?", "that", 5)
    assert first.tags == ("one", "two]")
    assert first.section == ("Nets/x", "Deep")
    assert (second.text.en, second.line) == ("And this?", 10)


def test_what_is_no_question_is_said_by_line(read: Read) -> None:
    collection = read("Only text.\n\nBroken { =a\n\n{=x}\n\nFine? {=y}\n", "quiz.gift")
    assert [draft.text.en for draft in collection.drafts] == ["Fine?"]
    assert [issue.line for issue in collection.issues] == [1, 3, 5]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_encodings(read: Read, encoding: str) -> None:
    assert (
        read("什么是过拟合的模型？{=学了噪声的模型}".encode(encoding), "quiz.gift").drafts[0].answer.zh
        == "学了噪声的模型"
    )


def test_a_text_file_that_looks_like_gift_is_gift(read: Read) -> None:
    assert read("::One::What? {=x ~y}\n", "quiz.txt").format == "gift"


def written(read: Read, tmp_path: object, languages: tuple[Language, ...]) -> tuple[str, Question]:
    """A GIFT file with one question, as text."""
    from pathlib import Path

    question = Question(
        "git/rebase",
        Localized(en="What is a rebase?", zh="变基是什么？"),
        (KeyPoint("replays", Localized(en="It replays commits."), accept={Language.EN: ("replaying",)}),),
    )
    path = Path(str(tmp_path)) / "written.gift"
    write_gift(path, Kit("set", (question,), languages=languages))
    return path.read_text(encoding="utf-8"), question


@pytest.mark.parametrize("languages", [(Language.EN,), (Language.ZH, Language.EN)], ids="-".join)
def test_another_wording_is_taken_and_said(read: Read, tmp_path: object, languages: tuple[Language, ...]) -> None:
    text, question = written(read, tmp_path, languages)
    collection = read(
        text.replace("]What is a rebase?", "]What does a rebase do?").replace(
            ">What is a rebase?", ">What does a rebase do?"
        ),
        "edited.gift",
    )
    found = collection.drafts[0].question
    assert found is not None
    assert found.text == Localized(en="What does a rebase do?", zh="变基是什么？")
    assert found.key_points == question.key_points
    assert [issue.message for issue in collection.issues] == ["git/rebase was reworded: its new wording is taken"]


def test_a_damaged_question_leaves_what_is_shown(read: Read, tmp_path: object) -> None:
    text, _ = written(read, tmp_path, (Language.EN,))
    collection = read(text.replace("// key_points:", "// keypoints:"), "edited.gift")
    assert collection.drafts[0].question is None
    assert collection.drafts[0].text.en == "What is a rebase?"
    assert "damaged" in collection.issues[0].message
