"""Question sets as files for people and for other programs; one format per file."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from interviewer.formats.sets import html, markdown, pdf, word
from interviewer.model.question_set import Kit


@dataclass(frozen=True, slots=True)
class SetFormat:
    """A format that a question set can leave in.

    Attributes:
        name: As `--to` takes it.
        ending: Of the names of its files.
        write: Writes a file, which gets its name only when it is whole; returns, in English, what it could not carry.
            Raises UsageError where it cannot be written.
    """

    name: str
    ending: str
    write: Callable[[Path, Kit], tuple[str, ...]]


FORMATS: tuple[SetFormat, ...] = (
    SetFormat("md", ".md", markdown.write),
    SetFormat("html", ".html", html.write),
    SetFormat("pdf", ".pdf", pdf.write),
    SetFormat("docx", ".docx", word.write),
)
"""Every format there is."""
