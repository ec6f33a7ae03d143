"""A kit -> what stands on paper, part by part."""

from collections.abc import Callable, Iterator, Mapping

from interviewer.formats.paper.key import key
from interviewer.formats.paper.page import Block, Document, Section
from interviewer.formats.paper.prose import printable
from interviewer.formats.paper.scorecard import scorecard
from interviewer.formats.paper.sheet import sheet
from interviewer.formats.paper.speech import Speech
from interviewer.model.question_set import Kit, Part

PARTS: Mapping[Part, Callable[[Kit, Speech], Iterator[Block]]] = {
    Part.SHEET: sheet,
    Part.KEY: key,
    Part.SCORECARD: scorecard,
}


def document_of(kit: Kit) -> Document:
    """What is printed of the kit."""
    speech = Speech(kit.languages)
    sections = tuple(Section(part, tuple(PARTS[part](kit, speech))) for part in kit.parts)
    return Document(printable(kit.name), kit.languages, sections)
