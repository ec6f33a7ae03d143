"""What texts share, and what holds a sentence together."""

import re

from interviewer.bank.naming import JOINING

_HAN = "\u3400-\u9fff"


def content_words(text: str) -> frozenset[str]:
    """The words of a text that say something, roughly stemmed; pairs of characters of Chinese."""
    words = {_stem(word) for word in re.findall(r"[a-z0-9]{2,}", text.lower()) if word not in JOINING}
    for run in re.findall(f"[{_HAN}]+", text):
        words |= {run[start : start + 2] for start in range(len(run) - 1)}
    return frozenset(words)


def shared(part: str, whole: str) -> float:
    """The share of the words of `part` that `whole` has too, in [0, 1]; 1 where it has none."""
    words = content_words(part)
    return len(words & content_words(whole)) / len(words) if words else 1.0


def _stem(word: str) -> str:
    return re.sub(r"(?<=\w{3})(?:ing|ed|es|s|ly|e)$", "", word)
