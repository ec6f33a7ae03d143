"""The blocks of a page as paragraphs of a Word document."""

from collections.abc import Callable, Mapping
from typing import Any

from docx.document import Document
from docx.enum.text import WD_LINE_SPACING, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.shared import Mm, Pt

from interviewer.formats.paper import page, prose
from interviewer.formats.paper.word.runs import add_beside, add_note, add_piece, add_short, new_paragraph
from interviewer.formats.paper.word.styles import (
    ACCENT,
    ASK,
    LINE,
    LINE_HEIGHT,
    SOFT,
    TEXT_WIDTH,
    WARNING,
    set_border,
)
from interviewer.formats.paper.word.tables import BOX, add_table


def add_block(document: Document, block: page.Block) -> None:
    """Adds a block to the end of the document."""
    BLOCKS[type(block)](document, block)


def _heading(document: Document, heading: page.Heading) -> None:
    paragraph = new_paragraph(document, f"Heading{heading.level}")
    add_beside(paragraph, heading.text)
    if heading.level == 1 and heading.facts:
        add_beside(new_paragraph(document, "Lead"), heading.facts)
    elif heading.facts:
        paragraph.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
        paragraph.add_run("\t")
        for run in add_beside(paragraph, heading.facts):
            run.font.size, run.font.bold, run.font.color.rgb = Pt(9), False, SOFT
    if heading.level == 2:
        set_border(paragraph, {"top": ("14181F", 12)})


def _paragraph(document: Document, paragraph: page.Paragraph) -> None:
    style = {page.Tone.BODY: "Normal"}.get(paragraph.tone, paragraph.tone.value.capitalize())
    for place, phrase in enumerate(paragraph.text):
        added = None
        for piece in prose.passages(phrase.text):
            added = new_paragraph(document, style)
            added_runs = add_piece(added, piece, phrase)
            if place and paragraph.tone is page.Tone.LEAD:
                for run in added_runs:
                    run.font.bold, run.font.color.rgb = False, SOFT
        if phrase.note:
            add_note(added or new_paragraph(document, style), phrase)


def _items(document: Document, items: page.Items) -> None:
    for number, text in enumerate(items.items, start=1):
        for place, phrase in enumerate(text):
            mark = f"{number}." if items.numbered else "•"
            paragraph = _hanging(new_paragraph(document), mark if not place else "", 6)
            add_short(paragraph, phrase)


def _entries(document: Document, entries: page.Entries) -> None:
    for entry in entries.entries:
        _entry(document, entry)


def _entry(document: Document, entry: page.Entry) -> None:
    for place, phrase in enumerate(entry.text):
        paragraph = _hanging(new_paragraph(document), f"{entry.number}." if not place else "", 8)
        paragraph.paragraph_format.keep_with_next = True
        if not place:
            set_border(paragraph, {"top": (LINE, 4)})
        for run in add_short(paragraph, phrase):
            run.font.bold = not place
    facts = _hanging(new_paragraph(document, "Facts"), "", 8)
    facts.paragraph_format.keep_with_next = bool(entry.details)
    for run in add_beside(facts, entry.facts):
        run.font.bold, run.font.color.rgb = entry.strong, ACCENT if entry.strong else SOFT
    for place, detail in enumerate(entry.details, start=1):
        _detail(document, detail, place < len(entry.details))


def _detail(document: Document, detail: page.Detail, goes_on: bool) -> None:
    colour = {page.Look.ASK: ASK, page.Look.WARNING: WARNING}.get(detail.look, SOFT)
    lines = [detail.label, *((phrase,) for text in detail.texts for phrase in text)]
    for place, line in enumerate(lines):
        paragraph = new_paragraph(document, "Detail")
        paragraph.paragraph_format.left_indent, paragraph.paragraph_format.space_after = Mm(11), Pt(1)
        paragraph.paragraph_format.keep_with_next = goes_on or place < len(lines) - 1
        set_border(paragraph, {"left": (str(colour), 12)})
        for run in add_beside(paragraph, line):
            if not place:
                run.font.bold, run.font.color.rgb, run.font.size = True, colour, Pt(8.5)
    paragraph.paragraph_format.space_after = Pt(5)


def _hanging(paragraph: Any, mark: str, indent_mm: float) -> Any:
    form = paragraph.paragraph_format
    form.left_indent, form.first_line_indent = Mm(indent_mm), -Mm(indent_mm) if mark else Mm(0)
    if mark:
        form.tab_stops.add_tab_stop(Mm(indent_mm))
        paragraph.add_run(f"{mark}\t")
    return paragraph


def _fields(document: Document, fields: page.Fields) -> None:
    for first in range(0, len(fields.labels), 3):
        labels = fields.labels[first : first + 3]
        paragraph = new_paragraph(document)
        paragraph.paragraph_format.space_before = Pt(10)
        for place, label in enumerate(labels, start=1):
            stop = TEXT_WIDTH * place // len(labels)
            paragraph.paragraph_format.tab_stops.add_tab_stop(stop, WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.LINES)
            add_beside(paragraph, label)
            paragraph.add_run(" \t ")


def _choices(document: Document, choices: page.Choices) -> None:
    paragraph = new_paragraph(document)
    paragraph.paragraph_format.keep_with_next = True
    add_beside(paragraph, choices.label)
    for option in choices.options:
        paragraph.add_run(f"    {BOX} ")
        add_beside(paragraph, option)


def _room(document: Document, room: page.Room) -> None:
    label = new_paragraph(document, "Facts")
    label.paragraph_format.keep_with_next = True
    add_beside(label, room.label)
    for place in range(room.lines):
        line = new_paragraph(document)
        form = line.paragraph_format
        form.space_after, form.line_spacing_rule, form.line_spacing = Pt(0), WD_LINE_SPACING.EXACTLY, LINE_HEIGHT
        form.keep_with_next = place < room.lines - 1
        # Word draws one frame round neighbours that look alike; `between` brings their lines back.
        set_border(line, {"bottom": ("A9B1BD", 4), "between": ("A9B1BD", 4)})


def _keep(document: Document, keep: page.Keep) -> None:
    last = document.element.body[-1].getprevious()
    for block in keep.blocks:
        add_block(document, block)
    added = document.element.body.iterchildren() if last is None else last.itersiblings()
    paragraphs = [element for element in added if element.tag.endswith("}p")]
    for element in paragraphs[:-1]:
        element.get_or_add_pPr().get_or_add_keepNext()
    if keep.new_page and paragraphs:
        paragraphs[0].get_or_add_pPr().get_or_add_pageBreakBefore()


BLOCKS: Mapping[type[Any], Callable[[Document, Any], None]] = {
    page.Heading: _heading,
    page.Paragraph: _paragraph,
    page.Items: _items,
    page.Entries: _entries,
    page.Fields: _fields,
    page.Choices: _choices,
    page.Room: _room,
    page.Table: add_table,
    page.Keep: _keep,
}
