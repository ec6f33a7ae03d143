"""A question set as CSV, to be edited in a spreadsheet and taken in again."""

from collections.abc import Iterator
from pathlib import Path

from interviewer.formats.csv_cells import csv_text
from interviewer.formats.sets.losses import always_whole
from interviewer.formats.table_cells import COLUMNS, write_text, write_texts
from interviewer.model import KeyPoint, Language, Localized, Question, Wordings
from interviewer.model.question_set import Kit
from interviewer.whole_file import write_whole

BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel takes UTF-8 for something else, and Chinese comes out as garbage."""


def write_table(path: Path, kit: Kit) -> tuple[str, ...]:
    """Writes the set as CSV, with all of each question in all its languages; returns what is not in it.

    Raises:
        UsageError: The file cannot be written.
    """
    rows = (row for question in kit.questions for row in _rows(question))
    write_whole(path, BYTE_ORDER_MARK + csv_text(COLUMNS, rows))
    return always_whole(kit, "a table")


def _rows(question: Question) -> Iterator[list[str]]:
    """A row for each key point; what belongs to the question stands in the first, its id in all of them."""
    head = [
        question.difficulty.value,
        _number(question.minutes),
        write_texts(question.tags, ", "),
        *_localized(question.text),
        *_localized(question.model_answer),
        write_texts(question.sources),
        write_text(question.licence),
        "; ".join(f"{group.need} of {', '.join(group.points)}" for group in question.any_of),
        "yes" if question.draft else "",
    ]
    for place, point in enumerate(question.key_points):
        yield [question.id, *([""] * len(head) if place else head), *_point(point)]
    if not question.key_points:
        yield [question.id, *head, *[""] * (len(COLUMNS) - len(head) - 1)]


def _point(point: KeyPoint) -> list[str]:
    return [
        point.id,
        _number(point.weight),
        "yes" if point.required else "",
        *_localized(point.text),
        *_wordings(point.accept),
        *_wordings(point.contradicts),
        *_localized(point.probe),
    ]


def _localized(text: Localized) -> list[str]:
    return [write_text(text[language]) for language in (Language.ZH, Language.EN)]


def _wordings(wordings: Wordings) -> list[str]:
    return [write_texts(wordings.get(language, ())) for language in (Language.ZH, Language.EN)]


def _number(value: float) -> str:
    """The number without an exponent, and without a sign that begins a formula."""
    from decimal import Decimal

    return str(int(value)) if float(value).is_integer() else f"{Decimal(repr(value)):f}"
