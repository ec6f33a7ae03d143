"""A Markdown file -> a collection of drafts, and what of it was not understood."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from interviewer.errors import UsageError
from interviewer.formats.questions.languages import language_in
from interviewer.formats.questions.markdown.asking import asks, is_group
from interviewer.formats.questions.markdown.echoes import without_echoes
from interviewer.formats.questions.markdown.entry import Entry
from interviewer.formats.questions.markdown.front_matter import FrontMatter, split_front_matter
from interviewer.formats.questions.markdown.hidden import balanced
from interviewer.formats.questions.markdown.inline import plain
from interviewer.formats.questions.markdown.layouts import entries, habits
from interviewer.formats.questions.markdown.lines import MOST_LINES, Kind, Line, is_index, parts_of, scan
from interviewer.formats.questions.markdown.outline import Heading, outline, parts, question_levels, topic_level
from interviewer.formats.questions.markdown.questions import Context, difficulty_of, to_draft
from interviewer.formats.questions.source import read_text
from interviewer.model.draft import Collection, Completeness, Draft, Taking
from interviewer.model.question import Issue, Language

NAME = "markdown"
ENDINGS = (".md", ".mdx", ".markdown", ".mdown", ".mkd", ".mkdn", ".rmd", ".qmd")

_LOOKS_SO = re.compile(
    rb"^\s{0,3}#{1,6}[ \t]*\S|^\s*\d{1,3}[.)]\s*\S|^\s*(?:\*\*)?(?:Q\d*|Question)\s*[:.]|<details|^\s*[-*]\s+\S|"
    rb"^\s*\d{1,3}(?:\xe3\x80\x81|\xa1\xa2)|^\s*(?:\xe9\x97\xae|\xce\xca)",
    re.MULTILINE | re.IGNORECASE,
)
_ABOUT_PROJECT = re.compile(
    r"contributing|contributors|authors|code[-_ ]of[-_ ]conduct|licen[sc]e|changelog|security|"
    r"(?:pull[-_ ]request|issue)[-_ ]template",
    re.IGNORECASE,
)
_UNCLOSED = {
    "comment": "a comment that begins here is never closed; only this line was left out",
    "code": "a block of code that begins here is never closed; it was read as text",
    "summary": "a <summary> that begins here is never closed; it was read as text",
    "details": "a <details> that begins here is never closed; it was read as if it were not there",
}


def recognises(path: Path, head: bytes) -> bool:
    """Whether a file of this name that begins with these bytes is Markdown, or a plain list of questions."""
    ending = path.suffix.lower()
    return ending in ENDINGS or (ending in (".txt", ".text", "") and bool(_LOOKS_SO.search(head)) and b"\0" not in head)


def read(path: Path, taking: Taking) -> Collection:
    """The questions of a file in the order in which they stand there.

    Raises:
        UsageError: It cannot be read, is too large, or has more lines than any list of questions.
    """
    text = read_text(path)
    if parts_of(text) > MOST_LINES:
        raise UsageError(
            f"{path} has more than {MOST_LINES:,} lines, more than a list of questions can have.",
            "Split it, or give the file that holds only the questions.",
        )
    return parse(text, path, taking)


def parse(text: str, path: Path, taking: Taking) -> Collection:
    """The questions in the text of a file; as `read`."""
    return _Reading(text, path, taking).collection()


class _Reading:
    """One file, on its way from text to drafts."""

    def __init__(self, text: str, path: Path, taking: Taking) -> None:
        self._path = path
        self._front, body = split_front_matter(text)
        scanned = scan(body, self._front.end + 1, path.suffix.lower() == ".mdx")
        self._lines, unclosed = balanced(scanned.lines)
        self._unclosed = {**scanned.unclosed, **({"details": unclosed} if unclosed else {})}
        self._language = taking.language or language_in(path)
        self._unread: list[Line] = []
        self._issues: list[Issue] = []

    def collection(self) -> Collection:
        """The drafts and issues."""
        found = [] if _ABOUT_PROJECT.match(self._path.stem) else self._entries()
        context = _context(self._front, self._language)
        pairs = [(entry, to_draft(entry, context)) for entry in found]
        drafts = without_echoes([(entry, draft) for entry, draft in pairs if _has_words(draft)])
        return Collection(self._path, NAME, drafts, tuple(sorted(self._told(drafts), key=lambda issue: issue.line)))

    def _entries(self) -> list[Entry]:
        headings = outline(self._lines)
        levels = question_levels(headings)
        if title := self._titled(headings, levels):
            return [title]
        found = self._along(headings, levels) or self._along(headings, levels, contents=True)
        if found:
            return found
        if self._front.value("title") and self._filled() and not is_group(self._front.value("title")):
            return [self._whole()]
        if level := topic_level(headings):
            first = next(heading for heading in headings if heading.level == level)
            self._report(
                first.line.number, "no heading here asks anything; each of this level was taken for a question"
            )
            self._unread.clear()
            return self._along(headings, {level})
        return []

    def _along(self, headings: Sequence[Heading], levels: set[int], contents: bool = False) -> list[Entry]:
        """The questions of these levels' headings, and those in other layouts."""
        found: list[Entry] = []
        self._unread.clear()
        stretches = list(parts(self._lines, headings, levels, contents))
        known = habits(stretches)
        for part in stretches:
            if part.heading:
                line = part.heading
                found.append(Entry(line.number, part.title, line.content, part.number, part.lines, part.section))
                continue
            inside, unread = entries(part, known)
            found += inside
            self._unread += [unread] if unread else []
        return sorted(found, key=lambda entry: entry.line)

    def _titled(self, headings: Sequence[Heading], levels: set[int]) -> Entry | None:
        """The whole file as one question, where what stands above it asks, and its headings do not or belong to it."""
        title = self._front.value("title")
        if not title or not asks(title) or is_group(title) or not self._filled():
            return None
        asking = sum(heading.level in levels and asks(heading.text) for heading in headings)
        return self._whole() if asking <= 1 or 2 * asking < len(headings) else None

    def _whole(self) -> Entry:
        title, subtitle = self._front.value("title"), self._front.value("subtitle")
        title = f"{title} {subtitle}" if asks(subtitle) else title
        return Entry(1, plain(title), title, "", self._lines)

    def _filled(self) -> bool:
        return any(line.kind not in (Kind.BLANK, Kind.RULE) for line in self._lines)

    def _report(self, line: int, message: str) -> None:
        self._issues.append(Issue(self._path, line, message))

    def _told(self, drafts: Sequence[Draft]) -> Iterator[Issue]:
        """Every kind of trouble once, where it first occurs."""
        yield from self._issues
        for what, line in self._unclosed.items():
            yield Issue(self._path, line, _UNCLOSED[what])
        index = next((line.number for line in self._lines if is_index(line)), 0)
        if not drafts:
            what = "there is only an index here that leads to other places" if index else "there are no questions here"
            yield Issue(self._path, index, what)
        elif index and all(draft.completeness is Completeness.UNANSWERED for draft in drafts):
            yield Issue(self._path, index, "there is an index here, but no answers to what it names")
        elif self._unread:
            more = f", nor does that in {len(self._unread) - 1} more places" if len(self._unread) > 1 else ""
            words = f"the text here belongs to no question{more}; it was left out"
            yield Issue(self._path, self._unread[0].number, words)


def _has_words(draft: Draft) -> bool:
    return any(map(str.isalnum, draft.text.zh + draft.text.en))


def _context(front: FrontMatter, language: Language | None) -> Context:
    return Context(
        language=language,
        tags=front.tags,
        difficulty=difficulty_of(front.value("difficulty", "level")),
        licence=front.value("license", "licence"),
    )
