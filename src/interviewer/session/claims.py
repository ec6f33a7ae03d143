"""An answer in prose -> the claims that it makes, one by one, for an author to go over.

Nothing that is proposed may say less than the answer does: where it is not clear what a sentence lists, it stays whole.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from interviewer.scoring.text import HAN, sentences, spoken_length

LONGEST_ITEM = 12
"""Of what a sentence lists, in Chinese characters (a word of another script counts two): what is longer is a clause."""

LONGEST_LABEL = 16
"""Of a name in front of a colon, counted in the same way; it stays with each item."""

SHORTEST_CLAIM = 6
"""Beside others, counted in the same way: what is shorter says too little to be looked for."""

_TURN = re.compile(
    rf"[，,]\s*(?:但是|不过|然而|而且|并且|同时|此外|另外|所以|因此|但(?=[{HAN}]))"
    r"|,?\s+(?:but|whereas|while|moreover|however)\s+"
)
"""Where a sentence goes on to another claim."""

_NO_CLAIM = re.compile(
    r"\s*(?:比如|例如|譬如|举个例子|举例|for example|for instance|e\.g\.|note that|see )"
    r"|.*(?:以下|如下)\w{0,4}$|.*\b(?:as follows|the following)\b[\w ]*$|.*[:：]$",
    re.IGNORECASE,
)
"""Begins an example, or announces what comes next."""

_NUMBER = re.compile(r"(?:^|(?<=[\s:：;；,，。]))(?:[(（]?(\d{1,2})(?:[)）、．]|\.(?!\d))|([①-⑨]))\s*")
_CLAUSE_END = re.compile(r"[;；](?![^(（]*[)）])")
_LEAD_IN = re.compile(r"(?<=\w\w|\w\s)(?:包括|包含|支持|分为|分成|指的是|指|有|是)\s*")
_COMMAS = re.compile(r"\s*[、，,]\s*(?:和|以及|and\s+|or\s+)?|\s*(?:和|以及)\s*|\s+(?:and|or)\s+")
_ANNOUNCES = re.compile(
    r"[一二两三四五六七八九十几多\d]\s*[个种类项条点大]|包括|分为|以下|如下|有$"
    r"|\b(?:two|three|four|five|six|seven|eight|nine|ten|\d+|several|following|types?|kinds?|parts?|are|includes?)\b",
    re.IGNORECASE,
)
"""Says that a list comes, not what the list is about."""

_REST = re.compile(r"\s*(?:[一二两三四五六七八九十\d]+\s*[个种类项条点大].*|\s等.*|(?<![平同相对])等等?)$")
"""What follows the last item of a Chinese list, and belongs to all of them."""

_WORD = re.compile(r"\w")
_HAN = re.compile(f"[{HAN}]")


def claims(answer: str) -> list[str]:
    """The items of lists, the sentences of anything else, and their halves; empty where nothing is claimed.

    Examples and announcements are left out, and scraps where there is more than these.

    Args:
        answer: Its words, line by line, without marks.
    """
    said = [claim for line in answer.split("\n") for claim in _claims(line) if not _NO_CLAIM.match(claim.text)]
    telling = [claim for claim in said if claim.is_item or spoken_length(claim.text) >= SHORTEST_CLAIM]
    return [claim.text for claim in telling or said]


def item_claims(item: str) -> list[str]:
    """What one item of a list, or one row of a table, claims: its sentences; semicolons join what it says."""
    shielded = item.replace("；", "，").replace(";", ",")
    spans = [sentence.span for sentence in sentences(shielded)]
    said = [text for span in spans if not _NO_CLAIM.match(text := item[span.start : span.end])]
    found = [claim for claim in said if spoken_length(claim) >= SHORTEST_CLAIM]
    return found if len(found) > 1 else [item]


@dataclass(frozen=True, slots=True)
class _Claim:
    """A claim; an item of a list is one however short it is."""

    text: str
    is_item: bool


def _claims(line: str) -> Iterator[_Claim]:
    lead, items = _numbered(line)
    for text in _clauses(lead):
        if listed := _listed(text):
            yield from (_Claim(item, True) for item in listed)
        else:
            yield from (_Claim(half, False) for half in _halves(text))
    for item in items:
        yield from (_Claim(text, True) for text in _clauses(item))


def _numbered(line: str) -> tuple[str, list[str]]:
    """`Both: 1) this 2) that` as what is in front of the numbers, unless it only announces them, and the items."""
    found = list(_NUMBER.finditer(line))
    if len(found) < 2 or [_value(number) for number in found] != list(range(1, len(found) + 1)):
        return line, []
    ends = [*(number.start() for number in found[1:]), len(line)]
    items = [line[number.end() : end].rstrip("；;，, ") for number, end in zip(found, ends, strict=True)]
    lead = line[: found[0].start()].strip()
    return "" if _ANNOUNCES.search(lead) or lead.endswith((":", "：")) else lead, items


def _clauses(text: str) -> Iterator[str]:
    """The sentences, divided at semicolons."""
    for sentence in sentences(text):
        said = text[sentence.span.start : sentence.span.end]
        yield from (clause.strip() for clause in _CLAUSE_END.split(said) if _WORD.search(clause))


def _value(number: re.Match[str]) -> int:
    return int(number[1]) if number[1] else "①②③④⑤⑥⑦⑧⑨".index(number[2]) + 1


def _listed(text: str) -> list[str]:
    """What the clause lists, each item behind what the list is of; empty where it lists nothing, or more than names."""
    label, colon, rest = _parted(text)
    items = [item for item in _COMMAS.split(rest) if _WORD.search(item)]
    if len(items) < (2 if "、" in rest else 3):
        return []
    if not colon:
        if "，" in rest:  # between clauses; what is listed without a colon stands between 、
            return []
        label, items[0] = _led_in(items[0])
    items[-1] = _REST.sub("", items[-1]) or items[-1]
    if not _are_names(items, "、" in rest, bool(label)) or spoken_length(label) > LONGEST_LABEL:
        return []
    if not label or _ANNOUNCES.search(label):
        return items
    sign = "：" if _HAN.search(text) else ": "
    return [f"{label}{sign}{item}" for item in items]


def _parted(text: str) -> tuple[str, str, str]:
    label, colon, rest = text.partition("：")
    if not colon:
        label, colon, rest = text.partition(": ")
    return (label.strip(), colon, rest.strip()) if colon else ("", "", text)


def _led_in(first: str) -> tuple[str, str]:
    """`ACID 指原子性` as what is in front of the verb and the first item; nothing in front where there is no verb."""
    found = list(_LEAD_IN.finditer(first))
    if not found or found[-1].end() == len(first):
        return "", first
    return first[: found[-1].start()].rstrip("的 "), first[found[-1].end() :]


def _are_names(items: list[str], is_chinese_list: bool, has_label: bool) -> bool:
    """Whether these are short names, and of like length where nothing says that a list comes."""
    lengths = [spoken_length(item) for item in items]
    if max(lengths) > LONGEST_ITEM or items[-1].endswith("的") or any("是" in item for item in items[1:]):
        return False
    return has_label or (is_chinese_list and lengths[0] <= max(lengths[1:]) + 2)


def _halves(sentence: str) -> list[str]:
    parts = [part.strip() for part in _TURN.split(sentence)]
    return parts if all(spoken_length(part) >= SHORTEST_CLAIM for part in parts) else [sentence]
