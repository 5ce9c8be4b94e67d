"""Leaves out what a page says of itself: running headers, running footers, page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from .page_numbers import is_page_number
from .pdf_glyphs import TextLine

__all__ = ["without_furniture"]

_MARGIN = 0.12


def without_furniture(
    pages: Sequence[Sequence[TextLine]], heights: Sequence[float]
) -> tuple[tuple[TextLine, ...], ...]:
    """The lines of each page that are text of the report."""
    seen = Counter(
        key
        for lines, height in zip(pages, heights, strict=True)
        for key in {_key(line) for line in lines if _in_margin(line, height)}
    )
    # What only two of many pages share is more likely a table's title than a running header.
    often = max(2, round(len(pages) * 0.4))
    return tuple(
        tuple(
            line
            for index, line in enumerate(lines)
            if not _is_number(line, height, outermost=index in (0, len(lines) - 1))
            and not (_in_margin(line, height) and seen[_key(line)] >= often)
        )
        for lines, height in zip(pages, heights, strict=True)
    )


def _is_number(line: TextLine, height: float, *, outermost: bool) -> bool:
    if _in_margin(line, height):
        return is_page_number(line.text, bare=True)
    return outermost and is_page_number(line.text)


def _in_margin(line: TextLine, height: float) -> bool:
    return not height * _MARGIN <= line.middle <= height * (1 - _MARGIN)


def _key(line: TextLine) -> tuple[str, int]:
    """What the same line on another page has in common: its words and its height."""
    return re.sub(r"\d+", "0", line.text), round(line.middle / 4)
