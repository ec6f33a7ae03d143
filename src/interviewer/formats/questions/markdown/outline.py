"""The headings of a document: which of them are questions, which only group them, which concern neither."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from interviewer.formats.questions.markdown.asking import asks, has_mark, is_contents, is_group, is_other, numbered
from interviewer.formats.questions.markdown.hidden import outside_details
from interviewer.formats.questions.markdown.inline import links, plain, without_links
from interviewer.formats.questions.markdown.labels import LONGEST_QUESTION, card, is_labelled
from interviewer.formats.questions.markdown.lines import Kind, Line
from interviewer.formats.questions.markdown.nesting import ungrouped

ENOUGH_ASK = 0.4
"""The share of a level's headings that ask, or of its numbered ones, from which on all of them are questions."""

LONGEST_INTRODUCTION = 3
"""Lines between a heading and the first of the cards that it only groups."""

ENOUGH_NUMBERED = 0.6
"""The share of a level's headings with a number, likewise."""


@dataclass(slots=True)
class Heading:
    """A heading with what stands below it.

    Attributes:
        start: Its place among the lines.
        text: Plain, as it stands.
        content_end: Where the next heading begins.
        end: Where the next heading of its level or above begins.
        parent: The heading above it.
        children: The places, among all headings, of those right below it.
        filled: Whether anything stands between it and the next heading.
        asked_below: Whether that is a paragraph that asks, so that the heading is only its title.
        leads: Whether that is a list of questions.
        deals: Whether that is cards with questions on them.
    """

    start: int
    line: Line
    text: str
    content_end: int = 0
    end: int = 0
    parent: "Heading | None" = None
    children: list["Heading"] = field(default_factory=list)
    filled: bool = False
    asked_below: bool = False
    leads: bool = False
    deals: bool = False

    @property
    def level(self) -> int:
        """1 to 6."""
        return self.line.level

    @property
    def groups(self) -> bool:
        """Whether it only has other headings below it."""
        return bool(self.children) and not self.filled


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a document: below a question's heading, or outside of all of them.

    Attributes:
        heading: The question's; None for a stretch in which questions may stand in other ways.
        section: The headings above it.
        title: The heading, without its number.
    """

    lines: Sequence[Line]
    section: tuple[str, ...]
    heading: Line | None = None
    title: str = ""
    number: str = ""


def outline(lines: Sequence[Line]) -> list[Heading]:
    """All headings outside of hidden answers, in their order."""
    headings = _evened(list(_headings(lines)))
    open_: list[Heading] = []
    for place, heading in enumerate(headings):
        following = headings[place + 1].start if place + 1 < len(headings) else len(lines)
        heading.content_end = following
        content = [line for line in lines[heading.start + 1 : following] if line.kind not in (Kind.BLANK, Kind.RULE)]
        heading.filled = any(_says_something(line) for line in content[:200])
        heading.deals = _has_cards(content[:1_000])
        heading.asked_below = not heading.deals and _only_asks(content)
        heading.leads = _lists_questions(content)
        while open_ and open_[-1].level >= heading.level:
            open_.pop().end = heading.start
        if open_:
            heading.parent = open_[-1]
            open_[-1].children.append(heading)
        open_.append(heading)
    for heading in open_:
        heading.end = len(lines)
    return headings


def _headings(lines: Sequence[Line]) -> Iterator[Heading]:
    for i, line in outside_details(lines):
        if line.kind is Kind.HEADING and len(line.content) <= LONGEST_QUESTION and (text := plain(line.content)):
            yield Heading(i, line, text)


def _evened(headings: list[Heading]) -> list[Heading]:
    """The headings with questions that are underlined twice at the level of those underlined once, if all of them ask.

    Not the first heading, which may be the title.
    """
    double = [heading for heading in headings[1:] if _is_underlined(heading) and heading.level == 1]
    single = [heading for heading in headings if _is_underlined(heading) and heading.level == 2]
    if double and single and all(has_mark(heading.text) for heading in (*double, *single)):
        for heading in double:
            heading.line = replace(heading.line, level=2)
    return headings


def _is_underlined(heading: Heading) -> bool:
    return heading.line.text.strip() == heading.line.content


def _says_something(line: Line) -> bool:
    """Whether a line is more than a link."""
    if line.kind not in (Kind.TEXT, Kind.ITEM):
        return True
    return not links(line.content) or any(map(str.isalnum, plain(without_links(line.content))))


def _only_asks(content: Sequence[Line]) -> bool:
    words = [line for line in content if not _is_link(line)]
    if not words or len(content) > 6 or any(line.kind is not Kind.TEXT for line in words):
        return False
    return has_mark(plain(words[-1].content)) and not words[0].content.startswith(("**", "__", "<"))


def _has_cards(content: Sequence[Line]) -> bool:
    """Whether the first line begins a card, or one after a few words of introduction that others follow."""
    cards = [place for place, line in enumerate(content) if card(line)]
    return cards[:1] == [0] or (len(cards) > 1 and cards[0] <= LONGEST_INTRODUCTION)


def _lists_questions(content: Sequence[Line]) -> bool:
    items = [line for line in content[:1_000] if line.kind is Kind.ITEM and line.indent < 2 and len(line.content) < 500]
    asking = sum(has_mark(plain(line.content)) for line in items)
    return (asking >= 2 and 3 * asking >= len(items)) or _groups_questions(content[:1_000])


def _groups_questions(content: Sequence[Line]) -> bool:
    """Whether the items of lists within lists are questions, by what `_lists_questions` asks of a single list."""
    items = ungrouped(content)
    asking = sum(bool(item.above) and has_mark(item.text) for item in items)
    return asking >= 2 and 3 * asking >= len(items)


def _is_link(line: Line) -> bool:
    return line.kind is Kind.TEXT and line.content.startswith("[") and line.content.rstrip().endswith(")")


def question_levels(headings: Sequence[Heading]) -> set[int]:
    """The levels of which headings are questions, by their words, their numbers and what stands below them."""
    title = headings[0] if headings and _is_title(headings) else None
    levels: dict[int, list[Heading]] = {}
    for heading in headings:
        if heading is not title and not is_other(heading.text) and not _within_other(heading):
            levels.setdefault(heading.level, []).append(heading)
    asking = {level for level, those in levels.items() if _ask(those)}
    counted = {level for level, those in levels.items() if level not in asking and _count(those)}
    kept = {level for level in counted if not _lead_to(levels[level], asking | counted)}
    if not asking | kept and title and asks(title.text):
        return {title.level}
    return asking | kept


def _is_title(headings: Sequence[Heading]) -> bool:
    """Whether the first heading stands above all others, and is not the first of a series that they carry on."""
    first = headings[0]
    above = all(heading.level > first.level for heading in headings[1:])
    return above and bool(first.children) and not _carries_on(first, first.children[0])


def _within_other(heading: Heading) -> bool:
    above = heading.parent
    while above:
        if is_other(above.text) and not is_contents(above.text) and above.parent:
            return True
        above = above.parent
    return False


def _ask(headings: Sequence[Heading]) -> bool:
    those = [heading for heading in headings if not is_group(heading.text)]
    asking = sum(asks(numbered(heading.text)[1]) or heading.asked_below for heading in those)
    grouping = sum(heading.groups for heading in those)
    return bool(those) and asking >= ENOUGH_ASK * len(those) and grouping <= len(those) / 2


def _count(headings: Sequence[Heading]) -> bool:
    counted = [heading for heading in headings if _number(heading)]
    grouping = sum(heading.groups or heading.leads or heading.deals for heading in headings)
    return len(counted) >= max(2, ENOUGH_NUMBERED * len(headings)) and grouping <= len(headings) / 2


def _number(heading: Heading) -> str:
    return heading.line.marker or numbered(heading.text)[0]


def _lead_to(headings: Sequence[Heading], levels: set[int]) -> bool:
    """Whether most of these headings have questions at one of these levels right below them."""
    leading = sum(any(child.level in levels for child in heading.children) for heading in headings)
    return 2 * leading > len(headings)


def parts(
    lines: Sequence[Line], headings: Sequence[Heading], levels: set[int], contents: bool = False
) -> Iterator[Part]:
    """The document as stretches: below each question's heading, and outside of them; without what is no part of it.

    Args:
        lines: All of them.
        headings: Of these lines.
        levels: Of which headings are questions.
        contents: With what stands below a table of contents, which otherwise is no part of it either.
    """
    bare = _bare_numbers(headings, levels)
    numbers = _are_counted([heading for heading in headings if heading.level in levels])
    yield Part(lines[: headings[0].start] if headings else lines, ())
    passed = 0
    for heading in headings:
        if heading.start < passed:
            continue
        if _is_question(heading, levels, numbers):
            number, title = numbered(heading.text, bare)
            number = number or heading.line.marker.strip("-*+•.)）、(（．")
            following = [child for child in heading.children if child.level in levels and _carries_on(heading, child)]
            passed = following[0].start if following else heading.end
            end = _next_card(heading, lines, passed)
            yield Part(lines[heading.start + 1 : end], _section(heading), heading.line, title, number)
            yield Part(lines[end:passed], _section(heading))
        elif _is_apart(heading, lines) and not (contents and is_contents(heading.text)):
            passed = heading.content_end if is_contents(heading.text) else heading.end
        else:
            yield Part(lines[heading.start + 1 : heading.content_end], (*_section(heading), heading.text))


def _carries_on(heading: Heading, child: Heading) -> bool:
    """Whether a heading below a question is the next question, only set smaller by mistake: it counts on and asks."""
    number, following = numbered(heading.text)[0], numbered(child.text)[0]
    counts_on = number.isdecimal() and following.isdecimal() and int(following) == int(number) + 1
    return counts_on and asks(numbered(child.text)[1])


def _next_card(heading: Heading, lines: Sequence[Line], end: int) -> int:
    """Where what stands below a question ends: at the first card with a number where it is a card itself."""
    if not is_labelled(heading.text):
        return end
    below = ((place, card(lines[place])) for place in range(heading.start + 1, end))
    return next((place for place, match in below if match and match["number"]), end)


def _is_apart(heading: Heading, lines: Sequence[Line]) -> bool:
    return is_other(heading.text) and not has_mark(heading.text) and not _is_whole(heading, lines)


def _is_whole(heading: Heading, lines: Sequence[Line]) -> bool:
    """Whether a heading is the title of the document, by how much stands below it."""
    return bool(heading.children) and heading.end - heading.start > 0.8 * len(lines)


def _bare_numbers(headings: Sequence[Heading], levels: set[int]) -> bool:
    """Whether a number with nothing but a blank behind it counts: only where most headings have one."""
    return _are_counted([heading for heading in headings if heading.level in levels])


def _are_counted(headings: Sequence[Heading]) -> bool:
    return 2 * sum(bool(_number(heading)) for heading in headings) >= len(headings)


def _is_question(heading: Heading, levels: set[int], numbers: bool) -> bool:
    marked = has_mark(heading.text)
    counted = heading.level in levels and numbers and bool(_number(heading))
    names_others = is_other(heading.text) or (is_group(heading.text) and not counted)
    if is_contents(heading.text) or (not marked and names_others):
        return False
    if heading.level not in levels:
        leads = any(child.level in levels for child in heading.children)
        return marked and heading.filled and not leads
    if heading.groups and any(child.level in levels for child in heading.children):
        return False
    sounds = asks(numbered(heading.text)[1]) or heading.asked_below
    if not marked and (heading.leads or (heading.deals and not sounds)):
        return False
    return sounds or heading.filled or counted or (not numbers and not heading.children and not _number(heading))


def _section(heading: Heading) -> tuple[str, ...]:
    above: list[str] = []
    parent = heading.parent
    while parent:
        above.append(parent.text)
        parent = parent.parent
    return tuple(reversed(above))


def topic_level(headings: Sequence[Heading]) -> int:
    """The level of which headings are topics with something to say about each, 0 where there is none.

    Only for a document in which nothing asks: notes, of which each heading may be taken for a question.
    """
    others = sum(is_other(heading.text) for heading in headings)
    if 4 * others > len(headings):
        return 0
    for level in range(1, 7):
        those = [heading for heading in headings if heading.level == level and not is_other(heading.text)]
        filled = sum(heading.filled for heading in those)
        if filled >= 2 and 2 * filled > len(those):
            return level
    return 0
