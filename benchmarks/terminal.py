"""A program in a pseudo-terminal: keys go in, bytes come out, and the clock runs."""

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from pathlib import Path
from types import TracebackType
from typing import Self

ROWS, COLUMNS = 40, 120
PATIENCE_S = 30.0
QUIET_S = 0.3
IDLE_S = 0.05


class Terminal:
    """A running program; leaving the `with` block ends it."""

    def __init__(self, *command: str) -> None:
        """Starts the command."""
        self.begun = time.perf_counter()
        self.peak_mb = 0.0
        self._output = b""
        self._pid, self._master = pty.fork()
        if self._pid == 0:
            os.execvp(command[0], command)
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Kills the program and notes the most memory it had."""
        os.kill(self._pid, signal.SIGKILL)
        _, _, usage = os.wait4(self._pid, 0)
        os.close(self._master)
        self.peak_mb = usage.ru_maxrss / 1024

    def send(self, keys: bytes) -> None:
        """Types; what was printed before is forgotten, and the clock starts anew."""
        self._output = b""
        self.begun = time.perf_counter()
        os.write(self._master, keys)

    def settle(self) -> None:
        """Reads until the program has printed nothing and used hardly any processor time for `QUIET_S`."""
        used = -1.0
        while self._read(QUIET_S) or self._processor_s() > used + IDLE_S:
            used = self._processor_s()

    def _processor_s(self) -> float:
        fields = Path(f"/proc/{self._pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def until(self, expected: bytes) -> float:
        """Seconds from the start (or the last `send`) until these bytes have been printed.

        Raises:
            TimeoutError: They have not been printed within `PATIENCE_S`.
        """
        while expected not in self._output:
            if not self._read(PATIENCE_S):
                raise TimeoutError(f"{expected!r} was not printed; the end was {self._output[-500:]!r}")
        return time.perf_counter() - self.begun

    def _read(self, patience_s: float) -> bool:
        """Takes in what is printed next; False where nothing comes."""
        ready, _, _ = select.select([self._master], [], [], patience_s)
        if ready:
            self._output += os.read(self._master, 65536)
        return bool(ready)
