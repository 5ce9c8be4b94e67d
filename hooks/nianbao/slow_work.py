"""Names what takes long while it does, on a terminal or in the log of a pipeline.

Whatever works through many things takes an optional ``working_on: WorkingOn = nullcontext`` and
wraps each of them in ``with working_on(name):`` or, where an exception should tell of which it
is, in ``with named(name, working_on):``. Commands and builds hand in a ``SlowWork``::

    with SlowWork() as working_on:
        read_and_check(folder, press, rules, working_on)
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import Self, TextIO, TypeAlias

from .visible import visible

__all__ = ["SlowWork", "WorkingOn", "named"]

WorkingOn: TypeAlias = Callable[[str], AbstractContextManager[object]]
"""Gets the name of a thing for as long as it is worked on; ``nullcontext`` is one."""

_FIRST = 5.0
"""Seconds after which a thing is named; again after twice as many, and so on."""
_PROGRESS = 40
"""Width that hides the counter of ``console.show_progress``, whose line is written over."""


@contextmanager
def named(name: str, working_on: WorkingOn) -> Iterator[None]:
    """Works on a thing; an exception, which only a mistake of ours raises, says on which."""
    with working_on(name):
        try:
            yield
        except Exception as error:
            error.add_note(f"出错时在处理 {visible(name)}")
            raise


@dataclass(slots=True)
class _Work:
    name: str
    began: float
    due: float


class SlowWork:
    """Tells of slow work from a thread that sleeps until something may be due.

    Any number of threads may work at once. One call into C that does not release the
    interpreter (a regular expression, say) is only told of when it returns.
    """

    def __init__(
        self,
        stream: TextIO | None = None,
        clock: Callable[[], float] = time.monotonic,
        first: float = _FIRST,
    ) -> None:
        self._stream = stream or sys.stderr
        self._clock = clock
        self._first = first
        self._works: dict[int, _Work] = {}
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="slow-work", daemon=True)

    def __enter__(self) -> Self:
        # Most CI systems set CI; elsewhere a log of what was slow is of no use to anybody.
        if self._stream.isatty() or os.environ.get("CI"):
            self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._ended.set()
        if self._thread.is_alive():
            self._thread.join()

    @contextmanager
    def __call__(self, name: str) -> Iterator[None]:
        """Names a thing if the context lasts long."""
        now = self._clock()
        work = _Work(name, now, now + self._first)
        with self._lock:
            self._works[id(work)] = work
        try:
            yield
        finally:
            with self._lock:
                del self._works[id(work)]

    def look(self) -> float:
        """Tells of what is due; returns how many seconds nothing else can be."""
        now = self._clock()
        with self._lock:
            due = [work for work in self._works.values() if work.due <= now]
            for work in due:
                while work.due <= now:
                    work.due += work.due - work.began
            # What begins now is not due sooner than that.
            pause = min([self._first, *(work.due - now for work in self._works.values())])
        for work in due:
            self._tell(f"{visible(work.name)} 已用 {now - work.began:.0f} 秒…")
        return pause

    def _watch(self) -> None:
        while not self._ended.wait(self.look()):
            pass

    def _tell(self, line: str) -> None:
        over = f"\r{line.ljust(_PROGRESS)}" if self._stream.isatty() else line
        self._stream.write(f"{over}\n")
        self._stream.flush()
