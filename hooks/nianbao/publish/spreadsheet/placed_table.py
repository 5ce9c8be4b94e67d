"""An official table drawn into a sheet: merged labels, lines, and its figures cell by cell."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil
from typing import TypeAlias

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ...form import Address, Cell, Grid, Layout, Role, Table, lay_out
from ...source import Number
from .cells import Place
from .formulas import Formula
from .looks import Looks

__all__ = ["PlacedTable", "Shown", "draw_table"]

_LABEL, _GROUP, _OUTLINE, _UNIT = 26, 7, 52, 6
_FIGURE = {Layout.DOWN: 9, Layout.ACROSS: 6, Layout.OUTLINE: 12}
_LINE_HEIGHT, _LEAST = 14, 20


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands in a figure's cell, and how it looks."""

    content: Number | str | Formula | None
    look: Format


_Figures: TypeAlias = Callable[[Address], Shown]


@dataclass(frozen=True)
class PlacedTable:
    """A table and where its upper left corner stands on a sheet."""

    table: Table
    top: int
    left: int

    @cached_property
    def grid(self) -> Grid:
        """The table as printed."""
        return lay_out(self.table)

    @property
    def bottom(self) -> int:
        """The first row below it."""
        return self.top + len(self.grid.rows)

    @property
    def right(self) -> int:
        """The first column beside it."""
        return self.left + self.grid.width

    @cached_property
    def places(self) -> Mapping[Address, Place]:
        """Where each figure stands."""
        return {
            cell.address: self.place(cell)
            for row in self.grid.rows
            for cell in row.cells
            if cell.address is not None
        }

    def place(self, cell: Cell) -> Place:
        """Where a cell of the grid begins."""
        return Place(self.top + cell.row, self.left + cell.column)

    def labels(self) -> Iterator[tuple[str, Place]]:
        """All printed text and where it stands."""
        for row in self.grid.rows:
            yield from ((cell.text, self.place(cell)) for cell in row.cells if cell.text)

    def width_of(self, column: int) -> int:
        """How wide a column of the grid is, in characters."""
        if self.grid.layout is Layout.OUTLINE and column < self.grid.label_width:
            return _UNIT if column else _OUTLINE
        if column >= self.grid.label_width:
            return _FIGURE[self.grid.layout]
        return _LABEL if column == self.grid.label_width - 1 else _GROUP

    @cached_property
    def heights(self) -> Sequence[int]:
        """How high each row is, so that what is written in it has room."""
        rows = self.grid.rows
        heights = [_LEAST] * len(rows)
        cells = sorted((c for row in rows for c in row.cells if c.text), key=lambda c: c.rowspan)
        for cell in cells:
            spanned = range(cell.row, cell.row + cell.rowspan)
            columns = range(cell.column, cell.column + cell.colspan)
            room = sum(map(self.width_of, columns)) - 2 * max(cell.level - 1, 0) - 1
            needed = ceil(_width(cell.text) / max(room, 2)) * _LINE_HEIGHT + 6
            lacking = needed - sum(heights[row] for row in spanned)
            for row in spanned if lacking > 0 else ():
                heights[row] += ceil(lacking / cell.rowspan)
        return heights


def draw_table(
    sheet: Worksheet,
    placed: PlacedTable,
    looks: Looks,
    figures: _Figures,
    *,
    is_faded: bool = False,
) -> None:
    """Draws the labels as the form prints them, and what ``figures`` says of each figure."""
    for number in range(placed.grid.width):
        column = placed.left + number
        sheet.set_column(column, column, placed.width_of(number))
    for row, height in enumerate(placed.heights, placed.top):
        sheet.set_row(row, height)
    for line in placed.grid.rows:
        for cell in line.cells:
            shown = _shown(cell, looks, figures, is_faded=is_faded)
            _write(sheet, placed.place(cell), cell, shown)


def _shown(cell: Cell, looks: Looks, figures: _Figures, *, is_faded: bool) -> Shown:
    if cell.address is not None:
        return figures(cell.address)
    if cell.role is Role.EMPTY:
        return Shown(None, looks.empty(is_faded=is_faded))
    is_left = cell.role in (Role.ROW, Role.GROUP) and cell.rowspan == 1
    return Shown(cell.text, looks.label(is_left=is_left, level=cell.level, is_faded=is_faded))


def _write(sheet: Worksheet, place: Place, cell: Cell, shown: Shown) -> None:
    last = Place(place.row + cell.rowspan - 1, place.column + cell.colspan - 1)
    if last != place:
        sheet.merge_range(*place, *last, "", shown.look)
    content = shown.content
    if isinstance(content, Formula):
        sheet.write_formula(*place, content.text, shown.look, _plain(content.value))
    elif isinstance(content, str):
        sheet.write_string(*place, content, shown.look)
    elif content is None:
        sheet.write_blank(*place, None, shown.look)
    else:
        sheet.write_number(*place, float(content), shown.look)


def _plain(value: Number | str) -> int | float | str:
    return value if isinstance(value, int | str) else float(value)


def _width(text: str) -> int:
    """The width of a text in characters of a spreadsheet: Chinese ones take two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)
