"""The bank and what was practised -> a package that Anki imports."""

import itertools
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from interviewer.days import day_of, start_of
from interviewer.errors import UsageError
from interviewer.formats.anki.identity import item_of
from interviewer.formats.anki.notes import deck_of_set, decks_of
from interviewer.formats.anki.scheduling import DAYS_BEFORE, card_states, review_log
from interviewer.model import Language, Question
from interviewer.model.imported import Record
from interviewer.store.anki import write_collection
from interviewer.whole_file import whole_file

if TYPE_CHECKING:
    from genanki import Deck

LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The date of what is in the package: the same export gives the same bytes."""


@dataclass(frozen=True, slots=True)
class WrittenDeck:
    """How many notes and reviews a package holds."""

    notes: int
    reviews: int


def write_deck(
    path: Path,
    questions: Iterable[Question],
    record: Record,
    language: Language | None,
    now: datetime,
    points: bool = False,
) -> WrittenDeck:
    """Writes an .apkg with a note for each question, its schedule and its reviews; it gets its name when it is done.

    Args:
        path: Where; a file that is there is replaced.
        questions: In the order in which they are to be learnt.
        record: What was practised; what is about other items is left out.
        language: What the cards are written in; None for all languages there are.
        now: The time; a note that is newer than the same note in Anki replaces it.
        points: A note for each key point as well.

    Raises:
        UsageError: The file cannot be written.
    """
    return _write(path, decks_of(questions, language, points), record, now)


def write_set(path: Path, name: str, questions: Iterable[Question], language: Language | None, now: datetime) -> None:
    """Writes an .apkg with the questions of a set in one deck; otherwise as `write_deck`."""
    _write(path, [deck_of_set(name, questions, language)], Record(), now)


def _write(path: Path, decks: Sequence["Deck"], record: Record, now: datetime) -> WrittenDeck:
    items = [item_of(note.guid) for note in sorted(_notes(decks), key=lambda note: int(note.due))]
    log = review_log(items, record)
    begun_at = start_of(day_of(now) - timedelta(days=DAYS_BEFORE)).astimezone()

    def fill(cursor: Any) -> None:
        from genanki import Package

        Package(decks).write_to_db(cursor, now.timestamp(), itertools.count(int(now.timestamp() * 1000)))

    try:
        with TemporaryDirectory(prefix="interviewer-") as folder, whole_file(path) as part:
            collection = Path(folder) / "collection.anki2"
            write_collection(collection, fill, begun_at, card_states(items, record, now), log)
            _pack(part, collection)
    except OSError as error:
        raise UsageError(
            f"The deck {path} cannot be written: {error.strerror or error}.", "Choose a folder that can be written to."
        ) from error
    return WrittenDeck(len(items), len(log))


def _notes(decks: Sequence["Deck"]) -> list[Any]:
    return [note for deck in decks for note in deck.notes]


def _pack(path: Path, collection: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in (("collection.anki2", collection.read_bytes()), ("media", b"{}")):
            package.writestr(zipfile.ZipInfo(name, LONG_AGO), content, zipfile.ZIP_DEFLATED)
