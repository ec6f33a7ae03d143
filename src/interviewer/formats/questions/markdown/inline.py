"""Markdown within a line: its plain words, and the links in it. Every pattern is linear in the text."""

import html
import re
from functools import lru_cache

_VERBATIM = re.compile(r"`+[^`]+`+|\$\$[^$]+\$\$|\$[^$\n]+\$|\\\([^\\]*(?:\\(?!\))[^\\]*){0,60}\\\)")
_IMAGE = re.compile(r"!\[[^\[\]]*\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|<img\b[^<>]*>", re.IGNORECASE)
_LINK = re.compile(
    r"(?<!!)\[([^\[\]]*(?:\[[^\[\]]*\][^\[\]]*){0,5})\]\(\s*<?([^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)*)>?(?:\s[^()\n]*)?\)"
)
_REFERENCE = re.compile(r"\[([^\[\]]+)\]\[[^\[\]]*\]")
_ANCHOR = re.compile(r"\{#[^{}\s]*\}\s*$")
_BREAK = re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:a|b|big|center|code|details|div|em|font|h[1-6]|i|kbd|mark|p|small|span|strong|sub|summary|sup|u)\b[^<>]*>",
    re.IGNORECASE,
)
_HREF = re.compile(r"""<a\b[^<>]*?\bhref\s*=\s*["']([^"'<>]+)["']""", re.IGNORECASE)
_STARS = re.compile(r"(\*{1,3})(?=[^\s*])([^*]*[^\s*])\1")
_UNDERLINED = re.compile(r"(?<![\w_])_(?=[^\s_])([^_]*[^\s_])_(?![\w_])")
_STRUCK = re.compile(r"~~([^~]+)~~")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_BARE = re.compile(r"https?://[^\s<>\"'，。；、）】」|]+")
_MARKUP = (
    (_IMAGE, ""),
    (_ANCHOR, ""),
    (_LINK, r"\1"),
    (_REFERENCE, r"\1"),
    (_TAG, ""),
    (_STARS, r"\2"),
    (_STARS, r"\2"),
    (_STRUCK, r"\1"),
    (_UNDERLINED, r"\1"),
    (_ESCAPED, r"\1"),
)
"""What is taken out of prose, in this order; emphasis twice, since it may stand within itself."""

_ANY_MARKUP = re.compile(r"[`$*_~\[<&\\{]")
_SPACES = re.compile(r"\s+")
_MAY_LEAD_BACK = re.compile("top|up|back|顶|目录", re.IGNORECASE)
_UP = re.compile(
    r"back\s+to\s+(?:the\s+)?(?:top|toc|contents|table)|^\W*(?:go\s+)?(?:top|up)\W*$|返回(?:顶部|目录)|回到?(?:顶部|目录)",
    re.IGNORECASE,
)

LONGEST = 5_000
"""A line of more characters is left as it stands."""

_HELD = "\ue000{}\ue001"
_UNHELD = str.maketrans("", "", "\ue000\ue001")
_HOLDERS = re.compile("\ue000(\\d+)\ue001")


def plain(text: str) -> str:
    """The words of a line or paragraph without emphasis, links and tags; code and formulas keep their marks."""
    if len(text) > LONGEST:
        return text.strip()
    return _without_markup(text) if _ANY_MARKUP.search(text) else " ".join(text.split())


@lru_cache(maxsize=4096)
def _without_markup(text: str) -> str:
    verbatim: list[str] = []

    def hold(match: re.Match[str]) -> str:
        verbatim.append(match[0])
        return _HELD.format(len(verbatim) - 1)

    text = _VERBATIM.sub(hold, _BREAK.sub(" ", text.translate(_UNHELD)))
    for pattern, words in _MARKUP:
        text = pattern.sub(words, text)
    text = _HOLDERS.sub(lambda match: verbatim[int(match[1])], html.unescape(text))
    return _SPACES.sub(" ", text).strip()


def links(text: str) -> list[str]:
    """The addresses that a text names, in its order and without doubles; not those within the document."""
    if len(text) > LONGEST or not any(mark in text for mark in ("](", "http", "href", "HREF")):
        return []
    prose = _VERBATIM.sub("", text)
    found = [(match.start(), match[2]) for match in _LINK.finditer(prose)]
    found += [(match.start(), match[1]) for match in _HREF.finditer(prose)]
    covered = _HREF.sub("", _LINK.sub(lambda match: " " * len(match[0]), prose))
    found += [(match.start(), _trimmed(match[0])) for match in _BARE.finditer(covered)]
    return list(dict.fromkeys(address for _, address in sorted(found) if address and not address.startswith("#")))


def _trimmed(address: str) -> str:
    """Without the punctuation of the sentence that the address stands in."""
    address = address.rstrip(".,;:!?*_")
    while address.endswith(")") and address.count(")") > address.count("("):
        address = address[:-1].rstrip(".,;:!?*_")
    return address


def without_links(text: str) -> str:
    """The text without links and pictures and their words."""
    if len(text) > LONGEST:
        return text
    text = _LINK.sub("", _IMAGE.sub("", text))
    text = re.sub(r"<a\b[^<>]*>[^<>]*</a>", "", text, flags=re.IGNORECASE)
    return _BARE.sub("", text)


def is_index_link(text: str) -> bool:
    """Whether a text is nothing but a link to another place of the same document."""
    return len(text) <= 1_000 and bool(re.fullmatch(r"\W*\[.*\]\(\s*#[^()]*(?:\([^()]*\)[^()]*)*\)\W*", text.strip()))


def leads_back(text: str) -> bool:
    """Whether a line is only a link to the top of the page."""
    return len(text) < 300 and bool(_MAY_LEAD_BACK.search(text) and _UP.search(plain(text))) and len(plain(text)) < 60
