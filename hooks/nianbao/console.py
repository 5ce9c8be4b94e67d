"""Telling people things on any console, a Windows one in GBK included."""

from __future__ import annotations

import argparse
import codecs
import io
import sys
from pathlib import Path
from typing import NoReturn, TextIO

from .visible import visible

__all__ = ["ArgumentParser", "make_legible", "show_progress"]

# Characters of our messages that GBK does not have.
_INSTEAD = {"›": ">", "\u00a0": " "}
_HANDLER = "nianbao-legible"


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

    def existing(self, path: Path, what: str = "文件") -> Path:
        """The path without links; ends the command when nothing is there, or it may not be seen."""
        try:
            return path.resolve(strict=True)
        except (OSError, RuntimeError):  # RuntimeError: links in a circle, before Python 3.13
            self.error(f"没有{what} {path}")


def show_progress(done: int, total: int) -> None:
    """One line that counts PDFs, on a terminal only."""
    if sys.stderr.isatty():
        end = "\n" if done == total else ""
        sys.stderr.write(f"\r正在排版 PDF {done}/{total}{end}")
        sys.stderr.flush()
