"""The language that a file's name or its folder says it is in."""

import re
from pathlib import Path

from interviewer.model.question import Language

_NAMES = {
    Language.ZH: "zh|cn|zh[-_]?(?:cn|hans|tw|hant)|chs|cht|chinese|chinese[-_]traditional|中文|简体中文|汉语",
    Language.EN: "en|en[-_]?us|en[-_]?gb|eng|english|英文",
}
_WHOLE = {language: re.compile(rf"(?:{names})", re.IGNORECASE) for language, names in _NAMES.items()}
_MARKED = {
    language: re.compile(rf"(?P<stem>.*?)[-_.\s]*(?<![a-z])[(（]?(?:{names})[)）]?", re.IGNORECASE)
    for language, names in _NAMES.items()
}


def language_in(path: Path) -> Language | None:
    """What the name says, else the nearest folder that says one; None where none does."""
    if language := marked(path.stem)[1]:
        return language
    for part in reversed(path.parts[:-1]):
        for language, names in _WHOLE.items():
            if names.fullmatch(part):
                return language
    return None


def marked(stem: str) -> tuple[str, Language | None]:
    """A file's name without the language that it ends on, and that language."""
    for language, names in _MARKED.items():
        if (match := names.fullmatch(stem)) and (not match["stem"] or len(stem) > len(match["stem"]) + 2):
            return match["stem"], language
    return stem, None


def whole(name: str) -> Language | None:
    """The language that a folder is named after."""
    return next((language for language, names in _WHOLE.items() if names.fullmatch(name)), None)
