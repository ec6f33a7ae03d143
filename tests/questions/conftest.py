"""What the tests of readers share."""

from collections.abc import Callable
from pathlib import Path

import pytest

from interviewer.formats.questions import FORMATS
from interviewer.model.draft import Collection, Taking

Read = Callable[..., Collection]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Writes a file and reads it with the format that recognises it."""

    def reading(content: str | bytes, name: str, taking: Taking | None = None) -> Collection:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        with path.open("rb") as file:
            head = file.read(512)
        known = next(known for known in FORMATS if known.recognises(path, head))
        return known.read(path, taking or Taking())

    return reading
