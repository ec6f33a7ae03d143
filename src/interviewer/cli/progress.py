"""A bar on a terminal for work that takes a while."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

BAR_STEPS = 200
"""The bar is painted at most so often."""

BAR_CELLS = 36
"""How wide it is where there is room."""

TEXT_CELLS = 24
"""What stands beside bar and rate at most, `  [` to `]  100%  1d 02:03:04`, and the last column, where lines break."""

RATE_SECONDS = 1.0
"""Over so long a rate is measured."""


@contextmanager
def progress(size: int, what: str = "") -> Iterator[Callable[[int], None]]:
    """What takes note of bytes that are done: a bar with the time that is left on a terminal, else nothing.

    Args:
        size: All bytes; 0 where that is not known: then there is no bar.
        what: What every call stands for, such as "answers"; the bar then says how many a second there are.
    """
    if not size or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb" or _room() < 1:
        yield lambda _: None
        return
    steps = max(size // BAR_STEPS, 1)
    with click.progressbar(length=size, file=sys.stderr, width=min(_room(), BAR_CELLS), update_min_steps=steps) as bar:
        if not what:
            yield bar.update
            return
        begun, calls = 0.0, 0

        def advance(done: int) -> None:
            nonlocal begun, calls
            begun, calls = begun or time.monotonic(), calls + 1
            if (elapsed := time.monotonic() - begun) > RATE_SECONDS:
                rate = f"{calls / elapsed:,.0f} {what}/s"
                bar.label = rate if _room() > len(rate) else ""
                bar.width = min(max(_room() - len(bar.label), 1), BAR_CELLS)
                begun, calls = time.monotonic(), 0
            bar.update(done)

        yield advance


def _room() -> int:
    """The cells for bar and rate on the terminal that shows them: stdout may be something else."""
    try:
        columns = os.get_terminal_size(sys.stderr.fileno()).columns
    except (OSError, ValueError):
        columns = 0
    return (columns or 80) - TEXT_CELLS
