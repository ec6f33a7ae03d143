"""Texts in a paragraph of a Word document, each run in its language."""

from typing import Any

from docx.document import Document
from docx.oxml import OxmlElement
from docx.text.paragraph import Paragraph

from interviewer.formats.paper import page, prose
from interviewer.formats.paper.page import Text
from interviewer.formats.paper.prose import Kind
from interviewer.formats.paper.word.styles import set_language

MONOSPACED = "Consolas"


def new_paragraph(document: Document, style: str = "Normal") -> Any:
    """A new paragraph at the end, its style named by id.

    python-docx looks for the end, and for styles, by going through all that is there.
    """
    paragraph: Any = OxmlElement("w:p")
    add_element(document, paragraph)
    paragraph.style = style
    return Paragraph(paragraph, document._body)


def add_element(document: Document, element: Any) -> None:
    """Puts an element at the end, before what describes the last section."""
    document.element.body[-1].addprevious(element)


def add_beside(paragraph: Any, text: Text) -> list[Any]:
    """Adds the languages in one line."""
    added = []
    for place, phrase in enumerate(text):
        if place:
            added.append(paragraph.add_run(" / "))
        added += add_short(paragraph, phrase)
    return added


def add_short(paragraph: Any, phrase: page.Phrase) -> list[Any]:
    """Adds a phrase to a paragraph, with line breaks where its pieces end."""
    added: list[Any] = []
    for piece in prose.passages(phrase.text):
        if added:
            added[-1].add_break()
        added += add_piece(paragraph, piece, phrase)
    return added + add_note(paragraph, phrase)


def add_piece(paragraph: Any, piece: prose.Passage | prose.Listing, phrase: page.Phrase) -> list[Any]:
    """Adds a paragraph's, a list item's or a listing's text."""
    if isinstance(piece, prose.Listing):
        return [_add_run(paragraph, prose.Run(Kind.CODE, piece.text), phrase)]
    added: list[Any] = []
    if piece.mark:
        added.append(paragraph.add_run("\u2003" * piece.depth + f"{piece.mark} "))
    for place, line in enumerate(piece.lines):
        if place:
            added[-1].add_break()
        added += [_add_run(paragraph, run, phrase) for run in line]
    return added


def _add_run(paragraph: Any, run: prose.Run, phrase: page.Phrase) -> Any:
    added = paragraph.add_run(run.text)
    if run.kind in {Kind.CODE, Kind.FORMULA}:
        added.font.name = MONOSPACED
    if run.kind is Kind.STRONG:
        added.font.bold = True
    set_language(added._r.get_or_add_rPr(), phrase.language)
    return added


def add_note(paragraph: Any, phrase: page.Phrase) -> list[Any]:
    """Adds what is said about the phrase, if anything."""
    if not phrase.note:
        return []
    note = paragraph.add_run(f" [{phrase.note}]")
    note.font.italic = True
    return [note]
