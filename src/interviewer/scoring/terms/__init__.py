"""What a question is about, in terms that are the same in both languages, and what it asks about it.

Word vectors hardly know that 过拟合 is overfitting and think that tanh is nearly a sigmoid. The names of subjects do not
change with the wording: subjects.txt says which of them mean the same, asking.txt which words only ask, filler.txt which
say nothing. What is in no list stays what it is: the stem of a word, or pairs of Chinese characters.
"""

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from interviewer.scoring.function_words import FUNCTION_WORDS, chinese_parts
from interviewer.scoring.text import HAN, grams, is_han, normalise

_TOKEN = re.compile(rf"[{HAN}]|[^\W{HAN}]+")

_LINKS = frozenset(["的", "the", "a", "an", "of", "its", "your", "their"])
"""Stand within a name, too: "the number of the parameters", 梯度的消失. Read over."""

_Tree = dict[str, "_Tree | Term"]
"""The names, token by token; a name ends where "" leads to its term."""


class Kind(StrEnum):
    """Where a term comes from."""

    SUBJECT = "subjects"
    ASKING = "asking"
    FILLER = "filler"
    WORD = "word"


class Term(NamedTuple):
    """A subject, a way of asking, or a word.

    Attributes:
        name: Of a subject or a way of asking its first name; of a word its stem, or two Chinese characters.
    """

    name: str
    kind: Kind


def terms(text: str) -> list[Term]:
    """The terms of a text in order, of several names at one place the longest; without filler."""
    return [term for term in _read(_tokens(text)) if term.kind is not Kind.FILLER]


def subject_names() -> list[list[str]]:
    """What each subject is called, Chinese names first."""
    return list(_lines(f"{Kind.SUBJECT}.txt"))


def _tokens(text: str) -> list[str]:
    """Stems and single Chinese characters."""
    found = _TOKEN.findall(normalise(text).text)
    return [_stem(token) for token in found if token not in _LINKS]


def _read(tokens: list[str]) -> Iterator[Term]:
    tree = _names()
    unnamed: list[str] = []
    place = 0
    while place < len(tokens):
        found = _longest(tree, tokens, place) if tokens[place] in tree else None
        if found is None:
            unnamed.append(tokens[place])
            place += 1
            continue
        yield from _words(unnamed)
        unnamed.clear()
        term, place = found
        yield term
    yield from _words(unnamed)


def _longest(tree: _Tree, tokens: list[str], place: int) -> tuple[Term, int] | None:
    """The longest name that begins at this place, and where it ends."""
    found = None
    branch: object = tree
    while place < len(tokens) and isinstance(branch, dict) and tokens[place] in branch:
        branch = branch[tokens[place]]
        place += 1
        if isinstance(branch, dict) and isinstance(term := branch.get(""), Term):
            found = term, place
    return found


def _words(tokens: Iterable[str]) -> Iterator[Term]:
    """What has no name: stems, and of Chinese the pairs of characters between two function words."""
    run = ""
    for token in (*tokens, ""):
        if token and is_han(token):
            run += token
            continue
        if run:
            yield from _pairs(run)
            run = ""
        if token:
            yield Term(token, Kind.WORD)


def _pairs(run: str) -> Iterator[Term]:
    content = ""
    for part in (*chinese_parts(run), "的"):
        if part not in FUNCTION_WORDS:
            content += part
            continue
        if len(content) > 1:
            yield from (Term(pair, Kind.WORD) for pair in grams(content))
        content = ""  # a single character is a verb or a measure word


def _stem(token: str) -> str:
    return token if is_han(token) or token.endswith("ss") else grams(token)[0]


@cache
def _names() -> _Tree:
    tree: _Tree = {}
    for kind in (Kind.FILLER, Kind.ASKING, Kind.SUBJECT):
        for names in _lines(f"{kind}.txt"):
            for name in names:
                _plant(tree, _tokens(name), Term(names[0], kind))
    return tree


def _plant(tree: _Tree, tokens: Iterable[str], term: Term) -> None:
    for token in tokens:
        branch = tree.setdefault(token, {})
        assert isinstance(branch, dict)
        tree = branch
    tree[""] = term


def _lines(file: str) -> Iterator[list[str]]:
    for line in (files(__package__) / file).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield [name.strip() for name in line.split(",")]
