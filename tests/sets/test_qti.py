"""QTI packages: sound XML, made as the specification says, and a manifest that agrees with the files.

The schemas of QTI may not be passed on, so the structure is held against the parts of the information model used here.
"""

import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.questions.made import questions

from interviewer.bank import builtin_directory, load_bank
from interviewer.formats.sets.qti import PACKAGE, QTI, write_qti
from interviewer.model import Language, Question
from interviewer.model.question_set import Kit

NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
CONTENT = {
    "assessmentItem": ["responseDeclaration", "outcomeDeclaration", "outcomeDeclaration", "itemBody"],
    "itemBody": ["div", "rubricBlock", "extendedTextInteraction"],
    "assessmentTest": ["testPart"],
    "testPart": ["assessmentSection"],
}
"""What an element consists of, in order."""

BLOCKS = {"div", "p", "pre", "ul", "h4"}
INSIDE = {
    "div": BLOCKS,
    "rubricBlock": BLOCKS,
    "ul": {"li"},
    "li": {"ul", "br"},
    "p": {"br"},
    "pre": set(),
    "h4": set(),
}
"""What may stand in a block of text."""


def local(element: ET.Element) -> str:
    """The element's name, which has to be one of QTI's."""
    assert element.tag.startswith(f"{{{QTI}}}")
    return element.tag.rpartition("}")[2]


def check(element: ET.Element) -> None:
    """Holds an element, and all in it, against the information model."""
    name, children = local(element), [local(child) for child in element]
    if name in CONTENT:
        assert children == CONTENT[name]
    if name in INSIDE:
        assert set(children) <= INSIDE[name]
    if name == "ul":
        assert children, "a list is not empty"
    if "identifier" in element.attrib:
        assert NAME.fullmatch(element.attrib["identifier"])
    for child in element:
        check(child)


def opened(path: Path, asked: tuple[Question, ...], languages: tuple[Language, ...]) -> dict[str, ET.Element]:
    """The files of a package, each sound by itself."""
    write_qti(path, Kit('A "set" <1>', asked, languages=languages))
    with zipfile.ZipFile(path) as package:
        assert package.testzip() is None
        return {name: ET.fromstring(package.read(name)) for name in package.namelist()}


@given(asked=st.lists(questions(), min_size=1, max_size=3, unique_by=lambda question: question.id))
def test_every_item_is_made_as_the_model_says(tmp_path_factory: pytest.TempPathFactory, asked: list[Question]) -> None:
    path = tmp_path_factory.mktemp("qti") / "set.zip"
    files = opened(path, tuple(asked), (Language.EN, Language.ZH))
    for name, root in files.items():
        if name != "imsmanifest.xml":
            check(root)


def test_the_manifest_names_every_file_and_nothing_else(tmp_path: Path) -> None:
    bank = load_bank([builtin_directory()]).questions
    files = opened(tmp_path / "set.zip", bank, (Language.EN,))
    space = {"cp": PACKAGE, "qti": QTI}
    resources = files["imsmanifest.xml"].findall("cp:resources/cp:resource", space)
    assert {resource.attrib["href"] for resource in resources} | {"imsmanifest.xml"} == set(files)
    for resource in resources:
        assert [file.attrib["href"] for file in resource.findall("cp:file", space)] == [resource.attrib["href"]]
        assert files[resource.attrib["href"]].attrib["identifier"] == resource.attrib["identifier"]
    test = next(resource for resource in resources if resource.attrib["type"] == "imsqti_test_xmlv2p1")
    items = [resource.attrib["identifier"] for resource in resources if resource is not test]
    assert [each.attrib["identifierref"] for each in test.findall("cp:dependency", space)] == items
    named = files["test.xml"].findall(".//qti:assessmentItemRef", space)
    assert [each.attrib["identifier"] for each in named] == items
    assert len(items) == len(bank) == len(set(items))
    assert [each[0].attrib["maxTime"] for each in named] == [f"{question.minutes * 60:g}" for question in bank]


def test_the_scorer_sees_the_key_and_the_candidate_the_question(tmp_path: Path) -> None:
    bank = load_bank([builtin_directory()])
    question = bank.get("regularization/dropout")
    files = opened(tmp_path / "set.zip", (question,), (Language.EN,))
    item = files["items/q-regularization--dropout.xml"]
    (rubric,) = item.findall(f".//{{{QTI}}}rubricBlock")
    seen = "".join(rubric.itertext())
    assert rubric.attrib["view"] == "scorer"
    for point in question.key_points:
        for text in (point.text.en, point.probe.en, *point.accept[Language.EN], *point.contradicts[Language.EN]):
            assert text in seen
    asked = "".join(item.find(f"{{{QTI}}}itemBody/{{{QTI}}}div").itertext())  # type: ignore[union-attr]
    assert asked == question.text.en
