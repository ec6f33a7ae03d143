"""A file that has its name only when it is whole."""

from contextlib import suppress
from pathlib import Path

from interviewer.errors import UsageError


def write_whole(path: Path, content: bytes) -> None:
    """Writes the content below another name and renames it.

    Raises:
        UsageError: The file cannot be written; whatever had its name is still there.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        raise UsageError(
            f"The file {path} cannot be written: {error.strerror or error}.",
            "Give a file in a folder that is writable.",
        ) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
