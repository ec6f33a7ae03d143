"""Our own YAML -> questions: a file for each, or a file with several documents."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from interviewer.formats.own_drafts import collected, draft_of
from interviewer.formats.questions.source import read_text
from interviewer.model.draft import Collection, Draft, Taking
from interviewer.model.question import Issue

_KEY = re.compile(rb"^(?:id|question|key_points|draft|difficulty)[ \t]*:", re.MULTILINE)
_BREAK = re.compile(r"^(?:---|\.\.\.)(?:[ \t].*)?$", re.MULTILINE)


def is_document(path: Path, head: bytes) -> bool:
    """Whether the file is YAML by its name, and begins with what a question begins with."""
    return path.suffix.lower() in {".yaml", ".yml"} and bool(
        _KEY.search(head.replace(b"\r", b"\n").replace(b"\0", b""))
    )


def read_documents(path: Path, taking: Taking) -> Collection:
    """The questions of the file; a document with mistakes is left out, with all of them as issues.

    Raises:
        UsageError: The file cannot be read, or is no text.
    """
    from interviewer.bank.nodes import LARGEST_FILE_BYTES
    from interviewer.bank.reader import parse_question

    drafts: list[Draft] = []
    issues: list[Issue] = []
    for before, text in _documents(read_text(path)):
        if len(text) > LARGEST_FILE_BYTES:
            issues.append(Issue(path, before + 1, f"this question is larger than {LARGEST_FILE_BYTES:,} characters"))
            continue
        question, _, found = parse_question(text, path)
        issues += [replace(issue, line=before + issue.line if issue.line else before + 1) for issue in found]
        if question is not None:
            drafts.append(draft_of(question, before + _first_line(text)))
    return collected(path, "yaml", drafts, issues)


def _documents(text: str) -> Iterator[tuple[int, str]]:
    """The documents that say something, each with the number of lines before it."""
    start, before = 0, 0
    for found in [*_BREAK.finditer(text), None]:
        document = text[start : found.start() if found else len(text)]
        if any(line.strip() and not line.lstrip().startswith("#") for line in document.split("\n")):
            yield before, document
        if found:
            before += text.count("\n", start, found.end())
            start = found.end()


def _first_line(text: str) -> int:
    """Where the first line that says something is, 1-based."""
    return next(number for number, line in enumerate(text.split("\n"), 1) if line.strip() and line[0] != "#")
