"""A reference answer -> the claims that it makes, one by one."""

import re
from statistics import median

from interviewer.scoring.text import sentences, spoken_length

LONGEST_ITEM = 8
"""Median length of a list's items, in Chinese characters (a word of another script counts two): what is longer is
prose, and its commas and conjunctions do not list anything."""

_LEAD_IN = re.compile(r"[:：]|分为|分成|包括|主要有|有(?=.*、)|是(?=.*、)|\bincludes?\s")
_ITEMS = re.compile(
    r"[、，,；;]|和|(?<!参)与(?!否)|以及|(?<![以涉普])及(?!时|格)|[(（]\d+[)）]|\d+[.、）)]|[①-⑨]|,?\s+(?:and|or)\s+"
)
_WORD = re.compile(r"\w")


def key_points(reference: str) -> list[str]:
    """The items of lists, the sentences of anything else; never empty."""
    points = []
    for sentence in sentences(reference):
        text = reference[sentence.span.start : sentence.span.end]
        points += _items(text) or [text]
    return points or [reference]


def _items(text: str) -> list[str]:
    """What the sentence lists, if it does: short items behind a lead-in ("分为", a colon) or between "、"."""
    parts = _LEAD_IN.split(text)
    items = [item.strip() for item in _ITEMS.split(parts[-1]) if _WORD.search(item)]
    is_list = len(items) > 1 and (len(parts) > 1 or "、" in text)
    return items if is_list and median(map(spoken_length, items)) <= LONGEST_ITEM else []
