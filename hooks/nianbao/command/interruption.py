"""Ends a build that is stopped (Ctrl-C, SIGTERM) at once and in one sentence, whatever it is at."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from types import FrameType, TracebackType

__all__ = ["InterruptionError", "prepare"]

_SENTENCE = "生成中断了。已有的网站是完整的；再执行一次，就接着做完。"


class InterruptionError(BaseException):
    """Somebody wants the program to end; nothing on the way takes it for an error."""


def prepare() -> None:
    """From here on the program can be stopped: to be called before anything is imported slowly."""
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, _interrupt)
    sys.excepthook = _end


def _interrupt(number: int, _frame: FrameType | None) -> None:
    # A second one need not wait for what the first one ends.
    signal.signal(number, signal.SIG_DFL)
    raise InterruptionError(number)


def _end(kind: type[BaseException], error: BaseException, traceback: TracebackType | None) -> None:
    """Tells what ends the program."""
    if not isinstance(error, InterruptionError):
        sys.__excepthook__(kind, error, traceback)
        return
    sys.stderr.write(f"\n{_SENTENCE}\n")
    sys.stderr.flush()
    # Python would wait for what other threads and processes are doing.
    for process in multiprocessing.active_children():
        process.kill()
    os._exit(128 + error.args[0])
