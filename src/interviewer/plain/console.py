"""Lines in and out."""

import sys
from typing import TextIO


class Console:
    """A conversation over text streams: it goes to `out`, remarks about it elsewhere.

    Attributes:
        exhausted: The input has come to its end.
    """

    def __init__(self, source: TextIO | None = None, out: TextIO | None = None, remarks: TextIO | None = None) -> None:
        """Takes the standard streams where none are given."""
        self.exhausted = False
        self._source = source or sys.stdin
        self._out = out or sys.stdout
        self._remarks = remarks or sys.stderr

    @property
    def is_manned(self) -> bool:
        """Whether a person sits there."""
        return self._source.isatty()

    def line(self) -> str:
        """The next line, without its end; an empty one when there is none."""
        if self.is_manned:
            self._out.write("> ")
            self._out.flush()
        line = self._source.readline()
        self.exhausted = not line
        return line.rstrip("\r\n")

    def say(self, *lines: str) -> None:
        """Says something, and leaves a line free after it."""
        self._out.write("\n".join(lines) + "\n\n")
        self._out.flush()

    def remark(self, text: str) -> None:
        """Says something about the conversation."""
        print(text, file=self._remarks, flush=True)
