"""Where a line may break: between words, and between Chinese characters.

Textual and Rich take a run of Chinese for one word. Here a line also breaks before and after every wide
character, except that no line starts with closing or ends with opening punctuation (kinsoku, the part of
UAX #14 that Chinese and English prose need). English words stay whole; words wider than the line are cut.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from rich.cells import cell_len, get_character_cell_size
from textual.content import Content

CLOSING = "，。、；：！？）」』】》〉〕］｝”’％…～·"
"""Never first in a line."""

OPENING = "（「『【《〈〔［｛“‘"
"""Never last in a line."""

_ATTACHED = ",.;:!?)}%/\\]\\-\"'"
"""ASCII signs that stay with the wide character they follow; elsewhere they may start a line (`.relu()`)."""

_LEADING = "(\\[{\"'"
"""ASCII signs that stay with the wide character they precede."""

_WIDE = "\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\U0001f300-\U0003fffd"
"""Chinese, kana, hangul, full-width forms, emoji."""

_JOINING = "\u0300-\u036f\u200b-\u200d\u2060\u302a-\u302f\u3099\u309a\ufe00-\ufe0f\U0001f3fb-\U0001f3ff"
"""Marks that change the character before them."""

_SPACE = "[^\\S\u00a0\u2007\u202f]"
"""White space where a line may break."""

_BREAK = re.compile(
    rf"(?<={_SPACE})(?![\s{CLOSING}])"
    rf"|(?<=[{_WIDE}”])(?<![{OPENING}])(?![\s{CLOSING}{_ATTACHED}{_JOINING}])"
    rf"|(?<![\s{OPENING}{_LEADING}\u200d\u2060])(?=[{_WIDE}])(?![{CLOSING}{_JOINING}])"
)


def break_offsets(text: str, width: int, *, keep_spaces: bool = False) -> list[int]:
    """Where to cut a line of text so that each piece fits into `width` cells.

    Args:
        text: One line, without tabs.
        width: At least 1; a double-width character still takes two cells where there is only one.
        keep_spaces: Spaces at the end of a piece take room too, as in an input; else they may stick out.
    """
    offsets = []
    column = 0
    for start, stop in pairwise([0, *_opportunities(text), len(text)]):
        word = text[start:stop]
        shown = cell_len(word if keep_spaces else word.rstrip())
        if column and column + shown > width:
            offsets.append(start)
            column = 0
        if shown > width:
            cuts = list(_cuts(word, width))
            offsets.extend(start + cut for cut in cuts)
            word = word[cuts[-1] :] if cuts else word
        column += cell_len(word)
    return offsets


def wrap(content: Content, width: int) -> list[Content]:
    """The lines of a text at this width, with its styles, without spaces at their ends."""
    return [
        piece.rstrip()
        for line in content.expand_tabs(4).split("\n", allow_blank=True)
        for piece in line.divide(break_offsets(line.plain, width))
    ]


def _opportunities(text: str) -> Iterator[int]:
    """Where a break is allowed; not in the indent, and not between an opening bracket and its text."""
    for found in _BREAK.finditer(text):
        before = found.start() - 1
        while before >= 0 and text[before].isspace():
            before -= 1
        if before >= 0 and text[before] not in OPENING and found.start() < len(text):
            yield found.start()


def _cuts(word: str, width: int) -> Iterator[int]:
    """Where to cut a word that is wider than a line."""
    last = column = 0
    for place, character in enumerate(word):
        cells = get_character_cell_size(character)
        if column + cells > width and place > last:
            pair = cell_len(word[place - 1 : place + 1]) <= width
            cut = place - 1 if character in CLOSING and pair and place - 1 > last else place
            yield cut
            last, column = cut, cell_len(word[cut:place])
        column += cells
