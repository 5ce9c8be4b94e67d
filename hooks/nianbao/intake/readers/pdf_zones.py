"""Where a PDF page is set in two columns, and where it is not."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf
from statistics import median

from .pdf_columns import CLOSING, OPENING
from .pdf_glyphs import Box, Glyph, TextLine, lines_of

__all__ = ["Zone", "find_zones", "like_the_others", "lines_by_column"]

_GAP = 0.9
"""A gutter is at least so wide, in ems."""
_WIDE = 1.5
_ROWS = 4
_FEWEST = 2
_CHARACTERS = 10
_FILLED = 0.8


@dataclass(frozen=True, slots=True)
class Zone:
    """A part of a page, from edge to edge; with a ``gutter`` it has a column on either side."""

    bottom: float
    gutter: float | None = None

    def column(self, x0: float, x1: float) -> int:
        """0 without columns, 1 for the left and 2 for the right one."""
        return 0 if self.gutter is None else 1 if (x0 + x1) / 2 < self.gutter else 2


def find_zones(lines: Sequence[TextLine], boxes: Sequence[Box]) -> tuple[Zone, ...]:
    """The zones of a page from the top; the last one has no bottom.

    ``lines`` run across the page, over both columns. ``boxes`` are its tables and pictures.
    """
    gutter = _gutter(lines)
    if gutter is None:
        return (Zone(inf),)
    across = [box.top for box in boxes if box.x0 < gutter < box.x1]
    zones: list[Zone] = []
    for run in _runs(lines, gutter, across):
        if not _is_set_in_columns(run, gutter):
            continue
        if run[0].top > lines[0].top or any(top < run[0].top for top in across):
            zones.append(Zone(run[0].top - 0.1))
        zones.append(Zone(max(line.middle for line in run) + run[-1].size / 2, gutter))
    return (*zones, Zone(inf))


def like_the_others(
    zones: Sequence[Zone], lines: Sequence[TextLine], gutters: Sequence[float]
) -> Sequence[Zone]:
    """The zones of a page whose text ends in the left one of the columns of other pages."""
    inside = [line for line in lines if len(zones) < 2 or line.middle >= zones[-2].bottom]
    gutter = next((g for g in gutters if all(line.x1 < g for line in inside)), None)
    if gutter is None or len(inside) < 2:
        return zones
    return (*zones[:-1], Zone(inf, gutter))


def lines_by_column(
    lines: Sequence[TextLine], zones: Sequence[Zone]
) -> Iterator[tuple[int, int, TextLine]]:
    """Each line of each column with the number of its zone and of its column, in reading order."""
    for number, zone in enumerate(zones):
        top = zones[number - 1].bottom if number else -inf
        inside = [line for line in lines if top <= line.middle < zone.bottom]
        if zone.gutter is None:
            yield from ((number, 0, line) for line in inside)
            continue
        glyphs = [glyph for line in inside for glyph in line.glyphs]
        for column in (1, 2):
            own = [glyph for glyph in glyphs if zone.column(glyph.x0, glyph.x1) == column]
            yield from ((number, column, line) for line in lines_of(own))


def _gutter(lines: Sequence[TextLine]) -> float | None:
    """Where the fewest lines pass the middle of the text, if it is a free way for half of them."""
    if len(lines) < 2 * _ROWS:
        return None
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    segments = [segment for line in lines for segment in _segments(line)]
    middle = range(round(left + 0.3 * (right - left)), round(left + 0.7 * (right - left)), 2)
    passing = {x: sum(x0 < x < x1 for x0, x1 in segments) for x in middle}
    fewest = min(passing.values(), default=inf)
    if fewest > len(lines) / 2:
        return None
    ways = [
        [x for x, _ in way]
        for is_free, way in itertools.groupby(passing.items(), lambda item: item[1] == fewest)
        if is_free
    ]
    widest: list[int] = max(ways, key=len)
    return median(widest)


def _segments(line: TextLine) -> Iterator[tuple[float, float]]:
    """The parts of a line between its wide gaps."""
    start = line.x0
    for left, right in itertools.pairwise(line.glyphs):
        if _gap(left, right) >= _GAP:
            yield start, left.x1
            start = right.x0
    yield start, line.x1


def _runs(
    lines: Sequence[TextLine], gutter: float, across: Sequence[float]
) -> Iterator[list[TextLine]]:
    """Lines below each other that all leave the gutter free."""
    run: list[TextLine] = []
    right = max(line.x1 for line in lines)
    for line in lines:
        parted = bool(run) and any(run[-1].top < top < line.top for top in across)
        is_free = not _crosses(line, gutter)
        if run and (parted or not is_free):
            yield run
            run = []
        # A date above the columns, at the right margin, is none of them.
        if is_free and (run or line.x0 < gutter + (right - gutter) / 4):
            run.append(line)
    if run:
        yield run


def _crosses(line: TextLine, gutter: float) -> bool:
    left, right = _halves(line, gutter)
    if left and right:
        return _gap(left[-1], right[0]) < _GAP
    edge = left[-1].x1 if left else right[0].x0
    return abs(edge - gutter) < 1 or (edge > gutter) == bool(left)


def _halves(line: TextLine, gutter: float) -> tuple[list[Glyph], list[Glyph]]:
    left = [glyph for glyph in line.glyphs if (glyph.x0 + glyph.x1) / 2 < gutter]
    return left, [glyph for glyph in line.glyphs if (glyph.x0 + glyph.x1) / 2 >= gutter]


def _is_set_in_columns(run: Sequence[TextLine], gutter: float) -> bool:
    """Whether there is running text on both sides: lines of a table without rules are shorter."""
    halves = [_halves(line, gutter) for line in run]
    sides = [[half[side] for half in halves if half[side]] for side in (0, 1)]
    if max(map(len, sides)) < _ROWS or min(map(len, sides)) < _FEWEST:
        return False
    width = max(_right(pieces) - _left(pieces) for pieces in sides)
    full = [_full(pieces, width) for pieces in sides]
    every = [piece for pieces in sides for piece in pieces]
    return (
        all(pieces and median(map(len, pieces)) >= _CHARACTERS for pieces in full)
        and sum(map(len, full)) >= len(every) / 4
        and sum(map(_is_parted, every)) <= len(every) / 4
    )


def _full(pieces: Sequence[Sequence[Glyph]], width: float) -> list[Sequence[Glyph]]:
    """The pieces that fill their column."""
    return [piece for piece in pieces if piece[-1].x1 - piece[0].x0 >= _FILLED * width]


def _left(pieces: Sequence[Sequence[Glyph]]) -> float:
    return min(piece[0].x0 for piece in pieces)


def _right(pieces: Sequence[Sequence[Glyph]]) -> float:
    return max(piece[-1].x1 for piece in pieces)


def _is_parted(piece: Sequence[Glyph]) -> bool:
    return any(_gap(left, right) > _WIDE for left, right in itertools.pairwise(piece))


def _gap(left: Glyph, right: Glyph) -> float:
    """The room between two characters in ems; of a stop or bracket half is blank."""
    blank = 0.5 * (_is_half_blank(left, CLOSING) + _is_half_blank(right, OPENING))
    return (right.x0 - left.x1) / max(min(left.size, right.size), 1) + blank


def _is_half_blank(glyph: Glyph, kind: str) -> bool:
    return glyph.text in kind and glyph.x1 - glyph.x0 > 0.8 * glyph.size
