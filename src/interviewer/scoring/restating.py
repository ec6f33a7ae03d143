"""Whether a text says what another one says, as far as its single words can tell."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from interviewer.scoring.denial import denies, is_denial, is_exact, opposed
from interviewer.scoring.encoder import Encoder
from interviewer.scoring.function_words import FUNCTION_WORDS, chinese_parts
from interviewer.scoring.polarity import find_conflict
from interviewer.scoring.polarity.lexicon import stem
from interviewer.scoring.similarity import encode_texts
from interviewer.scoring.text import is_han, normalise, words

SAME_WORD_FROM = 0.65
"""From this cosine on an English word may stand for another one ("begins", "starts"). Words by which a right sentence
turns wrong ("units" and "weights", "more" and "less", "training" and "testing") reached at most .56; of Chinese ones
many come nearer, so there every character counts."""

MOST_OTHER = 1 / 3
"""The largest share of the telling words that may be other words for the same."""

TEXTS_KEPT = 2**12
"""Texts that stay read."""

_NUMBER = re.compile(r"(?<![\w.])[-\u2212]?\d+(?:\.\d+)?")

_IRREGULAR = """become became; begin began begun; bind bound; break broke broken; bring brought; build built; buy
bought; catch caught; choose chose chosen; come came; deal dealt; draw drew drawn; drive drove driven; fall fell
fallen; feed fed; feel felt; find found; forget forgot forgotten; freeze froze frozen; get got gotten; give gave
given; go went gone; grow grew grown; hide hid hidden; hold held; keep kept; know knew known; lead led; learn learnt;
leave left; lend lent; lose lost; make made; mean meant; meet met; pay paid; rewrite rewrote rewritten; ride rode
ridden; rise rose risen; run ran; say said; see saw seen; seek sought; sell sold; send sent; show shown; shrink shrank
shrunk; speak spoke spoken; spend spent; spin spun; stand stood; stick stuck; take took taken; teach taught; tell
told; think thought; throw threw thrown; understand understood; wake woke woken; win won; write wrote written"""
"""Verbs whose forms have no stem in common."""

_VERBS = {form: forms.split()[0] for forms in _IRREGULAR.split(";") for form in forms.split()}


@dataclass(frozen=True, slots=True)
class _Reading:
    """A text, read; `telling` are the words that say something, Chinese characters one by one."""

    text: str
    telling: tuple[str, ...]
    forms: frozenset[str]
    numbers: frozenset[str]
    denies: bool


def restates(encoder: Encoder, said: str, wordings: Sequence[str]) -> bool:
    """Whether a text says nothing but what one of these wordings says; it may leave something out.

    Each of its telling words is in that wording, in some form or as another word for the same; it denies something just
    where the wording does, and is in conflict with none of them. False for a text without telling words.
    """
    ours = _read(said)
    if not any(_holds(encoder, _read(wording), ours) for wording in wordings):
        return False
    return find_conflict(said, wordings) is None


def share_said(part: str, whole: str) -> float:
    """The share of the telling words of a text that another one has in some form, in [0, 1]; 0 where it has none."""
    ours, theirs = _read(part), _read(whole)
    return sum(_has(theirs, word) for word in ours.telling) / max(len(ours.telling), 1)


def _holds(encoder: Encoder, whole: _Reading, part: _Reading) -> bool:
    if not part.telling or whole.denies is not part.denies or not part.numbers <= whole.numbers:
        return False
    missing = [word for word in part.telling if not _has(whole, word)]
    if len(missing) > MOST_OTHER * len(part.telling) or any(is_han(word) or is_exact(word) for word in missing):
        return False
    return not missing or _are_there(encoder, missing, [word for word in whole.telling if not is_han(word)])


def _has(whole: _Reading, word: str) -> bool:
    return word in whole.text if is_han(word) else _form(word) in whole.forms


def _are_there(encoder: Encoder, missing: Sequence[str], there: Sequence[str]) -> bool:
    """Whether each of these words has one among those that may stand for it."""
    if not there:
        return False
    cosines = encode_texts(encoder, missing) @ encode_texts(encoder, there).T
    nearest = cosines.argmax(axis=1)
    return all(
        row[at] >= SAME_WORD_FROM and not opposed(word, there[at])
        for word, row, at in zip(missing, cosines, nearest, strict=True)
    )


@lru_cache(maxsize=TEXTS_KEPT)
def _read(text: str) -> _Reading:
    spoken = words(text)
    telling = tuple(dict.fromkeys(_telling(spoken)))
    normal = normalise(text).text
    return _Reading(
        text=normal,
        telling=telling,
        forms=frozenset(_form(word) for word in telling if not is_han(word)),
        numbers=frozenset(_NUMBER.findall(normal)),
        denies=denies(spoken),
    )


def _telling(spoken: Sequence[str]) -> Iterator[str]:
    for word in spoken:
        for part in chinese_parts(word) if is_han(word) else (word,):
            if part not in FUNCTION_WORDS and not is_denial(part):
                yield part


def _form(word: str) -> str:
    """What all forms of an English word have in common."""
    return stem(_VERBS.get(word, word))
