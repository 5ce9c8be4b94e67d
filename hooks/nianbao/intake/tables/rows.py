"""The rows of all tables of a source, one after the other, wherever a page or a table ends."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from ..document import SourceCell, SourceTable
from .cell_text import has_digits, looks_like_figure
from .column_numbers import are_column_numbers

__all__ = ["SourceRow", "rejoined", "rows_of"]


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One row of a table of the source: the cells that begin on it.

    ``table`` is the number of its table, ``width`` how many columns that has; with
    ``has_columns`` its cells stand below those of the rows above.
    """

    table: int
    cells: tuple[SourceCell, ...]
    width: int
    has_columns: bool

    @property
    def place(self) -> str:
        """Where a person finds it: the place of its first cell that says anything."""
        told = next((cell for cell in self.cells if cell.text.strip()), self.cells[0])
        return told.place

    @property
    def text(self) -> str:
        """What its cells say, for a message."""
        return " ".join(" ".join(cell.text.split()) for cell in self.cells if cell.text.strip())

    @property
    def has_figures(self) -> bool:
        """Whether a number stands in one of its cells."""
        return any(looks_like_figure(c.text) and has_digits(c.text) for c in self.cells)


def rows_of(tables: Iterable[SourceTable]) -> Iterator[SourceRow]:
    """All rows that have a cell, in reading order, without those that number the columns."""
    for number, table in enumerate(tables):
        ends = (cell.column + cell.colspan for row in table.rows for cell in row)
        width = max(ends, default=0)
        is_head = True
        for cells in table.rows:
            is_numbering = is_head and are_column_numbers([cell.text for cell in cells])
            if cells and not is_numbering:
                # A line of text is as wide as it is, whatever stands above it.
                own = width if table.has_columns else len(cells)
                row = SourceRow(number, cells, own, table.has_columns)
                is_head = is_head and not row.has_figures
                yield row


def rejoined(
    rows: Iterable[SourceRow],
    is_label: Callable[[str], bool],
    is_header: Callable[[SourceRow], bool],
) -> list[SourceRow]:
    """The rows, those made whole again that a page end has parted.

    The second part is the first row below the header of the next table, which is as wide; it has
    no label of its own, but one together with the first part.
    """
    whole: list[SourceRow] = []
    last = -1
    for row in rows:
        is_first = not whole or all(r.table != row.table or is_header(r) for r in whole[last + 1 :])
        if is_first and last >= 0 and not is_header(row) and whole[last].table + 1 == row.table:
            joined = _whole(whole[last], row, is_label)
            if joined is not None:
                whole[last] = joined
                continue
        whole.append(row)
        if not is_header(row):
            last = len(whole) - 1
    return whole


def _whole(above: SourceRow, below: SourceRow, is_label: Callable[[str], bool]) -> SourceRow | None:
    """Both parts as one row, where they are parts of one."""
    if above.width != below.width or not above.has_columns or not below.has_columns:
        return None
    if any(is_label(cell.text) for cell in below.cells):
        return None
    joined = {cell.column: cell for cell in above.cells}
    for cell in below.cells:
        upper = joined.get(cell.column)
        if upper is None or not upper.text.strip():
            joined[cell.column] = cell
        elif cell.text.strip():
            joined[cell.column] = replace(upper, text=f"{upper.text}\n{cell.text}")
    if not any(is_label(cell.text) for cell in joined.values()):
        return None
    return replace(above, cells=tuple(joined[column] for column in sorted(joined)))
