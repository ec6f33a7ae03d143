"""A reference answer -> the claims that it makes, one by one."""

import re

from interviewer.scoring.text import sentences

ITEMS = re.compile(r"[、，,；;]|和|与|[(（]\d+[)）]|\d+[.、）)]")
LEAD_IN = re.compile(r"[:：]|分为|包括|可分为|有")


def key_points(reference: str) -> list[str]:
    """The items of a list, the sentences of anything else; never empty."""
    points: list[str] = []
    for sentence in sentences(reference):
        text = reference[sentence.span.start : sentence.span.end]
        items = [item for item in ITEMS.split(LEAD_IN.split(text)[-1]) if re.search(r"\w", item)]
        points += items if "、" in text and len(items) > 1 else [text]
    return points or [reference]
