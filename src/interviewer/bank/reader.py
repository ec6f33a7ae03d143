"""YAML files -> questions, one in each."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import replace
from pathlib import Path

import yaml

from interviewer.bank.nodes import NodeReader, line_of, text_of
from interviewer.model import (
    POINT_ID,
    QUESTION_ID,
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
SET_KEYS = ("name", "language", "seed", "wish", "questions")
"""Of a question set."""

LANGUAGES = tuple(Language)
NO_TEXT = Localized()
POINT_KEYS = ("id", "weight", "required", "text", "accept", "contradicts", "probe")


MANY, CHUNK = 4000, 200
"""From so many files on several processes are worth their start; so many files are handed over at a time."""

MOST_PROCESSES = 4
"""More of them read faster than this one takes from them what they have read."""

Read = tuple[Question | None, Place, list[Issue]]
"""A question, or None and the reasons, and where it is written."""


def read_questions(paths: Sequence[Path]) -> Iterable[Read]:
    """What `read_question` says of each file, in their order."""
    if len(paths) < MANY:
        return map(read_question, paths)
    from interviewer.processes import in_parallel

    return in_parallel(read_question, paths, MOST_PROCESSES, CHUNK)


def read_question(path: Path) -> Read:
    """The question in this file, or None with the reasons; never an exception for what is in it."""
    text, issues = text_of(path)
    return (None, Place(path, {}), issues) if issues else parse_question(text, path)


def parse_question(text: str, path: Path) -> Read:
    """The question in a text, which stands in this file; as `read_question` in all else."""
    reader = _Reader(path)
    question = reader.read(text)
    place = Place(path, reader.lines)
    return (None, place, reader.issues) if reader.issues else (question, place, [])


def is_set(path: Path) -> bool:
    """Whether the file is a question set: it has `questions`, and no key that a set has not."""
    text, issues = text_of(path)
    root = None if issues else NodeReader(path).compose(text)
    keys = {str(key.value) for key, _ in root.value} if isinstance(root, yaml.MappingNode) else set()
    return "questions" in keys and keys <= set(SET_KEYS)


class _Reader(NodeReader):
    """Turns one file's nodes into a question."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.lines: dict[str, int] = {}

    def read(self, text: str) -> Question | None:
        root = self.compose(text)
        if root is None:
            return None
        question = self._question(root)
        return question if self.issues else replace(question, content_hash=_content_hash(root))

    def _question(self, root: yaml.Node) -> Question:
        fields = self.mapping(root, "the file", QUESTION_KEYS, required=("id", "question"))
        draft = self.flag(fields.get("draft"), "draft")
        points = tuple(self._point(node) for node in self.sequence(fields.get("key_points"), "key_points"))
        if not points and not draft:
            self._check_points(root, fields.get("key_points"))
        self._check_unique(points, fields.get("key_points"))
        known = {point.id for point in points}
        return Question(
            id=self.id(fields.get("id"), QUESTION_ID, "the question's id"),
            text=self._localized(fields.get("question"), "question"),
            key_points=points,
            difficulty=self.choice(fields.get("difficulty"), Difficulty, Difficulty.MEDIUM, "difficulty"),
            minutes=self.number(fields.get("minutes"), 4.0, "minutes"),
            tags=self.strings(fields.get("tags"), "tags"),
            any_of=tuple(self._any_of(node, known) for node in self.sequence(fields.get("any_of"), "any_of")),
            model_answer=self._localized(fields.get("model_answer"), "model_answer"),
            sources=self.strings(fields.get("sources"), "sources"),
            licence=self.string(fields["licence"], "licence") if "licence" in fields else "",
            draft=draft,
        )

    def _point(self, node: yaml.Node) -> KeyPoint:
        fields = self.mapping(node, "a key point", POINT_KEYS, required=("id", "text"))
        point_id = self.id(fields.get("id"), POINT_ID, "a key point's id")
        self.lines[point_id] = line_of(node)
        return KeyPoint(
            id=point_id,
            text=self._localized(fields.get("text"), "text"),
            weight=self.number(fields.get("weight"), 1.0, "weight"),
            required=self.flag(fields.get("required"), "required"),
            accept=self._wordings(fields.get("accept"), "accept"),
            contradicts=self._wordings(fields.get("contradicts"), "contradicts"),
            probe=self._localized(fields.get("probe"), "probe"),
        )

    def _any_of(self, node: yaml.Node, known: Set[str]) -> AnyOf:
        fields = self.mapping(node, "any_of", ("points", "need"), required=("points", "need"))
        group = AnyOf(
            points=self.strings(fields.get("points"), "points"),
            need=self.count(fields.get("need"), "need"),
        )
        for unknown in set(group.points) - known:
            self.report(node, f"any_of names {unknown!r}, which is not a key point of this question")
        if not 1 <= group.need <= len(group.points):
            self.report(node, f"need must be between 1 and the {len(group.points)} points it chooses from")
        return group

    def _check_points(self, root: yaml.Node, node: yaml.Node | None) -> None:
        if node is None:
            self.report(root, "the file has no 'key_points'; `draft: true` keeps a question that has none yet")
        elif isinstance(node, yaml.SequenceNode):
            self.report(node, "key_points needs at least one key point")

    def _check_unique(self, points: tuple[KeyPoint, ...], node: yaml.Node | None) -> None:
        for point_id, count in Counter(point.id for point in points if point.id).items():
            if count > 1:
                self.report(node, f"two key points are called {point_id!r}")

    def _localized(self, node: yaml.Node | None, what: str) -> Localized:
        if node is None:
            return NO_TEXT
        fields = self.mapping(node, what, LANGUAGES)
        texts = {name: self.string(value, f"{what}.{name}") for name, value in fields.items()}
        if not texts and isinstance(node, yaml.MappingNode):
            self.report(node, f"{what} needs a text in zh or en")
        return Localized(**texts)

    def _wordings(self, node: yaml.Node | None, what: str) -> Wordings:
        if node is None:
            return {}
        fields = self.mapping(node, what, LANGUAGES)
        return {Language(name): self.strings(value, f"{what}.{name}") for name, value in fields.items()}


def _content_hash(root: yaml.Node) -> str:
    """SHA-256 of the content, not of its layout: comments, quoting and key order change nothing."""
    canonical = json.dumps(_plain(root), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(canonical.encode(errors="surrogatepass")).hexdigest()


def _plain(node: yaml.Node) -> object:
    if type(node) is yaml.ScalarNode:
        return node.value
    if type(node) is yaml.SequenceNode:
        return [_plain(item) for item in node.value]
    return {
        str(key.value): value.value if type(value) is yaml.ScalarNode else _plain(value) for key, value in node.value
    }
