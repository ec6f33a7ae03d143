"""Questions that a document names twice: in an index, and where it writes them out."""

import re
from collections.abc import Sequence

from interviewer.formats.questions.markdown.entry import Entry
from interviewer.model.draft import Completeness, Draft

MOSTLY_ECHOES = 0.5
"""From this share of an index's entries on that are written out elsewhere, the others are, too, in other words."""

SAME_START = 16
"""Characters without punctuation; entries of an index are shortened, but they begin alike."""

Found = tuple[Entry, Draft]


def without_echoes(found: Sequence[Found]) -> tuple[Draft, ...]:
    """The drafts without those that only name a question which is written out elsewhere."""
    written = [pair for pair in found if not pair[0].is_link]
    known = {_key(draft) for _, draft in written}
    starts = {(draft.number, _key(draft)[:SAME_START]) for _, draft in written if draft.number}
    named = [pair for pair in found if pair[0].is_link]
    echoes = [
        pair for pair in named if _key(pair[1]) in known or (pair[1].number, _key(pair[1])[:SAME_START]) in starts
    ]
    dropped = {id(draft) for _, draft in echoes}
    if len(echoes) >= MOSTLY_ECHOES * len(named):
        dropped |= {id(draft) for entry, draft in named if _is_bare(draft) and "](#" in entry.raw}
    return tuple(_without_doubles([draft for _, draft in found if id(draft) not in dropped]))


def _without_doubles(drafts: Sequence[Draft]) -> list[Draft]:
    """Of unanswered drafts in the same words the first, or none where another is answered."""
    best: dict[str, Draft] = {}
    for draft in drafts:
        other = best.setdefault(_key(draft), draft)
        if _is_bare(other) and not _is_bare(draft):
            best[_key(draft)] = draft
    return [draft for draft in drafts if not _is_bare(draft) or best[_key(draft)] is draft]


def _is_bare(draft: Draft) -> bool:
    return draft.completeness is Completeness.UNANSWERED


def _key(draft: Draft) -> str:
    """The words of a question without case, blanks and punctuation."""
    return re.sub(r"\W+", "", draft.text.zh + draft.text.en).casefold()
