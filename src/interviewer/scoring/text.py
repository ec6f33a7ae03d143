"""Answer -> sentences, clauses and words, each with its place in the original text.

Matching wants one spelling (NFKC, lower case, no invisible characters); evidence wants the candidate's own
characters. `normalise` gives the one and remembers the way back to the other.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from interviewer.model import Span

MAX_CHARACTERS = 20_000
"""Only so much of an answer is read: two hours of speech, and still scored in a quarter of a second."""

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Chinese characters, for use inside a regular expression's brackets."""

KEPT_FULL_WIDTH = frozenset("，；：？！（）")
"""Full-width marks NFKC would turn into ASCII ones; kept, because they end a clause without a space."""

ABBREVIATIONS = ("e.g", "i.e", "etc", "vs", "cf", "fig", "eq", "al", "resp", "approx", "dr", "prof")
"""Words whose full stop seldom ends a sentence."""

_SENTENCE_END = re.compile(rf"[。！？；…\n]+|[.!?;]+(?=[\s\"'”’)\]{HAN}]|$)")
_CLAUSE_END = re.compile(rf"[，、：—–]+|[,:]+(?=[\s{HAN}])")
_WORD = re.compile(rf"\d{{1,3}}(?:,\d{{3}})+(?!\d)|[{HAN}]+|[^\W{HAN}]+")
_ENUMERATION = re.compile(r"(?:^|\n)\s*\(?\w{1,2}$")
_HAN_START = re.compile(f"[{HAN}]")
_HAN = re.compile(f"[{HAN}]")
_OUTER = " \t\r\n\u3000。，、；：！？.,;:!?…—–-*•·\"'“”‘’「」`"
_SUFFIX = re.compile(r"(?<=\w{3})(?:ings?|edly|ed|es|s|ly|e)$")


@dataclass(frozen=True, slots=True)
class Normal:
    """A text in matching form.

    Attributes:
        text: NFKC, lower case, without control and zero-width characters.
        origin: For each character of `text` the offset of the original character it comes from.
    """

    text: str
    origin: Sequence[int]

    def span(self, start: int, end: int) -> Span:
        """Where the characters `start` to `end` (exclusive, not empty) of `text` lie in the original."""
        return Span(self.origin[start], self.origin[end - 1] + 1)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A stretch of text in matching form, as an encoder takes it, and the words in it."""

    text: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """The smallest piece of text that is matched; `span` is its place in the original."""

    span: Span
    phrase: Phrase

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the clause, in order."""
        return self.phrase.words


@dataclass(frozen=True, slots=True)
class Sentence:
    """One or more clauses up to a full stop; `span` is its place in the original."""

    span: Span
    clauses: tuple[Clause, ...]
    phrase: Phrase

    @property
    def words(self) -> tuple[str, ...]:
        """All words of the sentence, in order."""
        return self.phrase.words


@lru_cache(maxsize=4096)
def _fold(character: str) -> str:
    """One character in matching form; an empty string for one that nobody sees."""
    if character in KEPT_FULL_WIDTH or character == "\n":
        return character
    category = unicodedata.category(character)
    if category in {"Cc", "Cs", "Zl", "Zp"}:
        return " " if character.isspace() or category == "Cs" else ""
    if category == "Cf":
        return ""
    return unicodedata.normalize("NFKC", character).lower()


def normalise(text: str) -> Normal:
    """The first MAX_CHARACTERS of a text in matching form; never fails, whatever the text holds."""
    text = text[:MAX_CHARACTERS]
    if text.isascii() and text.isprintable():
        return Normal(text.lower(), range(len(text)))
    folded = [_fold(character) for character in text]
    origin = [offset for offset, part in enumerate(folded) for _ in part]
    return Normal("".join(folded), origin)


def words(text: str) -> tuple[str, ...]:
    """The words of a text: runs of Chinese characters, and runs of any other letters and digits.

    A run is cut where the script changes ("Dropout通过" is two words) and thousands lose their commas.
    """
    return tuple(_words(normalise(text).text))


def phrase(text: str) -> Phrase:
    """A whole text as one phrase."""
    normal = normalise(text).text
    return Phrase(normal, tuple(_words(normal)))


def _words(normal: str) -> Iterator[str]:
    for match in _WORD.finditer(normal):
        yield match[0].replace(",", "")


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text that hold at least one word, in order."""
    normal = normalise(text)
    found = []
    for start, end in _cut(normal.text, 0, len(normal.text), _SENTENCE_END):
        clauses = tuple(_clauses(normal, start, end))
        if clauses:
            spoken = tuple(word for clause in clauses for word in clause.words)
            text = clauses[0].phrase.text if len(clauses) == 1 else normal.text[start:end].strip(_OUTER)
            found.append(Sentence(_trimmed(normal, start, end), clauses, Phrase(text, spoken)))
    return tuple(found)


def _clauses(normal: Normal, start: int, end: int) -> Iterator[Clause]:
    for first, last in _cut(normal.text, start, end, _CLAUSE_END):
        found = tuple(_words(normal.text[first:last]))
        if found:
            yield Clause(_trimmed(normal, first, last), Phrase(normal.text[first:last].strip(_OUTER), found))


def _cut(text: str, start: int, end: int, boundary: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """The stretches of `text[start:end]` that end behind a boundary."""
    for match in boundary.finditer(text, start, end):
        if not _is_inside(text[start : match.start()], match[0]):
            yield start, match.end()
            start = match.end()
    if start < end:
        yield start, end


def _is_inside(before: str, mark: str) -> bool:
    """Whether a full stop belongs to an abbreviation ("e.g.") or a list number ("2."), a comma to "f(x, y)"."""
    if mark == ",":
        return before.count("(") > before.count(")")
    if mark != ".":
        return False
    return bool(_ENUMERATION.search(before)) or before.rpartition(" ")[2].lstrip("(") in ABBREVIATIONS


def _trimmed(normal: Normal, start: int, end: int) -> Span:
    """The stretch without white space and punctuation around it; it must hold a word."""
    part = normal.text[start:end]
    start += len(part) - len(part.lstrip(_OUTER))
    return normal.span(start, start + len(part.strip(_OUTER)))


def spoken_length(text: str) -> int:
    """About how much a text says, in Chinese characters; a word of another script counts two."""
    return len(text) if _HAN.search(text) else 2 * len(text.split())


def is_han(word: str) -> bool:
    """Whether a word (never of mixed script) is Chinese."""
    return _HAN_START.match(word) is not None


@lru_cache(maxsize=8192)
def grams(word: str) -> tuple[str, ...]:
    """What word recall counts: overlapping character pairs of a Chinese word, the stem of another."""
    if is_han(word):
        return tuple(word[i : i + 2] for i in range(len(word) - 1)) or (word,)
    return (_SUFFIX.sub("", word),)
