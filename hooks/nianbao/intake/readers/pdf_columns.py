"""Where the column of text stands on a PDF's pages, and what its plain text looks like."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import NamedTuple

from .pdf_glyphs import TextLine

__all__ = ["CLOSING", "OPENING", "Body", "Column", "PlacedLine", "measure_body", "place_lines"]

OPENING = "（(《〈“‘「『【〔["
CLOSING = "）)》〉”’」』】〕]，。、；：？！,.;:?!%"


@dataclass(frozen=True, slots=True)
class Column:
    """The left and right edge of the text, and the width of the page."""

    left: float
    right: float
    page: float


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line with its page, counted from 1, and the column that it stands in."""

    line: TextLine
    page: int
    column: Column

    @property
    def indent(self) -> float:
        """How far it begins from the left edge, in ems."""
        return (self.line.x0 - self.column.left) / self.line.size

    @property
    def room(self) -> float:
        """How far it ends before the right edge, in ems."""
        return (self.column.right - self.line.x1) / self.line.size

    @property
    def centred(self) -> bool:
        """Whether it stands in the middle of its column or of its page."""
        off_page = self.line.x0 - (self.column.page - self.line.x1)
        off_column = (self.indent - self.room) * self.line.size
        return self.indent > 1 and min(abs(off_page), abs(off_column)) < 1.5 * self.line.size


@dataclass(frozen=True, slots=True)
class Body:
    """The plain text of a document: its size, its font and how far its lines are apart."""

    size: float
    font: str
    pitch: float


def measure_body(lines: Sequence[PlacedLine]) -> Body:
    """What most of the text looks like."""
    sizes: Counter[float] = Counter()
    fonts: Counter[str] = Counter()
    for placed in lines:
        sizes[placed.line.size] += len(placed.line.glyphs)
        if placed.line.font:
            fonts[placed.line.font] += len(placed.line.glyphs)
    size = sizes.most_common(1)[0][0]
    font = fonts.most_common(1)[0][0] if fonts else ""
    pairs = [
        (above, below)
        for above, below in itertools.pairwise(lines)
        if above.page == below.page and above.line.size == below.line.size == size
    ]
    # Below a full line a paragraph mostly goes on.
    pitch = _pitch(pair for pair in pairs if pair[0].room < 1 and pair[1].indent < 1)
    return Body(size, font, pitch or _pitch(pairs) or 2 * size)


def _pitch(pairs: Iterable[tuple[PlacedLine, PlacedLine]]) -> float:
    """How far the lines of a paragraph are apart, or 0 where none is below another."""
    pitches = sorted(
        pitch
        for above, below in pairs
        if (pitch := below.line.middle - above.line.middle) > below.line.size / 2
    )
    # Between paragraphs lines may be further apart, within them never closer.
    return median(pitches[: len(pitches) // 2 + 1]) if pitches else 0.0


def place_lines(
    pages: Sequence[Sequence[tuple[int, TextLine]]], widths: Sequence[float]
) -> list[list[PlacedLine]]:
    """The lines of each page in their column; left and right pages may have other margins.

    Each line comes with the number of the column on its page that it belongs to.
    """
    gathered: dict[_Kind, list[TextLine]] = {}
    for index, (lines, width) in enumerate(zip(pages, widths, strict=True)):
        for number, line in lines:
            gathered.setdefault(_Kind(round(width), number, index % 2), []).append(line)
    columns = _columns(gathered)
    return [
        [
            PlacedLine(line, index + 1, columns[_Kind(round(width), number, index % 2)])
            for number, line in lines
        ]
        for index, (lines, width) in enumerate(zip(pages, widths, strict=True))
    ]


class _Kind(NamedTuple):
    """What lines have in common that keep to the same margins."""

    width: int
    number: int
    side: int


def _columns(gathered: Mapping[_Kind, Sequence[TextLine]]) -> dict[_Kind, Column]:
    measured = {kind: _column(lines, kind.width) for kind, lines in gathered.items()}
    columns = {}
    for kind, own in measured.items():
        other = measured.get(kind._replace(side=1 - kind.side), own)
        columns[kind] = _as_wide(own, other, gathered[kind])
    return columns


def _as_wide(own: Column, other: Column, lines: Sequence[TextLine]) -> Column:
    """The column, as wide as on the pages of the other side.

    Pages with nothing but short lines show their left edge only, such with nothing but indented
    ones the right edge only.
    """
    missing = (other.right - other.left) - (own.right - own.left)
    if missing <= 1:
        return own
    fit = sum(other.left - 2 <= line.x0 and line.x1 <= other.right + line.size for line in lines)
    if fit > 0.9 * len(lines):
        return other
    if own.left < other.left:
        return replace(own, right=own.right + missing)
    return replace(own, left=own.left - missing)


def _column(lines: Sequence[TextLine], width: float) -> Column:
    """The outermost edges that more than one line keeps to."""
    # Brackets and stops may hang in the margins, or be set without the half that is blank.
    starts = [line.x0 for line in lines if line.text[0] not in OPENING]
    ends = [line.x1 for line in lines if line.text[-1] not in CLOSING]
    lefts = sorted(starts or [line.x0 for line in lines])
    rights = sorted(ends or [line.x1 for line in lines], reverse=True)
    left = next((a for a, b in itertools.pairwise(lefts) if b - a < 2), lefts[0])
    size = median(line.size for line in lines)
    right = next((a for a, b in itertools.pairwise(rights) if a - b < size), rights[0])
    return Column(left, right, width)
