"""Our own YAML: a question a file, or many in one."""

import pytest
from tests.questions.conftest import Read

from interviewer.formats.questions import FORMATS

ONE = """id: git/rebase
question: {en: What is a rebase?}
key_points:
  - {id: replays, text: {en: It replays commits.}}
"""
TWO = ONE.replace("git/rebase", "git/merge").replace("rebase", "merge")


def test_one_file_may_hold_many_questions(read: Read) -> None:
    collection = read(f"# a comment\n---\n{ONE}...\n\n---\n\n{TWO}---\n", "questions.yaml")
    assert [(draft.question.id, draft.line) for draft in collection.drafts if draft.question] == [
        ("git/rebase", 3),
        ("git/merge", 11),
    ]
    assert collection.issues == ()


def test_mistakes_are_said_by_the_line_of_the_file_and_cost_only_their_question(read: Read) -> None:
    collection = read(
        f"{ONE}---\n{TWO.replace('text:', 'txt:')}---\n{ONE.replace('rebase', 'bisect')}", "questions.yaml"
    )
    assert [draft.question.id for draft in collection.drafts if draft.question] == ["git/rebase", "git/bisect"]
    assert {issue.line for issue in collection.issues} == {9}
    assert any("unknown key 'txt'" in issue.message for issue in collection.issues)


def test_the_same_question_twice_is_one(read: Read) -> None:
    collection = read(f"{ONE}---\n{ONE}", "questions.yaml")
    assert len(collection.drafts) == 1
    assert [issue.message for issue in collection.issues] == ["is git/rebase a second time; left out"]


@pytest.mark.parametrize("bomb", ["a: &a [x]\nb: [*a, *a]\n", "[" * 100_000, "id: [\n", "? " * 10_000])
def test_what_would_explode_is_an_issue(read: Read, bomb: str) -> None:
    collection = read(f"id: x\nquestion: {{en: q}}\n{bomb}", "questions.yaml")
    assert collection.drafts == ()
    assert collection.issues


def test_a_question_set_is_no_question(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("sets") / "backend.yaml"
    head = b"name: backend\nquestions:\n  - git/rebase\n"
    assert not any(known.recognises(path, head) for known in FORMATS)
