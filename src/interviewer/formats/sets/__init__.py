"""Question sets as files for people and for other programs; one format per file."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from interviewer.formats.paper import html, markdown, pdf, word
from interviewer.formats.sets.apkg import write_apkg
from interviewer.formats.sets.documents import write_documents
from interviewer.formats.sets.gift import write_gift
from interviewer.formats.sets.moodle import write_moodle
from interviewer.formats.sets.qti import write_qti
from interviewer.formats.sets.table import write_table
from interviewer.model.question_set import Kit


@dataclass(frozen=True, slots=True)
class SetFormat:
    """A format that a question set can leave in.

    Attributes:
        name: As `--to` takes it.
        ending: Of the names of its files.
        write: Writes a file, which gets its name only when it is whole; returns, in English, what it could not carry.
            Raises UsageError where it cannot be written.
        has_all_languages: Whether it holds all languages of the questions, whichever are asked for.
    """

    name: str
    ending: str
    write: Callable[[Path, Kit], tuple[str, ...]]
    has_all_languages: bool = False


FORMATS: tuple[SetFormat, ...] = (
    SetFormat("md", ".md", markdown.write),
    SetFormat("html", ".html", html.write),
    SetFormat("pdf", ".pdf", pdf.write),
    SetFormat("docx", ".docx", word.write),
    SetFormat("csv", ".csv", write_table, has_all_languages=True),
    SetFormat("apkg", ".apkg", write_apkg),
    SetFormat("moodle", ".xml", write_moodle),
    SetFormat("gift", ".gift", write_gift),
    SetFormat("qti", ".zip", write_qti),
    SetFormat("yaml", ".yaml", write_documents, has_all_languages=True),
)
"""Every format there is."""
