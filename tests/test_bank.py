"""Loading and choosing questions: what an author's files may do to us, and what they get told."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from interviewer.bank import Bank, builtin_directory, load_bank
from interviewer.bank.reader import parse_question
from interviewer.bank.schema import schema_text
from interviewer.bank.writer import question_yaml
from interviewer.errors import BankError
from interviewer.model import Difficulty, Issue, KeyPoint, Language, Localized, Question, Selection

MINIMAL = """\
id: a
question: {en: What is it?}
key_points:
  - id: p
    text: {en: It is a thing.}
"""

texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).map(str.strip).filter(bool)

Load = Callable[[str | bytes], Bank]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """Loads a bank of one file with the given content."""

    def loader(content: str | bytes) -> Bank:
        (tmp_path / "one").mkdir(exist_ok=True)
        data = content.encode() if isinstance(content, str) else content
        (tmp_path / "one" / "a.yaml").write_bytes(data)
        return load_bank([tmp_path / "one"])

    return loader


def only_question(bank: Bank) -> Question:
    """The bank's one question; a bank with issues fails the test with them."""
    assert bank.issues == ()
    (question,) = bank.questions
    return question


def problems(bank: Bank) -> list[str]:
    """Line and message of every issue, of a bank that has no question."""
    assert bank.questions == ()
    return [f"{issue.line}: {issue.message}" for issue in bank.issues]


# What is read


def test_a_minimal_question_has_the_defaults(load: Load) -> None:
    question = only_question(load(MINIMAL))
    assert question.id == question.topic == "a"
    assert (question.difficulty, question.minutes) == (Difficulty.MEDIUM, 4.0)
    assert question.text.languages == (Language.EN,)
    assert (question.key_points[0].weight, question.key_points[0].required) == (1.0, False)


def test_everything_an_author_writes_arrives(small_bank: Bank) -> None:
    question = small_bank.get("git/rebase")
    point = question.point("new-commits")
    assert small_bank.issues == ()
    assert (question.topic, question.difficulty, question.minutes) == ("git", Difficulty.MEDIUM, 3.0)
    assert (question.tags, question.sources) == (("git",), ("git documentation",))
    assert (point.weight, point.required) == (2.0, True)
    assert point.accept[Language.ZH] == (
        "每个改动被重新应用一遍，得到的是全新的提交对象。",
        "提交会被复制到新的起点，旧的哈希作废。",
    )
    assert point.contradicts[Language.EN] == ("After rebasing the commits keep the very same hashes.",)
    assert point.probe.zh == "变基之后，提交的身份还一样吗？"
    assert small_bank.get("git/bisect").any_of[0].need == 1


def test_words_that_yaml_takes_for_something_else_stay_texts(load: Load) -> None:
    question = only_question(load(MINIMAL.replace("What is it?", "no").replace("It is a thing.", "1e3")))
    assert question.text.en == "no"
    assert question.key_points[0].text.en == "1e3"


def test_a_byte_order_mark_and_windows_line_ends_are_no_problem(load: Load) -> None:
    plain = only_question(load(MINIMAL))
    assert only_question(load(b"\xef\xbb\xbf" + MINIMAL.replace("\n", "\r\n").encode())) == plain


def test_a_file_can_be_a_bank_by_itself(bank_folder: Path) -> None:
    bank = load_bank([bank_folder / "git" / "bisect.yaml"])
    assert [question.id for question in bank.questions] == ["git/bisect"]


def test_other_files_in_the_folder_are_left_alone(bank_folder: Path, own_bank_folder: Path) -> None:
    (own_bank_folder / "README.md").write_text("# [not yaml")
    assert load_bank([own_bank_folder]).questions == load_bank([bank_folder]).questions


def test_the_builtin_bank_loads_without_a_problem_in_both_languages() -> None:
    bank = load_bank([builtin_directory()])
    assert bank.issues == ()
    assert "regularization/dropout" in bank
    assert [q.id for q in bank.questions if q.text.languages != (Language.ZH, Language.EN)] == []


# What is refused, and where


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", "0: the file is empty"),
        ("# only a comment\n", "0: the file is empty"),
        ("id: a\nquestion: [oops\n", "3: not valid YAML: "),
        ("id: a\n\tquestion: b\n", "2: not valid YAML: "),
        ("just words", "1: the file must be a mapping"),
        (MINIMAL.replace("id: a\n", "id: A b\n"), "1: the question's id is 'A b'"),
        (MINIMAL + "colour: red\n", "6: unknown key 'colour' in the file"),
        (MINIMAL + "id: b\n", "6: the key 'id' comes twice"),
        (MINIMAL + "difficulty: extreme\n", "6: difficulty is 'extreme'"),
        (MINIMAL + "minutes: soon\n", "6: minutes is 'soon'"),
        (MINIMAL + "minutes: 0\n", "6: minutes is '0'"),
        (MINIMAL + "minutes: -1\n", "6: minutes is '-1'"),
        (MINIMAL + "minutes: .nan\n", "6: minutes is '.nan'"),
        (MINIMAL + "tags: one\n", "6: tags must be a list"),
        (MINIMAL + "tags: [[one]]\n", "6: each of tags must be a text"),
        (MINIMAL + "sources: ['  ']\n", "6: each of sources must be a text"),
        (MINIMAL + "model_answer: {fr: Oui.}\n", "6: unknown key 'fr' in model_answer"),
        (MINIMAL + "model_answer: yes\n", "6: model_answer must be a mapping"),
        (MINIMAL + "    required: maybe\n", "6: required is 'maybe'"),
        (MINIMAL + "    weight: heavy\n", "6: weight is 'heavy'"),
        (MINIMAL + "    accept: [a]\n", "6: accept must be a mapping"),
        (MINIMAL + "  - id: p\n    text: {en: Again.}\n", "4: two key points are called 'p'"),
        (MINIMAL + "any_of: [{points: [p, q], need: 1}]\n", "6: any_of names 'q'"),
        (MINIMAL + "any_of: [{points: [p], need: 2}]\n", "6: need must be between 1 and the 1 points"),
        (MINIMAL + "any_of: [{points: [p], need: 1.5}]\n", "6: need is 1.5; it must be a whole number"),
        (MINIMAL + "---\nid: b\n", "6: not valid YAML: "),
        ("id: a\nquestion: {en: Why?}\nkey_points: []\n", "3: key_points needs at least one"),
        ("&a [*a]\n", "1: aliases (*a) are not supported"),
        (MINIMAL.replace("text: {en: It", "text: &t {en: It") + "    probe: *t\n", "6: aliases (*t)"),
    ],
)
def test_a_mistake_is_told_with_its_line(load: Load, content: str, expected: str) -> None:
    found = problems(load(content))
    assert any(problem.startswith(expected) for problem in found), found


def test_all_mistakes_of_a_file_are_told_at_once(load: Load) -> None:
    found = problems(load("id: a\ndifficulty: extreme\nminutes: soon\ncolour: red\n"))
    assert [problem.split(":")[0] for problem in found[:2]] == ["4", "1"]
    assert any("difficulty" in problem for problem in found)
    assert any("minutes" in problem for problem in found)
    assert any("'question'" in problem for problem in found)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (MINIMAL.encode("utf-16"), "is not UTF-8"),
        ("id: é".encode("latin-1"), "is not UTF-8"),
        (b"id: a\0b\n", "not valid YAML"),
        (b"x" * 1_000_001, "larger than 1,000,000 bytes"),
    ],
)
def test_a_file_that_is_no_text_is_told(load: Load, content: bytes, reason: str) -> None:
    (found,) = problems(load(content))
    assert found.startswith(f"0: {reason}")


@pytest.mark.parametrize(
    "content",
    [
        "[" * 999_000,
        "[" * 400_000 + "]" * 400_000,
        "{a: " * 200_000,
        "- " * 400_000,
        "a: &a [x, x]\n"
        + "".join(f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)),
        MINIMAL
        + "    accept: &a {en: ["
        + "b, " * 100_000
        + "]}\n"
        + "".join(f"  - {{id: p{n}, text: {{en: x}}, accept: *a}}\n" for n in range(500)),
    ],
    ids=["open", "closed", "braces", "dashes", "laughs", "quadratic"],
)
def test_a_file_made_to_blow_up_is_only_refused(load: Load, content: str) -> None:
    (found,) = problems(load(content))
    assert "nested too deeply" in found or "aliases" in found


def test_one_bad_file_takes_no_good_question_along(own_bank_folder: Path, small_bank: Bank) -> None:
    (own_bank_folder / "git" / "broken.yaml").write_text("id: git/broken\nquestion: [\n")
    (own_bank_folder / "folder.yaml").mkdir()
    (own_bank_folder / "gone.yaml").symlink_to(own_bank_folder / "nowhere")
    bank = load_bank([own_bank_folder])
    assert bank.questions == small_bank.questions
    assert sorted(issue.path.name for issue in bank.issues) == ["broken.yaml", "folder.yaml", "gone.yaml"]


def test_a_question_set_among_the_questions_is_no_mistake(own_bank_folder: Path, small_bank: Bank) -> None:
    (own_bank_folder / "monday.yaml").write_text("name: monday\nquestions:\n  - git/rebase\n")
    (own_bank_folder / "git" / "odd.yaml").write_text("? [questions]\n: [git/rebase]\n")
    bank = load_bank([own_bank_folder])
    assert bank.questions == small_bank.questions
    assert {issue.path.name for issue in bank.issues} == {"odd.yaml"}


def test_an_id_that_is_taken_keeps_its_first_question(own_bank_folder: Path) -> None:
    first = own_bank_folder / "git" / "bisect.yaml"
    second = own_bank_folder / "git" / "rebase.yaml"
    second.write_text(second.read_text(encoding="utf-8").replace("id: git/rebase", "id: git/bisect"))
    bank = load_bank([own_bank_folder])
    assert bank.places["git/bisect"].path == first
    assert bank.issues == (Issue(second, 1, f"the id 'git/bisect' is taken by {first}"),)


def test_a_folder_that_is_not_there_is_an_error_with_a_hint(tmp_path: Path) -> None:
    with pytest.raises(BankError, match="nowhere cannot be read: No such file") as caught:
        load_bank([tmp_path / "nowhere"])
    assert "--bank" in caught.value.hint


# The content hash


def test_layout_does_not_change_the_content_hash(load: Load) -> None:
    tidy = only_question(load(MINIMAL)).content_hash
    other = (
        "# a comment\nkey_points: [{text: {en: \"It is a thing.\"}, id: p}]\n\nquestion:\n  en: What is it?\nid: 'a'\n"
    )
    assert only_question(load(other)).content_hash == tidy
    assert tidy


@pytest.mark.parametrize(
    ("old", "new"),
    [("What is it?", "What was it?"), ("It is a thing.", "It is a Thing."), ("id: p", "id: q")],
)
def test_wording_changes_the_content_hash(load: Load, old: str, new: str) -> None:
    before = only_question(load(MINIMAL)).content_hash
    assert only_question(load(MINIMAL.replace(old, new))).content_hash != before


# Choosing


def chosen(bank: Bank, seed: int = 0, **wishes: Any) -> list[str]:
    """The ids of the questions that fit."""
    return [question.id for question in bank.select(Selection(**wishes), seed)]


def test_topic_difficulty_and_language_narrow_the_choice(small_bank: Bank) -> None:
    assert sorted(chosen(small_bank, topics=("git",))) == ["git/bisect", "git/rebase"]
    assert chosen(small_bank, difficulties=(Difficulty.HARD,)) == ["sql/index"]
    assert chosen(small_bank, topics=("git", "sql"), difficulties=(Difficulty.EASY,)) == ["git/bisect"]
    assert "web/etag" in chosen(small_bank)
    assert "web/etag" not in chosen(small_bank, language=Language.ZH)


def test_the_seed_fixes_the_order_and_the_number_is_a_limit(small_bank: Bank) -> None:
    orders = {tuple(chosen(small_bank, seed=seed)) for seed in range(20)}
    assert chosen(small_bank, seed=7) == chosen(small_bank, seed=7)
    assert len(orders) > 1
    assert chosen(small_bank, seed=7, questions=2) == chosen(small_bank, seed=7)[:2]
    assert len(chosen(small_bank, questions=0)) == 4


def test_named_questions_are_asked_in_their_order_once_each(small_bank: Bank) -> None:
    ids = ("sql/index", "git/rebase", "sql/index")
    assert chosen(small_bank, question_ids=ids, topics=("web",)) == ["sql/index", "git/rebase"]


@pytest.mark.parametrize(
    ("wishes", "message", "hint"),
    [
        ({"question_ids": ("git/rebsae",)}, "no question 'git/rebsae'", "git/rebase"),
        ({"question_ids": ("xyzzy",)}, "no question 'xyzzy'", "bank list"),
        ({"topics": ("cooking",)}, "no topic 'cooking'", "git, sql, web"),
        ({"topics": ("web",), "language": Language.ZH}, "No question fits", "bank list"),
    ],
)
def test_a_wish_that_cannot_be_met_comes_back_with_a_hint(
    small_bank: Bank, wishes: dict[str, Any], message: str, hint: str
) -> None:
    with pytest.raises(BankError, match=message) as caught:
        small_bank.select(Selection(**wishes), 0)
    assert hint in caught.value.hint


# The schema


class _Typing(yaml.CSafeLoader):
    """Reads numbers and true/false as such and everything else as text, as the schema's types ask."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - PyYAML's own way
        first: [(tag, pattern) for tag, pattern in resolvers if tag.rpartition(":")[2] in {"int", "float"}]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


_Typing.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), list("tf"))

SCHEMA = jsonschema.Draft202012Validator(json.loads(schema_text()))


def typed(content: str) -> object:
    """The document as JSON would have it."""
    return yaml.load(content, _Typing)


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(schema_text()))


@pytest.mark.parametrize("path", sorted(builtin_directory().rglob("*.yaml")), ids=lambda path: path.stem)
def test_the_builtin_questions_are_valid_under_the_schema(path: Path) -> None:
    assert [error.message for error in SCHEMA.iter_errors(typed(path.read_text(encoding="utf-8")))] == []


def test_the_schema_takes_what_the_reader_takes(own_bank_folder: Path, load: Load) -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted(own_bank_folder.rglob("*.yaml"))]
    assert len(texts) == 4
    for text in [MINIMAL, *texts]:
        only_question(load(text))
        assert SCHEMA.is_valid(typed(text))


@pytest.mark.parametrize(
    "content",
    [
        "id: a\n",
        "[]\n",
        MINIMAL + "colour: red\n",
        MINIMAL + "difficulty: extreme\n",
        MINIMAL + "minutes: 0\n",
        MINIMAL + "minutes: 1000\n",
        MINIMAL + "tags: one\n",
        MINIMAL + "tags: ['']\n",
        MINIMAL + "model_answer: {}\n",
        MINIMAL + "model_answer: {fr: Oui.}\n",
        MINIMAL + "any_of: [{points: [], need: 1}]\n",
        MINIMAL + "any_of: [{points: [p], need: 0}]\n",
        MINIMAL + "any_of: [{points: [p], need: 1.5}]\n",
        MINIMAL + "any_of: [{points: [p]}]\n",
        MINIMAL + "    required: 1\n",
        MINIMAL + "    weight: 0\n",
        MINIMAL + "    hint: {en: No.}\n",
        MINIMAL + "    accept: {en: one}\n",
        MINIMAL.replace("id: a\n", "id: A/b\n"),
        MINIMAL.replace("id: p\n", "id: p/q\n"),
        MINIMAL.replace("{en: What is it?}", "What is it?"),
        "id: a\nquestion: {en: Why?}\nkey_points: []\n",
    ],
)
def test_the_schema_and_the_reader_refuse_the_same_documents(load: Load, content: str) -> None:
    assert not SCHEMA.is_valid(typed(content))
    assert problems(load(content))


def test_a_bank_in_which_every_file_is_broken_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("id: a\nquestion: {en: Why?}\nkey_points: none\n", encoding="utf-8")
    bank = load_bank([tmp_path])
    assert [issue.message for issue in bank.issues] == ["key_points must be a list"]
    with pytest.raises(BankError, match="no usable question"):
        bank.select(Selection(), 0)


def test_an_empty_list_of_points_is_reported_beside_other_problems(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("id: a\nquestion: {en: Why?}\nlevel: hard\nkey_points: []\n", encoding="utf-8")
    messages = [issue.message for issue in load_bank([tmp_path]).issues]
    assert any("unknown key 'level'" in message for message in messages)
    assert "key_points needs at least one key point" in messages


# Drafts, and questions written back

DRAFT = "id: a\ndraft: true\nquestion: {en: What is it?}\n"


def test_a_draft_is_kept_apart_and_not_asked(load: Load) -> None:
    bank = load(DRAFT)
    assert bank.issues == () and bank.questions == ()
    assert [draft.id for draft in bank.drafts] == ["a"]
    with pytest.raises(BankError, match="draft"):
        bank.get("a")
    with pytest.raises(BankError) as refused:
        bank.select(Selection(), seed=0)
    assert "drafts" in refused.value.hint


def test_only_a_draft_may_do_without_key_points(load: Load) -> None:
    assert problems(load("id: a\nquestion: {en: What is it?}\n")) == [
        "1: the file has no 'key_points'; `draft: true` keeps a question that has none yet"
    ]


@pytest.mark.parametrize("question", load_bank([builtin_directory()]).questions, ids=lambda question: question.id)
def test_a_question_written_is_read_back_the_same(question: Question, load: Load) -> None:
    written = replace(question, licence="CC BY 4.0")
    assert replace(only_question(load(question_yaml(written))), content_hash="") == replace(written, content_hash="")


@given(texts)
def test_any_text_survives_being_written(text: str) -> None:
    question = Question("a", Localized(en=text), (KeyPoint("p", Localized(zh=text)),), sources=(text,))
    read, _, issues = parse_question(question_yaml(question), Path("a.yaml"))
    assert issues == []
    assert read is not None and replace(read, content_hash="") == question
