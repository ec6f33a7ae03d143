"""What counts as no answer: silence, "I don't know", and the question said back."""

import re
from collections.abc import Sequence
from functools import lru_cache

from interviewer.scoring.text import Sentence, grams, is_han, words

_SHRUG_ZH = (
    r"(?:我|这个|这题|这道题|对不起|抱歉|不好意思|真的?|完全|暂时|目前|还|也|都|实在|有点|好像|可能|确实)*"
    r"(?:不(?:太|大|是很|怎么)?(?:知道|会|清楚|懂|了解|记得|明白|确定|晓得)|没(?:有)?(?:学过|听过|听说过|想法|思路|印象|了解过|接触过|看过)"
    r"|忘(?:记)?|想不起来|记不清|答不(?:上来|出来)|跳过|略|放弃|过|无|没有|pass|skip)"
    r"(?:怎么)?(?:回答|答|说)?(?:这个|这题|这道题|答案)?(?:了|啊|呢|吧|呀|哦|的)*"
)
_SHRUG_EN = (
    r"(?:(?:sorry|well|um+|uh+|hmm+|honestly|actually|i|we|im|am|really|just|simply|afraid|have|ve|this|one"
    r"|to be honest)\s)*"
    r"(?:(?:do\s?n\s?t|do not|did\s?n\s?t|dunno|ca\s?n\s?t|cannot|can not|could\s?n\s?t|not|never|no|forgot|forget|idk"
    r"|pass|skip|next|have no|got no|give up|none|nothing|nope|na|n a)\s?)+"
    r"(?:(?:really|even|know|sure|certain|idea|ideas|clue|answer|an answer|it|this|that|one|the|a|question|remember"
    r"|recall|understand|say|tell|about|anything|at all|heard|of|learned|yet|any|have|i|do|comment|please|right now"
    r"|to|say)\s?)*"
)
_UNANSWERED = (
    r"(?:not|un|no|wasn t|was not)\s?(?:answer(?:ed)?|attempt(?:ed)?|response|respond(?:ed)?)(?: given)?"
    r"|(?:未|没有|没|无)(?:作答|回答|答案|答)"
)
"""What people write into the form for somebody who wrote nothing."""

_SHRUG = re.compile(rf"(?:{_UNANSWERED}|{_SHRUG_ZH}|{_SHRUG_EN})\s*")

LONGEST_SHRUG = 16
"""Words; whoever takes longer says something else as well."""

ECHO_SHARE = 0.5
"""Words of the question alone are an echo when they are at least this share of its words; fewer may be an answer
("range or xrange?" - "range")."""


def answering(found: Sequence[Sentence], question_words: Sequence[Sequence[str]]) -> tuple[Sentence, ...]:
    """The sentences that may answer: not the shrugs, and nothing at all where the rest only echoes the question.

    Args:
        found: The answer's sentences.
        question_words: The question's words, for each of its languages; empty where nothing is an echo.
    """
    rest = tuple(sentence for sentence in found if not is_shrug(sentence.words))
    spoken = _after_shrug([word for sentence in rest for word in sentence.words])
    return () if is_echo(spoken, question_words) else rest


def _after_shrug(words: Sequence[str]) -> list[str]:
    """The words without an "I don't know" in front of them."""
    text = " ".join(words) + " "
    shrug = _SHRUG.match(text)
    return text[shrug.end() :].split() if shrug and text[: shrug.end()].endswith(" ") else list(words)


def is_shrug(words: Sequence[str]) -> bool:
    """Whether the words say no more than "I don't know"."""
    return len(words) <= LONGEST_SHRUG and _SHRUG.fullmatch(" ".join(words)) is not None


def echoes(reply: str, asked: str) -> bool:
    """Whether a reply only says back what was asked."""
    spoken = words(reply)
    return bool(spoken) and is_echo(spoken, [words(asked)])


def is_echo(words: Sequence[str], question_words: Sequence[Sequence[str]]) -> bool:
    """Whether these are words of the question and nothing else, in any order."""
    said = _units(words)
    asked = [_units_asked(tuple(spoken)) for spoken in question_words]
    return said <= frozenset().union(*asked) and any(len(said) >= ECHO_SHARE * len(units) for units in asked)


@lru_cache(maxsize=1024)
def _units_asked(words: tuple[str, ...]) -> frozenset[str]:
    """The units of a question, which every answer to it is compared with."""
    return _units(words)


def _units(words: Sequence[str]) -> frozenset[str]:
    """Chinese characters one by one, other words by their stems: shuffling leaves these alone."""
    return frozenset(unit for word in words for unit in (word if is_han(word) else grams(word)))
