"""Time spent on a question, without the pauses."""

from collections.abc import Callable


class Stopwatch:
    """Counts seconds while it runs.

    Attributes:
        running: It counts.
    """

    def __init__(self, ticks: Callable[[], float]) -> None:
        self.running = False
        self._ticks = ticks
        self._before_s = 0.0
        self._since_s = 0.0

    def start(self, elapsed_s: float) -> None:
        """Runs on from `elapsed_s`."""
        self.running = True
        self._before_s = elapsed_s
        self._since_s = self._ticks()

    def stop(self) -> float:
        """The seconds so far; they stay until the next start."""
        self._before_s = self.elapsed_s
        self.running = False
        return self._before_s

    @property
    def elapsed_s(self) -> float:
        """The seconds so far."""
        return self._before_s + (self._ticks() - self._since_s if self.running else 0)
