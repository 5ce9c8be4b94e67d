"""Telling people things on any console, a Windows one in GBK included."""

from __future__ import annotations

import argparse
import codecs
import io
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn, TextIO

from .visible import visible

__all__ = ["ArgumentParser", "make_legible", "progress_on"]

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


class ArgumentParser(argparse.ArgumentParser):
    """Quotes wrong arguments, which may be file names of others, with nothing hidden."""

    def error(self, message: str) -> NoReturn:
        """Ends the command with exit code 2."""
        super().error(visible(message))

    def refuse(self, error: Exception) -> NoReturn:
        """Ends the command with exit code 2: its project is wrong, not how it was called."""
        self.exit(2, "".join(f"{visible(line)}\n" for line in str(error).splitlines()))

    def existing(self, path: Path, what: str = "文件") -> Path:
        """The path without links; ends the command when nothing is there, or it may not be seen."""
        try:
            return path.resolve(strict=True)
        except (OSError, RuntimeError):  # RuntimeError: links in a circle, before Python 3.13
            self.error(f"没有{what} {path}")


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
