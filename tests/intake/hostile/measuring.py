"""What an import costs: processor time and memory of all processes that take part in it."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Cost", "measured"]

_EVERY = 0.02
_PROC = Path("/proc")


@dataclass(slots=True)
class Cost:
    """Seconds of a processor, and megabytes beyond those in use before; 0 without /proc.

    Seconds of a clock would be those of the other programs of the machine as well.
    """

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
    began = _worked()
    watcher.start()
    try:
        yield cost
    finally:
        done.set()
        watcher.join()
        cost.seconds = _worked() - began


def _resident(process: int) -> float:
    try:
        text = (_PROC / f"{process}/statm").read_text("ascii")
    except OSError:  # it has ended meanwhile, or there is no /proc
        return 0.0
    return int(text.split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


def _worked() -> float:
    """Seconds that a processor worked for the family, and for those of it that have ended."""
    stats = _stats()
    ticks = sum(int(field) for process in _family() for field in stats.get(process, ())[11:15])
    return ticks / os.sysconf("SC_CLK_TCK")


def _family() -> list[int]:
    """The process itself and all that it has started, directly or not."""
    parents = {process: int(fields[1]) for process, fields in _stats().items()}
    found = [os.getpid()]
    for process in found:
        found += [child for child, parent in parents.items() if parent == process]
    return found


def _stats() -> dict[int, list[str]]:
    """What the system tells of every process, from its state on (proc(5), /proc/pid/stat)."""
    told = {}
    for path in _PROC.glob("[0-9]*/stat"):
        try:
            text = path.read_text("utf-8", "replace")
        except OSError:  # it has ended meanwhile
            continue
        told[int(path.parent.name)] = text.rpartition(")")[2].split()
    return told
