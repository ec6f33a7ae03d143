"""GIFT, Moodle's format for text editors -> questions; https://docs.moodle.org/en/GIFT_format describes it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from interviewer.formats.carried import MARK, Shown, settled, unpacked
from interviewer.formats.html_text import text_of
from interviewer.formats.own_drafts import collected
from interviewer.formats.questions.gift_answers import answered, hide, show
from interviewer.formats.questions.keys import localized
from interviewer.formats.questions.quiz import Reading
from interviewer.formats.questions.source import read_text
from interviewer.model.draft import Collection, Draft, Taking
from interviewer.model.question import Language, Localized

CATEGORY = "$CATEGORY:"

_LOOKS_LIKE = re.compile(
    r"^\s*(?:\$CATEGORY:|::[^:\n]+::|[^\n{}]+\{\s*(?:[=~#]|T(?:RUE)?\s*[#}]|F(?:ALSE)?\s*[#}]|\}))", re.M
)
_TITLE = re.compile(r"\s*::(.*?)::", re.DOTALL)
_FORMAT = re.compile(r"\s*\[(html|moodle|plain|markdown)\]")
_TAG = re.compile(r"\[(id|tag):((?:[^\[\]\\]|\\.)*+)\]")


def is_gift(path: Path, head: bytes) -> bool:
    """Whether the file is GIFT: by its name, or a text that begins like it."""
    if path.suffix.lower() == ".gift":
        return True
    return path.suffix.lower() == ".txt" and bool(_LOOKS_LIKE.search(head.decode(errors="replace")))


def read_gift(path: Path, taking: Taking) -> Collection:
    """The questions of a GIFT file.

    Raises:
        UsageError: It cannot be read, or is no text.
    """
    reading = _Reading(path, taking)
    for block in _blocks(read_text(path)):
        reading.take(block)
    return collected(path, "gift", reading.drafts, reading.issues)


@dataclass(slots=True)
class _Block:
    """Lines up to an empty one: those of the question, and the comments before and between them."""

    line: int = 0
    lines: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)


def _blocks(text: str) -> Iterator[_Block]:
    """The blocks that have more than comments; comments alone belong to the block that follows."""
    block = _Block()
    for number, line in enumerate(text.split("\n"), 1):
        stripped = line.strip()
        if stripped.startswith("//"):
            block.comments.append(line.lstrip()[2:].removeprefix(" "))
        elif stripped.startswith(CATEGORY):
            if block.lines:
                yield block
            yield _Block(number, [stripped], [])
            block = _Block()
        elif stripped:
            if stripped.startswith("::") and block.lines and block.lines[-1].endswith("}"):
                yield block
                block = _Block()
            block.line = block.line or number
            block.lines.append(stripped)
        elif block.lines:
            yield block
            block = _Block()
    if block.lines:
        yield block


class _Reading(Reading):
    """Takes block by block."""

    def take(self, block: _Block) -> None:
        """Reads one block: a category, a description or a question."""
        if block.lines[0].startswith(CATEGORY):
            from interviewer.formats.questions.moodle import section_of

            self.section = section_of(block.lines[0].removeprefix(CATEGORY))
            return
        text = hide("\n".join(block.lines))
        title = _TITLE.match(text)
        text = text[title.end() :] if title else text
        if "{" not in text:
            self.report(block.line, "is a description, not a question (it has no { }); left out")
        elif "}" not in text:
            self.report(block.line, "has a { without a }; left out. An empty line ends a question")
        else:
            self._take_question(block, text)

    def _take_question(self, block: _Block, text: str) -> None:
        markup = _FORMAT.match(text)
        kind = markup[1] if markup else "moodle"
        stem, _, rest = (text[markup.end() :] if markup else text).partition("{")
        body, _, tail = rest.rpartition("}")
        asked = answered(_plain(kind, stem), body, _plain(kind, tail), lambda part: _plain(kind, part))
        draft = self.draft(asked, block.line, tuple(_named("tag", block)))
        draft = self._settled(block, draft, kind, show(stem))
        if draft.text.languages:
            self.drafts.append(draft)
        else:
            self.report(block.line, "has no question text; left out")

    def _settled(self, block: _Block, draft: Draft, kind: str, stem: str) -> Draft:
        """The question that came along in the comments, with its wording as it reads now."""
        at = next((place for place, line in enumerate(block.comments) if line.startswith(MARK)), None)
        if at is None:
            return draft
        carried, issues = unpacked("\n".join(block.comments[at:]), self.path, block.line)
        if carried is not None:
            visible = Draft(_wording(kind, stem, draft, carried.languages), block.line)
            draft, issues = settled(visible, carried, Shown(_shown(kind, stem), ""), self.path)
        self.issues += issues
        return draft


def _plain(kind: str, text: str) -> str:
    """A text as Markdown, whatever format it is in; `moodle` is text that may have tags in it."""
    return _shown(kind, show(text))


def _shown(kind: str, text: str) -> str:
    if kind == "html":
        return text_of(text)
    if kind == "moodle" and re.search(r"</?[a-zA-Z][^<>]*>", text):
        return text_of(text.replace("\n", "<br>"))
    return text.strip()


def _wording(kind: str, stem: str, draft: Draft, languages: tuple[Language, ...]) -> Localized:
    if kind == "html":
        return localized(stem, languages)
    return Localized(**{languages[0].value: draft.text.zh or draft.text.en})


def _named(name: str, block: _Block) -> list[str]:
    """Tags, or the id, that stand in the comments as Moodle writes them."""
    found = (each for line in block.comments if line.startswith("[") for each in _TAG.finditer(line))
    return [re.sub(r"\\(.)", r"\1", each[2]).strip() for each in found if each[1] == name]
