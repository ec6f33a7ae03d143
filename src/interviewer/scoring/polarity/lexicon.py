"""The words that turn a claim round: opposites, from `opposites.txt`, and negations, from `words.txt`."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from interviewer.model import Opposition

_HAN = re.compile(r"[\u3400-\u9fff]")
_ENDING = re.compile(r"(?<=\w{3})(?:ings?|edly|ed|ies|es|(?<!s)s|ly)$")
_DOUBLED = re.compile(r"([bdgmnprt])\1$")


@dataclass(frozen=True, slots=True)
class Pole:
    """One side of an axis of opposites.

    Attributes:
        axis: The axis' number.
        side: 1, 2 or 4; sides of an axis exclude one another, and `|` joins them.
        sides: All sides the axis has.
        kind: What to call it when one side meets another.
    """

    axis: int
    side: int
    sides: int
    kind: Opposition


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All words of the axes; an entry without poles only keeps shorter words from being read inside it.

    Attributes:
        han: Chinese words.
        han_pattern: Finds them, the longest first.
        stems: English phrases as stems, by their first stem, the longest first.
    """

    han: Mapping[str, tuple[Pole, ...]]
    han_pattern: re.Pattern[str]
    stems: Mapping[str, tuple[tuple[tuple[str, ...], tuple[Pole, ...]], ...]]


@cache
def stem(word: str) -> str:
    """An English word (lower case) without its ending, the same for most of its forms."""
    found = _DOUBLED.sub(r"\1", _ENDING.sub("", word))
    found = found.removesuffix("e") if len(found) > 3 else found
    return found[:-1] + "i" if len(found) > 3 and found.endswith("y") else found


@cache
def lexicon() -> Lexicon:
    """The words of `opposites.txt`, read once."""
    entries: dict[str, list[Pole]] = {}
    for number, line in enumerate(_lines("opposites.txt")):
        kind, _, rest = line.partition(":")
        sides = rest.split("|")
        for place, words in enumerate(sides):
            for word in (part.strip() for part in words.split(",")):
                known = entries.setdefault(word, [])
                if kind != "also":
                    known.append(Pole(number, 1 << place, (1 << len(sides)) - 1, Opposition(kind)))
    return _indexed({word: tuple(poles) for word, poles in entries.items() if word})


def _lines(name: str) -> Iterator[str]:
    """The lines of a data file beside this one, without comments."""
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    return (line for line in text.splitlines() if line and not line.startswith("#"))


def _indexed(entries: Mapping[str, tuple[Pole, ...]]) -> Lexicon:
    han = {word: poles for word, poles in entries.items() if _HAN.search(word)}
    stems: dict[str, dict[tuple[str, ...], set[Pole]]] = {}
    for word, poles in entries.items():
        if word not in han:
            key = tuple(stem(part) for part in word.split())
            stems.setdefault(key[0], {}).setdefault(key, set()).update(poles)
    return Lexicon(han, longest_first(han), {first: _ordered(found) for first, found in stems.items()})


def _ordered(
    found: Mapping[tuple[str, ...], set[Pole]],
) -> tuple[tuple[tuple[str, ...], tuple[Pole, ...]], ...]:
    longest = sorted(found.items(), key=lambda item: -len(item[0]))
    return tuple((key, tuple(sorted(poles, key=lambda pole: (pole.axis, pole.side)))) for key, poles in longest)


def longest_first(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds these words, at each place the longest."""
    return re.compile("|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))))


@cache
def word_list(name: str) -> frozenset[str]:
    """A list of `words.txt`."""
    lines = (line.partition(": ") for line in _lines("words.txt"))
    return frozenset(word for title, _, words in lines if title == name for word in words.split())
