"""A set on paper as one HTML file that needs nothing else: no script, no font, no picture from elsewhere."""

from collections.abc import Callable, Iterable, Mapping
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import Any

from interviewer.formats.paper import page, prose
from interviewer.formats.paper.documents import document_of
from interviewer.formats.paper.page import Text
from interviewer.formats.paper.prose import Kind
from interviewer.model import Language
from interviewer.model.question_set import Kit
from interviewer.whole_file import write_whole

TAGS = {Language.ZH: "zh-Hans", Language.EN: "en"}
"""The languages as HTML names them."""

RUN_TAGS = {Kind.TEXT: "{}", Kind.CODE: "<code>{}</code>", Kind.FORMULA: '<span class="formula">{}</span>'}
RUN_TAGS |= {Kind.STRONG: "<strong>{}</strong>"}

LINE_MM = 7
"""From one line of handwriting to the next; the style sheet has the same."""


def write(path: Path, kit: Kit) -> tuple[str, ...]:
    """Writes the kit as one HTML file; nothing is left out.

    Raises:
        UsageError: The file cannot be written.
    """
    write_whole(path, html(kit).encode())
    return ()


def html(kit: Kit) -> str:
    """The kit as an HTML page."""
    document = document_of(kit)
    style = files(__package__).joinpath("paper.css").read_text(encoding="utf-8")
    sections = "\n".join(
        f'<section class="{section.part.value}">\n{_blocks(section.blocks)}</section>' for section in document.sections
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{TAGS[document.language]}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(document.title)}</title>\n<style>\n{style}</style>\n</head>\n"
        f"<body>\n<main>\n{sections}\n</main>\n</body>\n</html>\n"
    )


def _blocks(blocks: tuple[page.Block, ...]) -> str:
    return "".join(f"{BLOCKS[type(block)](block)}\n" for block in blocks)


def _heading(heading: page.Heading) -> str:
    facts = f'<p class="facts">{_spans(heading.facts)}</p>' if heading.facts else ""
    title = f"<h{heading.level}>{_spans(heading.text)}</h{heading.level}>"
    return f'<div class="head">{title}{facts}</div>' if heading.level < 3 else title


def _paragraph(paragraph: page.Paragraph) -> str:
    inner = "".join(f"<div{_lang(phrase)}>{_prose(phrase)}</div>" for phrase in paragraph.text)
    return f'<div class="{paragraph.tone.value}">{inner}</div>'


def _items(items: page.Items) -> str:
    tag = "ol" if items.numbered else "ul"
    return f"<{tag}>{''.join(f'<li>{_lines(text)}</li>' for text in items.items)}</{tag}>"


def _entries(entries: page.Entries) -> str:
    return f'<ul class="entries" role="list">{"".join(map(_entry, entries.entries))}</ul>'


def _entry(entry: page.Entry) -> str:
    strong = " strong" if entry.strong else ""
    facts = f'<span class="weight{strong}">{_spans(entry.facts)}</span>'
    details = "".join(map(_detail, entry.details))
    number = f'<span class="number">{entry.number}</span>'
    return f'<li>{number}<div class="claim">{_lines(entry.text)}{facts}</div>{details}</li>'


def _detail(detail: page.Detail) -> str:
    texts = "".join(f"<li>{_lines(text)}</li>" for text in detail.texts)
    label = f'<p class="label">{_spans(detail.label)}</p>'
    return f'<div class="detail {detail.look.value}">{label}<ul>{texts}</ul></div>'


def _fields(fields: page.Fields) -> str:
    inner = "".join(f"<div>{_spans(label)}<i></i></div>" for label in fields.labels)
    return f'<div class="fields">{inner}</div>'


def _choices(choices: page.Choices) -> str:
    options = "".join(f'<span class="option"><i class="box"></i>{_spans(option)}</span>' for option in choices.options)
    return f'<div class="choices"><span class="label">{_spans(choices.label)}</span>{options}</div>'


def _room(room: page.Room) -> str:
    label = f'<p class="label">{_spans(room.label)}</p>'
    return f'{label}<div class="room" aria-hidden="true">{"<i></i>" * room.lines}</div>'


def _table(table: page.Table) -> str:
    total = sum(column.share for column in table.columns)
    widths = "".join(f'<col style="width: {100 * column.share / total:.4g}%">' for column in table.columns)
    titles = "".join(
        f'<th scope="col"{_centred(column)}>{_lines(column.title)}</th>' if column.title else "<td></td>"
        for column in table.columns
    )
    rows = "".join(_row(row, table.columns) for row in table.rows)
    return (
        f'<div class="table"><table><caption>{_spans(table.caption)}</caption><colgroup>{widths}</colgroup>'
        f"<thead><tr>{titles}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _row(row: page.Row, columns: tuple[page.Column, ...]) -> str:
    height = f' style="height: {row.lines * LINE_MM}mm"' if row.lines > 1 else ""
    named = next((place for place, cell in enumerate(row.cells) if isinstance(cell, tuple) and cell), None)
    cells = "".join(
        _cell(cell, column, "th" if place == named else "td")
        for place, (cell, column) in enumerate(zip(row.cells, columns, strict=True))
    )
    strong = ' class="strong"' if row.strong else ""
    return f"<tr{strong}{height}>{cells}</tr>"


def _cell(cell: page.Cell, column: page.Column, tag: str) -> str:
    scope = ' scope="row"' if tag == "th" else ""
    match cell:
        case page.Box():
            inner = '<i class="box"></i>'
        case page.Blank():
            inner = ""
        case _:
            inner = _lines(cell)
    return f"<{tag}{scope}{_centred(column)}>{inner}</{tag}>"


def _centred(column: page.Column) -> str:
    return ' class="centred"' if column.centred else ""


def _keep(keep: page.Keep) -> str:
    page_break = " new-page" if keep.new_page else ""
    return f'<div class="keep{page_break}">\n{_blocks(keep.blocks)}</div>'


def _lang(phrase: page.Phrase) -> str:
    return f' lang="{TAGS[phrase.language]}"'


def _spans(text: Text) -> str:
    """The text in one line, the languages beside each other."""
    return ' <span class="or">/</span> '.join(f"<span{_lang(phrase)}>{_short(phrase)}</span>" for phrase in text)


def _lines(text: Text) -> str:
    """The text with each language on a line of its own."""
    return "".join(f'<span class="said"{_lang(phrase)}>{_short(phrase)}</span>' for phrase in text)


def _short(phrase: page.Phrase) -> str:
    pieces = (
        f"<code>{escape(piece.text)}</code>" if isinstance(piece, prose.Listing) else _broken(piece)
        for piece in prose.passages(phrase.text)
    )
    return "<br>".join(pieces) + _note(phrase)


def _broken(passage: prose.Passage) -> str:
    mark = f"{passage.mark} " if passage.mark else ""
    return mark + "<br>".join(map(_runs, passage.lines))


def _note(phrase: page.Phrase) -> str:
    if not phrase.note or phrase.note_language is None:
        return ""
    return f' <small lang="{TAGS[phrase.note_language]}">{escape(phrase.note)}</small>'


def _prose(phrase: page.Phrase) -> str:
    return "".join(map(_piece, prose.passages(phrase.text))) + (f"<p>{_note(phrase)}</p>" if phrase.note else "")


def _piece(piece: prose.Passage | prose.Listing) -> str:
    if isinstance(piece, prose.Listing):
        return f"<pre><code>{escape(piece.text)}</code></pre>"
    if not piece.mark:
        return f"<p>{'<br>'.join(map(_runs, piece.lines))}</p>"
    indent = f' style="margin-left: {piece.depth * 1.5}em"' if piece.depth else ""
    return f'<p class="item"{indent}><span class="mark">{piece.mark}</span>{"<br>".join(map(_runs, piece.lines))}</p>'


def _runs(line: Iterable[prose.Run]) -> str:
    return "".join(RUN_TAGS[run.kind].format(escape(run.text)) for run in line)


BLOCKS: Mapping[type[Any], Callable[[Any], str]] = {
    page.Heading: _heading,
    page.Paragraph: _paragraph,
    page.Items: _items,
    page.Entries: _entries,
    page.Fields: _fields,
    page.Choices: _choices,
    page.Room: _room,
    page.Table: _table,
    page.Keep: _keep,
}
