"""The tables of a PDF page, by the lines that are drawn around their cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pdfplumber.page import Page

from ..document import SourceCell, SourceTable
from .pdf_glyphs import Box, Glyph, lines_of, words_of
from .pdf_indents import indents_of
from .pdf_sides import open_ends, open_sides

__all__ = ["FoundTable", "find_tables"]

# Lines as thick as this are one edge, and what is narrower is no cell.
_EDGE = 2.0
_THIN = 4.0
_SHAPES = ("rect", "curve")


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table and the boxes of its cells."""

    table: SourceTable
    cells: tuple[Box, ...]
    glyphs: frozenset[Glyph]

    @property
    def box(self) -> Box:
        """What all cells together cover."""
        return Box(
            min(cell.x0 for cell in self.cells),
            min(cell.top for cell in self.cells),
            max(cell.x1 for cell in self.cells),
            max(cell.bottom for cell in self.cells),
        )

    def holds(self, glyph: Glyph) -> bool:
        """Whether a character stands in one of its cells."""
        return glyph in self.glyphs

    def covers(self, box: Box) -> bool:
        """Whether the middle of a picture stands in one of its cells."""
        x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
        return any(c.x0 <= x <= c.x1 and c.top <= y <= c.bottom for c in self.cells)


def find_tables(page: Page, glyphs: Sequence[Glyph]) -> tuple[FoundTable, ...]:
    """The tables of a page from the top.

    A frame around text is none, and neither are frames on top of each other: a paragraph's
    shading and border end with each paragraph.
    """
    found: list[FoundTable] = []
    words = words_of(glyphs)
    ruled = page.filter(_is_ruled)
    settings = {
        # Columns of another table on the page may be as near as this.
        "snap_x_tolerance": 1,
        "explicit_vertical_lines": open_sides(ruled.edges),
        "explicit_horizontal_lines": open_ends(ruled.edges),
    }
    for drawn in sorted(ruled.find_tables(settings), key=lambda table: table.bbox[1]):
        cells = tuple(
            box
            for box in (Box(*cell) for cell in drawn.cells if cell is not None)
            if box.x1 - box.x0 >= _THIN and box.bottom - box.top >= _THIN
        )
        inside = [
            (cell, [g for word in words if cell.holds(word) for g in word.glyphs]) for cell in cells
        ]
        rows = {round(cell.top) for cell in cells}
        if len(cells) == len(rows) or not any(texts for _, texts in inside):
            continue
        place = f"第 {page.page_number} 页表 {len(found) + 1}"
        held = frozenset(glyph for _, texts in inside for glyph in texts)
        found.append(FoundTable(_table(place, inside), cells, held))
    return tuple(found)


def _is_ruled(drawn: Mapping[str, object]) -> bool:
    """Whether something on a page can be a line; an area that is only filled is shading."""
    if drawn["object_type"] not in _SHAPES or drawn["stroke"]:
        return drawn["object_type"] != "char"
    return min(_size(drawn["width"]), _size(drawn["height"])) <= _THIN


def _size(value: object) -> float:
    return float(value) if isinstance(value, (int, float)) else 0.0


def _table(place: str, cells: Sequence[tuple[Box, Sequence[Glyph]]]) -> SourceTable:
    """Cells in rows and columns: what begins at the same edge is in the same one."""
    across = _edges(edge for box, _ in cells for edge in (box.x0, box.x1))
    down = _edges(edge for box, _ in cells for edge in (box.top, box.bottom))
    rows: list[list[SourceCell]] = [[] for _ in down[1:]]
    # What stands on the first line is a heading, and has its own place in its cell.
    first = [c for c in cells if _index(across, c[0].x0) == 0 < _index(down, c[0].top)]
    indents = dict(zip((box for box, _ in first), indents_of(first), strict=True))
    for box, glyphs in cells:
        row, column = _index(down, box.top), _index(across, box.x0)
        rows[row].append(
            SourceCell(
                "\n".join(line.text for line in lines_of(glyphs)),
                row,
                column,
                _index(down, box.bottom) - row,
                _index(across, box.x1) - column,
                f"{place} 第 {row + 1} 行第 {column + 1} 列",
                indents.get(box, 0),
            )
        )
    return SourceTable(place, tuple(tuple(sorted(row, key=_column)) for row in rows))


def _column(cell: SourceCell) -> int:
    return cell.column


def _edges(positions: Iterable[float]) -> tuple[float, ...]:
    """The distinct positions; such as lie close together are one."""
    return tuple(_distinct(sorted(positions)))


def _distinct(positions: Sequence[float]) -> Iterator[float]:
    last = None
    for position in positions:
        if last is None or position - last > _EDGE:
            yield position
        last = position


def _index(edges: Sequence[float], position: float) -> int:
    """Which of the edges a position is nearest to."""
    return min(range(len(edges)), key=lambda index: abs(edges[index] - position))
