"""One YAML file -> one question. The only importer of yaml.

YAML is read as strings (its own typing turns `no` into False) and converted explicitly, node by node, so
that every problem is reported with its line and all of a file's problems are reported at once.
"""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Set
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

import yaml

from interviewer.model import (
    AnyOf,
    Difficulty,
    Issue,
    KeyPoint,
    Language,
    Localized,
    Place,
    Question,
    Wordings,
)

LARGEST_FILE_BYTES = 1_000_000
"""A question is a page of text; anything this large is a mistake."""

DEEPEST = 20
"""Nesting that no question needs; far deeper text would overflow the stack of the C parser."""

QUESTION_KEYS = (
    "id",
    "draft",
    "difficulty",
    "minutes",
    "tags",
    "question",
    "key_points",
    "any_of",
    "model_answer",
    "sources",
    "licence",
)
POINT_KEYS = ("id", "weight", "required", "text", "accept", "contradicts", "probe")
QUESTION_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*")
POINT_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_Choice = TypeVar("_Choice", bound=StrEnum)


def read_question(path: Path) -> tuple[Question | None, Place, list[Issue]]:
    """The question in this file, or None with the reasons; never an exception for what is in it."""
    text, issues = _text_of(path)
    return (None, Place(path, {}), issues) if issues else parse_question(text, path)


def parse_question(text: str, path: Path) -> tuple[Question | None, Place, list[Issue]]:
    """The question in a text, which stands in this file; as `read_question` in all else."""
    reader = _Reader(path)
    question = reader.read(text)
    place = Place(path, reader.lines)
    return (None, place, reader.issues) if reader.issues else (question, place, [])


def _text_of(path: Path) -> tuple[str, list[Issue]]:
    """What is in the file, and why it cannot be read."""
    try:
        if path.stat().st_size > LARGEST_FILE_BYTES:
            return "", [Issue(path, 0, f"larger than {LARGEST_FILE_BYTES:,} bytes")]
        return path.read_text(encoding="utf-8-sig"), []
    except OSError as error:
        return "", [Issue(path, 0, f"cannot be read: {error.strerror}")]
    except UnicodeDecodeError as error:
        return "", [Issue(path, 0, f"is not UTF-8 (byte {error.start}); save it as UTF-8")]


class _Reader:
    """Turns one file's nodes into values and collects what is wrong with them."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.issues: list[Issue] = []
        self.lines: dict[str, int] = {}

    def read(self, text: str) -> Question | None:
        root = self._compose(text)
        if root is None:
            return None
        question = self._question(root)
        return question if self.issues else replace(question, content_hash=_content_hash(root))

    def _question(self, root: yaml.Node) -> Question:
        fields = self._mapping(root, "the file", QUESTION_KEYS, required=("id", "question"))
        draft = self._flag(fields.get("draft"), "draft")
        points = tuple(self._point(node) for node in self._sequence(fields.get("key_points"), "key_points"))
        if not points and not draft:
            self._check_points(root, fields.get("key_points"))
        self._check_unique(points, fields.get("key_points"))
        known = {point.id for point in points}
        return Question(
            id=self._id(fields.get("id"), QUESTION_ID, "the question's id"),
            text=self._localized(fields.get("question"), "question"),
            key_points=points,
            difficulty=self._choice(fields.get("difficulty"), Difficulty, Difficulty.MEDIUM, "difficulty"),
            minutes=self._number(fields.get("minutes"), 4.0, "minutes"),
            tags=self._strings(fields.get("tags"), "tags"),
            any_of=tuple(self._any_of(node, known) for node in self._sequence(fields.get("any_of"), "any_of")),
            model_answer=self._localized(fields.get("model_answer"), "model_answer"),
            sources=self._strings(fields.get("sources"), "sources"),
            licence=self._string(fields["licence"], "licence") if "licence" in fields else "",
            draft=draft,
        )

    def _compose(self, text: str) -> yaml.Node | None:
        try:
            root: yaml.Node | None = yaml.compose(text, _Loader) if self._has_sound_shape(text) else None
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 0
            self.issues.append(Issue(self.path, line, f"not valid YAML: {error.problem}"))
        except (yaml.YAMLError, RecursionError) as error:
            self.issues.append(Issue(self.path, 0, f"not valid YAML: {error}"))
        else:
            if root is None and not self.issues:
                self.issues.append(Issue(self.path, 0, "the file is empty"))
            return root
        return None

    def _has_sound_shape(self, text: str) -> bool:
        """False, and reported, for deep nesting and for aliases: a few lines of them stand for gigabytes."""
        depth = 0
        for event in yaml.parse(text, _Loader):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if depth > DEEPEST:
                self._report(event, "nested too deeply to be a question")
                return False
            if isinstance(event, yaml.AliasEvent):
                self._report(event, f"aliases (*{event.anchor}) are not supported; write the text out")
                return False
        return True

    def _point(self, node: yaml.Node) -> KeyPoint:
        fields = self._mapping(node, "a key point", POINT_KEYS, required=("id", "text"))
        point_id = self._id(fields.get("id"), POINT_ID, "a key point's id")
        self.lines[point_id] = _line(node)
        return KeyPoint(
            id=point_id,
            text=self._localized(fields.get("text"), "text"),
            weight=self._number(fields.get("weight"), 1.0, "weight"),
            required=self._flag(fields.get("required"), "required"),
            accept=self._wordings(fields.get("accept"), "accept"),
            contradicts=self._wordings(fields.get("contradicts"), "contradicts"),
            probe=self._localized(fields.get("probe"), "probe"),
        )

    def _any_of(self, node: yaml.Node, known: Set[str]) -> AnyOf:
        fields = self._mapping(node, "any_of", ("points", "need"), required=("points", "need"))
        group = AnyOf(
            points=self._strings(fields.get("points"), "points"),
            need=self._count(fields.get("need"), "need"),
        )
        for unknown in set(group.points) - known:
            self._report(node, f"any_of names {unknown!r}, which is not a key point of this question")
        if not 1 <= group.need <= len(group.points):
            self._report(node, f"need must be between 1 and the {len(group.points)} points it chooses from")
        return group

    def _check_points(self, root: yaml.Node, node: yaml.Node | None) -> None:
        if node is None:
            self._report(root, "the file has no 'key_points'; `draft: true` keeps a question that has none yet")
        elif isinstance(node, yaml.SequenceNode):
            self._report(node, "key_points needs at least one key point")

    def _check_unique(self, points: tuple[KeyPoint, ...], node: yaml.Node | None) -> None:
        for point_id, count in Counter(point.id for point in points if point.id).items():
            if count > 1:
                self._report(node, f"two key points are called {point_id!r}")

    def _mapping(
        self, node: yaml.Node, what: str, known: tuple[str, ...], required: tuple[str, ...] = ()
    ) -> dict[str, yaml.Node]:
        if not isinstance(node, yaml.MappingNode):
            self._report(node, f"{what} must be a mapping with the keys {', '.join(known)}")
            return {}
        fields: dict[str, yaml.Node] = {}
        for key, value in node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else "(not a word)"
            if name not in known:
                self._report(key, f"unknown key {name!r} in {what}; known are {', '.join(known)}")
            elif name in fields:
                self._report(key, f"the key {name!r} comes twice in {what}")
            else:
                fields[name] = value
        for name in required:
            if name not in fields:
                self._report(node, f"{what} has no {name!r}")
        return fields

    def _sequence(self, node: yaml.Node | None, what: str) -> list[yaml.Node]:
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode):
            self._report(node, f"{what} must be a list")
            return []
        return list(node.value)

    def _string(self, node: yaml.Node, what: str) -> str:
        if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
            self._report(node, f"{what} must be a text that is not empty")
            return ""
        return str(node.value).strip()

    def _strings(self, node: yaml.Node | None, what: str) -> tuple[str, ...]:
        return tuple(self._string(item, f"each of {what}") for item in self._sequence(node, what))

    def _localized(self, node: yaml.Node | None, what: str) -> Localized:
        if node is None:
            return Localized()
        fields = self._mapping(node, what, tuple(Language))
        texts = {name: self._string(value, f"{what}.{name}") for name, value in fields.items()}
        if not texts and isinstance(node, yaml.MappingNode):
            self._report(node, f"{what} needs a text in zh or en")
        return Localized(**texts)

    def _wordings(self, node: yaml.Node | None, what: str) -> Wordings:
        if node is None:
            return {}
        fields = self._mapping(node, what, tuple(Language))
        return {Language(name): self._strings(value, f"{what}.{name}") for name, value in fields.items()}

    def _id(self, node: yaml.Node | None, pattern: re.Pattern[str], what: str) -> str:
        if node is None:
            return ""
        value = self._string(node, what)
        if value and not pattern.fullmatch(value):
            self._report(node, f"{what} is {value!r}; use lower-case words joined by hyphens")
        return value

    def _choice(self, node: yaml.Node | None, choices: type[_Choice], default: _Choice, what: str) -> _Choice:
        if node is None:
            return default
        value = self._string(node, what)
        if value in {str(choice) for choice in choices}:
            return choices(value)
        self._report(node, f"{what} is {value!r}; it must be one of {', '.join(choices)}")
        return default

    def _number(self, node: yaml.Node | None, default: float, what: str) -> float:
        if node is None:
            return default
        value = self._string(node, what)
        if re.fullmatch(r"\d{1,3}(\.\d+)?", value) and float(value) > 0:
            return float(value)
        self._report(node, f"{what} is {value!r}; it must be a number above 0 and below 1000")
        return default

    def _count(self, node: yaml.Node | None, what: str) -> int:
        number = self._number(node, 1.0, what)
        if not number.is_integer():
            self._report(node, f"{what} is {number:g}; it must be a whole number")
        return int(number)

    def _flag(self, node: yaml.Node | None, what: str) -> bool:
        if node is None:
            return False
        value = self._string(node, what)
        if value not in {"true", "false"}:
            self._report(node, f"{what} is {value!r}; it must be true or false")
        return value == "true"

    def _report(self, node: yaml.Node | yaml.Event | None, message: str) -> None:
        self.issues.append(Issue(self.path, _line(node), message))


def _line(node: yaml.Node | yaml.Event | None) -> int:
    return node.start_mark.line + 1 if node is not None and node.start_mark else 0


def _content_hash(root: yaml.Node) -> str:
    """SHA-256 of the content, not of its layout: comments, quoting and key order change nothing."""
    canonical = json.dumps(_plain(root), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(canonical.encode(errors="surrogatepass")).hexdigest()


def _plain(node: yaml.Node) -> object:
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): _plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item) for item in node.value]
    return node.value
