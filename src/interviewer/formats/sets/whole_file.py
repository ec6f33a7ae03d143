"""Files that have their name only once they are whole."""

from contextlib import suppress
from pathlib import Path

from interviewer.errors import UsageError


def write_whole(path: Path, content: str | bytes) -> None:
    """Writes a file; text in UTF-8, as it stands.

    Raises:
        UsageError: It cannot be written; what was there is there still.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(content if isinstance(content, bytes) else content.encode(errors="replace"))
        part.replace(path)
    except OSError as error:
        raise UsageError(
            f"The file {path} cannot be written: {error.strerror or error}.",
            "Give a file in a folder that is writable.",
        ) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
