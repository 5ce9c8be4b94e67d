"""The rows of an official table that are not zero, as a list for narrow windows."""

from __future__ import annotations

from dataclasses import dataclass

from ..form import Address, Form, Table
from ..source import Figures
from .html import figure_text

__all__ = ["SpokenRow", "SpokenTable", "spoken_table"]


@dataclass(frozen=True, slots=True)
class SpokenRow:
    """One row: its labels, its total or only figure, and the figures that this is the sum of.

    ``address`` leads to the figure in the table.
    """

    labels: tuple[str, ...]
    address: str
    total: str
    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SpokenTable:
    """The rows that are not zero; ``has_blanks`` says that not all others are zero."""

    rows: tuple[SpokenRow, ...]
    has_blanks: bool


def spoken_table(form: Form, table: Table, figures: Figures) -> SpokenTable:
    """What a table says in words: zeros are left out, blanks are told of."""
    rows = []
    for line in table.lines:
        shown = [cell for cell in line.cells if figures[cell].value]
        if shown:
            totals = [cell for cell in shown if cell in form.row_totals]
            main = (totals or shown)[-1]
            parts = shown if not totals else [cell for cell in shown if cell != main]
            rows.append(
                SpokenRow(
                    labels=line.address.row,
                    address=main.dotted,
                    total=figure_text(figures[main]) if totals or len(shown) == 1 else "",
                    parts=() if parts == [main] else _parts(parts, figures),
                )
            )
    blanks = (figures[cell].value is None for line in table.lines for cell in line.cells)
    return SpokenTable(tuple(rows), any(blanks))


def _parts(cells: list[Address], figures: Figures) -> tuple[tuple[str, str], ...]:
    return tuple((cell.column, figure_text(figures[cell])) for cell in cells)
