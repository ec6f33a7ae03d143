"""A text as the polarity check reads it: its telling words, opposites, negations and clauses."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest

from interviewer.scoring.polarity.lexicon import Pole, lexicon, longest_first, stem, word_list
from interviewer.scoring.text import normalise

HAN_PLACE = 0.5
"""How far a Chinese character moves on, in English words."""

CLAUSE_GAP = 4.0
"""How far the end of a clause keeps its neighbours apart, in words."""

REACH = 3.5
"""How far, in words, a negation reaches for what it denies."""

_TOKEN = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+(?:['’][a-z]+)?|[,;:.!?，；：。！？、()（）\n—]")
_BREAK = frozenset(",;:.!?，；：。！？()（）\n—")
_BREAK_WORDS = word_list("joints_en")
_BREAK_HAN = re.compile("而且|就是|但是|因为|所以|然后|如果|于是|从而|因此|而|但|并且|则|时(?![间候刻效常序钟])")
_DUMB = word_list("dumb_en")
_DUMB_HAN = frozenset(
    "的了是在会把和与而就都也或及对为以其这那它们你我他一个有要用所之于着过得地让使并且但则时候中上下来去说被由给跟很更"
)
_NEGATORS = word_list("negators_en")
NEGATORS_HAN = longest_first(word_list("negators_zh"))
NOT_NEGATORS_HAN = longest_first(word_list("not_negators_zh"))
_SOFT = word_list("soft_en")
_SOFT_HAN = longest_first(word_list("soft_zh"))


@dataclass(frozen=True, slots=True)
class Anchor:
    """A telling word: the stem of an English one, two neighbouring Chinese characters.

    Attributes:
        place: Where it stands, in words from the beginning, ends of clauses counted as CLAUSE_GAP.
        clause: The number of its clause.
        start, end: Its characters in the normalised text.
    """

    key: str
    place: float
    clause: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A word on an axis of opposites; `sides` is what it claims, negations taken into account."""

    pole: Pole
    sides: int
    place: float
    clause: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Negator:
    """A word that denies what follows it."""

    place: float
    clause: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What the check sees in a text.

    Attributes:
        text: In matching form.
        soft: The clauses that hold a word which may stand for a negation.
    """

    text: str
    anchors: tuple[Anchor, ...]
    keys: frozenset[str]
    marks: tuple[Mark, ...]
    negators: tuple[Negator, ...]
    soft: frozenset[int]
    is_han: bool

    def denies(self, anchor: Anchor) -> "Negator | None":
        """The negation that reaches this word, if one does."""
        for negator in self.negators:
            ahead = anchor.place - negator.place
            if negator.clause == anchor.clause and 0 <= ahead <= REACH and anchor.start >= negator.end:
                return negator
        return None


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int
    place: float
    clause: int

    @property
    def is_han(self) -> bool:
        return "\u3400" <= self.text[0] <= "\u9fff"


@lru_cache(maxsize=4096)
def read(text: str) -> Reading:
    """The text, read; the same text only once."""
    normal = normalise(text).text
    tokens = tuple(_tokens(normal))
    negators = (*_negators_en(tokens), *_negators_zh(normal, tokens))
    marks = (*_marks_en(tokens), *_marks_zh(normal, tokens))
    anchors = tuple(_anchors(tokens))
    return Reading(
        text=normal,
        anchors=anchors,
        keys=frozenset(anchor.key for anchor in anchors),
        marks=tuple(_weighed(mark, negators) for mark in marks),
        negators=negators,
        soft=frozenset(_soft(normal, tokens)),
        is_han=sum(token.is_han for token in tokens) > len(tokens) / 2,
    )


def _tokens(normal: str) -> Iterator[_Token]:
    breaks = {match.start() for match in _BREAK_HAN.finditer(normal)}
    place, clause = 0.0, 0
    for match in _TOKEN.finditer(normal):
        found = match[0]
        if found in _BREAK or found in _BREAK_WORDS or match.start() in breaks:
            place, clause = place + CLAUSE_GAP, clause + 1
        if found in _BREAK or found == "、":
            continue
        yield _Token(found, match.start(), match.end(), place, clause)
        place += HAN_PLACE if "\u3400" <= found[0] <= "\u9fff" else 1


def _anchors(tokens: Sequence[_Token]) -> Iterator[Anchor]:
    for token, following in zip_longest(tokens, tokens[1:]):
        if not token.is_han:
            if token.text not in _DUMB and not _is_negator(token.text):
                yield Anchor(stem(token.text), token.place, token.clause, token.start, token.end)
        elif following and following.is_han and following.start == token.end:
            pair = token.text + following.text
            if not any(character in _DUMB_HAN for character in pair) and not NEGATORS_HAN.search(pair):
                yield Anchor(pair, token.place, token.clause, token.start, following.end)


def _marks_en(tokens: Sequence[_Token]) -> Iterator[Mark]:
    stems = [stem(token.text) for token in tokens]
    i = 0
    while i < len(tokens):
        length = 1
        for key, poles in lexicon().stems.get(stems[i], ()):
            if tuple(stems[i : i + len(key)]) == key:
                length = len(key)
                first, last = tokens[i], tokens[i + length - 1]
                yield from (Mark(pole, pole.side, first.place, first.clause, first.start, last.end) for pole in poles)
                break
        i += length


def _marks_zh(normal: str, tokens: Sequence[_Token]) -> Iterator[Mark]:
    by_start = {token.start: token for token in tokens}
    for match in lexicon().han_pattern.finditer(normal):
        token = by_start.get(match.start())
        if token:
            for pole in lexicon().han[match[0]]:
                yield Mark(pole, pole.side, token.place, token.clause, match.start(), match.end())


def _weighed(mark: Mark, negators: Sequence[Negator]) -> Mark:
    """The mark with its sides turned where an odd number of negations stands before it."""
    turned = sum(
        negator.clause == mark.clause and negator.end <= mark.start and mark.place - negator.place <= REACH
        for negator in negators
    )
    if turned % 2 == 0:
        return mark
    return Mark(mark.pole, mark.pole.sides & ~mark.pole.side, mark.place, mark.clause, mark.start, mark.end)


def _negators_en(tokens: Sequence[_Token]) -> Iterator[Negator]:
    for token, following in zip_longest(tokens, tokens[1:]):
        fails = stem(token.text) == "fail" and following is not None and following.text == "to"
        if (fails or _is_negator(token.text)) and not (
            following and following.text in {"only", "just", "merely", "matter", "but"}
        ):
            yield Negator(token.place, token.clause, token.start, token.end)


def _is_negator(word: str) -> bool:
    return word in _NEGATORS or word.endswith(("n't", "n’t"))


def _negators_zh(normal: str, tokens: Sequence[_Token]) -> Iterator[Negator]:
    by_start = {token.start: token for token in tokens}
    spared = {i for match in NOT_NEGATORS_HAN.finditer(normal) for i in range(match.start(), match.end())}
    for match in NEGATORS_HAN.finditer(normal):
        token = by_start.get(match.start())
        if token and match.start() not in spared:
            yield Negator(token.place, token.clause, match.start(), match.end())


def _soft(normal: str, tokens: Sequence[_Token]) -> Iterator[int]:
    by_start = {token.start: token.clause for token in tokens}
    yield from (token.clause for token in tokens if token.text in _SOFT)
    yield from (by_start[match.start()] for match in _SOFT_HAN.finditer(normal) if match.start() in by_start)
