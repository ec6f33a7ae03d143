"""Questions that are no headings: cards, hidden answers, bold lines, lists, paragraphs, rows of a table.

Each layout finds the lines that could begin a question in a stretch of text. The one that most probably was meant
is taken for the whole stretch, and everything up to the next such line is what stands below the question.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from interviewer.formats.questions.markdown.asking import (
    asks,
    has_mark,
    is_answer_summary,
    is_other,
    numbered,
)
from interviewer.formats.questions.markdown.inline import links, plain, without_links
from interviewer.formats.questions.markdown.lines import Kind, Line, is_index
from interviewer.formats.questions.markdown.outline import LONGEST_QUESTION, Part


class Habit(StrEnum):
    """A layout that is easily told from prose, so that it means a question wherever it stands in a document."""

    HIDDEN = "hidden"
    BOLD = "bold"
    BOLD_ITEMS = "bold items"


FIRM = 2
"""From so many questions on a document is taken to follow a layout."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A question as it stands in the file, before it is taken apart.

    Attributes:
        line: Where it begins.
        title: The question, plain, without its number; of several lines where it is.
        raw: What the title was made from, with its links.
        body: What stands below it.
    """

    line: int
    title: str
    raw: str
    number: str
    body: Sequence[Line]
    section: tuple[str, ...] = ()

    @property
    def is_link(self) -> bool:
        """Whether it is nothing but a link, as the entries of an index are."""
        return self.raw.startswith("[") and not re.search(r"\w", plain(without_links(self.raw)))


@dataclass(frozen=True, slots=True)
class Opening:
    """A line that could begin a question.

    Attributes:
        place: Of the line in its stretch.
        raw: The question as it stands.
        rest: What follows it in the same line.
        takes: How many lines the question takes up.
        end: Where its body ends at the latest; 0 where only the next opening ends it.
        bold: Whether the question is set in bold.
    """

    place: int
    raw: str
    number: str = ""
    rest: str = ""
    takes: int = 1
    end: int = 0
    bold: bool = False


_LABEL = re.compile(
    r"(?:\*\*|__)?\s*(?:question|ques|q|问题?|题目|提问|第)\s*(?P<number>\d{0,4}(?:\.\d{1,3})*)\s*题?\s*(?:\*\*|__)?\s*"
    r"(?P<stop>[:：.、)）]|\*\*|(?<=\d)\s)\s*(?:\*\*|__)?\s*(?P<text>.*)$",
    re.IGNORECASE | re.DOTALL,
)
ANSWER = re.compile(
    r"(?:\*\*|__|\*|#{1,6}\s+|>\s*)?\s*(?:the\s+)?(?:correct\s+|sample\s+|model\s+|short\s+|参考|正确)?"
    r"(?:answers?|ans|solution|答案?|回答|解答|解析|答案[与和及&]?解析|答曰|(?P<bare>a))\s*\d{0,4}\s*"
    r"(?:\*\*|__|\*)?\s*(?:[:：]|(?<=\*\*)|$)\s*(?:\*\*|__|\*)?\s*(?P<text>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_BOLD = re.compile(
    r"(?:\*\*(?P<stars>[^*]+(?:\*[^*]+)*)\*\*|__(?P<lines>[^_]+)__|<(?:b|strong)>(?P<tags>[^<>]+)</(?:b|strong)>)",
    re.IGNORECASE,
)
_QUESTION_HEADERS = re.compile(r"questions?|q|问题|题目|面试题|提问", re.IGNORECASE)
_ANSWER_HEADERS = re.compile(
    r"(?:sample |model |short |参考)?(?:answers?|a|solutions?)|答案|回答|解答|解析|答", re.IGNORECASE
)
_NUMBER_HEADERS = re.compile(r"no\.?|#|number|id|序号|编号|题号", re.IGNORECASE)


def entries(part: Part, habits: frozenset[Habit]) -> tuple[list[Entry], Line | None]:
    """The questions of a stretch of text, and the first line that belongs to none of them."""
    tables = _in_tables(part)
    openings = _best(part.lines) or _accustomed(part.lines, habits)
    if not openings:
        return tables, None if tables else _first_words(part.lines)
    return [*_cut(part, openings), *tables], _first_words(part.lines[: openings[0].place])


def habits(stretches: Sequence[Part]) -> frozenset[Habit]:
    """The layouts that a document follows where its questions ask, so that others in them need not."""
    seen = Counter(habit for part in stretches if part.heading is None for habit in _shown(part.lines))
    return frozenset(habit for habit, count in seen.items() if count >= FIRM)


def _shown(lines: Sequence[Line]) -> Iterator[Habit]:
    """For every question of a stretch the layout that it is in."""
    if openings := _hidden(lines):
        yield from [Habit.HIDDEN] * len(openings)
        return
    for find, habit in ((_bold, Habit.BOLD), (_bullets, Habit.BOLD_ITEMS), (_numbered_items, Habit.BOLD_ITEMS)):
        openings = [opening for opening in find(lines) if opening.bold]
        if openings and _ask(openings):
            yield from [habit] * len(openings)


def _accustomed(lines: Sequence[Line], known: frozenset[Habit]) -> list[Opening]:
    """Openings that do not ask, in a layout that the document follows elsewhere."""
    if Habit.HIDDEN in known and (openings := _summaries(lines)):
        return openings
    if Habit.BOLD_ITEMS in known:
        for openings in (_bullets(lines), _numbered_items(lines)):
            if openings and all(opening.bold for opening in openings):
                return openings
    return [opening for opening in _bold(lines) if opening.number] if Habit.BOLD in known else []


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
        yield Entry(line.number, title, opening.raw, opening.number or number, body, part.section)


def _best(lines: Sequence[Line]) -> list[Opening]:
    """The openings of the layout that was most probably meant; none where no layout fits."""
    for find in (_cards, _hidden):
        if openings := find(lines):
            return openings
    bold = _bold(lines)
    found = [openings for openings in (bold, _numbered_items(lines), _bullets(lines), _paragraphs(lines)) if openings]
    asking = [openings for openings in found if _ask(openings)]
    if asking:
        first = min(asking, key=lambda openings: openings[0].place)
        return bold if len(bold) >= 3 * len(first) and _is_answered_list(bold, lines) else first
    if openings := _before_answers(lines):
        return openings
    return next((openings for openings in found if _is_answered_list(openings, lines)), [])


def _ask(openings: Sequence[Opening]) -> bool:
    """Whether at least half of them ask, and a single one with a mark."""
    if len(openings) == 1:
        return has_mark(plain(openings[0].raw))
    return 2 * sum(asks(numbered(plain(opening.raw))[1]) for opening in openings) >= len(openings)


def _is_answered_list(openings: Sequence[Opening], lines: Sequence[Line]) -> bool:
    """Whether they are numbered and most have more than a line below them, so that they need not ask."""
    if len(openings) < 2 or sum(bool(opening.number) for opening in openings) < 0.8 * len(openings):
        return False
    ends = [opening.place for opening in openings[1:]] + [len(lines)]
    answered = sum(
        any(line.kind is not Kind.BLANK for line in lines[opening.place + opening.takes : end])
        for opening, end in zip(openings, ends, strict=True)
    )
    return 2 * answered >= len(openings)


def _cards(lines: Sequence[Line]) -> list[Opening]:
    """`Q: ...`, `问：...`, `**Q1. ...**`, `- **Question**: ...`."""
    found = []
    for place, line in enumerate(lines):
        if line.kind in (Kind.TEXT, Kind.ITEM) and line.content[:3].strip("*_").lower().startswith(
            ("q", "问", "题", "提", "第")
        ):
            match = _LABEL.match(line.content.lstrip("> "))
            if match and (match["number"] or match["stop"] in ":：.") and len(line.content) <= LONGEST_QUESTION:
                opening = _continued(lines, place, _labelled(match))
                found.append(opening)
    sure = [opening for opening in found if opening.raw]
    answered = any(ANSWER.match(line.content) for line in lines if line.kind in (Kind.TEXT, Kind.ITEM) and line.content)
    return sure if sure and (answered or _ask(sure) or len(sure) > 1) else []


def _labelled(match: re.Match[str]) -> tuple[str, str, str]:
    """Number, question and what follows it in the line; of a bold question what is not bold follows."""
    text = match["text"].strip()
    question, bold, rest = text.partition("**")
    if bold and rest.strip(" *") and match[0].startswith("**") and "**" not in rest:
        return match["number"], question.strip(), rest.strip(" *:：-–—")
    return match["number"], text.removesuffix("**").removesuffix("__").strip(), ""


def _continued(lines: Sequence[Line], place: int, found: tuple[str, str, str]) -> Opening:
    """The opening with the lines below it up to the answer's label, a blank line or a list."""
    number, question, rest = found
    takes, words = 1, [question]
    while not rest and place + takes < len(lines):
        line = lines[place + takes]
        if line.kind is not Kind.TEXT or ANSWER.match(line.content) or has_mark(plain(words[-1])[-3:]):
            break
        words.append(line.content)
        takes += 1
        if takes > 20:
            break
    return Opening(place, "\n".join(word for word in words if word), number, rest, takes)


def _hidden(lines: Sequence[Line]) -> list[Opening]:
    """`<details>` whose summary is the question."""
    found = _summaries(lines)
    return (
        found if _ask(found) or _are_answered(found, lines) else [opening for opening in found if has_mark(opening.raw)]
    )


def _summaries(lines: Sequence[Line]) -> list[Opening]:
    found: list[Opening] = []
    depth, skip_to = 0, 0
    for place, line in enumerate(lines):
        if line.kind is Kind.OPEN:
            depth += 1
        elif line.kind is Kind.CLOSE:
            depth = max(0, depth - 1)
        elif line.kind is Kind.SUMMARY and depth == 1 and place >= skip_to:
            skip_to = _closing(lines, place)
            text = plain(line.content)
            if text and len(text) <= LONGEST_QUESTION and not is_answer_summary(text) and not is_other(text):
                found.append(Opening(place, line.content, end=skip_to))
    return found


def _are_answered(found: Sequence[Opening], lines: Sequence[Line]) -> bool:
    return len(found) > 1 and all(
        any(line.kind is not Kind.BLANK for line in lines[opening.place + 1 : opening.end]) for opening in found
    )


def _closing(lines: Sequence[Line], place: int) -> int:
    """Where the details are closed in which this line stands."""
    depth = 1
    for i in range(place, len(lines)):
        if lines[i].kind is Kind.OPEN:
            depth += 1
        elif lines[i].kind is Kind.CLOSE:
            depth -= 1
            if not depth:
                return i
    return len(lines)


def _bold(lines: Sequence[Line]) -> list[Opening]:
    """Paragraphs that are bold or begin so: `**1) ...**`, `**What is ...?** ...`."""
    found = []
    for place, line in enumerate(lines):
        if line.kind is not Kind.TEXT or line.indent > 3 or len(line.content) > LONGEST_QUESTION:
            continue
        match = _BOLD.match(line.content) if line.content[0] in "*_<" else None
        if match and (opening := _from_bold(place, line, match)):
            found.append(opening)
    counted = [opening for opening in found if opening.number]
    return counted if 2 * len(counted) > len(found) else found


def _from_bold(place: int, line: Line, match: re.Match[str]) -> Opening | None:
    bold = match["stars"] or match["lines"] or match["tags"]
    rest = line.content[match.end() :].strip()
    number, question = numbered(plain(bold + " "), bare=False)
    if re.fullmatch(r"[\d.)、:：\s]*", question):
        number, question, rest = question.strip(".)、:： "), rest, ""
        return Opening(place, question, number) if question else None
    if is_other(question) or ANSWER.match(line.content):
        return None
    if not rest or not re.search(r"\w", rest):
        return Opening(place, bold, number, bold=True)
    if has_mark(question):
        return Opening(place, bold, number, rest.lstrip("-–—:： "), bold=True)
    return Opening(place, f"{bold} {rest}", number, bold=True) if number else None


def _numbered_items(lines: Sequence[Line]) -> list[Opening]:
    return _items(lines, lambda line: line.marker[:1] not in "-*+•●▪◦")


def _bullets(lines: Sequence[Line]) -> list[Opening]:
    return _items(lines, lambda line: line.marker[:1] in "-*+•●▪◦")


def _items(lines: Sequence[Line], fits: Callable[[Line], bool]) -> list[Opening]:
    """The outermost items of the lists whose markers fit, without those that only lead elsewhere."""
    items = [(place, line) for place, line in _outside_details(lines) if line.kind is Kind.ITEM and fits(line)]
    if not items:
        return []
    outermost = min(line.indent for _, line in items)
    found = []
    for place, line in items:
        if (
            line.indent <= outermost + 1
            and line.content
            and len(line.content) <= LONGEST_QUESTION
            and not _is_option(line)
        ):
            found.append(_from_item(lines, place, line))
    kept = [opening for opening in found if not _leads_elsewhere(lines, opening)]
    kept = [opening for opening in kept if re.search(r"\w", plain(opening.raw))]
    return kept if 2 * len(kept) >= len(found) and not _is_link_list(kept) else []


def _outside_details(lines: Sequence[Line]) -> Iterator[tuple[int, Line]]:
    depth = 0
    for place, line in enumerate(lines):
        if line.kind is Kind.OPEN:
            depth += 1
        elif line.kind is Kind.CLOSE:
            depth = max(0, depth - 1)
        elif not depth:
            yield place, line


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
    number = "" if line.marker[0] in "-*+•●▪◦" else line.marker.strip(".)）、(（．")
    content = line.content
    match = _BOLD.match(content) if content[0] in "*_<" else None
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


def _paragraphs(lines: Sequence[Line]) -> list[Opening]:
    """Paragraphs of one line that end with a question mark."""
    found = []
    for place, line in _outside_details(lines):
        if line.kind is not Kind.TEXT or line.indent > 3 or len(line.content) > 400 or line.content[0] in "[>|<(（":
            continue
        begins = place == 0 or lines[place - 1].kind in (Kind.BLANK, Kind.RULE, Kind.CLOSE, Kind.HEADING)
        if begins and has_mark(plain(line.content)[-2:]):
            found.append(Opening(place, line.content))
    return found


def _before_answers(lines: Sequence[Line]) -> list[Opening]:
    """The paragraph before each hidden or labelled answer, whatever its words."""
    found: list[Opening] = []
    begin, depth = 0, 0
    for place, line in enumerate(lines):
        hides = line.kind is Kind.SUMMARY and is_answer_summary(plain(line.content))
        if line.kind is Kind.OPEN:
            depth += 1
        elif line.kind is Kind.CLOSE:
            depth = max(0, depth - 1)
            begin = place + 1 if not depth else begin
        elif hides and (first := _first_text(lines, begin, place)) is not None:
            found.append(Opening(first, lines[first].content))
            begin = place
    return found


def _first_text(lines: Sequence[Line], begin: int, end: int) -> int | None:
    for place in range(begin, end):
        if lines[place].kind in (Kind.TEXT, Kind.ITEM) and lines[place].content:
            return place
    return None


def _in_tables(part: Part) -> list[Entry]:
    """The rows of tables with a column for questions; an index of them, without answers, only if it leads nowhere."""
    found: list[Entry] = []
    header: list[str] | None = None
    for line in part.lines:
        if line.kind is not Kind.TABLE:
            header = None
            continue
        row = cells(line.content)
        if header is None:
            header = row
        elif line.content.strip("|:- \t") and (entry := _from_row(part, line, header, row)):
            found.append(entry)
    return found


def _from_row(part: Part, line: Line, header: Sequence[str], row: Sequence[str]) -> Entry | None:
    columns = {kind: i for kind, i in _columns(header).items() if i < len(row)}
    if "question" not in columns:
        return None
    raw = row[columns["question"]]
    title = plain(raw)
    if not re.search(r"\w", title) or (raw.startswith("**") and "answer" not in columns):
        return None
    number, title = numbered(title, bare=False)
    number = plain(row[columns["number"]]) if "number" in columns else number
    answer = row[columns["answer"]] if "answer" in columns else ""
    body = [Line(line.number, Kind.TEXT, text, content=text) for text in re.split(r"<br\s*/?>", answer) if text.strip()]
    return Entry(line.number, title, raw, number, body, part.section)


def _columns(header: Sequence[str]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for i, cell in enumerate(header):
        for kind, names in (("question", _QUESTION_HEADERS), ("answer", _ANSWER_HEADERS), ("number", _NUMBER_HEADERS)):
            if names.fullmatch(plain(cell)):
                columns.setdefault(kind, i)
    return columns


def cells(row: str) -> list[str]:
    """The cells of a table's row; bars after a backslash and within code do not end one."""
    if len(row) > 50_000:
        return []
    held = re.sub(r"`[^`]*`", lambda match: match[0].replace("|", "\\|"), row.strip().strip("|"))
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", held)]
