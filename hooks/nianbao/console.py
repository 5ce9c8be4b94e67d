"""Telling people things on any console, a Windows one in GBK included."""

from __future__ import annotations

import codecs
import io
import sys
from typing import TextIO

__all__ = ["make_legible", "show_progress"]

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


def show_progress(done: int, total: int) -> None:
    """One line that counts PDFs, on a terminal only."""
    if sys.stderr.isatty():
        end = "\n" if done == total else ""
        sys.stderr.write(f"\r正在排版 PDF {done}/{total}{end}")
        sys.stderr.flush()
