"""What a question is about, in terms that are the same in both languages, and what it asks about it.

Word vectors hardly know that 过拟合 is overfitting, and think that tanh is nearly a sigmoid. Names do not change with
the wording: subjects.txt says which of them mean the same, asking.txt which words only ask, filler.txt which say
nothing. What is in no list stays what it is: the stem of a word, or pairs of Chinese characters.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files

from interviewer.scoring.function_words import FUNCTION_WORDS, chinese_parts
from interviewer.scoring.text import HAN, MAX_CHARACTERS, grams, is_han

STEMS_KEPT = 200_000
"""So many stems are remembered."""

_TOKEN = re.compile(rf"[{HAN}]|[^\W{HAN}]+")

_LINKS = frozenset(("的", "the", "a", "an", "of", "its", "your", "their"))
"""Read over, also within a name: "the number of the parameters", 梯度的消失."""

_Tree = dict[str, "_Tree | Term"]
"""The names, token by token; where a name ends, "" leads to its term."""


class Kind(StrEnum):
    """Where a term comes from."""

    SUBJECT = "subjects"
    ASKING = "asking"
    FILLER = "filler"
    WORD = "word"


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """A subject, a way of asking, or a word; there is but one object for each.

    Attributes:
        name: Of a subject or a way of asking its first name; of a word its stem, or two Chinese characters.
    """

    name: str
    kind: Kind


def terms(text: str) -> list[Term]:
    """The terms of a text in order, of several names at one place the longest; without filler."""
    return [term for term in _read(_tokens(text)) if term.kind is not Kind.FILLER]


@cache
def subject_names() -> tuple[tuple[str, ...], ...]:
    """What each subject is called, its first name first."""
    return tuple(_lines(Kind.SUBJECT))


@cache
def kin_of(subject: str) -> frozenset[str]:
    """The first names of the subjects of which this one is a kind, or which are kinds of it.

    Chinese names so: 空洞卷积 is a kind of 卷积.
    """
    others = (names[0] for names in subject_names() if names[0] != subject)
    return frozenset(name for name in others if name.endswith(subject) or subject.endswith(name))


def _tokens(text: str) -> list[str]:
    """Stems and single Chinese characters."""
    found = _TOKEN.findall(unicodedata.normalize("NFKC", text[:MAX_CHARACTERS]).lower())
    return [_STEMS[token] for token in found if token not in _LINKS]


class _Stems(dict[str, str]):
    """The stem of each token that was ever seen; a Chinese character is its own."""

    def __missing__(self, token: str) -> str:
        stem = token if is_han(token) or token.endswith("ss") else grams(token)[0]
        if len(self) < STEMS_KEPT:
            self[token] = stem
        return stem


_STEMS = _Stems()


def _read(tokens: list[str]) -> list[Term]:
    """Written for speed: a large bank has millions of tokens, of which few begin a name."""
    tree, found = _names(), list[Term]()
    run, place = "", 0
    while place < len(tokens):
        token = tokens[place]
        term, end = _longest(tree, tokens, place) if token in tree else (None, place + 1)
        if term is None and "\u3400" <= token < "\uac00":
            run += token
        else:
            if run:
                found += _pairs(run)
                run = ""
            found.append(term or _word(token))
        place = end
    return found + list(_pairs(run))


def _longest(tree: _Tree, tokens: list[str], place: int) -> tuple[Term | None, int]:
    """The longest name that begins at this place, and where it ends; none, and the next place."""
    found, end = None, place + 1
    branch = tree.get(tokens[place])
    while isinstance(branch, dict):
        place += 1
        if isinstance(term := branch.get(""), Term):
            found, end = term, place
        branch = branch.get(tokens[place]) if place < len(tokens) else None
    return found, end


@lru_cache(maxsize=65_536)
def _pairs(run: str) -> tuple[Term, ...]:
    """Of Chinese that has no name the pairs of characters between two function words.

    A single character there is a verb or a measure word.
    """
    parts = ["" if part in FUNCTION_WORDS else part for part in chinese_parts(run)]
    content = "".join(part or " " for part in parts).split()
    return tuple(_word(pair) for word in content if len(word) > 1 for pair in grams(word))


@cache
def _word(name: str) -> Term:
    return Term(name, Kind.WORD)


@cache
def _names() -> _Tree:
    tree: _Tree = {}
    for kind in (Kind.FILLER, Kind.ASKING, Kind.SUBJECT):
        for names in _lines(kind):
            term = Term(names[0], kind)
            for name in names:
                _plant(tree, _tokens(name), term)
    return tree


def _plant(tree: _Tree, tokens: Iterable[str], term: Term) -> None:
    for token in tokens:
        branch = tree.setdefault(token, {})
        assert isinstance(branch, dict)
        tree = branch
    tree[""] = term


def _lines(kind: Kind) -> Iterator[tuple[str, ...]]:
    for line in (files(__package__) / f"{kind}.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield tuple(name.strip() for name in line.split(","))
