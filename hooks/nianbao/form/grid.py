"""Lays a table out as a grid of spanning cells, the shape it has on paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from .official_table import COUNT, Address, Block, Label, Layout, Table

__all__ = ["Cell", "Grid", "GridRow", "Role", "lay_out"]


class Role(StrEnum):
    """What a cell of a grid is."""

    CAPTION = "caption"
    """The title of a block, across the whole table."""
    CORNER = "corner"
    """The text above the row labels."""
    COLUMN = "column"
    """A column label or a group of columns."""
    GROUP = "group"
    """The label of a group of rows."""
    ROW = "row"
    """The label of one row of figures."""
    UNIT = "unit"
    """The unit of a row's figures."""
    FIGURE = "figure"
    EMPTY = "empty"
    """Where a group has no figures of its own."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One printed cell: its place and size in the grid, counted from 0, and what it is.

    ``address`` is there in a figure's cell, ``text`` in every other. ``level`` is there in the
    row labels of an outline, counted from 1.
    """

    role: Role
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    text: str = ""
    address: Address | None = None
    level: int = 0

    def spans_row(self, row: int) -> bool:
        """Whether the cell covers that grid row."""
        return self.row <= row < self.row + self.rowspan

    def spans_column(self, column: int) -> bool:
        """Whether the cell covers that grid column."""
        return self.column <= column < self.column + self.colspan


@dataclass(frozen=True, slots=True)
class GridRow:
    """The cells that begin on one line of a grid; ``head`` lines carry no figures."""

    cells: tuple[Cell, ...]
    head: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as printed: its size in grid positions and its lines."""

    width: int
    label_width: int
    rows: tuple[GridRow, ...]
    layout: Layout = Layout.DOWN

    def headers_of(self, figure: Cell) -> tuple[Cell, ...]:
        """The labels that a figure stands under and beside, outermost first."""
        over: list[Cell] = []
        beside: list[Cell] = []
        for row in self.rows[: figure.row + 1]:
            for cell in row.cells:
                if cell.role is Role.CAPTION:
                    # A block's caption ends what the block above it said of its columns.
                    over = [cell]
                elif cell.role is Role.COLUMN and cell.spans_column(figure.column):
                    over.append(cell)
                elif cell.level:
                    # In an outline a label stands below those that it belongs to.
                    beside = [*(above for above in beside if above.level < cell.level), cell]
                elif cell.role in (Role.GROUP, Role.ROW) and cell.spans_row(figure.row):
                    beside.append(cell)
        return (*over, *beside)


# Bounded, because a report may bring a table of its own.
@lru_cache(64)
def lay_out(table: Table) -> Grid:
    """The table as a grid of spanning cells."""
    if table.layout is Layout.ACROSS:
        return _across(table)
    if table.layout is Layout.OUTLINE:
        return _outline(table)
    label_width = max(_depth(block.rows) for block in table.blocks)
    width = label_width + _span(table.blocks[0].columns)
    rows: list[GridRow] = []
    for block in table.blocks:
        rows += _block(table.key, block, len(rows), label_width, width)
    return Grid(width, label_width, tuple(rows))


def _block(table: str, block: Block, top: int, label_width: int, width: int) -> list[GridRow]:
    rows: list[GridRow] = []
    if block.caption:
        rows.append(GridRow((Cell(Role.CAPTION, top, 0, 1, width, block.caption),), head=True))
        top += 1
    depth = _depth(block.columns)
    heads = _column_labels(block.columns, top, label_width, depth)
    if block.corner:
        heads[0].insert(0, Cell(Role.CORNER, top, 0, depth, label_width, block.corner))
    rows += [GridRow(tuple(line), head=True) for line in heads]

    lines = _row_labels(block.rows, top + depth, 0, label_width)
    paths = [path for row in block.rows for path in row.paths()]
    leaves = [leaf for column in block.columns for leaf in column.leaves()]
    for offset, (labels, path) in enumerate(zip(lines, paths, strict=True)):
        figures = _figures(table, path, leaves, top + depth + offset, label_width)
        rows.append(GridRow((*labels, *figures), head=False))
    return rows


def _across(table: Table) -> Grid:
    """All rows on one line: row labels are the upper column labels."""
    (block,) = table.blocks
    labels = tuple(_grafted(row, block.columns) for row in block.rows)
    depth = _depth(labels)
    rows = [GridRow(tuple(line), head=True) for line in _column_labels(labels, 0, 0, depth)]
    figures: list[Cell] = []
    for line in table.lines:
        figures += _figures(table.key, line.address.row, line.columns, depth, len(figures))
    return Grid(_span(labels), 0, (*rows, GridRow(tuple(figures), head=False)), table.layout)


_NO_UNIT = "——"


def _outline(table: Table) -> Grid:
    """A line for every label, also for a group without figures: label, unit, figures."""
    (block,) = table.blocks
    depth = _depth(block.columns)
    heads = _column_labels(block.columns, 0, 2, depth)
    heads[0].insert(0, Cell(Role.CORNER, 0, 0, depth, 1, block.corner))
    heads[0].insert(1, Cell(Role.COLUMN, 0, 1, depth, 1, block.unit))
    rows = [GridRow(tuple(line), head=True) for line in heads]
    leaves = [leaf for column in block.columns for leaf in column.leaves()]
    for label, path, level in _outlined(block.rows, (), 1):
        row = len(rows)
        if label.has_figures:
            role, unit = Role.ROW, (label.measure or COUNT).unit
            figures = _figures(table.key, path, leaves, row, 2)
        else:
            role, unit = Role.GROUP, label.measure.unit if label.measure else _NO_UNIT
            figures = [Cell(Role.EMPTY, row, 2 + number) for number in range(_span(leaves))]
        name = Cell(role, row, 0, text=label.text, level=level)
        cells = (name, Cell(Role.UNIT, row, 1, text=unit), *figures)
        rows.append(GridRow(cells, head=False))
    return Grid(2 + _span(leaves), 2, tuple(rows), table.layout)


def _outlined(
    labels: Sequence[Label], above: tuple[str, ...], level: int
) -> Iterator[tuple[Label, tuple[str, ...], int]]:
    """Every label with its address and its level, in printed order."""
    for label in labels:
        path = (*above, label.key) if label.key else above
        yield label, path, level
        yield from _outlined(label.children, path, level + 1)


def _grafted(label: Label, columns: tuple[Label, ...]) -> Label:
    """The label with the columns below each of its leaves."""
    children = tuple(_grafted(child, columns) for child in label.children) or columns
    return Label(label.text, label.key, children)


def _figures(
    table: str, path: tuple[str, ...], leaves: Sequence[Label], row: int, left: int
) -> list[Cell]:
    cells = []
    for leaf in leaves:
        address = Address(table, path, leaf.key)
        cells.append(Cell(Role.FIGURE, row, left, 1, leaf.span, address=address))
        left += leaf.span
    return cells


def _column_labels(labels: Sequence[Label], top: int, left: int, depth: int) -> list[list[Cell]]:
    """Column labels on ``depth`` lines; a label without children reaches down to the last."""
    lines: list[list[Cell]] = [[] for _ in range(depth)]
    for label in labels:
        span = _span((label,))
        height = 1 if label.children else depth
        lines[0].append(Cell(Role.COLUMN, top, left, height, span, label.text))
        if label.children:
            below = _column_labels(label.children, top + 1, left, depth - 1)
            for line, cells in zip(lines[1:], below, strict=True):
                line.extend(cells)
        left += span
    return lines


def _row_labels(labels: Sequence[Label], top: int, left: int, width: int) -> list[list[Cell]]:
    """Row labels ``width`` positions wide; a label without children reaches to the figures."""
    lines: list[list[Cell]] = []
    for label in labels:
        if label.children:
            inner = _row_labels(label.children, top, left + 1, width - 1)
            inner[0].insert(0, Cell(Role.GROUP, top, left, len(inner), 1, label.text))
            lines += inner
        else:
            inner = [[Cell(Role.ROW, top, left, 1, width, label.text)]]
            lines += inner
        top += len(inner)
    return lines


def _depth(labels: Sequence[Label]) -> int:
    return 1 + max((_depth(label.children) for label in labels if label.children), default=0)


def _span(labels: Sequence[Label]) -> int:
    return sum(leaf.span for label in labels for leaf in label.leaves())
