"""A package that Anki has exported -> the reviews of our items.

Anki writes one of three files into the package, by its age: `collection.anki21b` is a database compressed with zstd,
the others are plain ones. Beside a newer one lies an older one without content, for older programs.
"""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from interviewer.errors import UsageError
from interviewer.formats.anki.identity import PREFIX, item_of
from interviewer.formats.anki.scheduling import EASE, FILTERED
from interviewer.model.imported import ImportedReview
from interviewer.store.anki import LoggedReview, read_log

COMPRESSED = "collection.anki21b"
COLLECTIONS = (COMPRESSED, "collection.anki21", "collection.anki2")
"""The newest first."""

LARGEST = 512 * 2**20
"""What a collection may take, in bytes; ten years of daily practice take some 30 MB."""

UNSUSPICIOUS = 32 * 2**20
MOST_COMPRESSED = 200
"""Beyond so many bytes, more than so many for each compressed one are no honest database's."""

CHUNK = 2**20

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
    try:
        with TemporaryDirectory(prefix="interviewer-") as folder:
            collection = Path(folder) / "collection"
            with _explained(path):
                _unpack(path, collection)
            rows = read_log(collection, PREFIX)
    except UsageError as error:
        raise UsageError(
            f"{path} cannot be imported from Anki. {error.message}",
            error.hint or 'Export the deck again: "File > Export", with "Include scheduling information".',
        ) from error
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


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turns what can go wrong with a file of unknown origin into errors of ours."""
    from zstandard import ZstdError

    try:
        yield
    except (zipfile.BadZipFile, zlib.error, ZstdError, EOFError, ValueError, NotImplementedError) as error:
        raise UsageError(f"It is damaged, or no package of Anki's: {error}.") from error
    except OSError as error:
        raise UsageError(f"It cannot be read: {error.strerror or error}.", "Check the path.") from error


def _unpack(path: Path, collection: Path) -> None:
    """Writes the newest collection of the package to a file."""
    with zipfile.ZipFile(path) as package:
        entry = _newest(package)
        with package.open(entry) as packed, collection.open("wb") as out:
            limit = min(LARGEST, max(UNSUSPICIOUS, entry.compress_size * MOST_COMPRESSED))
            _copy(_decompressed(packed) if entry.filename == COMPRESSED else packed, out, limit)


def _newest(package: zipfile.ZipFile) -> zipfile.ZipInfo:
    names = package.namelist()
    entry = next((package.getinfo(name) for name in COLLECTIONS if name in names), None)
    if entry is None:
        raise UsageError("It holds no collection of Anki's.")
    if entry.flag_bits & 1:
        raise UsageError("It is encrypted.")
    if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise UsageError("It is compressed in a way that Anki does not use.")
    return entry


def _decompressed(packed: IO[bytes]) -> IO[bytes]:
    from zstandard import ZstdDecompressor

    return ZstdDecompressor().stream_reader(packed, read_across_frames=True)


def _copy(source: IO[bytes], out: IO[bytes], limit: int) -> None:
    """Copies all of it, whatever the package says about its size."""
    size = 0
    while chunk := source.read(CHUNK):
        size += len(chunk)
        if size > limit:
            raise UsageError(f"Its collection is larger than {limit // 2**20} MB, more than can be right.")
        out.write(chunk)
