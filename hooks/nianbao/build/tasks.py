"""Work that a build may have done already: taken from the store, or done now, on all processors.

A task is a function with its data, named by a key that says all that goes into it. Its result is
kept with the names of the files that it put into the store; it counts only while they are whole.
"""

from __future__ import annotations

import gc
import hashlib
import math
import os
import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from typing import Generic, Protocol, TypeAlias, TypeVar

from .store import Store
from .workers import Workers

__all__ = ["Done", "Progress", "Result", "Task", "Tools", "do_all"]

Progress: TypeAlias = Callable[[int, int], None]
"""Is told how much is done, and of how much."""


@dataclass(frozen=True)
class Tools:
    """What a build is done with; ``progress`` gets what is being done, and tells how far it is."""

    store: Store
    workers: Workers
    progress: Callable[[str], Progress]


class Result(Protocol):
    """What a task comes to; it can be pickled."""

    @property
    def files(self) -> Iterable[str]:
        """The digests of the files that belong to it, which are in the store."""

    @property
    def values(self) -> Iterable[str]:
        """The keys of the values that it was made of, which are in the store."""

    @property
    def is_current(self) -> bool:
        """Whether what it depends on besides its key is as it was."""


_Result = TypeVar("_Result", bound=Result)


@dataclass(frozen=True)
class Task(Generic[_Result]):
    """``work`` to do in any process, which can be pickled; ``name`` is what messages call it.

    ``size`` says how much there is to be done, in pieces that are counted on the terminal;
    ``seconds`` about how long it takes.
    """

    name: str
    key: str
    work: Callable[[], _Result]
    size: int = 1
    seconds: float = 0.0


@dataclass(frozen=True)
class Done(Generic[_Result]):
    """The result of a task, with its digest."""

    key: str
    result: _Result
    digest: str


def do_all(
    tasks: Sequence[Task[_Result]], store: Store, workers: Workers, progress: Progress
) -> list[Done[_Result]]:
    """The results of all tasks, in their order.

    ``progress`` is called with the size of what is done and of all that was not kept. An
    exception of a task is raised again, with a note that names it.
    """
    found = _kept(tasks, store)
    left = [number for number, done in enumerate(found) if done is None]
    total = sum(tasks[number].size for number in left)
    finished = 0
    for number, value in _worked(tasks, left, store, workers):
        found[number] = _done(tasks[number], value)
        finished += tasks[number].size
        progress(finished, total)
    return [done for done in found if done is not None]


def _kept(tasks: Sequence[Task[_Result]], store: Store) -> list[Done[_Result] | None]:
    """What the store has of each task, if all of it is whole."""

    def kept(task: Task[_Result]) -> Done[_Result] | None:
        value = store.value(task.key)
        if value is None:
            return None
        done = _done(task, value)
        is_whole = done.result.is_current and all(map(store.has, done.result.files))
        return done if is_whole else None

    # Digests are worked out without the interpreter.
    with ThreadPoolExecutor(os.cpu_count() or 1) as threads:
        return list(threads.map(kept, tasks))


def _worked(
    tasks: Sequence[Task[_Result]],
    numbers: Sequence[int],
    store: Store,
    workers: Workers,
) -> Iterator[tuple[int, bytes]]:
    """The results of the tasks with these numbers, pickled, as they come."""
    # What takes long begins first, so that no processor waits for it at the end.
    left = sorted(numbers, key=lambda number: -tasks[number].seconds)
    is_second_try = False
    while left:
        seconds = sum(tasks[number].seconds for number in left)
        # What may have killed a process is never done in this one.
        executor = workers.executor(math.inf if is_second_try else seconds)
        if executor is None:
            yield from ((number, _perform(tasks[number], store)) for number in left)
            return
        futures: dict[Future[bytes], int] = {}
        try:
            for number in left:
                futures[executor.submit(_perform_elsewhere, tasks[number], store)] = number
            for future in as_completed(futures):
                yield futures[future], future.result()
                left.remove(futures[future])
        except BrokenExecutor:
            # A process was killed, by somebody or for want of memory: once is an accident.
            if is_second_try:
                raise
            is_second_try = True
            workers.renew()
        finally:
            for future in futures:
                future.cancel()


def _perform_elsewhere(task: Task[_Result], store: Store) -> bytes:
    """Does a task in a process that does one after the other."""
    value = _perform(task, store)
    if not gc.isenabled():
        # Nothing looks for cycles while a task is done. What is left after it is for the next.
        gc.collect()
        gc.freeze()
    return value


def _perform(task: Task[_Result], store: Store) -> bytes:
    """Does a task and keeps its result."""
    try:
        result = task.work()
    except Exception as error:
        error.add_note(f"出错时在处理 {task.name}")
        raise
    value = pickle.dumps(result, protocol=5)
    store.keep(task.key, value)
    return value


def _done(task: Task[_Result], value: bytes) -> Done[_Result]:
    result: _Result = pickle.loads(value)  # noqa: S301 - written by ourselves, and whole
    return Done(task.key, result, hashlib.sha256(value).hexdigest())
