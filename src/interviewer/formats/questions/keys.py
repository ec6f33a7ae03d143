"""What stands on a card or in a grader's information that we wrote, and that somebody has edited since."""

import re
from collections.abc import Iterator

from interviewer.formats.html_text import text_of
from interviewer.formats.questions.markdown.claims import claims_of
from interviewer.model.question import Language, Localized, Wordings
from interviewer.phrases import PHRASES

_DIVISION = re.compile(r"<div\b[^<>]*\blang\s*=\s*[\"']?(zh|en)\b[^<>]*>")
_HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)


def localized(page: str, languages: tuple[Language, ...]) -> Localized:
    """A text that is written in a division for each language, or in one language without any."""
    return Localized(**{language.value: text_of(part) for language, part in _parts(page, languages)})


def sections_of(page: str, languages: tuple[Language, ...]) -> tuple[Localized, Wordings]:
    """The model answer and the key points of a key, by language."""
    answers: dict[str, str] = {}
    claims: dict[Language, tuple[str, ...]] = {}
    for language, part in _parts(page, languages):
        words = PHRASES[language]
        head, *rest = _HEADING.split(text_of(part))
        sections = dict(zip(rest[::2], map(str.strip, rest[1::2]), strict=True))
        points = claims_of(sections.get(words.key_points, "" if sections else head), nested=False)
        if points:
            claims[language] = points
        if model := sections.get(words.model_answer, ""):
            answers[language.value] = model
    return Localized(**answers), claims


def _parts(page: str, languages: tuple[Language, ...]) -> Iterator[tuple[Language, str]]:
    """The division for each language; without any all of it."""
    found = list(_DIVISION.finditer(page))
    if not found:
        yield languages[0], page
    for place, division in enumerate(found):
        end = found[place + 1].start() if place + 1 < len(found) else len(page)
        yield Language(division[1]), page[division.end() : end]
