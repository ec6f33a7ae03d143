"""Processes that work beside this one: Ctrl+C does not reach them, and they are gone when this one is."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from multiprocessing.connection import wait
from typing import TypeVar

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


def core_count() -> int:
    """How many processes can run at the same time."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def start_pool(count: int, prepare: Callable[..., None] | None = None, *arguments: object) -> ProcessPoolExecutor:
    """So many processes, already starting; of the main thread only.

    Args:
        prepare: Called first in each of them, with the arguments; like these it has to be picklable.
    """
    context = multiprocessing.get_context("spawn")  # what numpy and faiss have set up does not outlive a fork
    pool = ProcessPoolExecutor(count, context, _prepare, (prepare, arguments))
    with _undisturbed():
        for _ in range(count):
            pool.submit(_nothing)
    return pool


def in_parallel(work: Callable[[_Item], _Result], items: Sequence[_Item], most: int, chunk: int) -> list[_Result]:
    """What the work makes of each item, in their order; in this process where others cannot be had or one has died.

    Args:
        work: A function of a module, without side effects.
        most: So many processes at most.
        chunk: So many items are handed over at a time.
    """
    count = min(core_count(), most)
    can_start = threading.current_thread() is threading.main_thread() and multiprocessing.parent_process() is None
    if count > 1 and can_start:
        with start_pool(count) as pool, suppress(BrokenProcessPool):
            return list(pool.map(work, items, chunksize=chunk))
    return list(map(work, items))


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Ctrl+C does not reach processes that are started in here, not even while they start."""
    usual = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, usual)


def _prepare(prepare: Callable[..., None] | None, arguments: tuple[object, ...]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if prepare is not None:
        prepare(*arguments)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _nothing() -> None:
    """Work that makes a process start."""
