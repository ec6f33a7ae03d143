"""Numbers: the answer gives another quantity than the key point."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from interviewer.scoring.polarity.lexicon import longest_first, stem
from interviewer.scoring.text import normalise

_DIGITS_EN = {
    "zero": 0.0, "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0, "six": 6.0, "seven": 7.0,
    "eight": 8.0, "nine": 9.0, "ten": 10.0, "eleven": 11.0, "twelve": 12.0, "thirteen": 13.0, "fourteen": 14.0,
    "fifteen": 15.0, "sixteen": 16.0, "seventeen": 17.0, "eighteen": 18.0, "nineteen": 19.0, "twenty": 20.0,
    "thirty": 30.0, "forty": 40.0, "fifty": 50.0, "sixty": 60.0, "hundred": 100.0, "thousand": 1000.0,
}  # fmt: skip
_FACTORS = {"once": 1.0, "twice": 2.0, "double": 2.0, "doubles": 2.0, "triple": 3.0, "half": 0.5, "halves": 0.5,
            "third": 1 / 3, "quarter": 0.25}  # fmt: skip
_ORDINALS = {"first": 1.0, "second": 2.0, "third": 3.0, "fourth": 4.0, "fifth": 5.0, "sixth": 6.0, "seventh": 7.0}
_GROWTH = {
    "constant": "1", "linear": "n", "linearly": "n", "quadratic": "n2", "quadratically": "n2", "logarithmic": "logn",
    "cubic": "n3", "exponential": "2n", "exponentially": "2n", "linearithmic": "nlogn",
    "常数": "1", "线性": "n", "平方": "n2", "对数": "logn", "立方": "n3", "指数": "2n",
}  # fmt: skip
_HAN_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_HAN_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}

_COUNTED = "个种次层位步倍类块份条张台名轮项段字比维阶对组级端方元路页行列秒分毫微天年月小个"
"""Characters that show that Chinese numerals in front of them count something."""

_NUMBER = r"(?:\d+(?:,\d{3})+|\d+(?:\.\d+)?|(?<!\d)\.\d+)"
_PATTERN = re.compile(
    rf"""
      (?P<growth>\b[oθω]\s*\((?P<inner>[^()]*(?:\([^()]*\))?[^()]*)\))
    | (?P<size>\b\d+(?:\s*[x×*]\s*\d+)+\b)
    | (?P<word_size>\b(?P<wa>one|two|three|four|five|six|seven)[\s-]by[\s-](?P<wb>one|two|three|four|five|six|seven)\b)
    | (?P<power>(?P<base>\d+|10)\s*(?:\^|\*\*|的)\s*\(?(?P<exponent>[-−]?\d+|[a-z])\)?(?:\s*次[方幂])?)
    | (?P<science>\d+(?:\.\d+)?e[-+]?\d+)
    | (?P<percent>(?P<hundredths>{_NUMBER})\s*(?:%|percent|per\ cent))
    | (?P<han_percent>百分之(?P<han_hundredths>[零一二三四五六七八九十百两点\d.]+))
    | (?P<han_share>[零一二三四五六七八九十两]+分之[零一二三四五六七八九十两]+)
    | (?P<han_ordinal>第(?P<nth>[一二三四五六七八九十]+|\d+))
    | (?P<han_half>一半|半数|减半)
    | (?P<fraction>(?<![\w/.])(?P<over>\d+)\s*/\s*(?P<under>\d+)(?![\w/.]))
    | (?P<plain>(?<![a-z_\d.]){_NUMBER})
    | (?P<han>[一二三四五六七八九十百千万亿两零]+(?=[{_COUNTED}]))
    | (?P<word>\b(?:{"|".join([*_DIGITS_EN, *_FACTORS, *_ORDINALS])})\b)
    """,
    re.VERBOSE,
)
_CONTRAST = re.compile(
    r"(?:\b(?:whereas|unlike|while|instead of|rather than|compared|not)\b|不同于|不像|相比|而不是|而非|不是)"
    r"[^,;，；。]*\Z"
)
"""What stands behind these is about something else."""

_NOUN = re.compile(r"\s*-?\s*(?:个|种|次)?\s*([a-z]+|[\u3400-\u9fff]{1,2})")
_GROWTH_WORD = longest_first(_GROWTH)
_GROWTH_NOUN = re.compile(r"\s*(?:time|space|complexity|in|with|级|阶|时间|空间|复杂度|增长)")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a text.

    Attributes:
        value: Comparable among quantities of one sort; sizes and orders of growth are text.
        sort: What may be compared: number, ordinal, size, growth.
        noun: The word behind it, an empty string where there is none.
        start, end: Its characters in the normalised text.
    """

    value: float | str
    sort: str
    noun: str
    start: int
    end: int


@lru_cache(maxsize=4096)
def quantities(text: str) -> tuple[Quantity, ...]:
    """The numbers of a text, in order."""
    normal = normalise(text).text
    found = [
        item
        for match in _PATTERN.finditer(normal)
        if not _CONTRAST.search(normal, 0, match.start())
        for item in _quantity(match, normal)
    ]
    taken = {i for item in found for i in range(item.start, item.end)}
    for match in _GROWTH_WORD.finditer(normal):
        if match.start() not in taken and _GROWTH_NOUN.match(normal, match.end()):
            found.append(Quantity(_GROWTH[match[0]], "growth", "", match.start(), match.end()))
    return tuple(sorted(found, key=lambda item: item.start))


def _quantity(match: re.Match[str], normal: str) -> Iterator[Quantity]:
    kind = match.lastgroup or ""
    kind = next(name for name in _READERS if match[name] is not None) if kind not in _READERS else kind
    value = _READERS[kind](match)
    if value is None:
        return
    found = _NOUN.match(normal, match.end())
    noun, factor = _noun(found[1]) if found else "", 1.0
    if found and noun in _UNITS and isinstance(value, float):
        noun, factor = _UNITS[noun]
        yield Quantity(value * factor, "number", noun, match.start(), found.end())
    else:
        yield Quantity(value, _SORTS.get(kind, "number"), noun, match.start(), match.end())


_UNIT_NAMES = {
    "bit": ("bit", 1.0), "比特": ("bit", 1.0), "位": ("bit", 1.0), "byte": ("bit", 8.0), "字节": ("bit", 8.0),
    "kb": ("bit", 8 * 1024.0), "mb": ("bit", 8 * 1024.0**2), "gb": ("bit", 8 * 1024.0**3),
    "ns": ("s", 1e-9), "us": ("s", 1e-6), "ms": ("s", 1e-3), "millisecond": ("s", 1e-3), "毫秒": ("s", 1e-3),
    "microsecond": ("s", 1e-6), "微秒": ("s", 1e-6), "s": ("s", 1.0), "second": ("s", 1.0), "秒": ("s", 1.0),
    "minute": ("s", 60.0), "分钟": ("s", 60.0), "hour": ("s", 3600.0), "小时": ("s", 3600.0),
}  # fmt: skip
_UNITS = {stem(name): unit for name, unit in _UNIT_NAMES.items()}
"""Units of one dimension, by stem, so that four bytes are 32 bits."""


def _noun(word: str) -> str:
    return stem(word) if word.isascii() else word


def _word(match: re.Match[str]) -> float | None:
    word = match["word"]
    return _FACTORS.get(word, _DIGITS_EN.get(word, _ORDINALS.get(word))) if word != "one" else None


def _power(match: re.Match[str]) -> float | str:
    exponent = match["exponent"].replace("−", "-")
    if not exponent.lstrip("-").isdigit():
        return f"{match['base']}^{exponent}"
    if abs(int(exponent)) > 99 or len(match["base"]) > 9:
        return match["power"]
    return round(float(match["base"]) ** int(exponent), 12)


def _han_number(text: str) -> float | None:
    """Chinese numerals up to hundreds of millions; None for a bare one, which mostly is an article."""
    if text == "一":
        return None
    total, part, digit = 0, 0, 0
    for character in text:
        if character in _HAN_DIGITS:
            digit = digit * 10 + _HAN_DIGITS[character] if digit else _HAN_DIGITS[character]
        elif _HAN_UNITS[character] >= 10_000:
            total, part, digit = total + (part + digit or 1) * _HAN_UNITS[character], 0, 0
        else:
            part, digit = part + (digit or 1) * _HAN_UNITS[character], 0
    return float(total + part + digit)


def _any_number(text: str) -> float | None:
    if text.replace(".", "", 1).isdigit():
        return float(text)
    whole, _, rest = text.partition("点")
    if any(character not in _HAN_DIGITS and character not in _HAN_UNITS for character in whole + rest) or not whole:
        return None
    number = 1.0 if whole == "一" else _han_number(whole)
    decimals = "".join(str(_HAN_DIGITS.get(character, "")) for character in rest)
    return float(f"{number or 0:.0f}.{decimals or 0}")


def _share(text: str) -> float | None:
    under, _, over = text.partition("分之")
    below, above = _any_number(under), _any_number(over)
    return above / below if above and below else None


def _hundredth(number: float | None) -> float | None:
    return None if number is None else round(number / 100, 6)


def _growth(inner: str) -> str:
    return re.sub(r"[\s^*·]|log2(?=n)|_2", lambda found: "log" if found[0].startswith("log") else "", inner)


_SORTS = {"growth": "growth", "size": "size", "word_size": "size", "han_ordinal": "ordinal"}
_READERS = {
    "growth": lambda m: _growth(m["inner"]),
    "size": lambda m: "x".join(sorted(re.findall(r"\d+", m["size"]), key=int)),
    "word_size": lambda m: "x".join(f"{side:.0f}" for side in sorted((_DIGITS_EN[m["wa"]], _DIGITS_EN[m["wb"]]))),
    "power": _power,
    "science": lambda m: round(float(m["science"]), 12),
    "percent": lambda m: _hundredth(float(m["hundredths"].replace(",", ""))),
    "han_percent": lambda m: _hundredth(_any_number(m["han_hundredths"])),
    "han_share": lambda m: _share(m["han_share"]),
    "han_ordinal": lambda m: _any_number(m["nth"]),
    "han_half": lambda m: 0.5,
    "fraction": lambda m: float(m["over"]) / float(m["under"]) if float(m["under"]) else None,
    "plain": lambda m: float(m["plain"].replace(",", "")),
    "han": lambda m: _han_number(m["han"]),
    "word": _word,
}


def differing(said: Sequence[Quantity], expected: Sequence[Quantity]) -> Iterator[tuple[Quantity, Quantity]]:
    """Pairs of a quantity that only the answer has and one that only the point has, of one sort and one noun.

    Where each text has but one such quantity, the nouns need not agree.
    """
    ours = [item for item in said if not any(_equal(item, other) for other in expected)]
    theirs = [item for item in expected if not any(_equal(item, other) for other in said)]
    for wanted in theirs:
        rivals = [item for item in ours if item.sort == wanted.sort]
        alike = [item for item in rivals if item.noun == wanted.noun]
        if alike:
            yield alike[0], wanted
        elif len(rivals) == 1 and sum(item.sort == wanted.sort for item in theirs) == 1:
            yield rivals[0], wanted


def _equal(a: Quantity, b: Quantity) -> bool:
    if isinstance(a.value, str) or isinstance(b.value, str):
        return a.value == b.value
    return abs(a.value - b.value) <= 1e-3 * max(abs(a.value), abs(b.value), 1e-9)
