"""The rows of an official table that are not zero, as a list for narrow windows."""

from __future__ import annotations

from dataclasses import dataclass

from ...form import Form, Table
from ...source import Figures
from ..web.html import figure_text

__all__ = ["SpokenRow", "SpokenTable", "spoken_table"]


@dataclass(frozen=True, slots=True)
class SpokenRow:
    """One row: its labels, its total or only figure, if that is there, and the other figures.

    ``address`` leads to the figure in the table.
    """

    labels: tuple[str, ...]
    address: str
    total: str
    parts: tuple[tuple[str, str], ...]

    @property
    def remark(self) -> str:
        """The other figures in one line."""
        return "，".join(f"{name} {number}" for name, number in self.parts)


@dataclass(frozen=True, slots=True)
class SpokenTable:
    """The rows that are not zero; ``has_blanks`` says that not all others are zero."""

    rows: tuple[SpokenRow, ...]
    has_blanks: bool

    @property
    def heading(self) -> str:
        """What stands above the list."""
        return "表中不是零的数" if self.rows else "表中的数"

    @property
    def rest(self) -> str:
        """What is said of the rows that the list leaves out."""
        which = "其余" if self.rows else "各行都"
        return f"{which}是{'零或空白' if self.has_blanks else '零'}。"


def spoken_table(form: Form, table: Table, figures: Figures) -> SpokenTable:
    """What a table says in words: zeros are left out, blanks are named."""
    rows = []
    for line in table.lines:
        shown = [cell for cell in line.cells if figures[cell].value]
        sums = [cell for cell in shown if cell in form.row_totals or len(line.cells) == 1]
        parts = tuple((c.column, figure_text(figures[c])) for c in shown if c not in sums)
        if shown:
            total = figure_text(figures[sums[0]]) if sums else ""
            address = (sums or shown)[0].dotted
            rows.append(SpokenRow(line.address.row, address, total, parts))
    blanks = (figures[cell].value is None for line in table.lines for cell in line.cells)
    return SpokenTable(tuple(rows), any(blanks))
