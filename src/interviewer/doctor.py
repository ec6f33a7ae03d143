"""Is everything here that an interview needs? Looks, changes nothing, and says how to mend what is not."""

import locale
import os
import shutil
import sys
from collections.abc import Mapping
from datetime import datetime

from interviewer.errors import InterviewerError
from interviewer.model.check import Check
from interviewer.session import Session, open_session
from interviewer.settings import Places, Settings
from interviewer.store import Store
from interviewer.store.backups import newest_backup

LEAST_FREE_BYTES = 50_000_000
"""Enough for years of answers and a backup."""

LEAST_COLUMNS, LEAST_ROWS = 60, 20


def examine(settings: Settings, places: Places, now: datetime) -> tuple[Check, ...]:
    """Every check, in the order in which things are needed."""
    return (
        _terminal(os.environ),
        _colours(os.environ),
        _encoding(),
        _composed_text(os.environ),
        *_bank_and_scorer(settings, places, now),
        _database(places, now),
        _backup(places),
        _disk(places),
    )


def _terminal(environ: Mapping[str, str]) -> Check:
    if not sys.stdout.isatty():
        return Check("terminal", True, "stdout is not a terminal; interviews run as lines (--plain)")
    columns, rows = shutil.get_terminal_size()
    name = environ.get("TERM", "unknown")
    detail = f"{name}, {columns} columns by {rows} rows"
    if columns < LEAST_COLUMNS or rows < LEAST_ROWS:
        remedy = f"Make the window at least {LEAST_COLUMNS} by {LEAST_ROWS}, or use --plain."
        return Check("terminal", False, detail, remedy)
    return Check("terminal", True, detail)


def _colours(environ: Mapping[str, str]) -> Check:
    if environ.get("NO_COLOR"):
        return Check("colours", True, "off (NO_COLOR); every status has a sign of its own")
    depth = environ.get("COLORTERM") or ("256" if "256" in environ.get("TERM", "") else "16")
    return Check("colours", True, depth)


def _encoding() -> Check:
    encoding = sys.stdout.encoding or locale.getpreferredencoding()
    if encoding.lower().replace("-", "") == "utf8":
        return Check("encoding", True, encoding)
    return Check("encoding", False, encoding, "Set a UTF-8 locale, for example LANG=C.UTF-8, to see Chinese.")


def _composed_text(environ: Mapping[str, str]) -> Check:
    if environ.get("TERM_PROGRAM") == "iTerm.app":
        return Check("ime", True, "iTerm2: the Kitty keyboard protocol is kept off so that composed text arrives")
    return Check("ime", True, "composed text arrives as typed")


def _bank_and_scorer(settings: Settings, places: Places, now: datetime) -> tuple[Check, ...]:
    try:
        session = open_session(settings, places, now, str)
    except InterviewerError as error:
        return (Check("bank", False, error.message, error.hint),)
    issues = session.bank.issues
    detail = f"{len(session.bank.questions)} questions, {len(issues)} problems"
    remedy = "`interviewer bank lint` shows them." if issues else ""
    return (Check("bank", not issues, detail, remedy), _scorer(session), _index(places))


def _scorer(session: Session) -> Check:
    try:
        return Check("encoder", True, session.grader.scorer_name)
    except InterviewerError as error:
        return Check("encoder", False, error.message, error.hint)


def _index(places: Places) -> Check:
    if places.cache.is_dir() and not os.access(places.cache, os.W_OK):
        return Check(
            "index",
            False,
            f"{places.cache} is not writable; the index is built anew at every start",
            "Make it writable, or set INTERVIEWER_CACHE_DIR to a folder that is.",
        )
    return Check("index", True, f"cached in {places.cache}")


def _database(places: Places, now: datetime) -> Check:
    path = places.database
    if not path.exists():
        return _folder(places)
    try:
        problems, counts = Store.inspect(path)
    except InterviewerError as error:
        return Check("database", False, error.message, error.hint)
    if problems:
        remedy = "The next interview sets the file aside under a new name and begins a new one."
        return Check("database", False, f"{path} is damaged: {problems[0]}", remedy)
    return Check("database", True, f"{path}: " + ", ".join(f"{n} {name}" for name, n in counts.items()))


def _backup(places: Places) -> Check:
    newest = newest_backup(places.database)
    if newest is None:
        return Check("backup", True, "none yet; `interviewer backup` makes one")
    if newest.problem:
        remedy = "`interviewer backup` makes a new one, `interviewer backup --list` shows the others."
        return Check("backup", False, f"{newest.path} is damaged: {newest.problem}", remedy)
    return Check("backup", True, f"{newest.path}: " + ", ".join(f"{n} {name}" for name, n in newest.counts.items()))


def _folder(places: Places) -> Check:
    """A database that is not there yet needs a folder that can be made and written."""
    folder = places.data
    while not folder.exists():
        folder = folder.parent
    if folder.is_dir() and os.access(folder, os.W_OK):
        return Check("database", True, f"{places.database} will be made by the first interview")
    remedy = "Make the folder writable, or set INTERVIEWER_DATA_DIR to one that is."
    return Check("database", False, f"{places.database} cannot be made: {folder} is not writable", remedy)


def _disk(places: Places) -> Check:
    folder = places.data
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    detail = f"{free / 1e9:.1f} GB free at {folder}"
    if free < LEAST_FREE_BYTES:
        return Check("disk", False, detail, "Free some space; answers cannot be saved on a full disk.")
    return Check("disk", True, detail)
