"""Moodle XML: what Moodle exports, what we wrote, and what somebody made to do harm."""

from pathlib import Path

import pytest
from tests.questions.conftest import Read

from interviewer.errors import UsageError
from interviewer.formats.sets.moodle import write_moodle
from interviewer.model import KeyPoint, Language, Localized, Question
from interviewer.model.draft import Completeness
from interviewer.model.question_set import Kit

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n'


def question(kind: str, text: str, rest: str) -> str:
    """A question as Moodle writes it."""
    return (
        f'<question type="{kind}"><name><text>name</text></name>'
        f'<questiontext format="html"><text><![CDATA[{text}]]></text></questiontext>{rest}</question>\n'
    )


def answer(share: str, text: str, rest: str = "") -> str:
    """An accepted or offered answer."""
    return f'<answer fraction="{share}" format="html"><text>{text}</text>{rest}</answer>'


KINDS = [
    (
        "essay",
        "<p>What is <b>dropout</b>?</p>",
        "<graderinfo format='html'><text><![CDATA[<ul><li>random</li><li>scaled</li></ul>]]></text></graderinfo>",
        ("What is dropout?", "- random\n- scaled", ("random", "scaled")),
    ),
    (
        "shortanswer",
        "Capital of France?",
        answer("50", "Lutetia") + answer("100", "Paris") + answer("0", "*"),
        ("Capital of France?", "Paris\n(Lutetia, 50 %)", ()),
    ),
    (
        "multichoice",
        "Pick.",
        "<single>true</single>" + answer("100", "right") + answer("0", "wrong"),
        ("Pick.\n\n- right\n- wrong", "right", ()),
    ),
    (
        "multichoice",
        "Pick two.",
        "<single>false</single>" + answer("50", "a") + answer("-50", "b") + answer("50", "c"),
        ("Pick two.\n\n- a\n- b\n- c", "- a\n- c", ("a", "c")),
    ),
    (
        "truefalse",
        "The earth is flat.",
        answer("0", "true") + answer("100", "false", "<feedback><text>It is round.</text></feedback>"),
        ("The earth is flat.\n\n(True / False?)", "False\n\nIt is round.", ()),
    ),
    (
        "matching",
        "Match.",
        "<subquestion><text>cat</text><answer><text>meow</text></answer></subquestion>"
        "<subquestion><text>dog</text><answer><text>woof</text></answer></subquestion>",
        ("Match.\n\n- cat\n- dog\n\nmeow / woof", "- cat → meow\n- dog → woof", ("cat → meow", "dog → woof")),
    ),
    (
        "numerical",
        "Pi?",
        answer("100", "3.14", "<tolerance>0.01</tolerance>"),
        ("Pi?", "3.14 ± 0.01", ()),
    ),
    (
        "cloze",
        "Paris is in {1:SHORTANSWER:=France#yes!~%50%Europe} since {1:MULTICHOICE:=ever~never}.",
        "",
        ("Paris is in ____ since ____ (ever / never).", "- France\n- ever", ("France", "ever")),
    ),
    (
        "gapselect",
        "[[2]] beats [[1]].",
        "<selectoption><text>paper</text></selectoption><selectoption><text>scissors</text></selectoption>",
        ("____ beats ____.\n\n(paper / scissors)", "- scissors\n- paper", ("scissors", "paper")),
    ),
]


@pytest.mark.parametrize(("kind", "text", "rest", "expected"), KINDS, ids=[kind[0] for kind in KINDS])
def test_every_kind_becomes_a_question_with_an_answer(
    read: Read, kind: str, text: str, rest: str, expected: tuple[str, str, tuple[str, ...]]
) -> None:
    collection = read(HEAD + question(kind, text, rest) + "</quiz>", "quiz.xml")
    (draft,) = collection.drafts
    assert (draft.text.en, draft.answer.en, draft.claims.get(Language.EN, ())) == expected
    assert draft.line == 3
    assert collection.issues == ()


def test_categories_tags_and_what_is_left_out(read: Read) -> None:
    category = '<question type="category"><category><text>$course$/top/Nets/Deep//Wide</text></category></question>\n'
    tags = "<tags><tag><text>cnn</text></tag></tags>"
    image = '<questiontext format="html"><text>a <![CDATA[<img src="@@PLUGINFILE@@/x.png">]]></text>'
    attached = f'<question type="essay">{image}<file name="x.png">AAAA</file></questiontext></question>\n'
    pages = [category, question("essay", "What?", tags), question("description", "Read.", ""), attached]
    pages += [question("essay", "", ""), question("stack", "New?", "")]
    collection = read(HEAD + "".join(pages) + "</quiz>", "quiz.xml")
    what, image_draft, new = collection.drafts
    assert (what.section, what.tags) == (("Nets", "Deep/Wide"), ("cnn",))
    assert image_draft.text.en == "a [image: x.png]"
    assert new.completeness is Completeness.UNANSWERED
    assert [(issue.line, issue.message.split()[0:2]) for issue in collection.issues] == [
        (5, ["is", "a"]),
        (6, ["has", "attachments"]),
        (7, ["has", "no"]),
        (8, ["is", "of"]),
    ]


def test_html_is_kept_as_markdown(read: Read) -> None:
    page = (
        "<table><tr><th>Kind</th><th>Cost</th></tr><tr><td>L1</td><td>sparse</td></tr></table>"
        "<pre>if a &lt; b:\n    c()</pre><p>\\(x^2\\) &amp; <code>y</code></p>"
    )
    rest = f"<graderinfo format='html'><text><![CDATA[{page}]]></text></graderinfo>"
    (draft,) = read(HEAD + question("essay", "What?", rest) + "</quiz>", "quiz.xml").drafts
    assert draft.answer.en == (
        "| Kind | Cost |\n| --- | --- |\n| L1 | sparse |\n\n```\nif a < b:\n    c()\n```\n\n\\(x^2\\) & `y`"
    )
    assert draft.claims == {Language.EN: ("L1: Cost: sparse",)}, "as a table in a Markdown list is read"


BOMB = '<!DOCTYPE quiz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>\n<quiz>&b;</quiz>'
OUTSIDE = '<!DOCTYPE quiz [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<quiz>&x;</quiz>'


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (BOMB, "document type"),
        (OUTSIDE, "document type"),
        ('<!DOCTYPE quiz SYSTEM "http://example.org/quiz.dtd">\n<quiz/>', "document type"),
        ("<quiz><question>", "not well-formed"),
        ("<quiz>&nbsp;</quiz>", "not well-formed"),
        ("<quiz>" * 100_000, "nested too deeply"),
        ("<html><body/></html>", "not with <quiz>"),
        ("", "not well-formed"),
        (b"\x00\x01\x02", "encoding"),
    ],
    ids=["bomb", "outside", "address", "cut off", "entity", "deep", "other", "empty", "bytes"],
)
def test_what_is_not_sound_is_refused(read: Read, content: str | bytes, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        read(content, "quiz.xml")


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_the_encoding_that_is_declared_or_marked(read: Read, encoding: str) -> None:
    page = (
        f'<?xml version="1.0" encoding="{encoding}"?>' + "<quiz>" + question("essay", "什么是过拟合？", "") + "</quiz>"
    )
    assert read(page.encode(encoding), "quiz.xml").drafts[0].text.zh == "什么是过拟合？"


# What we wrote, edited in Moodle

REBASE = Question(
    "git/rebase",
    Localized(en="What is a rebase?", zh="变基是什么？"),
    (
        KeyPoint(
            "replays", Localized(en="It replays commits.", zh="它重放提交。"), accept={Language.EN: ("replaying",)}
        ),
        KeyPoint("hashes", Localized(en="The hashes are new.", zh="哈希是新的。"), weight=3, required=True),
    ),
    model_answer=Localized(en="It replays commits, so hashes are new.", zh="它重放提交，哈希是新的。"),
    tags=("git",),
)


@pytest.fixture
def page(tmp_path: Path) -> str:
    """A file of ours with one question in both languages."""
    write_moodle(tmp_path / "written.xml", Kit("set", (REBASE,), languages=(Language.ZH, Language.EN)))
    return (tmp_path / "written.xml").read_text(encoding="utf-8")


def test_a_teacher_sees_question_points_weights_and_wordings(page: str) -> None:
    for shown in (
        "What is a rebase?",
        "变基是什么？",
        "weight 3 · required",
        "权重 3 · 必答",
        "Also counts: replaying",
    ):
        assert shown in page
    assert "<idnumber>git/rebase</idnumber>" in page
    assert "<defaultgrade>4.0000000</defaultgrade>" in page


def test_another_wording_is_taken_and_the_rest_stays(read: Read, page: str) -> None:
    collection = read(page.replace("<p>What is a rebase?</p>", "<p>What does a <b>rebase</b> do?</p>"), "edited.xml")
    found = collection.drafts[0].question
    assert found is not None
    assert found.text == Localized(en="What does a rebase do?", zh="变基是什么？")
    assert found.key_points == REBASE.key_points
    assert ["reworded" in issue.message for issue in collection.issues] == [True]


def test_an_edited_key_is_taken_as_it_reads_now(read: Read, page: str) -> None:
    edited = page.replace("<li>The hashes are new.", "<li>All hashes are new.")
    collection = read(edited, "edited.xml")
    (draft,) = collection.drafts
    assert draft.question is None
    assert draft.claims == {
        Language.ZH: ("它重放提交。", "哈希是新的。"),
        Language.EN: ("It replays commits.", "All hashes are new."),
    }
    assert draft.text == REBASE.text
    assert draft.answer == REBASE.model_answer
    assert draft.tags == ("git",)
    assert ["edited" in issue.message for issue in collection.issues] == [True]


def test_layout_alone_is_no_edit(read: Read, page: str) -> None:
    relaid = (
        page.replace("<ul><li>", "<ul>\n  <li>").replace("</p>", "&nbsp;</p>\r\n").replace("<h4>", '<h4 class="x">')
    )
    collection = read(relaid, "edited.xml")
    assert collection.issues == ()
    assert collection.drafts[0].question is not None


def test_a_copy_with_other_words_is_a_question_of_its_own(read: Read, page: str) -> None:
    start, end = page.index('  <question type="essay">'), page.index("</quiz>")
    copy = page[start:end].replace("What is a rebase?</p>", "Why would you rebase?</p>")
    collection = read(page[:end] + copy + page[end:], "edited.xml")
    first, second = collection.drafts
    assert first.question is not None
    assert second.question is None
    assert second.text.en == "Why would you rebase?"
    assert any("second time" in issue.message for issue in collection.issues)
