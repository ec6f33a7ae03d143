"""A file has its name when it is whole, and nothing is lost or left over on the way there."""

import errno
import os
from pathlib import Path

import pytest

from interviewer.whole_file import whole_file


@pytest.fixture(params=["links", "no links"])
def path(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Of a file in a folder, with hard links and without, as on the file systems of memory cards."""

    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    if request.param == "no links":
        monkeypatch.setattr(os, "link", refuse)
    return tmp_path / "file"


def test_a_new_file_has_its_content(path: Path) -> None:
    with whole_file(path, replaces=False) as part:
        part.write_text("new")
        assert not path.exists()
    assert path.read_text() == "new"
    assert list(path.parent.iterdir()) == [path]


def test_what_was_written_meanwhile_is_not_replaced(path: Path) -> None:
    with pytest.raises(FileExistsError), whole_file(path, replaces=False) as part:
        part.write_text("new")
        path.write_text("old")
    assert path.read_text() == "old"
    assert list(path.parent.iterdir()) == [path]


def test_what_fails_half_way_leaves_the_old_file(path: Path) -> None:
    path.write_text("old")
    with pytest.raises(ZeroDivisionError), whole_file(path) as part:
        part.write_text("half")
        raise ZeroDivisionError
    assert path.read_text() == "old"
    assert list(path.parent.iterdir()) == [path]
