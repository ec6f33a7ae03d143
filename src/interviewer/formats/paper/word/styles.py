"""How a Word document of ours looks: its page, its styles, and the marks that python-docx has no name for."""

from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from interviewer.model import Language

LATIN, CHINESE = "Calibri", "Microsoft YaHei"
"""Fonts that Word has on most machines; where it has not, it takes another one of the kind."""

LATIN_TAG, CHINESE_TAG = "en-US", "zh-CN"
"""What Latin and what Chinese letters are in, as Word names it: English words in a Chinese text are not broken."""

INK, SOFT, ACCENT = RGBColor(0x14, 0x18, 0x1F), RGBColor(0x4F, 0x5A, 0x69), RGBColor(0x1F, 0x46, 0x9F)
ASK, WARNING = RGBColor(0x0B, 0x6B, 0x50), RGBColor(0xA8, 0x36, 0x1A)
TINT, LINE = "F2F4F8", "C9CFD9"

TEXT_WIDTH = Mm(176)
LINE_HEIGHT = Mm(7)
"""From one line of handwriting to the next."""

HEADINGS = {1: (22, INK, 0, 4), 2: (13, INK, 18, 4), 3: (10.5, ACCENT, 10, 4)}
"""Size, colour, and the space before and after, in points."""

STYLES = {"Lead": (11, INK, True), "Facts": (9, SOFT, False), "Note": (9, SOFT, False), "Detail": (9.5, INK, False)}
"""Size, colour and boldness of the paragraphs that are ours."""


def set_up(document: Document, language: Language) -> None:
    """Gives a new document its page, its fonts and its styles."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(17)
    section.top_margin, section.bottom_margin = Mm(20), Mm(18)
    _set_style(document.styles["Normal"], 10, INK, False)
    document.styles["Normal"].paragraph_format.space_after = Pt(4)
    set_language(document.styles["Normal"].element.get_or_add_rPr(), language)
    for level, (size, colour, before, after) in HEADINGS.items():
        style: Any = document.styles[f"Heading {level}"]
        _set_style(style, size, colour, True)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    for name, (size, colour, bold) in STYLES.items():
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        _set_style(style, size, colour, bold)


def _set_style(style: Any, size: float, colour: RGBColor, bold: bool) -> None:
    style.font.name, style.font.size, style.font.bold = LATIN, Pt(size), bold
    style.font.color.rgb = colour
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), CHINESE)


def set_language(properties: Any, language: Language) -> None:
    """Says what its letters are in; the quotation marks of a Chinese run or style then come from the Chinese font."""
    tag = OxmlElement("w:lang")
    tag.set(qn("w:val"), LATIN_TAG)
    tag.set(qn("w:eastAsia"), CHINESE_TAG)
    properties.append(tag)
    if language is Language.ZH:
        properties.get_or_add_rFonts().set(qn("w:hint"), "eastAsia")


def set_border(paragraph: Any, sides: dict[str, tuple[str, int]]) -> None:
    """Draws lines along a paragraph: by side their colour and their width in eighths of a point."""
    borders = OxmlElement("w:pBdr")
    for side in ("top", "left", "bottom", "between"):
        if side in sides:
            colour, width = sides[side]
            border = OxmlElement(f"w:{side}")
            for name, value in (("val", "single"), ("sz", width), ("space", 4), ("color", colour)):
                border.set(qn(f"w:{name}"), str(value))
            borders.append(border)
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr", "w:sectPr"
    )


def set_shade(cell: Any) -> None:
    """Tints a table's cell."""
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", TINT)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def set_row(row: Any, header: bool) -> None:
    """Keeps a row in one piece; a header comes again on every page."""
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if header:
        properties.append(OxmlElement("w:tblHeader"))


def add_field(paragraph: Any, code: str) -> None:
    """Adds what Word works out, such as the number of the page."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)
