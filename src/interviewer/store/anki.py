"""Anki's collections: SQLite files of another program, written from nothing and read without being changed.

The columns are those of https://github.com/ankidroid/Anki-Android/wiki/Database-Structure.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import astuple, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from interviewer.errors import UsageError


@dataclass(frozen=True, slots=True)
class LoggedReview:
    """A row of Anki's review log, with the note that it is about.

    Attributes:
        guid: The note's id, the same in every collection.
        at_ms: When, in milliseconds since 1970; unique in the log.
        ease: The button: 1 again, 2 hard, 3 good, 4 easy.
        interval_days, last_interval_days: Until the next review, and until this one.
        factor: The ease factor in permille; 0 where the schedule was left alone.
        kind: 0 learning, 1 review, 2 relearning, 3 filtered deck, 4 and 5 no review but a change of the schedule.
    """

    guid: str
    at_ms: int
    ease: int
    interval_days: int
    last_interval_days: int
    factor: int
    time_ms: int
    kind: int


@dataclass(frozen=True, slots=True)
class CardState:
    """What Anki keeps about the card of a note.

    Attributes:
        kind: 0 new, 2 in review.
        queue: As `kind`, or -1 where the card is suspended.
        due: Of a new card its place, of one in review the day, counted from the collection's first.
        factor: The ease factor in permille.
        data: JSON with the memory state of FSRS.
    """

    guid: str
    kind: int
    queue: int
    due: int
    interval_days: int = 0
    factor: int = 0
    reps: int = 0
    lapses: int = 0
    data: str = ""


CARDS = "SELECT guid, cards.id FROM cards JOIN notes ON notes.id = nid"

SET_CARD = """
    UPDATE cards SET type = ?2, queue = ?3, due = ?4, ivl = ?5, factor = ?6, reps = ?7, lapses = ?8, data = ?9
    WHERE id = ?1
"""

LOG = """
    INSERT INTO revlog (cid, id, usn, ease, ivl, lastIvl, factor, time, type)
    VALUES (?1, ?2, -1, ?3, ?4, ?5, ?6, ?7, ?8)
"""

BEGIN = """
    UPDATE col SET crt = ?1, conf = json_set(conf, '$.schedVer', 2, '$.creationOffset', ?2, '$.rollover', ?3)
"""
"""Of a collection with the first scheduler Anki would change the buttons in the log while importing."""

READ_LOG = """
    SELECT guid, revlog.id, ease, revlog.ivl, lastIvl, revlog.factor, time, revlog.type
    FROM revlog JOIN cards ON cards.id = cid JOIN notes ON notes.id = nid
    WHERE ord = 0 AND substr(guid, 1, length(?1)) = ?1 AND typeof(guid) = 'text'
    AND typeof(ease) = 'integer' AND typeof(revlog.ivl) = 'integer' AND typeof(lastIvl) = 'integer'
    AND typeof(revlog.factor) = 'integer' AND typeof(time) = 'integer' AND typeof(revlog.type) = 'integer'
    ORDER BY revlog.id
"""
"""Of other cards that somebody has made from a note, such as the reversed one, the answers are not ours."""

PLAIN_TABLE = """
    SELECT count(*) FROM sqlite_schema WHERE name = ?1 AND type = 'table' AND sql LIKE 'CREATE TABLE%'
    AND NOT EXISTS (SELECT 1 FROM pragma_table_xinfo(?1) WHERE hidden)
"""
"""Views, virtual tables and generated columns of a stranger's file could make reading it run for ever."""

LONGEST_VALUE = 32 * 2**20
"""No text of a collection is as long, in bytes."""


def write_collection(
    path: Path,
    fill: Callable[[sqlite3.Cursor], None],
    begun_at: datetime,
    states: Iterable[CardState],
    log: Iterable[LoggedReview],
) -> None:
    """Writes a collection to a new file.

    Args:
        path: Where nothing is yet.
        fill: Makes the tables, with a new card for each note.
        begun_at: When the collection's first day began, in local time; the later ones begin at the same hour.
        states: What the cards of these notes are instead.
        log: The reviews of the notes.

    Raises:
        UsageError: It cannot be written.
    """
    try:
        with closing(sqlite3.connect(path)) as connection, connection:
            cursor = connection.cursor()
            fill(cursor)
            cursor.execute(BEGIN, (int(begun_at.timestamp()), _minutes_west(begun_at), begun_at.hour))
            cards = dict(cursor.execute(CARDS).fetchall())
            for statement, rows in ((SET_CARD, states), (LOG, log)):
                cursor.executemany(statement, ((cards[row.guid], *astuple(row)[1:]) for row in rows))
    except sqlite3.Error as error:
        raise UsageError(f"The collection {path} failed: {error}.", "Free some space for temporary files.") from error


def _minutes_west(moment: datetime) -> int:
    """How far the moment's time zone is behind UTC."""
    return -int((moment.utcoffset() or timedelta()).total_seconds()) // 60


def read_log(path: Path, prefix: str) -> tuple[LoggedReview, ...]:
    """The reviews of the first card of each note whose guid begins with `prefix`, oldest first.

    Raises:
        UsageError: This is not a collection, or it is damaged.
    """
    with opened(path, ("notes", "cards", "revlog")) as connection:
        return tuple(LoggedReview(*row) for row in connection.execute(READ_LOG, (prefix,)))


@contextmanager
def opened(path: Path, tables: Sequence[str]) -> Iterator[sqlite3.Connection]:
    """A stranger's collection, to be read only, in which these are plain tables.

    Raises:
        UsageError: It is not a collection, or it is damaged.
    """
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(address, uri=True)) as connection:
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
            connection.create_collation("unicase", _compare_caseless)
            connection.text_factory = _readable
            require_plain(connection, tables)
            yield connection
    except sqlite3.Error as error:
        raise UsageError(f"Its database is damaged: {error}.") from error


def require_plain(connection: sqlite3.Connection, tables: Sequence[str]) -> None:
    """Makes sure that reading these tables runs nothing of a stranger's.

    Raises:
        UsageError: One of them is missing, or is no plain table.
    """
    found = sum(connection.execute(PLAIN_TABLE, (table,)).fetchone()[0] for table in tables)
    if found != len(tables):
        raise UsageError("It holds a database, but not one of Anki's.")


def _readable(content: bytes) -> str:
    return content.decode(errors="replace")


def _compare_caseless(one: str, other: str) -> int:
    """Anki's own order of names, without which its newer tables cannot be read."""
    return (one.casefold() > other.casefold()) - (one.casefold() < other.casefold())
