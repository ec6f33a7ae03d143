"""A question set as a content package of QTI 2.1: a test, an item for each question, and the manifest.

The elements are those of the IMS QTI Assessment Test, Section and Item Information Model,
version 2.1 (2012), https://www.imsglobal.org/question/index.html.
"""

import hashlib
import io
import zipfile
from html import escape
from pathlib import Path

from interviewer.formats.sets.fragment import full_marks, in_each, key, legible
from interviewer.formats.sets.losses import no_scorecard
from interviewer.model import Language, Question
from interviewer.model.question_set import Kit, Part
from interviewer.whole_file import write_whole

QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"
XSI = "http://www.w3.org/2001/XMLSchema-instance"

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The date of what is in the package: the same set gives the same bytes."""

NOT_IN_QTI = "A QTI package is for other programs: it is not taken in again."


def write_qti(path: Path, kit: Kit) -> tuple[str, ...]:
    """Writes the set as a .zip that QTI 2.1 systems import; returns what it does not hold.

    Raises:
        UsageError: The file cannot be written.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name, content in _files(kit).items():
            package.writestr(zipfile.ZipInfo(name, LONG_AGO), HEAD + legible(content), zipfile.ZIP_DEFLATED)
    write_whole(path, packed.getvalue())
    return (*no_scorecard(kit, "a QTI package"), NOT_IN_QTI)


def _files(kit: Kit) -> dict[str, str]:
    """What is in the package, by name, the manifest first."""
    items = {
        f"items/{_name(question)}.xml": _item(question, kit.languages, Part.KEY in kit.parts)
        for question in kit.questions
    }
    return {"imsmanifest.xml": _manifest(kit), "test.xml": _test(kit), **items}


def _name(question: Question) -> str:
    """The question's id as an identifier of XML; `/` is a double hyphen, which no id has."""
    return f"q-{question.id.replace('/', '--')}"


def _item(question: Question, languages: tuple[Language, ...], with_key: bool) -> str:
    there = [language for language in languages if question.text[language]] or list(question.text.languages)
    rubric = f'    <rubricBlock view="scorer">{_qti(key(question, there))}</rubricBlock>\n' if with_key else ""
    full = f"{full_marks(question):g}"
    return (
        f'<assessmentItem xmlns="{QTI}" xmlns:xsi="{XSI}" xsi:schemaLocation="{QTI} {QTI}.xsd"\n'
        f'    identifier="{_name(question)}" title="{_attribute(question.title(there[0]))}" adaptive="false"\n'
        f'    timeDependent="false" xml:lang="{there[0]}" toolName="interviewer">\n'
        '  <responseDeclaration identifier="RESPONSE" cardinality="single" baseType="string"/>\n'
        '  <outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float" normalMinimum="0" '
        f'normalMaximum="{full}"/>\n'
        '  <outcomeDeclaration identifier="MAXSCORE" cardinality="single" baseType="float">\n'
        f"    <defaultValue><value>{full}</value></defaultValue>\n"
        "  </outcomeDeclaration>\n"
        "  <itemBody>\n"
        f"    <div>{_qti(in_each(question.text, there))}</div>\n"
        f"{rubric}"
        '    <extendedTextInteraction responseIdentifier="RESPONSE" expectedLines="15"/>\n'
        "  </itemBody>\n"
        "</assessmentItem>\n"
    )


def _test(kit: Kit) -> str:
    items = "".join(
        f'      <assessmentItemRef identifier="{_name(question)}" href="items/{_name(question)}.xml">\n'
        f'        <timeLimits maxTime="{question.minutes * 60:g}"/>\n'
        "      </assessmentItemRef>\n"
        for question in kit.questions
    )
    return (
        f'<assessmentTest xmlns="{QTI}" xmlns:xsi="{XSI}" xsi:schemaLocation="{QTI} {QTI}.xsd"\n'
        f'    identifier="{_test_name(kit)}" title="{_attribute(kit.name)}" toolName="interviewer">\n'
        '  <testPart identifier="part" navigationMode="nonlinear" submissionMode="individual">\n'
        '    <assessmentSection identifier="section" title="Questions" visible="true">\n'
        f"{items}"
        "    </assessmentSection>\n"
        "  </testPart>\n"
        "</assessmentTest>\n"
    )


def _manifest(kit: Kit) -> str:
    dependencies = "".join(f'      <dependency identifierref="{_name(question)}"/>\n' for question in kit.questions)
    items = "".join(
        f'    <resource identifier="{_name(question)}" type="imsqti_item_xmlv2p1" href="items/{_name(question)}.xml">\n'
        f'      <file href="items/{_name(question)}.xml"/>\n'
        "    </resource>\n"
        for question in kit.questions
    )
    return (
        f'<manifest xmlns="{PACKAGE}" xmlns:xsi="{XSI}" xsi:schemaLocation="{PACKAGE} {PACKAGE}.xsd"\n'
        f'    identifier="{_test_name(kit)}-package">\n'
        "  <metadata>\n"
        "    <schema>QTIv2.1 Package</schema>\n"
        "    <schemaversion>1.0.0</schemaversion>\n"
        "  </metadata>\n"
        "  <organizations/>\n"
        "  <resources>\n"
        f'    <resource identifier="{_test_name(kit)}" type="imsqti_test_xmlv2p1" href="test.xml">\n'
        '      <file href="test.xml"/>\n'
        f"{dependencies}"
        "    </resource>\n"
        f"{items}"
        "  </resources>\n"
        "</manifest>\n"
    )


def _test_name(kit: Kit) -> str:
    """An identifier that is the same for the same name and questions, and no item's."""
    content = "\n".join([kit.name, *(question.id for question in kit.questions)])
    return f"test-{hashlib.sha256(content.encode(errors='replace')).hexdigest()[:12]}"


def _attribute(text: str) -> str:
    return escape(" ".join(legible(text).split()))


def _qti(page: str) -> str:
    """The piece of XHTML with the attribute by which QTI tells languages."""
    return page.replace('<div lang="', '<div xml:lang="')
