"""Items of lists that could begin a question."""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace

from interviewer.formats.questions.markdown.asking import asks, has_mark, numbered
from interviewer.formats.questions.markdown.hidden import outside_details
from interviewer.formats.questions.markdown.inline import links, plain, without_links
from interviewer.formats.questions.markdown.lines import Kind, Line, is_index
from interviewer.formats.questions.markdown.nesting import is_bullet, ungrouped
from interviewer.formats.questions.markdown.openings import ANSWER, BOLD, Opening
from interviewer.formats.questions.markdown.outline import LONGEST_QUESTION


def find_numbered_items(lines: Sequence[Line]) -> list[Opening]:
    """`1. ...`, `2) ...`, `（3）...`, `四、...`."""
    return _openings(lines, lambda line: not is_bullet(line))


def find_bullets(lines: Sequence[Line]) -> list[Opening]:
    """`- ...`, `* [x] ...`."""
    return _openings(lines, is_bullet)


def _openings(lines: Sequence[Line], fits: Callable[[Line], bool]) -> list[Opening]:
    """The items of the lists whose markers fit that could be questions, without those that only lead elsewhere."""
    found = [
        opening
        for opening in _grouped(lines, fits) or _outermost(lines, fits)
        if len(lines[opening.place].content) <= LONGEST_QUESTION and not _is_option(lines[opening.place])
    ]
    kept = [opening for opening in found if not _leads_elsewhere(lines, opening)]
    kept = [opening for opening in kept if re.search(r"\w", plain(opening.raw))]
    if 2 * len(kept) < len(found) or _is_link_list(kept):
        return []
    return _ended(kept, [opening.place for opening in found if is_index(lines[opening.place])])


def _ended(openings: Sequence[Opening], ends: Sequence[int]) -> list[Opening]:
    """The openings, of which each ends at the latest where the next of these places is, in their order."""
    found = []
    for opening in openings:
        following = bisect_right(ends, opening.place)
        end = ends[following] if following < len(ends) else 0
        found.append(replace(opening, end=min(filter(None, (opening.end, end)), default=0)))
    return found


def _grouped(lines: Sequence[Line], fits: Callable[[Line], bool]) -> list[Opening]:
    """The questions of lists whose items only group them, if most ask. Each ends at the latest where a group begins."""
    items = [item for item in ungrouped(lines) if fits((*item.above, item)[0].line)]
    groups = sorted({above.place for item in items for above in item.above})
    if not groups or 2 * sum(item.is_question for item in items) < len(items):
        return []
    found = [
        replace(_from_item(lines, item.place, item.line), above=tuple(above.place for above in item.above))
        for item in items
    ]
    return _ended(found, groups)


def _outermost(lines: Sequence[Line], fits: Callable[[Line], bool]) -> list[Opening]:
    """The items whose markers fit that no other such item stands around."""
    items = [(place, line) for place, line in outside_details(lines) if line.kind is Kind.ITEM and fits(line)]
    outermost = min((line.indent for _, line in items), default=0)
    return [_from_item(lines, place, line) for place, line in items if line.indent <= outermost + 1 and line.content]


def _is_option(line: Line) -> bool:
    return bool(re.match(r"(?:\*\*)?[A-Fa-f][:.)：、]", line.content))


def _leads_elsewhere(lines: Sequence[Line], opening: Opening) -> bool:
    """Whether an item is nothing but a link, to no question."""
    line = lines[opening.place]
    return _is_only_link(line) and not asks(numbered(plain(line.content))[1])


def _is_only_link(line: Line) -> bool:
    leads = is_index(line) or bool(links(line.content))
    return leads and not re.search(r"\w", plain(without_links(line.content)))


def _is_link_list(openings: Sequence[Opening]) -> bool:
    """Whether most of the items are links elsewhere, and too few of them ask for a list of questions."""
    leading = sum(opening.raw.startswith("[") and bool(links(opening.raw)) for opening in openings)
    asking = sum(has_mark(plain(opening.raw)) for opening in openings)
    return 2 * leading > len(openings) and asking < 0.8 * len(openings)


def _from_item(lines: Sequence[Line], place: int, line: Line) -> Opening:
    number = "" if is_bullet(line) else line.marker.strip(".)）、(（．")
    content = line.content
    match = BOLD.match(content) if content[0] in "*_<" else None
    if match:
        bold, rest = match["stars"] or match["lines"] or match["tags"], content[match.end() :].strip()
        if not rest or has_mark(plain(bold)) or rest[0] in "-–—:：":
            return Opening(place, bold, number, rest.lstrip("-–—:： "), bold=True)
        return Opening(place, content, number)
    question, answer = _divided(content)
    if answer:
        return Opening(place, question, number, answer)
    return _joined(lines, place, content, number)


def _divided(content: str) -> tuple[str, str]:
    """The question and the answer that follows it in the same line, where the last mark has more behind it."""
    marks = [match.end() for match in re.finditer(r"\?(?=\s)|？", content)]
    if marks and content[: marks[-1]].count("[") == content[: marks[-1]].count("]"):
        rest = content[marks[-1] :].strip()
        if (
            len(rest) > 2
            and re.search(r"\w", plain(without_links(rest)))
            and not asks(rest)
            and rest[0] not in "(（[【"
        ):
            return content[: marks[-1]], rest.lstrip("-–—:： ")
    return content, ""


def _joined(lines: Sequence[Line], place: int, content: str, number: str) -> Opening:
    """The item with the lines that carry on its question; they do where it only ends on one of them."""
    following = []
    for line in lines[place + 1 : place + 6]:
        if line.kind is not Kind.TEXT or ANSWER.match(line.content):
            break
        following.append(line.content)
    ends = [i for i, text in enumerate(following, start=1) if has_mark(plain(text)[-2:])]
    if following and ends and not has_mark(plain(content)[-2:]) and not asks(content):
        return Opening(place, "\n".join([content, *following[: ends[0]]]), number, takes=1 + ends[0])
    return Opening(place, content, number)
