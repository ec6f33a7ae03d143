"""The labels of cards: `Q:` and `A:`, 问： and 答：, `【问】`, `[Q]`, and who speaks in an interview."""

import re

from interviewer.formats.questions.markdown.lines import Kind, Line

LONGEST_QUESTION = 1_500
"""Characters of a heading, an item or a paragraph; what is longer is no question."""

_MARKS = r"[*_]{0,3}"
_QUESTION_WORDS = "question|ques|q|问题?|题目|提问"
_LABEL = re.compile(
    rf"{_MARKS}\s*(?:(?:{_QUESTION_WORDS}|第)\s*(?P<number>\d{{0,4}}(?:\.\d{{1,3}})*)\s*题?\s*{_MARKS}\s*"
    r"(?P<stop>[:：.、)）]|\*\*|(?<=\d)\s)|"
    rf"[\[【]\s*(?:{_QUESTION_WORDS})\s*(?P<boxed>\d{{0,4}})\s*[\]】](?!\(|:\s*http)\s*[:：]?)"
    rf"\s*{_MARKS}\s*(?P<text>.*)$",
    re.IGNORECASE | re.DOTALL,
)
ANSWER = re.compile(
    r"(?:\*\*|__|\*|#{1,6}\s+|>\s*)?\s*(?:(?:the\s+)?(?:correct\s+|sample\s+|model\s+|short\s+|参考|正确)?"
    r"(?:answers?|ans|solution|答案?|回答|解答|解析|答案[与和及&]?解析|答曰|(?P<bare>a))\s*\d{0,4}\s*"
    r"(?:\*\*|__|\*)?\s*(?:[:：]|(?<=\*\*)|$)|"
    r"[\[【]\s*(?P<boxed>answers?|ans|a|答案?|回答|解答|解析)\s*\d{0,4}\s*[\]】](?!\(|:\s*http)\s*[:：]?)"
    r"\s*(?:\*\*|__|\*)?\s*(?P<text>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_INTERVIEWER = re.compile(
    rf"{_MARKS}(?:面试官|考官|interviewer)\s*{_MARKS}\s*[:：]\s*{_MARKS}\s*(?P<text>.*)$", re.IGNORECASE | re.DOTALL
)
_CANDIDATE = re.compile(
    rf"{_MARKS}(?:我|候选人|面试者|应聘者|求职者|candidate|interviewee|me)\s*{_MARKS}\s*[:：]\s*{_MARKS}\s*(?P<text>.*)$",
    re.IGNORECASE | re.DOTALL,
)


def card(line: Line) -> re.Match[str] | None:
    """The label of a question that a line begins with; the groups are number, stop, boxed and text."""
    if line.kind not in (Kind.TEXT, Kind.ITEM) or len(line.content) > LONGEST_QUESTION:
        return None
    match = _LABEL.match(line.content.lstrip("> "))
    return match if match and (match["number"] or match["boxed"] is not None or match["stop"] in ":：.") else None


def is_labelled(title: str) -> bool:
    """Whether a heading begins like a card with a number: "Q5: ..."."""
    match = _LABEL.match(title[:LONGEST_QUESTION])
    return bool(match and match["text"] and match["number"])


def asked_by_interviewer(line: Line) -> str:
    """What an interviewer says in this line, or an empty text."""
    return _said(_INTERVIEWER, line)


def said_by_candidate(line: Line) -> str:
    """What a candidate says in this line, or an empty text."""
    return _said(_CANDIDATE, line)


def _said(speaker: re.Pattern[str], line: Line) -> str:
    spoken = line.kind in (Kind.TEXT, Kind.ITEM) and len(line.content) <= LONGEST_QUESTION
    match = speaker.match(line.content) if spoken else None
    return match["text"].strip() if match else ""
