"""The document as a whole: its parts, with their headers and footers, packed the same way every time."""

import io
import zipfile
from datetime import datetime

from docx import Document as new_document
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT

from interviewer.formats.paper import page
from interviewer.formats.paper.documents import document_of
from interviewer.formats.paper.word.blocks import add_block
from interviewer.formats.paper.word.runs import add_beside
from interviewer.formats.paper.word.styles import TEXT_WIDTH, add_field, set_up
from interviewer.model.question_set import Kit

MADE_AT = datetime(2000, 1, 1)  # noqa: DTZ001 - Word's own times have no zone
"""A file needs a time; this one is the same every time, so that the same set gives the same bytes."""

LONGEST_TITLE = 255
"""Word takes no longer one."""


def docx(kit: Kit) -> bytes:
    """The kit as a Word document."""
    content = document_of(kit)
    document = new_document()
    set_up(document, content.language)
    _describe(document, content.title)
    for place, section in enumerate(content.sections):
        _begin(document, content.title, section, place)
        for block in section.blocks:
            add_block(document, block)
    return _packed(document)


def _describe(document: Document, title: str) -> None:
    properties = document.core_properties
    properties.title, properties.author, properties.comments = title[:LONGEST_TITLE], "", ""
    properties.created = properties.modified = MADE_AT


def _packed(document: Document) -> bytes:
    """The document as a file whose parts all have the same time."""
    saved, packed = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            part.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(part, source.read(name))
    return packed.getvalue()


def _begin(document: Document, title: str, section: page.Section, place: int) -> None:
    """A part of its own: on a new page, with its name above and the page's number below."""
    part = document.add_section() if place else document.sections[0]
    part.header.is_linked_to_previous = part.footer.is_linked_to_previous = False
    heading = section.blocks[0]
    above = part.header.paragraphs[0]
    above.style = document.styles["Facts"]
    above.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    above.add_run(f"{title}\t")
    if isinstance(heading, page.Heading):
        add_beside(above, heading.text)
    below = part.footer.paragraphs[0]
    below.style, below.alignment = document.styles["Facts"], WD_ALIGN_PARAGRAPH.CENTER
    add_field(below, "PAGE")
    below.add_run(" / ")
    add_field(below, "NUMPAGES")
