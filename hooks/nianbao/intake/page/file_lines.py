"""On which line of a written report something stands."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..review import ReviewItem

__all__ = ["FileLines"]

_KEY = re.compile(r"( *)([^\s:#-][^:]*):")
_BETWEEN = " › "


class FileLines:
    """The lines of a report's file, counted from 1, with the rows of figures that stand there."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self._rows: Mapping[str, int] = _rows(self.lines)

    def line_of(self, item: ReviewItem) -> int:
        """The line that a review item is about; 0 where it is about none."""
        address = item.address
        while address:
            if line := self._rows.get(address):
                return line
            address, _, last = address.rpartition(_BETWEEN)
            told = (n for n, text in enumerate(self.lines, 1) if f": {last}," in text)
            if last and (line := next(told, 0)):
                return line
        headings = (n for n, text in enumerate(self.lines, 1) if text == f"## {item.taken}")
        return next(headings, 0) if item.taken else 0


def _rows(lines: list[str]) -> dict[str, int]:
    """Where each row of the front matter stands, by its address as messages print it."""
    rows: dict[str, int] = {}
    path: list[tuple[int, str]] = []
    for number, line in enumerate(lines[1:], 2):
        if line == "---":
            break
        if match := _KEY.match(line):
            indent = len(match[1])
            path = [(depth, key) for depth, key in path if depth < indent]
            path.append((indent, match[2]))
            rows.setdefault(_BETWEEN.join(key for _, key in path), number)
    return rows
