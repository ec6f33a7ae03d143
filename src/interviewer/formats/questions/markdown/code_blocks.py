"""Where code and formulas begin and end: within them nothing else counts."""

import re
from bisect import bisect_right
from collections.abc import Sequence

_FENCE = re.compile(r"\s*(?:>\s?)*(?:[-*+]\s+|\d{1,3}[.)]\s+)?(`{3,}|~{3,})([^`]*)$")


def code_ends(raws: Sequence[str], unclosed: dict[str, int]) -> dict[int, int]:
    """Of every block of code or formulas its first line -> its last."""
    fences = {i: match for i, raw in enumerate(raws) if ("```" in raw or "~~~" in raw) and (match := _FENCE.match(raw))}
    closers = [i for i, match in fences.items() if not match[2].strip()]
    longest = _longest_from(closers, fences)
    formulas = [i for i, raw in enumerate(raws) if raw.count("$$") == 1]
    ends: dict[int, int] = {}
    after = -1
    for i in sorted({*fences, *formulas}):
        if i <= after:
            continue
        end = _fence_end(i, fences, closers, longest) if i in fences else _formula_end(i, raws, formulas)
        if end is not None:
            ends[i] = after = end
        elif i in fences:
            unclosed.setdefault("code", i)
    return ends


def _longest_from(closers: Sequence[int], fences: dict[int, re.Match[str]]) -> list[dict[str, int]]:
    """For each closing fence the length of the longest one from there on, by character."""
    longest: list[dict[str, int]] = []
    known = {"`": 0, "~": 0}
    for i in reversed(closers):
        fence = fences[i][1]
        known = {**known, fence[0]: max(known[fence[0]], len(fence))}
        longest.append(known)
    return longest[::-1]


def _fence_end(
    i: int, fences: dict[int, re.Match[str]], closers: Sequence[int], longest: Sequence[dict[str, int]]
) -> int | None:
    fence = fences[i][1]
    place = bisect_right(closers, i)
    while place < len(closers) and longest[place][fence[0]] >= len(fence):
        closer = fences[closers[place]][1]
        if closer[0] == fence[0] and len(closer) >= len(fence):
            return closers[place]
        place += 1
    return None


def _formula_end(i: int, raws: Sequence[str], formulas: Sequence[int]) -> int | None:
    """A formula begins its line; what only has the mark somewhere is prose."""
    if not raws[i].lstrip().startswith("$$"):
        return None
    place = bisect_right(formulas, i)
    return formulas[place] if place < len(formulas) and formulas[place] - i < 200 else None
