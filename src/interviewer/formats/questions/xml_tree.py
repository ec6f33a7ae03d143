"""XML of unknown origin -> a tree; document types, and with them entities of any kind, are refused."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from interviewer.errors import UsageError
from interviewer.formats.questions.source import decoded, no_text, read_bytes

DEEPEST = 64
"""Nesting that no list of questions needs."""

_DECLARED = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.-]+)[\"']")
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(slots=True)
class Element:
    """An element, with the line where it begins and all the text directly in it."""

    name: str
    attributes: dict[str, str]
    line: int
    children: list["Element"] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text directly in it."""
        return "".join(self.texts)

    def all(self, name: str) -> list["Element"]:
        """The children of this name."""
        return [child for child in self.children if child.name == name]

    def find(self, name: str) -> "Element | None":
        """The first child of this name."""
        return next((child for child in self.children if child.name == name), None)


def read_tree(path: Path) -> Element:
    """The root of an XML file.

    Raises:
        UsageError: It cannot be read, is not well-formed, is nested too deeply, or declares a document type.
    """
    text = _text(path)
    builder = _Builder(path)
    try:
        builder.parser.Parse(_NO_XML.sub(" ", text).lstrip().encode(errors="replace"), True)
    except expat.ExpatError as error:
        line = error.lineno + text[: len(text) - len(text.lstrip())].count("\n")
        raise UsageError(
            f"{path}:{line}: this is not well-formed XML: {expat.ErrorString(error.code)}.",
            "Export the questions again, or mend the file.",
        ) from error
    assert builder.root is not None, "expat reports a document without an element"
    return builder.root


def _text(path: Path) -> str:
    """The file's text, in the encoding that it declares where that fits."""
    content = read_bytes(path)
    declared = _DECLARED.match(content)
    try:
        if declared:
            return content.decode(declared[1].decode())
    except (LookupError, UnicodeDecodeError):
        pass  # what a program declares and what an editor saves are two things
    text = decoded(content)
    if text is None:
        raise no_text(path, content)
    return text


class _Builder:
    """Grows the tree while the parser reads."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.root: Element | None = None
        self.open: list[Element] = []
        self.parser = expat.ParserCreate("utf-8")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.parser.StartDoctypeDeclHandler = self._refuse

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        element = Element(name, attributes, self.parser.CurrentLineNumber)
        if len(self.open) >= DEEPEST:
            raise UsageError(f"{self.path}:{element.line}: this is nested too deeply.", "Export the questions again.")
        if self.open:
            self.open[-1].children.append(element)
        else:
            self.root = element
        self.open.append(element)

    def _end(self, name: str) -> None:
        self.open.pop()

    def _characters(self, text: str) -> None:
        self.open[-1].texts.append(text)

    def _refuse(self, *_: object) -> None:
        raise UsageError(
            f"{self.path}:{self.parser.CurrentLineNumber}: this declares a document type, with which a few lines can "
            "stand for gigabytes or for other files.",
            "Take the <!DOCTYPE ...> out; a list of questions needs none.",
        )
