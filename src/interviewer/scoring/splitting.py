"""A reference answer -> the claims that it makes, one by one."""

import re
from statistics import median

from interviewer.scoring.text import HAN, sentences

LONGEST_ITEM = 8
"""Median length of a list's items, in Chinese characters (a word of another script counts two): what is longer is
prose, and its commas and conjunctions do not list anything."""

_LEAD_IN = re.compile(r"[:：]|分为|分成|包括|主要有|有(?=.*、)|是(?=.*、)|\bincludes?\s")
_ITEMS = re.compile(
    r"[、，,；;]|和|(?<!参)与(?!否)|以及|(?<![以涉普])及(?!时|格)|[(（]\d+[)）]|\d+[.、）)]|[①-⑨]|,?\s+(?:and|or)\s+"
)
_WORD = re.compile(r"\w")
_HAN = re.compile(f"[{HAN}]")


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
    return items if is_list and median(map(_length, items)) <= LONGEST_ITEM else []


def _length(item: str) -> int:
    return len(item) if _HAN.search(item) else 2 * len(item.split())


_TURN = re.compile(
    rf"[，,]\s*(?:但是|不过|然而|而且|并且|同时|此外|另外|所以|因此|但(?=[{HAN}]))"
    r"|,?\s+(?:but|whereas|while|moreover|however)\s+"
)
"""Where a sentence goes on to another claim."""

_NO_CLAIM = re.compile(
    r"\s*(?:比如|例如|譬如|举个例子|举例|for example|for instance|e\.g\.|note that|see )"
    r"|.*(?:以下|如下)\w{0,4}$|.*\b(?:as follows|the following)\b[\w ]*$",
    re.IGNORECASE,
)
"""Begins an example, or announces what comes next."""

SHORTEST_CLAIM = 6
"""In Chinese characters (a word of another script counts two): what is shorter says too little to be looked for."""


def claims(answer: str) -> list[str]:
    """What an answer claims, one by one, for an author to go over: items of lists, sentences, their halves.

    Examples and scraps are left out; empty where there is nothing else.
    """
    return [claim for sentence in key_points(answer) for claim in _halves(sentence) if _says_something(claim)]


def item_claims(item: str) -> list[str]:
    """What one item of a list, or one row of a table, claims: its sentences; semicolons join what it says."""
    shielded = item.replace("；", "，").replace(";", ",")
    spans = [sentence.span for sentence in sentences(shielded)]
    found = [claim for span in spans if _says_something(claim := item[span.start : span.end])]
    return found if len(found) > 1 else [item]


def _halves(sentence: str) -> list[str]:
    parts = [part.strip() for part in _TURN.split(sentence)]
    return parts if all(_length(part) >= SHORTEST_CLAIM for part in parts) else [sentence]


def _says_something(claim: str) -> bool:
    return _length(claim) >= SHORTEST_CLAIM and not _NO_CLAIM.match(claim)
