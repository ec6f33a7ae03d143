"""Somebody at a terminal in which the program runs: types at its prompts, presses keys, closes the window."""

import os
import select
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

OWN_TERMINAL = (
    "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execvp(sys.argv[1], sys.argv[1:])"
)


PATIENCE_S = 60.0

NOTICED_S = 5.0


class Author:
    """Somebody at a terminal in which the program runs."""

    def __init__(self, ours: int, process: subprocess.Popen[bytes]) -> None:
        self.process = process
        self._ours = ours
        self._shown = b""

    def answer(self, prompt: str, text: str) -> None:
        """Types, as soon as the prompt is there."""
        self.wait_for(prompt)
        self.type(text)

    def type(self, text: str) -> None:
        """Types at once."""
        os.write(self._ours, text.encode())

    def wait_for(self, words: str) -> None:
        """Reads on until the words have been shown."""
        while words.encode() not in self._shown:
            ready, _, _ = select.select([self._ours], [], [], PATIENCE_S)
            assert ready, f"{words!r} was not shown, but {self.shown!r}"
            self._shown += os.read(self._ours, 4096)
        self._shown = self._shown.partition(words.encode())[2]

    def end(self, words: str) -> None:
        """Presses Ctrl+D and reads on until the words are shown."""
        self.type("\x04")
        self.wait_for(words)

    def interrupt(self, words: str) -> None:
        """Presses Ctrl+C and reads on until the words are shown.

        Where it comes while a key is being dealt with, Python's line editor notices it with the next one.
        """
        self.type("\x03")
        if not select.select([self._ours], [], [], NOTICED_S)[0]:
            self.type("\x03")
        self.wait_for(words)

    def hang_up(self) -> None:
        """Closes the window."""
        os.close(self._ours)

    def leave(self) -> int:
        """Reads to the end; the exit code."""
        while True:
            try:
                if not (shown := os.read(self._ours, 4096)):
                    break
            except OSError:  # Linux says so when the other side is closed
                break
            self._shown += shown
        return self.process.wait(timeout=60)

    @property
    def shown(self) -> str:
        """What was shown since the last words that were waited for."""
        return self._shown.decode()


@contextmanager
def author(*arguments: str | Path, cwd: Path) -> Iterator[Author]:
    """The program in a terminal of its own."""
    ours, theirs = os.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", OWN_TERMINAL, sys.executable, "-m", "interviewer", *map(str, arguments)],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=cwd,
        env={**os.environ, "TERM": "xterm"},
        start_new_session=True,
    )
    os.close(theirs)
    try:
        yield Author(ours, process)
    finally:
        process.kill()
        process.wait()
