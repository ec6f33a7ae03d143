"""A package that Anki has exported -> the reviews of our items."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from interviewer.formats.anki.identity import PREFIX, item_of
from interviewer.formats.anki.package import unpacked
from interviewer.formats.anki.scheduling import EASE, FILTERED
from interviewer.model.imported import ImportedReview
from interviewer.store.anki import LoggedReview, read_log

KINDS = range(FILTERED + 1)
"""Kinds of the log's rows that are reviews; the others are changes of the schedule by hand."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MOMENTS_MS = range(1_000_000_000_000, 10_000_000_000_000)
"""What can be the moment of a review, in milliseconds since 1970: from 2001 to 2286."""

LONGEST_MS = 86_400_000
"""Nobody thinks about a card for more than a day."""

RATINGS = {ease: rating for rating, ease in EASE.items()}


def read_history(path: Path) -> tuple[ImportedReview, ...]:
    """The reviews of our notes in an .apkg or .colpkg, oldest first; nothing but a temporary file is written.

    Raises:
        UsageError: It is not such a package, or it is damaged, or suspiciously large.
    """
    with unpacked(path, 'Export the deck again: "File > Export", with "Include scheduling information".') as collection:
        rows = read_log(collection, PREFIX)
    return tuple(_imported(row) for row in rows if _is_review(row))


def _is_review(row: LoggedReview) -> bool:
    return row.kind in KINDS and row.ease in RATINGS and row.at_ms in MOMENTS_MS


def _imported(row: LoggedReview) -> ImportedReview:
    return ImportedReview(
        item_of(row.guid),
        EPOCH + timedelta(milliseconds=row.at_ms),
        RATINGS[row.ease],
        min(max(row.time_ms, 0), LONGEST_MS) / 1000,
        row.kind != FILTERED or row.factor != 0,
    )
