"""A question set as Moodle XML: essay questions with their keys as "information for graders"."""

from pathlib import Path

from interviewer.formats.carried import Shown, packed_html
from interviewer.formats.html_text import text_of
from interviewer.formats.sets.fragment import full_marks, in_each, key, legible
from interviewer.formats.sets.losses import left_out
from interviewer.model import Language, Question
from interviewer.model.question_set import Kit, Part
from interviewer.phrases.exchange import WORDS
from interviewer.whole_file import write_whole

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n'

LONGEST_NAME = 200
"""Moodle keeps 255 characters of a question's name."""


def write_moodle(path: Path, kit: Kit) -> tuple[str, ...]:
    """Writes the set as a category of Moodle's question bank; returns what such a file does not hold.

    Raises:
        UsageError: The file cannot be written.
    """
    questions = "".join(_essay(question, kit.languages, Part.KEY in kit.parts) for question in kit.questions)
    write_whole(path, f"{HEAD}{_category(kit.name)}{questions}</quiz>\n")
    return left_out(kit, "a Moodle file")


def _essay(question: Question, languages: tuple[Language, ...], with_key: bool) -> str:
    """One question as an element of the quiz."""
    text = in_each(question.text, languages)
    tags = "".join(f"<tag>{_text(tag)}</tag>" for tag in _tags(question))
    return (
        '  <question type="essay">\n'
        f"    <name>{_text(question.title(languages[0])[:LONGEST_NAME])}</name>\n"
        f'    <questiontext format="html">{_html(text)}</questiontext>\n'
        '    <generalfeedback format="html"><text></text></generalfeedback>\n'
        f"    <defaultgrade>{full_marks(question):.7f}</defaultgrade>\n"
        "    <penalty>0</penalty>\n    <hidden>0</hidden>\n"
        f"    <idnumber>{_escaped(question.id)}</idnumber>\n"
        "    <responseformat>editor</responseformat>\n    <responserequired>1</responserequired>\n"
        "    <responsefieldlines>15</responsefieldlines>\n    <attachments>0</attachments>\n"
        "    <attachmentsrequired>0</attachmentsrequired>\n"
        f'    <graderinfo format="html">{_html(_grading(question, languages, text) if with_key else "")}</graderinfo>\n'
        '    <responsetemplate format="html"><text></text></responsetemplate>\n'
        f"    <tags>{tags}</tags>\n"
        "  </question>\n"
    )


def _grading(question: Question, languages: tuple[Language, ...], text: str) -> str:
    """The information for graders: the key, and below it, folded up, the whole question."""
    page = key(question, languages)
    whole = packed_html(question, languages, Shown(text_of(text), text_of(page)))
    return f"{page}<details><summary>{WORDS[languages[0]].carried}</summary><pre>{whole}</pre></details>"


def _category(name: str) -> str:
    place = f"$course$/top/{name.replace('/', '//')}"
    return f'  <question type="category">\n    <category>{_text(place)}</category>\n  </question>\n'


def _tags(question: Question) -> tuple[str, ...]:
    return (*question.tags, question.topic, question.difficulty.value)


def _text(text: str) -> str:
    return f"<text>{_escaped(' '.join(text.split()))}</text>"


def _escaped(text: str) -> str:
    return legible(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _html(page: str) -> str:
    """HTML as XML text; what it contains is escaped already, so that no `]]>` can end it."""
    return f"<text><![CDATA[{legible(page)}]]></text>"
