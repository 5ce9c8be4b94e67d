"""Places in a text: which line and column a character stands in."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from ..problem import Mark

__all__ = ["index_at", "mark_at", "mark_beside"]

_BESIDE = 12
"""So many characters beside one are enough to find it by."""


def mark_at(text: str, index: int, first_line: int = 1) -> Mark:
    """The place of a character in a text that begins at a line of its file."""
    starts = _line_starts(text)
    line = bisect_right(starts, index) - 1
    return Mark(line + first_line, index - starts[line] + 1)


def index_at(text: str, mark: Mark, first_line: int = 1) -> int:
    """The index of the first character of a place's line; the other way round of ``mark_at``."""
    return _line_starts(text)[mark.line - first_line]


def mark_beside(shown: str, index: int, below: Mark, text: str, first_line: int) -> Mark:
    """Where a character of a shown text comes from, found by the words beside it.

    They are looked for in the text as written, from the heading ``below`` which they stand; where
    they are not found, the place is that of the heading.
    """
    start = index_at(text, below, first_line)
    before = shown[max(index - _BESIDE, 0) : index].rpartition("\n")[2]
    after = shown[index + 1 : index + 1 + _BESIDE].partition("\n")[0]
    for words in filter(None, map(str.strip, (before, after))):
        found = text.find(words, start)
        if found >= 0:
            return mark_at(text, found, first_line)
    return below


# A text with many problems is asked for many places.
@lru_cache(maxsize=8)
def _line_starts(text: str) -> tuple[int, ...]:
    return (0, *(match.end() for match in re.finditer("\n", text)))
