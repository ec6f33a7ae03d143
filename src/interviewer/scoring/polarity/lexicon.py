"""The words that turn a claim round: opposites, from `opposites.txt`, and negations."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from interviewer.model import Opposition

_HAN = re.compile(r"[\u3400-\u9fff]")
_ENDING = re.compile(r"(?<=\w{3})(?:ings?|edly|ed|ies|es|s|ly)$")
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
    for number, line in enumerate(_lines()):
        kind, _, rest = line.partition(":")
        sides = rest.split("|")
        for place, words in enumerate(sides):
            for word in (part.strip() for part in words.split(",")):
                known = entries.setdefault(word, [])
                if kind != "also":
                    known.append(Pole(number, 1 << place, (1 << len(sides)) - 1, Opposition(kind)))
    return _indexed({word: tuple(poles) for word, poles in entries.items() if word})


def _lines() -> Iterator[str]:
    text = Path(__file__).with_name("opposites.txt").read_text(encoding="utf-8")
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


NEGATORS_EN = frozenset(
    "not no never none neither nor cannot without nothing nobody hardly barely scarcely nowhere zero lack lacks "
    "lacking non n't".split()
)
"""English words that deny what follows; `n't` stands for every contraction."""

SOFT_EN = frozenset(
    "instead rather unlike avoid avoids avoiding prevent prevents preventing stop stops fewer less unless "
    "except only until skip skips skipping ignore ignores ignoring free absent absence missing off lose loses lost "
    "drop drops dropped disabled useless impossible unnecessary unchanged myth wrong false reject rejects rejected refuse refuses remove "
    "removes removed forbid forbids deny denies inactive".split()
)
"""English words that may make a denial true: where a text has one, a missing "not" proves nothing."""

NEGATORS_ZH = longest_first(
    "不 没 没有 无 无需 无须 无法 不会 不能 不再 不用 不必 不需要 不需 不是 不要 不可 不得 未 未必 并非 非 毫无 并不 并没有 从不 绝不 决不 "
    "尚未 不曾 从未 没法 不具备 不具有 缺乏 缺少 不存在 免".split()
)
"""Chinese words that deny what follows."""

NOT_NEGATORS_ZH = longest_first(
    "不仅 不但 不只 不光 不单 不同 不断 不管 不论 无论 不过 不少 差不多 不得不 不可避免 不免 未免 非常 非线性 无监督 不变 不等 不可或缺 除非 未来 无穷 "
    "无限 是不是 能不能 会不会 有没有 要不要 没事 不妨 不如 不然 否则 不外乎 非对称 无向 不稳定 不均衡 不平衡 不相关 不确定 不错 莫非 不足 "
    "不可变 不可逆 不可导 不可微 无关 无序 无状态 无连接 无偏 非阻塞 非凸 非参数 无效 不一致 不一样 不对称 不连续 不饱和 非饱和 不敏感 不可靠 不可见 "
    "不安全 不准确 不重复 不重要 不利 不太可能 不一定 不超过 不少于 不多于 不低于 不高于 不到 无损 无符号 非负 非零 非空 非叶子 无用 无害 无放回 "
    "无关紧要 无意义 无人 无锁 无痕 免疫 免费 以免 避免 难免 无条件".split()
)
"""Chinese words that hold a character of denial and deny nothing, or are opposites of their own."""

SOFT_ZH = longest_first("而非 而不 避免 防止 只 仅 除 拒 以外 之外 缺 失去 丢 关闭 停 禁 否 取消 忽略 跳过 省 去掉 直接 免 恒等 错 误区 未".split())
"""Chinese words that may make a denial true."""
