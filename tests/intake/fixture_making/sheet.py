"""A table as a source prints it: boxes on a grid, which can be moved, cut and lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from nianbao.form import Address, Grid, Role

__all__ = ["Box", "Sheet", "printed", "sheet_of_texts"]


@dataclass
class Box:
    """One printed cell and its place; ``address`` is there where an official figure stands."""

    text: str
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    role: Role | None = None
    address: Address | None = None
    level: int = 0

    def covers(self, row: int, column: int) -> bool:
        return (
            self.row <= row < self.row + self.rowspan
            and self.column <= column < self.column + self.colspan
        )


@dataclass
class Sheet:
    """One printed table; ``heads`` is how many of its first lines a new page may repeat."""

    width: int
    height: int
    boxes: list[Box] = field(default_factory=list)
    heads: int = 0
    widths: tuple[float, ...] = ()

    def lines(self) -> list[list[Box]]:
        """The boxes that begin on each line, from left to right."""
        lines: list[list[Box]] = [[] for _ in range(self.height)]
        for box in sorted(self.boxes, key=lambda box: box.column):
            lines[box.row].append(box)
        return lines

    def at(self, row: int, column: int) -> Box | None:
        """The box that covers a place."""
        return next((box for box in self.boxes if box.covers(row, column)), None)

    def label(self, text: str) -> Box:
        """The first label that has a text in it."""
        return next(box for box in self.boxes if box.address is None and text in box.text)

    def row_of(self, text: str) -> int:
        """The line of a label."""
        return self.label(text).row

    def figures(self, row: int) -> list[Box]:
        """The figures on a line, from left to right."""
        return [box for box in self.lines()[row] if box.address is not None]

    def insert_column(self, at: int, text: Callable[[int], str], *, heads: int = 0) -> None:
        """A new column of texts, empty in the first ``heads`` lines; what spans the place grows."""
        for box in self.boxes:
            if box.column >= at:
                box.column += 1
            elif box.column + box.colspan > at:
                box.colspan += 1
        self.width += 1
        for row in range(self.height):
            if self.at(row, at) is None:
                self.boxes.append(Box(text(row) if row >= heads else "", row, at))

    def drop_column(self, at: int) -> None:
        """A column less: boxes that span it shrink, its own are gone."""
        self.boxes = [b for b in self.boxes if not (b.column == at and b.colspan == 1)]
        for box in self.boxes:
            if box.column > at:
                box.column -= 1
            elif box.column + box.colspan > at:
                box.colspan -= 1
        self.width -= 1

    def insert_row(self, at: int, texts: Mapping[int, tuple[str, int]]) -> None:
        """A new line of texts by column, each with its span; what spans the place is cut in two."""
        top, bottom = self.cut(at)
        self.boxes = [
            *top.boxes,
            *(replace(box, row=box.row + at + 1) for box in bottom.boxes),
            *(Box(text, at, column, 1, span) for column, (text, span) in texts.items()),
        ]
        self.height += 1

    def drop_row(self, at: int) -> None:
        """A line less; its own boxes are gone, unless they reach further down."""
        self.boxes = [box for box in self.boxes if not (box.row == at and box.rowspan == 1)]
        for box in self.boxes:
            if box.row > at:
                box.row -= 1
            elif box.row + box.rowspan > at:
                box.rowspan -= 1
        self.height -= 1

    def cut(self, at: int) -> tuple[Sheet, Sheet]:
        """Two tables; what spans the cut has its text in the first only."""
        top = Sheet(self.width, at, heads=min(self.heads, at), widths=self.widths)
        bottom = Sheet(self.width, self.height - at, widths=self.widths)
        for box in self.boxes:
            if box.row + box.rowspan <= at:
                top.boxes.append(box)
            elif box.row >= at:
                bottom.boxes.append(replace(box, row=box.row - at))
            else:
                above = at - box.row
                top.boxes.append(replace(box, rowspan=above))
                rest = replace(box, row=0, rowspan=box.rowspan - above, text="", address=None)
                bottom.boxes.append(rest)
        return top, bottom


def printed(grid: Grid, written: Mapping[Address, str]) -> Sheet:
    """An official table with its figures as written."""
    boxes = [
        Box(
            written[cell.address] if cell.address else cell.text,
            cell.row,
            cell.column,
            cell.rowspan,
            cell.colspan,
            cell.role,
            cell.address,
            cell.level,
        )
        for row in grid.rows
        for cell in row.cells
    ]
    heads = next(number for number, row in enumerate(grid.rows) if not row.head)
    return Sheet(grid.width, len(grid.rows), boxes, heads)


def sheet_of_texts(rows: list[list[str]]) -> Sheet:
    """An ordinary table, without spans."""
    boxes = [Box(text, y, x) for y, row in enumerate(rows) for x, text in enumerate(row)]
    return Sheet(len(rows[0]), len(rows), boxes, heads=1)
