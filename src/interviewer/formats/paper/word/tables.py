"""A table in a Word document."""

from collections.abc import Iterable
from typing import Any

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.table import CT_Tbl
from docx.shared import Pt
from docx.table import Table

from interviewer.formats.paper import page
from interviewer.formats.paper.page import Text
from interviewer.formats.paper.word.runs import add_beside, add_element, new_paragraph
from interviewer.formats.paper.word.styles import LINE_HEIGHT, TEXT_WIDTH, set_row, set_shade
from interviewer.model import Language

BOX = "☐"

PADDING = 2
"""From the upper line of a cell to its text, in points."""


def add_table(document: Document, table: page.Table) -> None:
    """Adds a table below its caption."""
    caption = new_paragraph(document, "Heading3")
    add_beside(caption, table.caption)
    element = CT_Tbl.new_tbl(0, len(table.columns), TEXT_WIDTH)
    element.tblStyle_val = "TableGrid"
    add_element(document, element)
    drawn = Table(element, document._body)
    drawn.autofit = False
    total = sum(column.share for column in table.columns)
    widths = [round(TEXT_WIDTH * column.share / total) for column in table.columns]
    for width, column in zip(widths, drawn.columns, strict=True):
        column.width = width
    titles = page.Row(tuple(column.title for column in table.columns), strong=True)
    for place, row in enumerate((titles, *table.rows)):
        added = drawn.add_row()  # type: ignore[no-untyped-call]
        set_row(added, header=not place)
        _fill(added, row, table.columns, widths)
        if row.strong:
            for cell in added.cells:
                set_shade(cell)


def _fill(added: Any, row: page.Row, columns: Iterable[page.Column], widths: list[int]) -> None:
    if row.lines > 1:
        added.height = LINE_HEIGHT * row.lines
    for cell, content, column, width in zip(added.cells, row.cells, columns, widths, strict=True):
        cell.width = width
        for place, text in enumerate(_cell_texts(content)):
            paragraph = cell.add_paragraph() if place else cell.paragraphs[0]
            paragraph.paragraph_format.space_before = Pt(0 if place else PADDING)
            paragraph.paragraph_format.space_after = Pt(1)
            if column.centred:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            for run in add_beside(paragraph, text):
                run.font.size = Pt(9)
                run.font.bold = row.strong or None


def _cell_texts(cell: page.Cell) -> list[Text]:
    if isinstance(cell, page.Box):
        return [(page.Phrase(Language.EN, BOX),)]
    return [] if isinstance(cell, page.Blank) else [(phrase,) for phrase in cell]
