"""Where the column of text stands on a PDF's pages, and what its plain text looks like."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from .pdf_glyphs import TextLine

__all__ = ["Body", "Column", "PlacedLine", "measure_body", "place_lines"]


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
    pitches = [
        below.line.middle - above.line.middle
        for above, below in itertools.pairwise(lines)
        if above.page == below.page and above.line.size == below.line.size == size
    ]
    # Between paragraphs lines may be further apart, within them never closer.
    pitches = sorted(pitch for pitch in pitches if pitch > size / 2)
    return Body(size, font, median(pitches[: len(pitches) // 2 + 1]) if pitches else 2 * size)


def place_lines(
    pages: Sequence[Sequence[TextLine]], widths: Sequence[float]
) -> list[list[PlacedLine]]:
    """The lines of each page in their column; left and right pages may have other margins."""
    gathered: dict[tuple[int, int], list[TextLine]] = {}
    for index, (lines, width) in enumerate(zip(pages, widths, strict=True)):
        gathered.setdefault((index % 2, round(width)), []).extend(lines)
    columns = _columns({kind: lines for kind, lines in gathered.items() if lines})
    return [
        [PlacedLine(line, index + 1, columns[index % 2, round(width)]) for line in lines]
        for index, (lines, width) in enumerate(zip(pages, widths, strict=True))
    ]


def _columns(
    gathered: Mapping[tuple[int, int], Sequence[TextLine]],
) -> dict[tuple[int, int], Column]:
    measured = {kind: _column(lines, kind[1]) for kind, lines in gathered.items()}
    columns = {}
    for (side, width), column in measured.items():
        other = measured.get((1 - side, width), column)
        missing = (other.right - other.left) - (column.right - column.left)
        # A page with nothing but indented lines shows its right edge only.
        left = column.left - missing if missing > 1 else column.left
        columns[side, width] = Column(left, column.right, width)
    return columns


def _column(lines: Sequence[TextLine], width: float) -> Column:
    """The outermost edges that more than one line keeps to."""
    lefts = sorted(line.x0 for line in lines)
    rights = sorted((line.x1 for line in lines), reverse=True)
    left = next((a for a, b in itertools.pairwise(lefts) if b - a < 2), lefts[0])
    size = median(line.size for line in lines)
    right = next((a for a, b in itertools.pairwise(rights) if a - b < size), rights[0])
    return Column(left, right, width)
