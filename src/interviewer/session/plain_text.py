"""Markdown -> the sentences in it, without what only a page shows."""

import re

_BLOCKS = re.compile(r"^(```|~~~).*?(?:^\1|\Z)|^\$\$.*?(?:\$\$|\Z)|<!--.*?(?:-->|\Z)", re.DOTALL | re.MULTILINE)
_RULES = re.compile(r"^\s*(?:[-*_]\s*){3,}$|^\s*\|?[\s:|-]*--[\s:|-]*$", re.MULTILINE)
_IMAGES = re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)")
_LINKS = re.compile(r"\[([^\]\n]*)\](?:\([^)\n]*\)|\[[^\]\n]*\])")
_LINE_STARTS = re.compile(
    r"^\s*(?:#{1,6}\s+|>\s?|[-*+•]\s+|\(?\d{1,3}(?:[.)]\s+|\.(?![\d\s])|[、）]\s*|\)))+", re.MULTILINE
)
_MARKS = re.compile(r"\*\*|~~|`|(?<!\w)\*(?=\S)|(?<=\S)\*(?!\w)")
"""Underscores stay: in questions about programs `__init__` is a name far more often than it is bold."""
_CELL_ENDS = re.compile(r"(?<!\\)\|")
_TAGS = re.compile(r"</?[a-zA-Z][^<>\n]*>")


def plain_text(markdown: str) -> str:
    """The words of a text, line by line; code, displayed formulas, images, links' targets and marks are left out."""
    text = _TAGS.sub(" ", _RULES.sub("", _BLOCKS.sub("", markdown)))
    text = _LINKS.sub(r"\1", _IMAGES.sub("", text))
    return _CELL_ENDS.sub(" ", _MARKS.sub("", _LINE_STARTS.sub("", text))).replace(r"\|", "|").strip()
