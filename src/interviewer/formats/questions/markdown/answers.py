"""What stands below a question: which of it still belongs to the question, which is its answer, how far that got."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from textwrap import dedent

from interviewer.formats.questions.markdown.asking import has_mark, is_answer_summary, is_other
from interviewer.formats.questions.markdown.inline import links, plain, without_links
from interviewer.formats.questions.markdown.labels import ANSWER
from interviewer.formats.questions.markdown.lines import Kind, Line
from interviewer.model.draft import Completeness

_OPTION = re.compile(
    r"(?:[-*+]\s+)?(?:\*\*)?[(（\[【]?(?P<letter>[A-Ha-h])(?:[.:：、)）]|[\]】](?!\()|\*\*[.:：)]?)\s*(?:\*\*)?\s*\S"
)
_CHECKED = re.compile(r"\s*[-*+]\s+\[(?P<mark>[ xX]?)\]\s*(?P<text>.*)")
_NOTHING = re.compile(
    r"\W*(?:todo|tbd|tba|wip|n/?a|coming soon|to be (?:added|continued|completed|done|written)|"
    r"no answer(?: yet)?|answer needed|(?:your |write |put )*answers?(?: goes| comes)? here|"
    r"待(?:补充|完善|续|更新|添加|回答|解答|定)|暂无(?:答案|解答|内容)?|(?:答案)?略|无|未完(?:待续)?)\W*",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"\W*(?:(?:useful |see |more )?(?:ref(?:erence)?s?(?: links?)?|sources?|src|links?|resources?|read more|learn more|"
    r"further reading|via|from|video|blog|article|answer|see(?: also)?|more|and|or|"
    r"参考(?:文献|资料|链接|答案|文章)?|来源|出处|链接|原文|详见|参见|转自|更多|答案|解析|和|及|&|,|，|、|"
    r"第\s*\d+\s*题)[\s:：]*)*\W*",
    re.IGNORECASE,
)
_CITED = re.compile(
    r"\s*\[\[(?:src|source|ref(?:erence)?|link|来源|出处|参考)(?:\]\]?\([^()\s]*\)\]?)",
    re.IGNORECASE,
)
"""A reference in brackets within a line: `[[src](...)]` or `[[src]](...)`."""

_ABOUT = re.compile(
    r"\W*(?:公司|分类|类别|难度|标签|考点|company|category|difficulty|level|tags?|topics?)\W*[:：].{0,80}",
    re.IGNORECASE,
)
"""Lines above an answer that only file the question."""

_LEFT_OPEN = re.compile(r"[:：,，、(（]\s*$")


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer with what was found around it.

    Attributes:
        asked: Lines that belong to the question: code, options, its second half.
        lines: The answer's own.
        text: The answer as Markdown, moved to the left margin.
        sources: Addresses of what is only referred to.
    """

    asked: tuple[Line, ...]
    lines: tuple[Line, ...]
    text: str
    sources: tuple[str, ...]

    @property
    def completeness(self) -> Completeness:
        """How far the answer got."""
        if not self.text or _NOTHING.fullmatch(self.text[:200]) or not _says_something(self.lines):
            return Completeness.BROKEN_OFF if _has_empty_items(self.lines) else Completeness.UNANSWERED
        begun = _has_empty_items(self.lines) and not any(_is_filled_item(line) for line in self.lines)
        last = self.lines[-1]
        open_ = last.kind in (Kind.TEXT, Kind.ITEM) and _LEFT_OPEN.search(last.text)
        return Completeness.BROKEN_OFF if begun or open_ else Completeness.ANSWERED


def read_answer(title: str, body: Sequence[Line]) -> Answer:
    """What stands below a question, taken apart."""
    asked, lines = _divided(title, _trimmed(_without_filing(body)))
    lines, sources = _without_references(_without_wrapping(lines))
    kept = tuple(_trimmed(lines))
    return Answer(tuple(_trimmed(asked)), kept, markdown(kept), tuple(dict.fromkeys(sources)))


def _without_filing(body: Sequence[Line]) -> Sequence[Line]:
    """The body without the lines at its beginning that only file the question."""
    for place, line in enumerate(body):
        if line.kind is not Kind.BLANK and not (line.kind is Kind.TEXT and _ABOUT.fullmatch(line.content[:200])):
            return body[place:]
    return ()


def markdown(lines: Sequence[Line]) -> str:
    """The lines as one text, without common indentation; of several blank lines one."""
    texts: list[str] = []
    for line in lines:
        text = line.text.expandtabs(4).rstrip() if line.kind is not Kind.CODE else line.text.rstrip()
        if text or (texts and texts[-1]):
            texts.append(text)
    return dedent("\n".join(texts)).strip("\n").rstrip()


def _trimmed(lines: Sequence[Line]) -> Sequence[Line]:
    start, end = 0, len(lines)
    while start < end and lines[start].kind in (Kind.BLANK, Kind.RULE):
        start += 1
    while end > start and lines[end - 1].kind in (Kind.BLANK, Kind.RULE):
        end -= 1
    return lines[start:end]


def _divided(title: str, body: Sequence[Line]) -> tuple[Sequence[Line], Sequence[Line]]:
    """What belongs to the question and what to the answer: by a label, by options, by what only asks on."""
    for place, line in enumerate(body):
        if line.kind is Kind.SUMMARY and is_answer_summary(plain(line.content)) and not _is_more(line):
            return _before(body[:place]), _after_label(body[place + 1 :])
        if rest := _labelled(body, place):
            return body[:place], [*rest, *body[place + 1 :]]
    if options := _options_end(body):
        return _choices(body, options)
    if asking := _asking_end(title, body):
        return body[:asking], body[asking:]
    return (), body


def _is_more(line: Line) -> bool:
    return bool(re.search(r"deep|more|details|更多|详情|hint|提示", line.content, re.IGNORECASE))


def _before(lines: Sequence[Line]) -> Sequence[Line]:
    """What stands before a hidden answer, without the tag that opens it."""
    return [line for line in lines if line.kind not in (Kind.OPEN, Kind.CLOSE)]


def _after_label(lines: Sequence[Line]) -> Sequence[Line]:
    """A hidden answer, without a label that it begins with once more."""
    for place, line in enumerate(lines):
        if line.kind is Kind.BLANK:
            continue
        if line.kind is Kind.HEADING and (match := ANSWER.match(line.content)):
            text = match["text"].strip()
            return [*([_text(line, text)] if text else []), *lines[place + 1 :]]
        rest = _labelled(lines, place)
        return [*rest, *lines[place + 1 :]] if rest else lines
    return lines


def _labelled(lines: Sequence[Line], place: int) -> list[Line]:
    """The line without the label of an answer that it begins with; empty where there is none."""
    line = lines[place]
    if line.kind not in (Kind.TEXT, Kind.ITEM, Kind.HEADING) or not (match := ANSWER.match(line.content)):
        return []
    is_letter = match["bare"] or match["boxed"] in ("a", "A")
    if is_letter and _is_first_option(lines, place):
        return []
    if match["bare"] and not re.search(r"[:：]", line.content[:8]):
        return []
    text = match["text"].strip()
    if text.count("**") % 2:
        text = text.replace("**", "", 1)
    return [_text(line, text)]


def _text(line: Line, text: str) -> Line:
    return Line(
        line.number,
        Kind.TEXT if text else Kind.BLANK,
        " " * line.indent + text if text else "",
        line.indent,
        content=text,
    )


def _is_first_option(lines: Sequence[Line], place: int) -> bool:
    """Whether an "A:" is followed by a "B:"."""
    return any(
        (match := _OPTION.match(line.content)) and match["letter"] in "Bb"
        for line in lines[place + 1 : place + 30]
        if line.kind in (Kind.TEXT, Kind.ITEM)
    )


def _options_end(body: Sequence[Line]) -> int:
    """Where the options of a multiple-choice question end, 0 where there are none."""
    letters: list[str] = []
    boxes = end = 0
    for place, line in enumerate(body[:200]):
        if line.kind in (Kind.TEXT, Kind.ITEM):
            if _CHECKED.match(line.text):
                boxes, end = boxes + 1, place + 1
            elif (match := _OPTION.match(line.content)) and match["letter"].upper() == "ABCDEFGH"[min(len(letters), 7)]:
                letters.append(match["letter"])
                end = place + 1
            elif boxes > 1 or len(letters) > 1:
                break
    return end if boxes > 1 or len(letters) > 1 else 0


def _choices(body: Sequence[Line], end: int) -> tuple[Sequence[Line], Sequence[Line]]:
    """The options without their ticks, and the ticked ones before what explains them."""
    asked, ticked = [], []
    for line in body[:end]:
        box = _CHECKED.match(line.text)
        asked.append(_option(line, box["text"]) if box else line)
        if box and box["mark"].strip():
            ticked.append(_option(line, box["text"]))
    return asked, [*ticked, *body[end:]]


def _option(line: Line, text: str) -> Line:
    return Line(line.number, Kind.ITEM, f"- {text}", line.indent, marker="-", content=text)


def _asking_end(title: str, body: Sequence[Line]) -> int:
    """Where the question ends that goes on below its title: all of it, or a first line in the other language."""
    words = [line for line in body if line.kind is not Kind.BLANK and plain(without_links(line.content))]
    if not words or any(line.kind not in (Kind.TEXT, Kind.ITEM) for line in words):
        return 0
    if len(words) <= 6 and all(has_mark(plain(line.content)) for line in words):
        return len(body)
    if len(words) <= 4 and not has_mark(title) and has_mark(plain(words[-1].content)[-3:]):
        return len(body)
    return 0


def _without_wrapping(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines without the tags that hide them and without labels; another summary stays, as bold text."""
    for line in lines:
        if line.kind in (Kind.OPEN, Kind.CLOSE):
            continue
        if line.kind is Kind.SUMMARY:
            if not is_answer_summary(plain(line.content)) and not _is_more(line):
                text = f"**{plain(line.content)}**"
                yield Line(line.number, Kind.TEXT, text, content=text)
        else:
            yield line


def _without_references(lines: Iterator[Line]) -> tuple[list[Line], list[str]]:
    """The lines without those that only refer to something, and where those lead."""
    kept: list[Line] = []
    sources: list[str] = []
    referring = 0
    for line in lines:
        if line.kind is Kind.HEADING and referring and line.level > referring:
            referring = line.level
        elif line.kind is Kind.HEADING:
            referring = line.level if is_other(plain(line.content)) else 0
        if line.kind in (Kind.TEXT, Kind.ITEM) and (referring or _only_refers(line)) and links(line.content):
            sources += links(line.content)
        elif not (line.kind is Kind.HEADING and referring):
            sources += [address for match in _CITED.finditer(line.content) for address in links(match[0])]
            kept.append(_without_citations(line))
    return kept, sources


def _without_citations(line: Line) -> Line:
    if line.kind not in (Kind.TEXT, Kind.ITEM) or "[[" not in line.content:
        return line
    return replace(line, text=_CITED.sub("", line.text), content=_CITED.sub("", line.content))


def _only_refers(line: Line) -> bool:
    """Whether a line is nothing but links, with words such as "Reference:" at most."""
    if len(line.content) > 3_000 or not links(line.content):
        return False
    return bool(_REFERENCE.fullmatch(plain(without_links(line.content))[:200]))


def _says_something(lines: Sequence[Line]) -> bool:
    return any(line.kind is Kind.CODE or re.search(r"\w", plain(line.content)) for line in lines)


def _has_empty_items(lines: Sequence[Line]) -> bool:
    return any(line.kind is Kind.ITEM and not line.content for line in lines)


def _is_filled_item(line: Line) -> bool:
    return line.kind is Kind.ITEM and bool(line.content)
