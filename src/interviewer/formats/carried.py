"""A whole question on its way through another program: as YAML, beside what that program shows of it.

The first line seals what was shown. As long as that still reads as it did, the YAML is the question. What was edited
over there counts instead:

- another wording of the question goes into the question, which keeps everything else;
- where the key (points, model answer) was edited, the key is taken as it reads now, like a stranger's.
"""

import hashlib
import html
import re
import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path

from interviewer.formats.html_text import tokens
from interviewer.formats.own_drafts import checked, draft_of
from interviewer.model.draft import Draft
from interviewer.model.question import Issue, Language, Localized, Question

MARK = "# interviewer:"
"""Begins the line before the YAML."""

_HEAD = re.compile(rf"{MARK} ((?:zh|en)(?:,(?:zh|en))?) question ([0-9a-f]{{16}}) key ([0-9a-f]{{16}})")
_PRE = re.compile(r"<pre\b[^<>]*>")
_SPACES = re.compile(r"[^\S\n ]")
_NO_CHARACTERS = "\ufdd0-\ufdef" + "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
_NO_ASCII = re.compile(f"[^\x00-\x7f{_NO_CHARACTERS}]")
"""What programs may replace by what looks alike: blanks, and characters that are not composed (Anki composes them).
The numbers that Unicode gives to no character are not among them: HTML has no way to write these as numbers."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What another program shows of a question: the question itself, and all that is for who grades it."""

    question: str
    key: str


@dataclass(frozen=True, slots=True)
class Carried:
    """A question that came along, and the seals of what was shown of it in these languages."""

    question: Question
    languages: tuple[Language, ...]
    question_seal: str
    key_seal: str


def packed(question: Question, languages: tuple[Language, ...], shown: Shown) -> str:
    """The question as YAML with a line before it that seals what is shown."""
    from interviewer.bank.writer import question_yaml

    names = ",".join(languages)
    return f"{MARK} {names} question {_seal(shown.question)} key {_seal(shown.key)}\n{question_yaml(question)}"


def packed_html(question: Question, languages: tuple[Language, ...], shown: Shown) -> str:
    """As `packed`, for the inside of a `pre`."""
    text = html.escape(packed(question, languages, shown), quote=False)
    odd = _SPACES if unicodedata.is_normalized("NFC", text) else _NO_ASCII
    return odd.sub(lambda found: f"&#{ord(found[0])};", text).replace("[", "&#91;")


def unpacked(text: str, path: Path, line: int) -> tuple[Carried | None, tuple[Issue, ...]]:
    """What `packed` wrote, which stands in this line; None with the reason where it is damaged."""
    from interviewer.bank.nodes import LARGEST_FILE_BYTES
    from interviewer.bank.reader import parse_question

    head = _HEAD.match(text)
    if head is None or len(text) > LARGEST_FILE_BYTES:
        return None, (Issue(path, line, "the question that came along is damaged: only what is shown is taken"),)
    question, _, issues = parse_question(text[head.end() :], path)
    if question is None:
        reason = issues[0].message if issues else "it is empty"
        return None, (
            Issue(path, line, f"the question that came along is damaged ({reason}): only what is shown is taken"),
        )
    return Carried(question, tuple(map(Language, head[1].split(","))), head[2], head[3]), ()


def taken_out(page: str) -> tuple[str, str]:
    """HTML without the question that came along in it, and that question as `packed` wrote it; or nothing."""
    for found in _PRE.finditer(page):
        if MARK not in page[found.end() : found.end() + 2 * len(MARK)]:
            continue
        end = page.find("</pre>", found.end())
        end = end if end >= 0 else len(page)
        return _without(page, found.start(), end + len("</pre>")), _inside(page[found.end() : end])
    return page, ""


def _inside(page: str) -> str:
    """The text of a `pre` as it stands there, with the line breaks that an editor may have made tags of."""
    parts = (token if isinstance(token, str) else "\n" * (token.name == "br") for token in tokens(page))
    return "".join(parts).strip("\n")


def _without(page: str, start: int, end: int) -> str:
    """The page without what stands there, and without the `details` around it."""
    opened, closed = page.rfind("<details", 0, start), page.find("</details>", end)
    if opened >= 0 and closed >= 0 and "</details>" not in page[opened:start]:
        start, end = opened, closed + len("</details>")
    return page[:start] + page[end:]


def settled(visible: Draft, carried: Carried, shown: Shown, path: Path) -> tuple[Draft, tuple[Issue, ...]]:
    """The question that came along, with what was edited since; it says what that was."""
    question, line = carried.question, visible.line
    if _seal(shown.key) != carried.key_seal:
        message = f"the key of {question.id} was edited: it is taken as it reads now, without what is not shown"
        edited = replace(
            visible,
            tags=question.tags,
            difficulty=question.difficulty,
            minutes=question.minutes,
            sources=question.sources,
            licence=question.licence,
        )
        return edited, (Issue(path, line, message),)
    if _seal(shown.question) == carried.question_seal:
        return draft_of(question, line), ()
    wordings = Localized(*(_newer(visible.text[which], question.text[which]) for which in (Language.ZH, Language.EN)))
    reworded, issues = checked(replace(question, text=wordings), path, line)
    if reworded is None:
        return visible, issues
    return draft_of(reworded, line), (Issue(path, line, f"{question.id} was reworded: its new wording is taken"),)


def _newer(visible: str, carried: str) -> str:
    """What is visible, where it says something else."""
    return visible if visible and _seal(visible) != _seal(carried) else carried


def _seal(text: str) -> str:
    """A digest of all that can be seen of a text: programs rearrange blanks as they like."""
    seen = "".join(unicodedata.normalize("NFC", text).split())
    visible = "".join(character for character in seen if unicodedata.category(character)[0] != "C")
    return hashlib.sha256(visible.encode()).hexdigest()[:16]
