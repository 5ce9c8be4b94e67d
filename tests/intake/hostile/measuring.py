"""What an import costs: time, and the memory of all processes that take part in it."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Cost", "measured"]

_EVERY = 0.02
_PROC = Path("/proc")


@dataclass(slots=True)
class Cost:
    """Seconds, and megabytes beyond those in use before; 0 without /proc."""

    seconds: float = 0.0
    megabytes: float = 0.0


@contextmanager
def measured() -> Iterator[Cost]:
    """The cost of what is done meanwhile, filled in at the end."""
    cost = Cost()
    done = threading.Event()
    # A browser of other tests may be running.
    own = sum(map(_resident, _family()))

    def watch() -> None:
        while not done.wait(_EVERY):
            cost.megabytes = max(cost.megabytes, sum(map(_resident, _family())) - own)

    watcher = threading.Thread(target=watch, daemon=True)
    began = time.monotonic()
    watcher.start()
    try:
        yield cost
    finally:
        cost.seconds = time.monotonic() - began
        done.set()
        watcher.join()


def _resident(process: int) -> float:
    try:
        text = (_PROC / f"{process}/statm").read_text("ascii")
    except OSError:  # it has ended meanwhile, or there is no /proc
        return 0.0
    return int(text.split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


def _family() -> list[int]:
    """The process itself and all that it has started, directly or not."""
    parents: dict[int, int] = {}
    for path in _PROC.glob("[0-9]*/stat"):
        try:
            told = path.read_text("utf-8", "replace").rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(path.parent.name)] = int(told[1])
    found = [os.getpid()]
    for process in found:
        found += [child for child, parent in parents.items() if parent == process]
    return found
