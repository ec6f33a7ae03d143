"""Scores that are on the disk before the run is over: whatever ends it, the next one goes on from there.

Rows are appended to `.NAME.part` beside the file they are for and forced to the disk in batches. A row that was torn
when the machine stopped is cut off. `.NAME.run` says what they are the scores of; it stays when the rows get their
name, so that the same command, given once more, knows that all is done.
"""

import contextlib
import errno
import fcntl
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

from interviewer.errors import GradingError, UsageError
from interviewer.grading.record import Record

FORMAT = "interviewer-grading"

BATCH_ROWS = 64
"""So many rows reach the disk together: what a kill can cost, a twentieth of a second's work."""

RESTART = "Give the file another name, or begin anew with --restart."


class Part:
    """The rows of a run so far.

    Attributes:
        path: The file they are in.
        rows: How many of them are on the disk.
    """

    def __init__(self, out: Path, marks: Mapping[str, str]) -> None:
        """Names the files; nothing is opened yet.

        Args:
            out: What the rows are called when there are all of them.
            marks: What the scores depend on: by the name that messages call it, a digest.
        """
        self.out = out = Path(os.path.realpath(out))  # the file itself, where a link was named
        self.path = out.with_name(f".{out.name}.part")
        self.run = out.with_name(f".{out.name}.run")
        self._fresh_run = self.run.with_name(f"{self.run.name}.tmp")
        self._marks = dict(marks)
        self._waiting: list[bytes] = []
        self.rows = 0

    def finished(self, restart: bool) -> dict[str, Any] | None:
        """The summary of a run that is over and was the same, or None where there is something to do.

        Raises:
            UsageError: Something stands in the way that is not of this run.
        """
        with _told(self.out):
            if self.out.exists() and not self.out.is_file():
                raise OSError(errno.EINVAL, "It is no regular file")
            if not self.out.parent.is_dir():
                raise OSError(errno.ENOENT, "There is no such folder")
            self._fresh_run.exists()  # the longest of the names
            begun, done = self.path.exists() and self.path.stat().st_size > 0, self.out.exists()
        if restart or not (begun or done):
            return None
        kept = self._kept()
        if kept is None:
            raise UsageError(f"{self.out if done else self.path} is there already, and nothing says of what.", RESTART)
        if others := [name for name, mark in self._marks.items() if kept.get(name) != mark]:
            state = "is the result of" if done and not begun else "was begun with"
            raise UsageError(f"{self.out} {state} {_listed([_other(name) for name in others])}.", RESTART)
        if begun:
            return None
        summary = kept.get("summary")
        if not isinstance(summary, dict):
            raise UsageError(f"{self.out} is there already.", RESTART)
        return summary

    def open(self, restart: bool) -> None:
        """Makes the part ready to be read and written.

        Raises:
            UsageError: It cannot be written, or another run is at it.
        """
        with _told(self.out):
            self._file = self.path.open("a+b")
            try:
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                self._file.close()
                raise UsageError(f"{self.out} is being written by another run.", "Wait for it to end.") from error
            if restart:
                self._file.truncate(0)
            if not self._file.seek(0, os.SEEK_END):
                self._keep({})

    def records(self) -> Iterator[tuple[int, int, Record]]:
        """The whole rows so far, each with its place and its size; what follows them is torn.

        `cut` must be told where the good ones end before anything is added.
        """
        self._file.seek(0)
        place = 0
        for line in self._file:
            try:
                record = json.loads(line) if line.endswith(b"\n") else None
            except (ValueError, RecursionError):
                record = None
            if not isinstance(record, dict):
                return
            yield place, len(line), record
            self.rows += 1
            place += len(line)

    def cut(self, place: int) -> None:
        """Drops what stands from there on."""
        with self._failing():
            self._file.truncate(place)
            self._file.seek(place)
            self._end = place

    def add(self, record: Record) -> int:
        """Takes a row; it is on the disk when its batch is full. Returns its place."""
        line = json.dumps(record, ensure_ascii=False).encode() + b"\n"
        place, self._end = self._end, self._end + len(line)
        self._waiting.append(line)
        if len(self._waiting) >= BATCH_ROWS:
            self.save()
        return place

    def save(self) -> None:
        """Forces the rows to the disk."""
        waiting, self._waiting = self._waiting, []  # first of all: Ctrl+C may come at any point, and rows not twice
        with self._failing():
            self._file.write(b"".join(waiting))
            self._file.flush()
            os.fsync(self._file.fileno())
        self.rows += len(waiting)

    def finish(self, summary: Mapping[str, Any], lines: Iterable[str] | None = None) -> None:
        """Gives the rows their name.

        Args:
            summary: What `finished` gives back from now on.
            lines: What is written in place of the rows, where they are wanted in another format.
        """
        self.save()
        with self._failing():
            if lines is not None:
                whole = self.out.with_name(f".{self.out.name}.tmp")
                with whole.open("w", encoding="utf-8", newline="") as file:
                    file.writelines(lines)
                    file.flush()
                    os.fsync(file.fileno())
            self._keep({"summary": dict(summary)})
            if lines is None:
                self.path.replace(self.out)
            else:
                whole.replace(self.out)
                self.path.unlink()
            _sync_folder(self.out.parent)

    def __enter__(self) -> "Part":
        """Rows that wait are saved on the way out, whatever the reason."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if self._waiting and not isinstance(error, GradingError):
                self.save()
        finally:
            with contextlib.suppress(OSError):  # what led here is told, not that the rest could not be written either
                self._file.close()

    def _kept(self) -> dict[str, Any] | None:
        try:
            kept = json.loads(self.run.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return kept if isinstance(kept, dict) and kept.get("format") == FORMAT else None

    def _keep(self, more: Mapping[str, Any]) -> None:
        """Says what the rows are the scores of; the file is the old one or the new one, never half of one."""
        with self._fresh_run.open("w", encoding="utf-8") as file:
            json.dump(
                {"format": FORMAT, "schema_version": 1, **self._marks, **more}, file, ensure_ascii=False, indent=1
            )
            file.flush()
            os.fsync(file.fileno())
        self._fresh_run.replace(self.run)
        _sync_folder(self.run.parent)

    @contextlib.contextmanager
    def _failing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise GradingError(
                f"The scores could not be written to {self.out}: {error.strerror}.",
                "What is there is kept; the same command goes on from it.",
            ) from error


def _sync_folder(folder: Path) -> None:
    """Makes names in a folder outlive a loss of power."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _other(name: str) -> str:
    return f"{'other' if name.endswith('s') else 'another'} {name}"


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


@contextlib.contextmanager
def _told(out: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UsageError(
            f"The scores cannot be written to {out}: {error.strerror}.", "Give --out another name."
        ) from error
