"""Places in a text: which line and column a character stands in."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from ..problem import Mark

__all__ = ["mark_at"]


def mark_at(text: str, index: int, first_line: int = 1) -> Mark:
    """The place of a character in a text that begins at a line of its file."""
    starts = _line_starts(text)
    line = bisect_right(starts, index) - 1
    return Mark(line + first_line, index - starts[line] + 1)


# A text with many problems is asked for many places.
@lru_cache(maxsize=8)
def _line_starts(text: str) -> tuple[int, ...]:
    return (0, *(match.end() for match in re.finditer("\n", text)))
