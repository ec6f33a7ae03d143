"""The words that hold a sentence together, in classes: what stands between the words that say something."""

import re
from collections.abc import Iterator, Mapping, Sequence

from interviewer.scoring.text import is_han

EDGE, CONTENT, SYMBOL = "|", "w", "#"
"""The class of a clause's beginning and end, of every word that is in no list, and of numbers and single letters."""

RUNS = ((1, "A"), (3, "B"), (6, "C"))
LONG_RUN, LONG_PART = "D", 6
"""The classes of Chinese content, which has no spaces: by the characters between two function words, up to so many.
What is longer counts as several long runs, one for every LONG_PART characters begun."""

WORDS_IN = {"A": 1, "B": 1, "C": 2, "D": 3}
"""About so many words are in a run."""

_ENGLISH = {
    "d": "the a an this that these those its their our your my his her each every any no some another such",
    "p": "of in on at by for with from into onto over under between through during without within against across "
    "than as per via about after before until",
    "c": "and or but so because if when while where since although whereas though unless which who whose then",
    "b": "is are was were be been being am has have had do does did can could will would may might must should",
    "t": "to",
    "n": "it they we you i he she them there one us what how",
    "x": "not never also only just",
}
_CHINESE = {
    "的": "的",
    "地": "地得",
    "了": "了着过",
    "是": "是为",
    "在": "在把被对从以用于由给让使将向按比",
    "和": "和与或而但且及则若因",
    "不": "不也都就会能可要更很又还只再没有",
    "它": "它这那其每各某我你他们",
    "时": "时后前中里上下内外",
    "一": "一两个种次",
}
_COMPOUNDS = (
    "下降 上升 上下文 内部 外部 内存 时间 时刻 时序 实时 中心 中间 目的 的确 使用 用户 作用 利用 "
    "应用 通用 常用 可用 对应 对称 对比 对数 对角 绝对 相对 对象 针对 方向 向量 反向 前向 双向 "
    "单向 前馈 后验 后缀 前缀 给定 更新 更改 变更 总和 饱和 求和 涉及 若干 因果 因子 原因 因素 "
    "地址 地方 得分 得到 获得 行为 人为 再次 还原 能量 性能 功能 能力 智能 会话 社会 机会 可靠 "
    "可微 可视 可导 要求 重要 主要 必要 要素 要点 把握 被动 在线 存在 内在 自由 理由 将来 按钮 "
    "了解 过程 过拟合 过滤 超过 过度 过大 过小 以上 以下 不同 不变 不等 唯一 一致 统一 单一 一般 "
    "一定 一样 一维 个体 种类 层次 次数 多个 比例 比较 以外 内容 外层 内层 中文 各类 大于 小于 "
    "等于 有限 有效 有序 用法 采样 下标 上标 下游 上游 中位 集中 命中 中值"
)
"""Words of the field that happen to hold a character of the lists above."""

_ENGLISH_CLASS = {word: name for name, spoken in _ENGLISH.items() for word in spoken.split()}
_CHINESE_CLASS = {character: name for name, spoken in _CHINESE.items() for character in spoken}
_CHINESE_PART = re.compile("|".join(sorted(_COMPOUNDS.split(), key=len, reverse=True)) + "|.")

CLASSES = EDGE + CONTENT + "".join(_ENGLISH) + "".join(_CHINESE) + "".join(WORDS_IN)
"""One character for each class but the symbols, which stand anywhere."""

FUNCTION_WORDS: Mapping[str, str] = {**_ENGLISH_CLASS, **_CHINESE_CLASS}
"""Each English word and Chinese character of the lists, and its class."""


def classes(words: Sequence[str]) -> str:
    """The classes of a clause's words, one character each, in order; of Chinese, those of its parts."""
    return "".join(name for word in words for name in (_chinese(word) if is_han(word) else (_english(word),)))


def chinese_parts(word: str) -> Iterator[str]:
    """Function words and content characters of a run of Chinese, compounds of the field in one piece."""
    return (match[0] for match in _CHINESE_PART.finditer(word))


def _english(word: str) -> str:
    is_symbol = len(word) == 1 or not word.isalpha()
    return _ENGLISH_CLASS.get(word, SYMBOL if is_symbol else CONTENT)


def _chinese(word: str) -> Iterator[str]:
    length = 0
    for part in chinese_parts(word):
        name = _CHINESE_CLASS.get(part)
        if name is None:
            length += len(part)
            continue
        if length:
            yield from _run(length)
        yield name
        length = 0
    if length:
        yield _run(length)


def _run(length: int) -> str:
    """The classes of so many characters of Chinese content in a row."""
    short = (name for longest, name in RUNS if length <= longest)
    return next(short, LONG_RUN * -(-length // LONG_PART))
