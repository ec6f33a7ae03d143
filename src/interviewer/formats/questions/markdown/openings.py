"""Lines that could begin a question: cards, hidden answers, bold lines, paragraphs. One finder per layout."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from interviewer.formats.questions.markdown.asking import asks, has_mark, is_answer_summary, is_other, numbered
from interviewer.formats.questions.markdown.hidden import outside_details
from interviewer.formats.questions.markdown.inline import plain
from interviewer.formats.questions.markdown.lines import Kind, Line
from interviewer.formats.questions.markdown.outline import LONGEST_QUESTION


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
        above: The places of the items that only group it with others, the outermost first.
    """

    place: int
    raw: str
    number: str = ""
    rest: str = ""
    takes: int = 1
    end: int = 0
    bold: bool = False
    above: tuple[int, ...] = ()


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
BOLD = re.compile(
    r"(?:\*\*(?P<stars>[^*]+(?:\*[^*]+)*)\*\*|__(?P<lines>[^_]+)__|<(?:b|strong)>(?P<tags>[^<>]+)</(?:b|strong)>)",
    re.IGNORECASE,
)


def mostly_ask(openings: Sequence[Opening]) -> bool:
    """Whether at least half of them ask, and a single one with a mark."""
    if len(openings) == 1:
        return has_mark(plain(openings[0].raw))
    return 2 * sum(asks(numbered(plain(opening.raw))[1]) for opening in openings) >= len(openings)


def is_answered_list(openings: Sequence[Opening], lines: Sequence[Line]) -> bool:
    """Whether they are numbered and most have more than a line below them, so that they need not ask."""
    if len(openings) < 2 or sum(bool(opening.number) for opening in openings) < 0.8 * len(openings):
        return False
    ends = [opening.place for opening in openings[1:]] + [len(lines)]
    answered = sum(
        any(line.kind is not Kind.BLANK for line in lines[opening.place + opening.takes : end])
        for opening, end in zip(openings, ends, strict=True)
    )
    return 2 * answered >= len(openings)


def find_cards(lines: Sequence[Line]) -> list[Opening]:
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
    return sure if sure and (answered or mostly_ask(sure) or len(sure) > 1) else []


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


def find_hidden(lines: Sequence[Line]) -> list[Opening]:
    """`<details>` whose summary is the question."""
    found = find_summaries(lines)
    return (
        found
        if mostly_ask(found) or _are_answered(found, lines)
        else [opening for opening in found if has_mark(opening.raw)]
    )


def find_summaries(lines: Sequence[Line]) -> list[Opening]:
    """Every `<details>` that hides more than an answer, whether its summary asks or not."""
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


def find_bold(lines: Sequence[Line]) -> list[Opening]:
    """Paragraphs that are bold or begin so: `**1) ...**`, `**What is ...?** ...`."""
    found = []
    for place, line in enumerate(lines):
        if line.kind is not Kind.TEXT or line.indent > 3 or len(line.content) > LONGEST_QUESTION:
            continue
        match = BOLD.match(line.content) if line.content[0] in "*_<" else None
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


def find_paragraphs(lines: Sequence[Line]) -> list[Opening]:
    """Paragraphs of one line that end with a question mark."""
    found = []
    for place, line in outside_details(lines):
        if line.kind is not Kind.TEXT or line.indent > 3 or len(line.content) > 400 or line.content[0] in "[>|<(（":
            continue
        begins = place == 0 or lines[place - 1].kind in (Kind.BLANK, Kind.RULE, Kind.CLOSE, Kind.HEADING)
        if begins and has_mark(plain(line.content)[-2:]):
            found.append(Opening(place, line.content))
    return found


def find_before_answers(lines: Sequence[Line]) -> list[Opening]:
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
