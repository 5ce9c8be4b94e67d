"""Breaks Chinese text into lines, for drawings have no paragraphs."""

from __future__ import annotations

import re

from .drawing import text_width

__all__ = ["in_lines"]

# A word or a number stays whole, an address may break after a slash; what closes stays with what
# it closes.
_PIECES = re.compile(r"(?:[!-.0-~]+/*|/+|[“‘（《]?.)[，。、；：！？”’）》]*")


def in_lines(text: str, size: int, width: int) -> list[str]:
    """The lines that a text takes; only a piece that is wider than a line goes beyond it."""
    lines: list[str] = []
    for piece in _PIECES.findall(" ".join(text.split())):
        if lines and text_width(lines[-1] + piece, size) <= width:
            lines[-1] += piece
        else:
            lines.append(piece)
    return lines
