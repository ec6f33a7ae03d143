"""Where code and formulas begin and end: within them nothing else counts."""

import re
from bisect import bisect_right
from collections.abc import Sequence

_FENCE = re.compile(r"\s*(?:>\s?)*(?:[-*+]\s+|\d{1,3}[.)]\s+)?(`{3,}|~{3,})([^`]*)$")


def code_ends(raws: Sequence[str], unclosed: dict[str, int]) -> dict[int, int]:
    """Of every block of code or formulas its first line -> its last."""
    fences = _Fences(raws)
    formulas = [i for i, raw in enumerate(raws) if raw.count("$$") == 1]
    ends: dict[int, int] = {}
    after = -1
    for i in sorted({*fences.found, *formulas}):
        if i <= after:
            continue
        end = fences.end(i) if i in fences.found else _formula_end(i, raws, formulas)
        if end is not None:
            ends[i] = after = end
        elif i in fences.found:
            unclosed.setdefault("code", i)
    return ends


class _Fences:
    """The lines of a text that could begin or end a block of code."""

    def __init__(self, raws: Sequence[str]) -> None:
        self.found = {
            i: match for i, raw in enumerate(raws) if ("```" in raw or "~~~" in raw) and (match := _FENCE.match(raw))
        }
        self._places = list(self.found)
        self._closers = [i for i in self._places if not self._info(i)]
        self._longest = self._longest_from()
        self._headings = [i for i, raw in enumerate(raws) if raw.startswith("##")]

    def end(self, i: int) -> int | None:
        """The line that closes the block which begins in this one; None where none does."""
        fence = self.found[i][1]
        place = bisect_right(self._closers, i)
        while place < len(self._closers) and self._longest[place][fence[0]] >= len(fence):
            closer = self._closers[place]
            if self.found[closer][1].startswith(fence):
                return self._sooner(i, closer)
            place += 1
        return None

    def _sooner(self, i: int, closer: int) -> int:
        """The next fence instead of the closing one, where it has a word behind it by mistake: headings follow it."""
        following = self._places[bisect_right(self._places, i)]
        if following < closer and self.found[following][1] == self.found[i][1]:
            heading = bisect_right(self._headings, following)
            if heading < len(self._headings) and self._headings[heading] < closer:
                return following
        return closer

    def _info(self, i: int) -> str:
        return self.found[i][2].strip()

    def _longest_from(self) -> list[dict[str, int]]:
        """For each closing fence the length of the longest one from there on, by character."""
        longest: list[dict[str, int]] = []
        known = {"`": 0, "~": 0}
        for i in reversed(self._closers):
            fence = self.found[i][1]
            known = {**known, fence[0]: max(known[fence[0]], len(fence))}
            longest.append(known)
        return longest[::-1]


def _formula_end(i: int, raws: Sequence[str], formulas: Sequence[int]) -> int | None:
    """A formula begins its line; what only has the mark somewhere is prose."""
    if not raws[i].lstrip().startswith("$$"):
        return None
    place = bisect_right(formulas, i)
    return formulas[place] if place < len(formulas) and formulas[place] - i < 200 else None
