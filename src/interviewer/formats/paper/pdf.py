"""A set on paper as PDF, set by typst in a font that has every Chinese character. The only importer of typst.

The texts reach typst as data and are never read as its markup.
"""

import json
import re
from datetime import UTC, datetime
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, Final, Literal

from interviewer.errors import UsageError
from interviewer.formats.paper import page, prose
from interviewer.formats.paper.documents import document_of
from interviewer.formats.paper.page import Text
from interviewer.model.question_set import Kit
from interviewer.whole_file import write_whole

FONTS = "manimgx_fonts_cjk"
"""The package that has Noto Sans CJK as one variable font."""

MADE_AT = datetime(2000, 1, 1, tzinfo=UTC)
"""A file needs a time; this one is the same every time, so that the same set gives the same bytes."""

STANDARD: Final = "ua-1"
"""What screen readers want of a PDF; typst then refuses characters that it has no picture of."""

UNSEEN = re.compile(r"the text `\"(.+?)\"` could not be displayed")

UNBROKEN = re.compile(r"[!-~]{60}(?=[!-~])")
"""So many characters without a place to break are wider than what they stand in; a line may then end anywhere."""

MARKS = "，。、；：？！（）“”‘’《》〈〉【】「」『』〔〕—…·"
BETWEEN_MARKS = re.compile(f"(?<=[{MARKS}])(?=[{MARKS}])")
"""Where typst would push two marks together; whoever takes the text out again would find a line's end there."""

LONG = 1500
"""A cell with more characters may go on on the next page."""


def write(path: Path, kit: Kit) -> tuple[str, ...]:
    """Writes the kit as one PDF file; returns what it could not carry.

    Raises:
        UsageError: The file cannot be written.
    """
    content, unseen = pdf(kit)
    write_whole(path, content)
    return (f"The font has no picture of {unseen}: a box stands for it.",) if unseen else ()


def pdf(kit: Kit) -> tuple[bytes, str]:
    """The kit as PDF, and the first characters that could not be drawn, if any."""
    from typst import TypstError

    document = json.dumps(_fields(kit), ensure_ascii=False)
    try:
        return _compiled(document, STANDARD), ""
    except TypstError as error:
        found = UNSEEN.search(str(error))
        if not found:
            raise UsageError(f"The PDF cannot be made: {error}.", "Choose another format with --to.") from error
    return _compiled(document, None), found[1]


def _compiled(document: str, standard: Literal["ua-1"] | None) -> bytes:
    import typst

    with as_file(files(__package__).joinpath("paper.typ")) as template, as_file(files(FONTS)) as fonts:
        return bytes(
            typst.compile(
                template,
                font_paths=[fonts],
                ignore_system_fonts=True,
                sys_inputs={"document": document},
                pdf_standards=standard,
                timestamp=MADE_AT,
            )
            or b""
        )


def _fields(kit: Kit) -> dict[str, Any]:
    document = document_of(kit)
    return {
        "title": document.title,
        "language": document.language.value,
        "sections": [
            {"part": section.part.value, "blocks": [_plain(block) for block in section.blocks]}
            for section in document.sections
        ],
    }


def _plain(value: Any) -> Any:
    """A block as what JSON has: a mapping that says by `is` what it is."""
    if isinstance(value, tuple):
        if value and all(isinstance(phrase, page.Phrase) for phrase in value):
            return _text(value)
        return [_plain(each) for each in value]
    if not hasattr(value, "__dataclass_fields__"):
        return value
    fields = {name: _plain(getattr(value, name)) for name in value.__dataclass_fields__}
    return {"is": type(value).__name__.lower(), **fields}


def _text(text: Text) -> list[dict[str, Any]]:
    return [
        {
            "language": phrase.language.value,
            "pieces": [_piece(piece) for piece in prose.passages(phrase.text)],
            "note": phrase.note,
            "note-language": phrase.note_language or phrase.language,
            "long": len(phrase.text) > LONG,
        }
        for phrase in text
    ]


def _piece(piece: prose.Passage | prose.Listing) -> dict[str, Any]:
    if isinstance(piece, prose.Listing):
        return {"code": _breakable(piece.text)}
    lines = [[stretch for run in line for stretch in _stretches(run)] for line in piece.lines]
    return {"mark": piece.mark, "depth": piece.depth, "lines": lines}


def _stretches(run: prose.Run) -> list[dict[str, Any]]:
    """The run in pieces that are set each for itself; `odd` tells neighbours apart."""
    texts = BETWEEN_MARKS.split(_breakable(run.text))
    return [{"kind": run.kind.value, "text": text, "odd": bool(place % 2)} for place, text in enumerate(texts)]


def _breakable(text: str) -> str:
    return UNBROKEN.sub(lambda found: f"{found[0]}\u200b", text)
