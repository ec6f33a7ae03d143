"""A package of Anki's (.apkg, .colpkg) -> the collection in it; nothing but a temporary file is written.

Anki writes one of three files into the package, by its age: `collection.anki21b` is a database compressed with zstd,
the others are plain ones. Beside a newer one lies an older one without content, for older programs.
"""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from interviewer.errors import UsageError

COMPRESSED = "collection.anki21b"
COLLECTIONS = (COMPRESSED, "collection.anki21", "collection.anki2")
"""The newest first."""

LARGEST = 512 * 2**20
"""What a collection may take, in bytes; ten years of daily practice take some 30 MB."""

UNSUSPICIOUS = 32 * 2**20
MOST_COMPRESSED = 200
"""Beyond so many bytes, more than so many for each compressed one are no honest database's."""

CHUNK = 2**20


def is_package(path: Path, head: bytes) -> bool:
    """Whether the file is a package by its name and its beginning."""
    return head.startswith(b"PK\3\4") and path.suffix.lower() in {".apkg", ".colpkg"}


@contextmanager
def unpacked(path: Path, hint: str) -> Iterator[Path]:
    """The newest collection of the package, as a temporary file.

    Args:
        path: The package.
        hint: What to do where it cannot be used, if nothing better is known.

    Raises:
        UsageError: It is not such a package, or it is damaged, or suspiciously large; also when what is done with it
            raises one.
    """
    try:
        with TemporaryDirectory(prefix="interviewer-") as folder:
            collection = Path(folder) / "collection"
            with _explained():
                _unpack(path, collection)
            yield collection
    except UsageError as error:
        raise UsageError(f"{path} cannot be imported from Anki. {error.message}", error.hint or hint) from error


@contextmanager
def _explained() -> Iterator[None]:
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
