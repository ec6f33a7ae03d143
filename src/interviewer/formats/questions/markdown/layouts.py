"""Questions that are no headings: cards, hidden answers, bold lines, lists, paragraphs, rows of a table.

Each layout finds the lines that could begin a question in a stretch of text. The one that most probably was meant
is taken for the whole stretch, and everything up to the next such line is what stands below the question.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from enum import StrEnum

from interviewer.formats.questions.markdown.asking import numbered
from interviewer.formats.questions.markdown.entry import Entry
from interviewer.formats.questions.markdown.inline import plain, without_links
from interviewer.formats.questions.markdown.items import find_bullets, find_numbered_items
from interviewer.formats.questions.markdown.lines import Kind, Line
from interviewer.formats.questions.markdown.openings import (
    Opening,
    find_before_answers,
    find_bold,
    find_cards,
    find_hidden,
    find_paragraphs,
    find_summaries,
    is_answered_list,
    mostly_ask,
)
from interviewer.formats.questions.markdown.outline import Part
from interviewer.formats.questions.markdown.tables import in_tables


class Habit(StrEnum):
    """A layout that is easily told from prose, so that it means a question wherever it stands in a document."""

    HIDDEN = "hidden"
    BOLD = "bold"
    BOLD_ITEMS = "bold items"


FIRM = 2
"""From so many questions on a document is taken to follow a layout."""


def entries(part: Part, habits: frozenset[Habit]) -> tuple[list[Entry], Line | None]:
    """The questions of a stretch of text, and the first line that belongs to none of them."""
    tables = in_tables(part)
    openings = _best(part.lines) or _accustomed(part.lines, habits)
    if not openings:
        return tables, None if tables else _first_words(part.lines)
    before = [line for place, line in enumerate(part.lines[: openings[0].place]) if place not in openings[0].above]
    return [*_cut(part, openings), *tables], _first_words(before)


def habits(stretches: Sequence[Part]) -> frozenset[Habit]:
    """The layouts that a document follows where its questions ask, so that others in them need not."""
    seen = Counter(habit for part in stretches if part.heading is None for habit in _shown(part.lines))
    return frozenset(habit for habit, count in seen.items() if count >= FIRM)


def _shown(lines: Sequence[Line]) -> Iterator[Habit]:
    """For every question of a stretch the layout that it is in."""
    if openings := find_hidden(lines):
        yield from [Habit.HIDDEN] * len(openings)
        return
    for find, habit in (
        (find_bold, Habit.BOLD),
        (find_bullets, Habit.BOLD_ITEMS),
        (find_numbered_items, Habit.BOLD_ITEMS),
    ):
        openings = [opening for opening in find(lines) if opening.bold]
        if openings and mostly_ask(openings):
            yield from [habit] * len(openings)


def _accustomed(lines: Sequence[Line], known: frozenset[Habit]) -> list[Opening]:
    """Openings that do not ask, in a layout that the document follows elsewhere."""
    if Habit.HIDDEN in known and (openings := find_summaries(lines)):
        return openings
    if Habit.BOLD_ITEMS in known:
        for openings in (find_bullets(lines), find_numbered_items(lines)):
            if openings and all(opening.bold for opening in openings):
                return openings
    return [opening for opening in find_bold(lines) if opening.number] if Habit.BOLD in known else []


def _first_words(lines: Sequence[Line]) -> Line | None:
    """The first line of prose that says something; links and pictures do not."""
    for line in lines:
        if (
            line.kind in (Kind.TEXT, Kind.ITEM, Kind.TABLE)
            and len(plain(without_links(line.content)).strip(" -|:*·•,.")) > 20
        ):
            return line
    return None


def _cut(part: Part, openings: Sequence[Opening]) -> Iterator[Entry]:
    for i, opening in enumerate(openings):
        following = openings[i + 1].place if i + 1 < len(openings) else len(part.lines)
        first, end = opening.place + opening.takes, opening.end or following
        line = part.lines[opening.place]
        body = list(part.lines[first : min(end, following)])
        if opening.rest:
            body.insert(0, Line(line.number, Kind.TEXT, opening.rest, line.indent, content=opening.rest))
        number, title = numbered(plain(opening.raw), bare=False)
        groups = (numbered(plain(part.lines[place].content))[1].rstrip(":： ") for place in opening.above)
        section = (*part.section, *groups)
        yield Entry(line.number, title, opening.raw, opening.number or number, body, section)


def _best(lines: Sequence[Line]) -> list[Opening]:
    """The openings of the layout that was most probably meant; none where no layout fits."""
    if openings := max(find_cards(lines), find_hidden(lines), key=len):
        return openings
    bold = find_bold(lines)
    found = [
        openings
        for openings in (bold, find_numbered_items(lines), find_bullets(lines), find_paragraphs(lines))
        if openings
    ]
    asking = [openings for openings in found if mostly_ask(openings)]
    if asking:
        first = min(asking, key=lambda openings: (*openings[0].above, openings[0].place)[0])
        return bold if len(bold) >= 3 * len(first) and is_answered_list(bold, lines) else first
    if openings := find_before_answers(lines):
        return openings
    return next((openings for openings in found if is_answered_list(openings, lines)), [])
