"""Measures a process with everything that it starts: wall clock, processor, memory.

It reads /proc, and so needs Linux.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

__all__ = ["Run", "RunFailedError", "Watch", "measure", "median"]

_PROC = Path("/proc")
_SECONDS_BETWEEN_LOOKS = 0.1
_TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
_KIBIBYTES_PER_MEBIBYTE = 1024


class RunFailedError(Exception):
    """A measured process failed; the message has the end of what it printed."""


@dataclass(frozen=True, slots=True)
class Run:
    """What a process and all that it started took.

    ``seconds`` are those of the clock, ``processor`` those of all processors together.
    ``memory`` is the largest sum over all of them at one time, in MiB, with memory that several
    share counted once.
    """

    seconds: float
    processor: float
    memory: float

    def __str__(self) -> str:
        return f"{self.seconds:.2f} s (processor {self.processor:.1f} s, {self.memory:.0f} MiB)"


def measure(
    command: Sequence[str | Path], folder: Path, environment: Mapping[str, str] | None = None
) -> Run:
    """Runs a command in a folder, with these variables instead of our own if there are any.

    Raises RunFailedError.
    """
    with tempfile.TemporaryFile() as output:
        begun = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=output, stderr=subprocess.STDOUT
        )
        with Watch(process.pid) as watch:
            _, status, usage = os.wait4(process.pid, 0)
            seconds = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            end = output.read().decode("utf-8", "replace")[-2000:]
            raise RunFailedError(f"{' '.join(map(str, command))}: {process.returncode}\n{end}")
    # What the system adds up lacks processes that nobody waited for, what was watched lacks the
    # time after the last look. Each is too little at worst.
    processor = max(usage.ru_utime + usage.ru_stime, watch.processor)
    return Run(seconds, processor, watch.memory)


def median(runs: Iterable[Run]) -> Run:
    """The run that took the median time of the clock; of an even number the faster one."""
    by_time = sorted(runs, key=lambda run: run.seconds)
    middle = statistics.median_low([run.seconds for run in by_time])
    return next(run for run in by_time if run.seconds == middle)


@dataclass(frozen=True, slots=True)
class _Process:
    """A process as /proc shows it; ``begun`` tells apart those that have one number in turn.

    ``ticks`` is the time that it used itself, ``ticks_of_ended`` that of the children that it has
    waited for.
    """

    number: int
    parent: int
    begun: int
    ticks: int
    ticks_of_ended: int


class Watch:
    """Looks at a process and its descendants from time to time, in a thread.

    ``memory`` is the most that was seen so far, in MiB.
    """

    def __init__(self, number: int) -> None:
        self._number = number
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look_on, daemon=True)
        self._ticks: dict[tuple[int, int], int] = {}
        self._ticks_at_once = 0
        self.memory = 0.0

    def __enter__(self) -> Self:
        self._look()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    @property
    def processor(self) -> float:
        """The seconds of all processors that were seen so far.

        Either of all processes when each was seen last, or of those that were there at one time
        with the children that they had waited for: whichever is more.
        """
        return max(sum(self._ticks.values()), self._ticks_at_once) / _TICKS_PER_SECOND

    def _look_on(self) -> None:
        while not self._over.wait(_SECONDS_BETWEEN_LOOKS):
            self._look()

    def _look(self) -> None:
        tree = list(_tree(self._number))
        self._ticks |= {(each.number, each.begun): each.ticks for each in tree}
        at_once = sum(each.ticks + each.ticks_of_ended for each in tree)
        self._ticks_at_once = max(self._ticks_at_once, at_once)
        self.memory = max(self.memory, _memory(tree))


def _tree(number: int) -> Iterator[_Process]:
    """A process and its descendants."""
    children: dict[int, list[_Process]] = {}
    for process in _processes():
        if process.number == number:
            yield process
        children.setdefault(process.parent, []).append(process)
    waiting = children.get(number, [])
    while waiting:
        process = waiting.pop()
        yield process
        waiting += children.get(process.number, [])


def _processes() -> Iterator[_Process]:
    for folder in _PROC.iterdir():
        if folder.name.isdigit():
            with suppress(OSError):  # it has ended
                # A program's name may contain anything, also parentheses: proc(5).
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
                # ppid, utime, stime, cutime, cstime, starttime
                parent, *ticks, begun = (int(fields[n]) for n in (1, 11, 12, 13, 14, 19))
                own, ended = sum(ticks[:2]), sum(ticks[2:])
                yield _Process(int(folder.name), parent, begun, own, ended)


def _memory(tree: Sequence[_Process]) -> float:
    """MiB of all processes now, or of the one that once had most if that is more."""
    shares = [_kibibytes(process, "smaps_rollup", "Pss:") for process in tree]
    peaks = [_kibibytes(process, "status", "VmHWM:") for process in tree]
    return max(sum(shares), max(peaks, default=0)) / _KIBIBYTES_PER_MEBIBYTE


def _kibibytes(process: _Process, file: str, name: str) -> int:
    with suppress(OSError):
        for line in (_PROC / str(process.number) / file).read_text().splitlines():
            if line.startswith(name):
                return int(line.split()[1])
    return 0
