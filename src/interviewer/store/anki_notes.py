"""The notes of Anki's collections, of the old form (types and decks as JSON) and of the new one (in tables)."""

import json
import re
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from interviewer.errors import UsageError
from interviewer.store.anki import opened, require_plain

FIELD_END = "\x1f"
DECK_SEPARATORS = ("\x1f", "::")
"""Between the names of a deck and of those it lies in: in the new form, and in the old one."""

MOST_CHARACTERS = 64 * 2**20
"""Of all notes together."""

NOTES = """
    SELECT notes.id, guid, mid, flds, tags FROM notes
    WHERE typeof(guid) = 'text' AND typeof(flds) = 'text' AND typeof(tags) = 'text' ORDER BY notes.id
"""

FIRST_CARDS = "SELECT nid, did, min(ord) FROM cards GROUP BY nid"

OWN = "SELECT EXISTS (SELECT 1 FROM notes WHERE substr(guid, 1, length(?1)) = ?1)"

NEW_FORM = "SELECT count(*) FROM sqlite_schema WHERE name IN ('notetypes', 'fields', 'decks') AND type = 'table'"


@dataclass(frozen=True, slots=True)
class AnkiNote:
    """A note, from which Anki makes its cards.

    Attributes:
        fields: HTML, by the fields' names, in their order.
        deck: Of its first card; the names of the decks around it come before its own.
    """

    guid: str
    fields: Mapping[str, str]
    tags: tuple[str, ...]
    deck: tuple[str, ...]


def read_notes(path: Path) -> tuple[AnkiNote, ...]:
    """All notes of a collection, oldest first.

    Raises:
        UsageError: This is not a collection, it is damaged, or holds more text than can be right.
    """
    with opened(path, ("notes", "cards", "col")) as connection:
        names, decks = _types_and_decks(connection)
        places = {note: decks.get(deck, ()) for note, deck, _ in connection.execute(FIRST_CARDS)}
        notes, size = [], 0
        for number, guid, kind, content, tags in connection.execute(NOTES):
            size += len(content)
            if size > MOST_CHARACTERS:
                raise UsageError("Its notes hold more text than can be right.", "Export a smaller deck.")
            fields = _named(content.split(FIELD_END), names.get(kind, ()))
            notes.append(AnkiNote(guid, fields, tuple(tags.split()), places.get(number, ())))
        return tuple(notes)


def holds_notes_with(path: Path, prefix: str) -> bool:
    """Whether the guid of any note begins so.

    Raises:
        UsageError: This is not a collection, or it is damaged.
    """
    with opened(path, ("notes", "cards", "col")) as connection:
        return bool(connection.execute(OWN, (prefix,)).fetchone()[0])


def _named(contents: list[str], names: tuple[str, ...]) -> dict[str, str]:
    """The contents by the names of their fields; what has no name is called by its place."""
    known = list(names) + [f"Field {place}" for place in range(len(names) + 1, len(contents) + 1)]
    return dict(zip(known, contents, strict=False))


def _types_and_decks(
    connection: sqlite3.Connection,
) -> tuple[dict[int, tuple[str, ...]], dict[int, tuple[str, ...]]]:
    """The names of the fields of each type of notes, and the names of each deck."""
    if connection.execute(NEW_FORM).fetchone()[0] == 3:
        require_plain(connection, ("notetypes", "fields", "decks"))
        fields = connection.execute("SELECT ntid, name FROM fields ORDER BY ntid, ord").fetchall()
        decks = connection.execute("SELECT id, name FROM decks").fetchall()
        names: dict[int, tuple[str, ...]] = {}
        for kind, name in fields:
            names[kind] = (*names.get(kind, ()), str(name))
        return names, {deck: _path(str(name)) for deck, name in decks}
    models, named = connection.execute("SELECT models, decks FROM col").fetchone() or ("{}", "{}")
    return (
        {
            int(each["id"]): tuple(str(known["name"]) for known in each["flds"])
            for each in _objects(models, "id", "flds")
        },
        {int(each["id"]): _path(str(each["name"])) for each in _objects(named, "id", "name")},
    )


def _objects(text: Any, *keys: str) -> Iterator[dict[str, Any]]:
    """The objects in a JSON object that have these keys, an id that is a number, and fields with names."""
    try:
        found = json.loads(text or "{}")
    except (TypeError, ValueError, RecursionError) as error:
        raise UsageError(f"Its database is damaged: {error}.") from error
    for each in found.values() if isinstance(found, dict) else ():
        if isinstance(each, dict) and all(key in each for key in keys) and re.fullmatch(r"\d{1,19}", str(each["id"])):
            fields = each.get("flds", [])
            if isinstance(fields, list) and all(isinstance(field, dict) and "name" in field for field in fields):
                yield each


def _path(name: str) -> tuple[str, ...]:
    for separator in DECK_SEPARATORS:
        name = name.replace(separator, FIELD_END)
    return tuple(part.strip() for part in name.split(FIELD_END) if part.strip())
