"""Files and folders that somebody names -> the questions in them, read in the format that each is in."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from interviewer.errors import UsageError
from interviewer.model.draft import Collection, Taking

if TYPE_CHECKING:
    from interviewer.formats.questions import QuestionFormat
    from interviewer.formats.questions.pairs import Pair

HEAD_BYTES = 4096
"""So much of a file tells what it is."""

MOST_FILES = 50_000
"""A folder with more is not one of questions; a whole home is meant by mistake."""

MOST_NAMED = 5
"""So many files without a question are named."""

LICENCE_LEVELS = 4
"""So many folders, from the file's own upwards, may hold the licence."""

LONGEST_LICENCE = 80
"""Characters of a licence's title; what is longer is its text."""


def check_regular(path: Path) -> None:
    """Sees to it that a path is no pipe and no device: these may have no end, or never begin.

    Raises:
        UsageError: It is one.
    """
    if path.exists() and not path.is_file() and not path.is_dir():
        raise UsageError(
            f"{path} is a pipe or a device, not a file.", "Write what it gives into a file, and give that one."
        )


def read_head(path: Path) -> bytes:
    """How a file begins.

    Raises:
        UsageError: It cannot be read.
    """
    try:
        with path.open("rb") as opened:
            return opened.read(HEAD_BYTES)
    except OSError as error:
        raise UsageError(f"The file {path} cannot be read: {error.strerror}.", "Give another one.") from error


def read_collections(paths: Sequence[Path], taking: Taking, name: str | None) -> list[Collection]:
    """What the files hold, two files with the same questions in two languages as one; those without any are left out.

    Args:
        paths: Files, and folders, of which every file is read that is in a format we know.
        taking: How to read them.
        name: The format; None recognises it.

    Raises:
        UsageError: One cannot be read, its format is not known, or there are no questions at all.
    """
    from interviewer.formats.questions.pairs import find_pairs

    files = list(dict.fromkeys(file for path in paths for file in (_files_in(path, name) if path.is_dir() else [path])))
    pairs = {} if taking.language else {pair.first: pair for pair in find_pairs(files)}
    seconds = {pair.second for pair in pairs.values()}
    collections = [
        _read_pair(pairs[file], name) if file in pairs else _read(file, taking, name)
        for file in files
        if file not in seconds
    ]
    found = [held for held in collections if held.drafts or held.issues]
    if not found:
        raise _nothing(paths, collections)
    return found


def _nothing(paths: Sequence[Path], read: Sequence[Collection]) -> UsageError:
    """The error that nothing was asked in any of the files, or that there was none to be read."""
    if not read:
        return UsageError(
            f"There are no questions in {', '.join(map(str, paths))}: no file there is in a format that is known.",
            "Name the file, or its format with --from.",
        )
    named = ", ".join(f"{held.path} ({held.format})" for held in read[:MOST_NAMED])
    more = f" and {len(read) - MOST_NAMED} more" if len(read) > MOST_NAMED else ""
    return UsageError(
        f"There are no questions in {named}{more}.",
        "Look whether anything is asked there; `--from` reads a file in another format.",
    )


def _read_pair(pair: "Pair", name: str | None) -> Collection:
    from interviewer.formats.questions.pairs import join

    one, other = (
        _read(path, Taking(language), name)
        for path, language in zip((pair.first, pair.second), pair.languages, strict=True)
    )
    return join(one, other)


def _read(path: Path, taking: Taking, name: str | None) -> Collection:
    from interviewer.formats.questions import FORMATS

    known = _format_of(path, name) or next((known for known in FORMATS if path.suffix.lower() in known.endings), None)
    if known is None:
        formats = ", ".join(known.title for known in FORMATS)
        raise UsageError(f"{path} is nothing that can be taken in.", f"Known are {formats}; `--from` names the format.")
    return known.read(path, taking)


def _format_of(path: Path, name: str | None) -> "QuestionFormat | None":
    from interviewer.formats.questions import FORMATS

    if name:
        return next((known for known in FORMATS if known.name == name), None)
    head = read_head(path)
    return next((known for known in FORMATS if known.recognises(path, head)), None)


def _files_in(folder: Path, name: str | None) -> Iterator[Path]:
    """The files below a folder that a format recognises, in the order of their names; hidden ones are passed over."""
    seen = 0
    for path in sorted(folder.rglob("*")):
        if any(part.startswith(".") for part in path.relative_to(folder).parts) or not path.is_file():
            continue
        seen += 1
        if seen > MOST_FILES:
            raise UsageError(f"{folder} holds more than {MOST_FILES:,} files.", "Name the folder with the questions.")
        if _format_of(path, name):
            yield path


def licence_beside(path: Path) -> str:
    """What the licence file in the folder of a file, or in one of those above it, calls itself; empty without one."""
    for folder in path.absolute().parents[:LICENCE_LEVELS]:
        for file in sorted(folder.glob("LICEN[CS]E*")):
            if file.is_file() and (title := _first_line(file)):
                return title
        if (folder / ".git").exists():
            break
    return ""


def _first_line(file: Path) -> str:
    lines = read_head(file).decode(errors="replace").splitlines()
    return next((line for text in lines if (line := text.strip("# \t\ufeff"))), "")[:LONGEST_LICENCE]
