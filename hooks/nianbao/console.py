"""Telling people things on any console, a Windows one in GBK included."""

from __future__ import annotations

import codecs
import io
import sys
import time
from collections.abc import Callable
from typing import TextIO

__all__ = ["make_legible", "progress_on"]

# Characters of our messages that GBK does not have.
_INSTEAD = {"›": ">", "\u00a0": " "}
_HANDLER = "nianbao-legible"
# As much as hides what the line said before.
_WIDTH = 48


def _replace(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = error.object[error.start : error.end]
    return "".join(_INSTEAD.get(character, "?") for character in text), error.end


codecs.register_error(_HANDLER, _replace)


def make_legible(stream: TextIO) -> None:
    """Lets a stream print what its encoding lacks as something like it, instead of failing."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors=_HANDLER)


def progress_on(what: str) -> Callable[[int, int], None]:
    """Counts what is done, on a terminal only: one line, with about how long it still takes."""
    began = time.monotonic()

    def show(done: int, total: int) -> None:
        if not sys.stderr.isatty():
            return
        left = (time.monotonic() - began) / done * (total - done)
        rest = f"，约还要 {_duration(left)}" if done < total else ""
        end = "\n" if done == total else ""
        sys.stderr.write(f"\r{what} {done}/{total}{rest}".ljust(_WIDTH) + end)
        sys.stderr.flush()

    return show


def _duration(seconds: float) -> str:
    return f"{seconds:.0f} 秒" if seconds < 100 else f"{seconds / 60:.0f} 分钟"
