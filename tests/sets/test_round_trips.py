"""What leaves in a format that can be taken in again comes back as it was."""

import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.questions.made import questions

from interviewer.bank import builtin_directory, load_bank
from interviewer.errors import UsageError
from interviewer.formats import questions as readers
from interviewer.formats import sets as writers
from interviewer.model import KeyPoint, Language, Localized, Question
from interviewer.model.draft import Taking
from interviewer.model.question_set import Kit, Part

READERS = {known.name: known for known in readers.FORMATS}
WRITERS = {known.name: known for known in writers.FORMATS}
ON_PAPER = {"md", "html", "pdf", "docx"}
"""What a scorecard is on; other programs have no place for one."""
BOTH_WAYS = ["csv", "apkg", "moodle", "gift", "yaml"]
CHOICES: list[tuple[Language, ...]] = [
    (Language.ZH,),
    (Language.EN,),
    (Language.ZH, Language.EN),
    (Language.EN, Language.ZH),
]


def there_and_back(name: str, path: Path, asked: Sequence[Question], languages: tuple[Language, ...]) -> list[Question]:
    """The questions after they were written and read, without their hashes."""
    WRITERS[name].write(path, Kit("A set: 1/2 <b>", tuple(asked), languages=languages))
    with path.open("rb") as file:
        head = file.read(512)
    assert next(known.name for known in readers.FORMATS if known.recognises(path, head)) == name
    collection = READERS[name].read(path, Taking())
    assert collection.issues == ()
    assert collection.format == name
    for draft in collection.drafts:
        assert draft.question is not None
        assert draft.text == draft.question.text
    return [replace(draft.question, content_hash="") for draft in collection.drafts if draft.question]


@pytest.mark.parametrize("languages", CHOICES, ids="-".join)
@pytest.mark.parametrize("name", BOTH_WAYS)
def test_the_built_in_bank_comes_back(name: str, languages: tuple[Language, ...], tmp_path: Path) -> None:
    bank = load_bank([builtin_directory()]).questions
    path = tmp_path / f"set{WRITERS[name].ending}"
    assert there_and_back(name, path, bank, languages) == [replace(question, content_hash="") for question in bank]


@pytest.mark.parametrize("name", BOTH_WAYS)
@given(asked=st.lists(questions(), min_size=1, max_size=3, unique_by=lambda question: question.id), data=st.data())
def test_every_question_comes_back(
    tmp_path_factory: pytest.TempPathFactory, name: str, asked: list[Question], data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("sets") / f"set{WRITERS[name].ending}"
    assert there_and_back(name, path, asked, data.draw(st.sampled_from(CHOICES))) == asked


@pytest.mark.parametrize("name", BOTH_WAYS)
def test_what_is_no_character_comes_back(name: str, tmp_path: Path) -> None:
    said = Localized(en="cafe\u0301 \ufdd0 \U0002fffe")
    asked = [Question("git/cafe", said, (KeyPoint("what", said),), model_answer=said)]
    assert there_and_back(name, tmp_path / f"set{WRITERS[name].ending}", asked, (Language.EN,)) == asked


@pytest.mark.parametrize("known", writers.FORMATS, ids=[known.name for known in writers.FORMATS])
def test_the_same_set_gives_the_same_file(known: writers.SetFormat, tmp_path: Path) -> None:
    kit = Kit("set", load_bank([builtin_directory()]).questions[:2])
    first, second = (tmp_path / f"{name}{known.ending}" for name in ("first", "second"))
    said = known.write(first, kit)
    known.write(second, kit)
    assert first.read_bytes() == second.read_bytes()
    assert any("scorecard is not in" in sentence for sentence in said) == (known.name not in ON_PAPER)
    assert [path.name for path in tmp_path.iterdir() if "part" in path.name] == []


@pytest.mark.parametrize("known", writers.FORMATS, ids=[known.name for known in writers.FORMATS])
def test_a_file_that_cannot_be_written_is_a_clear_error(known: writers.SetFormat, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be written"):
        known.write(tmp_path / "no-such-folder" / f"set{known.ending}", Kit("set", ()))


@pytest.mark.parametrize("name", ["moodle", "gift", "qti"])
def test_without_the_key_nothing_of_it_leaves(name: str, tmp_path: Path) -> None:
    question = load_bank([builtin_directory()]).get("regularization/dropout")
    known = WRITERS[name]
    path = tmp_path / f"sheet{known.ending}"
    said = known.write(path, Kit("set", (question,), parts=(Part.SHEET,)))
    content = path.read_bytes()
    if name == "qti":
        with zipfile.ZipFile(path) as package:
            content = b"".join(map(package.read, package.namelist()))
    assert question.text.en.encode() in content
    assert question.key_points[0].text.en.encode() not in content
    assert name == "qti" or any("Without the key" in sentence for sentence in said)


@pytest.mark.parametrize("name", ["csv", "apkg", "yaml"])
def test_what_always_holds_the_key_says_so(name: str, tmp_path: Path) -> None:
    question = load_bank([builtin_directory()]).questions[0]
    said = WRITERS[name].write(tmp_path / "sheet", Kit("set", (question,), parts=(Part.SHEET,)))
    assert any("not for candidates" in sentence for sentence in said)
