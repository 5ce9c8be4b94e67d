"""Runs a reader in a process of its own: a hostile file costs time and memory, but no more."""

from __future__ import annotations

import logging
import os
import signal
import warnings
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.reduction import ForkingPickler
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from .document import Refusal

try:
    import resource
except ImportError:  # Windows has no such limits
    resource = None  # type: ignore[assignment]

__all__ = ["read_bounded"]

_Argument = TypeVar("_Argument")
_Result = TypeVar("_Result")

_TOO_MUCH = "请检查选的文件对不对；文件没问题的，请拆小、去掉大图片，或者另存为 Word 文件后再导入"
_DAMAGED = "请用相应的软件打开看看，能打开的另存一份再导入"


def _reduced(
    mapping: MappingProxyType[str, object],
) -> tuple[Callable[[dict[str, object]], Mapping[str, object]], tuple[dict[str, object]]]:
    return _read_only, (dict(mapping),)


def _read_only(content: dict[str, object]) -> Mapping[str, object]:
    return MappingProxyType(content)


# Elements hold their attributes in what the standard library does not pickle.
ForkingPickler.register(MappingProxyType, _reduced)


class _ExhaustedError(Refusal):
    """The process had too little memory for the task, or ended."""


@dataclass(frozen=True, slots=True)
class _Failure:
    """A task that ended otherwise than it meant to, and what to say of it."""

    refusal: Refusal


class _Worker:
    """A child process that answers one task after the other."""

    def __init__(self) -> None:
        # Not forked: a fork inherits locks that threads of the parent hold.
        context = get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()

    def end(self) -> None:
        self._process.kill()
        self._process.join()
        self.pipe.close()


_worker = cache(_Worker)


def read_bounded(
    task: Callable[[_Argument], _Result],
    argument: _Argument,
    *,
    seconds: float = 25,
    megabytes: int = 800,
) -> _Result:
    """What ``task``, a function at the top of its module, makes of ``argument``.

    The process stays for the next call. Where the system has no memory limits, only time is
    limited. Raises the task's own Refusal, or one of ours when it needs too much or fails.
    """
    has_served = _worker.cache_info().currsize > 0
    try:
        return _read(task, argument, seconds, megabytes)
    except _ExhaustedError:
        if not has_served:
            raise
    # What earlier files left in the memory of the process is no fault of this one.
    return _read(task, argument, seconds, megabytes)


def _read(
    task: Callable[[_Argument], _Result], argument: _Argument, seconds: float, megabytes: int
) -> _Result:
    worker = _worker()
    try:
        worker.pipe.send((task, argument, megabytes))
        if not worker.pipe.poll(seconds):
            raise Refusal(f"这个文件太大或太复杂，{seconds:.0f} 秒内没有读完", _TOO_MUCH)
        result: _Result | Refusal | _Failure = worker.pipe.recv()
    except (EOFError, OSError) as error:
        _dismiss(worker)
        said = "读这个文件的时候程序退出了，文件可能已损坏或太复杂"
        raise _ExhaustedError(said, _TOO_MUCH) from error
    except BaseException:
        # Not answered yet: the answer must not be taken for that of the next task.
        _dismiss(worker)
        raise
    if isinstance(result, _Failure):
        # Memory that was in use may stay so; what was half done is not to be relied upon.
        _dismiss(worker)
        raise result.refusal
    if isinstance(result, Refusal):
        raise result
    return result


def _dismiss(worker: _Worker) -> None:
    _worker.cache_clear()
    worker.end()


def _serve(pipe: Connection) -> None:
    """Answers tasks until the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What parsers remark on a file is of no use to who imports it, nor are the last words of a
    # process without memory: the parent sees that it has ended.
    logging.disable()
    warnings.simplefilter("ignore")
    with Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), 2)
    with suppress(EOFError, OSError):
        while True:
            task, argument, megabytes = pipe.recv()
            _limit_memory(megabytes)
            pipe.send(_answer(task, argument))


def _answer(task: Callable[[object], object], argument: object) -> object:
    try:
        return task(argument)
    except Refusal as refusal:
        return refusal
    except MemoryError:
        return _Failure(_ExhaustedError("读这个文件要用的内存太多", _TOO_MUCH))
    except RecursionError:
        return _Failure(Refusal("这个文件的内容嵌套太深", _TOO_MUCH))
    except Exception as error:  # noqa: BLE001 -- of a hostile file parsers raise anything
        kind = type(error).__name__
        return _Failure(Refusal(f"文件已损坏，或不是它的名字所说的格式（{kind}）", _DAMAGED))


def _limit_memory(megabytes: int) -> None:
    if resource is None:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    # macOS knows the limit and does not let it be set.
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (megabytes * 2**20, hard))
