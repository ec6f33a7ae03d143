"""Text -> YAML nodes -> values, every problem with its line: what all files that people write have in common.

YAML is read as strings (its own typing turns `no` into False) and converted explicitly, node by node, so that all of a
file's problems are reported at once.
"""

import math
import re
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import TypeVar

import yaml

from interviewer.model import Issue

LARGEST_FILE_BYTES = 1_000_000
"""A question or a set is a page of text; anything this large is a mistake."""

DEEPEST = 20
"""Nesting that nobody needs; far deeper text would overflow the stack of the C parser."""

SHALLOW = 200
"""Text that cannot nest deeper than this is safe to compose before its depth is known."""


class _Loader(getattr(yaml, "CBaseLoader", yaml.BaseLoader)):  # type: ignore[misc]  # chosen when it runs
    """Finds no types: everything is text, and finding that out takes as long as parsing."""

    def descend_resolver(self, current_node: yaml.Node | None, current_index: object) -> None:
        """Nothing depends on where a node is."""

    def ascend_resolver(self) -> None:
        """Nothing depends on where a node is."""

    def resolve(self, kind: type[yaml.Node], value: str | None, implicit: object) -> str:
        """The same for every node."""
        return "tag:yaml.org,2002:str"


_Choice = TypeVar("_Choice", bound=StrEnum)
_INDENT = re.compile(r"^[ \t?:-]*", re.MULTILINE)


def text_of(path: Path) -> tuple[str, list[Issue]]:
    """What is in the file, and why it cannot be read."""
    try:
        if path.stat().st_size > LARGEST_FILE_BYTES:
            return "", [Issue(path, 0, f"larger than {LARGEST_FILE_BYTES:,} bytes")]
        return path.read_text(encoding="utf-8-sig"), []
    except OSError as error:
        return "", [Issue(path, 0, f"cannot be read: {error.strerror}")]
    except UnicodeDecodeError as error:
        return "", [Issue(path, 0, f"is not UTF-8 (byte {error.start}); save it as UTF-8")]


def line_of(node: yaml.Node | yaml.Event | None) -> int:
    """Where it begins, 1-based; 0 for what is missing."""
    return node.start_mark.line + 1 if node is not None and node.start_mark else 0


class NodeReader:
    """Turns one file's nodes into values and collects what is wrong with them.

    Attributes:
        path: The file.
        issues: What is wrong with it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.issues: list[Issue] = []

    def compose(self, text: str) -> yaml.Node | None:
        """The nodes of a text, or None, and the reason reported."""
        levels = _most_levels(text)
        try:
            is_safe = levels <= SHALLOW or self._has_sound_shape(text)
            root: yaml.Node | None = yaml.compose(text, _Loader) if is_safe else None
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 0
            self.issues.append(Issue(self.path, line, f"not valid YAML: {error.problem}"))
        except (yaml.YAMLError, RecursionError) as error:
            self.issues.append(Issue(self.path, 0, f"not valid YAML: {error}"))
        else:
            if root is None and not self.issues:
                self.issues.append(Issue(self.path, 0, "the file is empty"))
            if root is not None and levels > DEEPEST and (deep := _too_deep(root)):
                self.report(deep, "nested too deeply to be a question")
                return None
            return root
        return None

    def _has_sound_shape(self, text: str) -> bool:
        """Whether it can be composed; deep nesting and aliases are reported: a few lines stand for gigabytes."""
        depth = 0
        for event in yaml.parse(text, _Loader):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if depth > DEEPEST:
                self.report(event, "nested too deeply to be a question")
                return False
            if isinstance(event, yaml.AliasEvent):
                self.report(event, f"aliases (*{event.anchor}) are not supported; write the text out")
                return False
        return True

    def mapping(
        self, node: yaml.Node, what: str, known: tuple[str, ...], required: tuple[str, ...] = ()
    ) -> dict[str, yaml.Node]:
        """The values by their keys, without those that are unknown or come twice."""
        if not isinstance(node, yaml.MappingNode):
            self.report(node, f"{what} must be a mapping with the keys {', '.join(known)}")
            return {}
        fields: dict[str, yaml.Node] = {}
        for key, value in node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else "(not a word)"
            if name not in known:
                self.report(key, f"unknown key {name!r} in {what}; known are {', '.join(known)}")
            elif name in fields:
                self.report(key, f"the key {name!r} comes twice in {what}")
            else:
                fields[name] = value
        for name in required:
            if name not in fields:
                self.report(node, f"{what} has no {name!r}")
        return fields

    def sequence(self, node: yaml.Node | None, what: str) -> list[yaml.Node]:
        """The items of a list; of what is missing, none."""
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode):
            self.report(node, f"{what} must be a list")
            return []
        return list(node.value)

    def string(self, node: yaml.Node, what: str) -> str:
        """A text, without white space around it."""
        text = str(node.value).strip() if isinstance(node, yaml.ScalarNode) else ""
        if not text:
            self.report(node, f"{what} must be a text that is not empty")
        return text

    def strings(self, node: yaml.Node | None, what: str) -> tuple[str, ...]:
        """A list of texts."""
        return tuple(self.string(item, f"each of {what}") for item in self.sequence(node, what))

    def id(self, node: yaml.Node | None, pattern: re.Pattern[str], what: str) -> str:
        """A name of this pattern."""
        if node is None:
            return ""
        value = self.string(node, what)
        if value and not pattern.fullmatch(value):
            self.report(node, f"{what} is {value!r}; use lower-case words joined by hyphens")
        return value

    def choice(self, node: yaml.Node | None, choices: type[_Choice], default: _Choice, what: str) -> _Choice:
        """One of a closed set."""
        if node is None:
            return default
        value = self.string(node, what)
        if value in {str(choice) for choice in choices}:
            return choices(value)
        self.report(node, f"{what} is {value!r}; it must be one of {', '.join(choices)}")
        return default

    def number(self, node: yaml.Node | None, default: float, what: str) -> float:
        """A number above 0 and below 1000."""
        if node is None:
            return default
        value = self.string(node, what)
        if re.fullmatch(r"\d{1,3}(\.\d+)?", value) and float(value) > 0:
            return float(value)
        self.report(node, f"{what} is {value!r}; it must be a number above 0 and below 1000")
        return default

    def count(self, node: yaml.Node | None, what: str) -> int:
        """A whole number from 1 on."""
        number = self.number(node, 1.0, what)
        if not number.is_integer():
            self.report(node, f"{what} is {number:g}; it must be a whole number")
        return int(number)

    def flag(self, node: yaml.Node | None, what: str) -> bool:
        """True or false."""
        if node is None:
            return False
        value = self.string(node, what)
        if value not in {"true", "false"}:
            self.report(node, f"{what} is {value!r}; it must be true or false")
        return value == "true"

    def report(self, node: yaml.Node | yaml.Event | None, message: str) -> None:
        """Notes what is wrong with a node."""
        self.issues.append(Issue(self.path, line_of(node), message))


def _most_levels(text: str) -> float:
    """Deeper than this no text of its kind nests; infinite where it is not known without parsing.

    An alias needs an anchor, which has an &; every level of nesting needs a bracket or a column of indentation, where
    no tag (!) stands in between.
    """
    if "&" in text or "!" in text:
        return math.inf
    return text.count("[") + text.count("{") + 2 * max(map(len, _INDENT.findall(text)))


def _too_deep(root: yaml.Node) -> yaml.Node | None:
    """The first collection that is nested too deeply."""
    level = [] if isinstance(root, yaml.ScalarNode) else [root]
    for _ in range(DEEPEST + 1):
        inside = chain.from_iterable(
            node.value if type(node) is yaml.SequenceNode else chain.from_iterable(node.value) for node in level
        )
        level = [node for node in inside if type(node) is not yaml.ScalarNode]
        if not level:
            return None
    return level[0]
