"""A bar on a terminal for work that takes a while."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

BAR_STEPS = 200
"""The bar is painted at most so often."""

RATE_SECONDS = 1.0
"""Over so long a rate is measured."""


@contextmanager
def progress(size: int, what: str = "") -> Iterator[Callable[[int], None]]:
    """What takes note of bytes that are done: a bar with the time that is left on a terminal, else nothing.

    Args:
        size: All bytes; 0 where that is not known: then there is no bar.
        what: What every call stands for, such as "answers"; the bar then says how many a second there are.
    """
    if not size or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield lambda _: None
        return
    with click.progressbar(length=size, file=sys.stderr, update_min_steps=max(size // BAR_STEPS, 1)) as bar:
        if not what:
            yield bar.update
            return
        begun, calls = 0.0, 0

        def advance(done: int) -> None:
            nonlocal begun, calls
            begun, calls = begun or time.monotonic(), calls + 1
            if (elapsed := time.monotonic() - begun) > RATE_SECONDS:
                bar.label = f"{calls / elapsed:,.0f} {what}/s"
                begun, calls = time.monotonic(), 0
            bar.update(done)

        yield advance
