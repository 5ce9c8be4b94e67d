"""What does the tasks of a build: this process, processes of its own, or a cluster."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import resource_tracker
from pathlib import Path
from types import FrameType, TracebackType
from typing import Protocol, Self

__all__ = ["LocalWorkers", "Workers"]

_WORTH_A_PROCESS = 2.0
"""Seconds of work that take longer than starting a process."""


class Workers(Protocol):
    """Gives an executor for work of so many seconds, all in all."""

    def executor(self, seconds: float) -> Executor | None:
        """What does it; None says that it is not worth one, and is done where it is asked for."""

    def renew(self) -> None:
        """Lets go of processes that have died, or hold memory that is of no more use."""


class LocalWorkers:
    """As many processes as there are processors, started when there is enough to do.

    Processes, not threads: Python works on one thing at a time, and what Typst keeps in memory
    goes with the process. They are started anew, not forked, which Typst's threads do not bear.
    """

    def __init__(self, processes: int | None = None) -> None:
        self._processes = min(processes or os.cpu_count() or 1, _most_processes())
        self._pool: ProcessPoolExecutor | None = None
        self._former: signal.Handlers | int | Callable[..., object] | None = None

    def __enter__(self) -> Self:
        is_main = threading.current_thread() is threading.main_thread()
        if is_main and signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
            # Without it a build that is told to end leaves its processes behind.
            self._former = signal.signal(signal.SIGTERM, _end)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._pool is not None and error is not None:
            # What is at work would have to be waited for.
            for process in multiprocessing.active_children():
                process.kill()
        self.renew()
        if self._former is not None:
            signal.signal(signal.SIGTERM, self._former)

    def executor(self, seconds: float) -> Executor | None:
        """Processes where they pay."""
        if self._pool is None and (self._processes == 1 or seconds < _WORTH_A_PROCESS):
            return None
        if self._pool is None:
            library = str(Path(__file__).resolve().parent.parent.parent)
            if library not in sys.path:
                # MkDocs takes it off the path again; a new process gets the path of this one.
                sys.path.append(library)
            self._pool = _begun_pool(self._processes)
        return self._pool

    def renew(self) -> None:
        """Ends the processes."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None


def _most_processes() -> int:
    """Windows waits for 63 things at once at most, two of which are not processes."""
    return 61 if sys.platform == "win32" else sys.maxsize


def _begun_pool(processes: int) -> ProcessPoolExecutor:
    """A pool whose processes have been started."""
    pool = ProcessPoolExecutor(processes, multiprocessing.get_context("spawn"), initializer=_begin)
    with _held_back(signal.SIGINT):
        # Each piece of work starts one, while none that was started has nothing to do.
        for _ in range(processes):
            pool.submit(os.getpid)
    return pool


@contextmanager
def _held_back(held: signal.Signals) -> Iterator[None]:
    """Lets a signal wait; a process that is started meanwhile never gets it.

    Ctrl-C goes to all processes of a terminal. One that is just beginning would tell of it with a
    traceback, and it is for the process that began it to end it.
    """
    if sys.platform == "win32":
        yield
        return
    # Beginning it, which the first process would do, lets the signals through again.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {held})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin() -> None:
    """Makes a process that works for another."""
    # What is made here is handed on and forgotten: there are no cycles worth looking for.
    gc.disable()
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, name="end-with-parent", daemon=True).start()


def _end_with_parent() -> None:
    """Ends this process when the one that began it is gone, which it would wait for for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _end(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + signal.SIGTERM)
