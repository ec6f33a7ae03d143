"""What every page of a report has: a head, the caution at its top and at its foot, nothing from elsewhere."""

import html
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from interviewer.model import Language
from interviewer.phrases.report import ReportPhrases

TAGS = {Language.EN: "en", Language.ZH: "zh-Hans"}

UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff]")
"""Control characters that no page may have."""


def esc(text: object) -> str:
    """A text as it can stand between tags and in attributes."""
    return html.escape(UNSEEN.sub("\ufffd", str(text)))


def page(title: str, body: Iterable[str], language: Language, phrases: ReportPhrases) -> Iterable[str]:
    """A whole page, piece by piece.

    Args:
        title: Of the window; not escaped yet.
        body: HTML; its first piece is the heading, after which the caution stands.
        language: What most of it is written in.
        phrases: The wording in that language.
    """
    pieces = iter(body)
    yield (
        f'<!doctype html>\n<html lang="{TAGS[language]}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{esc(title)}</title>\n<style>\n{_style()}{_sheet(phrases)}</style>\n</head>\n<body>\n"
    )
    yield next(pieces, "")
    yield f'<p class="caution" role="note">{esc(phrases.caution)}</p>\n'
    yield "<main>\n"
    yield from pieces
    yield f'</main>\n<footer class="caution">{esc(phrases.caution)}</footer>\n</body>\n</html>\n'


def _sheet(phrases: ReportPhrases) -> str:
    """The caution at the foot of every sheet of paper, with the sheet's number."""
    said = "".join(character for character in phrases.caution if character not in '"\\<')
    look = "font: 7.5pt system-ui, sans-serif; color: #55606e"
    return (
        "@page { margin: 15mm 14mm 18mm;\n"
        f'  @bottom-left {{ content: "{said}"; {look}; width: 92%; text-align: left; }}\n'
        f"  @bottom-right {{ content: counter(page); {look}; }} }}\n"
    )


@cache
def _style() -> str:
    return Path(__file__).with_name("report.css").read_text(encoding="utf-8")
