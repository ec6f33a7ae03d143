"""Files with questions, as other people and programs write them -> the neutral form; one format per file."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from interviewer.formats.questions import markdown
from interviewer.formats.questions.apkg import is_deck, read_deck
from interviewer.formats.questions.documents import is_document, read_documents
from interviewer.formats.questions.gift import is_gift, read_gift
from interviewer.formats.questions.moodle import is_moodle, read_moodle
from interviewer.formats.questions.table import is_table, read_table
from interviewer.model.draft import Collection, Taking


@dataclass(frozen=True, slots=True)
class QuestionFormat:
    """A format that questions come in.

    Attributes:
        name: As `--from` takes it.
        title: What it is called in a message.
        recognises: Whether a file of this name that begins with these bytes is one.
        read: What the file holds. Raises UsageError where it cannot be read at all; what only part of it is wrong
            with becomes an issue of the collection.
        endings: A file that is named with one of these is meant to be one, whatever is in it.
    """

    name: str
    title: str
    recognises: Callable[[Path, bytes], bool]
    read: Callable[[Path, Taking], Collection]
    endings: frozenset[str] = frozenset()


FORMATS: tuple[QuestionFormat, ...] = (
    QuestionFormat("apkg", "a deck of Anki", is_deck, read_deck, frozenset({".apkg", ".colpkg"})),
    QuestionFormat("moodle", "Moodle XML", is_moodle, read_moodle),
    QuestionFormat(
        "yaml",
        "a question file of interviewer (YAML)",
        is_document,
        read_documents,
        frozenset({".yaml", ".yml"}),
    ),
    QuestionFormat("gift", "GIFT", is_gift, read_gift),
    QuestionFormat("csv", "a table (CSV or TSV)", is_table, read_table),
    QuestionFormat(markdown.NAME, "Markdown", markdown.recognises, markdown.read),
)
"""The first that recognises a file reads it. Markdown comes last: it takes any plain text that looks like a list."""
