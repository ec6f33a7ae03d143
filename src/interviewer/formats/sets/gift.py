"""A question set as GIFT: essay questions, each with the whole of it as YAML in the comments before."""

import re
from pathlib import Path

from interviewer.formats.carried import Shown, packed
from interviewer.formats.html_text import text_of
from interviewer.formats.sets.fragment import in_each, legible
from interviewer.formats.sets.losses import left_out
from interviewer.model import Language, Question
from interviewer.model.question_set import Kit, Part
from interviewer.whole_file import write_whole

NOT_TAKEN = "Moodle drops comments when it imports GIFT, and with them the key; for Moodle, take --to moodle."


def write_gift(path: Path, kit: Kit) -> tuple[str, ...]:
    """Writes the set as GIFT; returns what is lost on the way.

    Raises:
        UsageError: The file cannot be written.
    """
    blocks = [f"$CATEGORY: $course$/top/{' '.join(kit.name.replace('/', '//').split())}"]
    with_key = Part.KEY in kit.parts
    blocks += [_essay(question, kit.languages, with_key) for question in kit.questions]
    write_whole(path, "\n\n".join(blocks) + "\n")
    return (*left_out(kit, "a GIFT file"), *([NOT_TAKEN] if with_key else []))


def _essay(question: Question, languages: tuple[Language, ...], with_key: bool) -> str:
    there = tuple(language for language in languages if question.text[language]) or question.text.languages
    if len(there) > 1:
        page = in_each(question.text, there)
        kind, text, shown = "html", page, text_of(page)
    else:
        kind, text, shown = "plain", question.text[there[0]], question.text[there[0]]
    comments = packed(question, there, Shown(shown, "")).rstrip("\n").split("\n") if with_key else []
    names = " ".join([f"[id:{question.id}]", *(f"[tag:{_tag(tag)}]" for tag in question.tags)])
    lines = [f"// {names}", *(f"// {line}".rstrip(" ") for line in comments)]
    return "\n".join([*lines, f"::{question.id}::[{kind}]{_escaped(text)} {{}}"])


def _tag(text: str) -> str:
    return re.sub(r"([\[\]\\])", r"\\\1", " ".join(legible(text).split()))


def _escaped(text: str) -> str:
    """The text as GIFT takes it for text, in one line."""
    lines = re.sub(r"[\x1c-\x1f\x7f-\x9f\u2028\u2029]", " ", legible(text))
    return re.sub(r"([~=#{}:\\])", r"\\\1", lines).replace("\n", "\\n")
