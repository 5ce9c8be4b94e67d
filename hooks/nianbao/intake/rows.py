"""The rows of all tables of a source, one after the other, wherever a page or a table ends."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from .cell_text import has_digits, looks_like_figure
from .document import SourceCell, SourceTable

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
    """All rows that have a cell, in reading order."""
    for number, table in enumerate(tables):
        ends = (cell.column + cell.colspan for row in table.rows for cell in row)
        width = max(ends, default=0)
        for cells in table.rows:
            if cells:
                # A line of text is as wide as it is, whatever stands above it.
                own = width if table.has_columns else len(cells)
                yield SourceRow(number, cells, own, table.has_columns)


def rejoined(rows: Iterable[SourceRow], is_label: Callable[[str], bool]) -> Iterator[SourceRow]:
    """The rows, those made whole again whose label and figures a page end has parted.

    The two parts stand in tables of the same width, and their labels are one label together.
    """
    before: SourceRow | None = None
    for row in rows:
        whole = _whole(before, row, is_label) if before is not None else None
        if whole is not None:
            before = whole
            continue
        if before is not None:
            yield before
        before = row
    if before is not None:
        yield before


def _whole(above: SourceRow, below: SourceRow, is_label: Callable[[str], bool]) -> SourceRow | None:
    """Both parts as one row, when only a label continues and no figure does."""
    if above.table + 1 != below.table or above.width != below.width or not above.has_columns:
        return None
    joined = {cell.column: cell for cell in above.cells}
    labels = []
    for cell in below.cells:
        upper = joined.get(cell.column, replace(cell, text=""))
        if upper.text.strip() and cell.text.strip():
            labels.append((upper.text, cell.text))
        told = upper if upper.text.strip() else cell
        joined[cell.column] = replace(told, text=upper.text + cell.text)
    if len(labels) != 1:
        return None
    ((first, second),) = labels
    if is_label(first) or is_label(second) or not is_label(first + second):
        return None
    return replace(above, cells=tuple(joined[column] for column in sorted(joined)))
