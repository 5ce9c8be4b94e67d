"""Official tables as a source has them: in spanning cells, or pasted as tabbed text."""

from __future__ import annotations

from collections.abc import Mapping

from nianbao.form import Address, Form, Table, lay_out
from nianbao.intake.document import SourceCell, SourceTable


def spanning(table: Table, written: Mapping[Address, str], place: str = "表 1") -> SourceTable:
    """The table with its cells where the form has them."""
    rows = [
        tuple(
            SourceCell(
                written[cell.address] if cell.address else cell.text,
                cell.row,
                cell.column,
                cell.rowspan,
                cell.colspan,
                f"{place} 第 {cell.row + 1} 行第 {cell.column + 1} 列",
            )
            for cell in row.cells
        )
        for row in lay_out(table).rows
    ]
    return SourceTable(place, tuple(rows))


def tabbed(table: Table, written: Mapping[Address, str], place: str = "表 1") -> SourceTable:
    """The table as text: what a cell spans besides its place is empty."""
    grid = lay_out(table)
    texts = [[""] * grid.width for _ in grid.rows]
    for row in grid.rows:
        for cell in row.cells:
            texts[cell.row][cell.column] = written[cell.address] if cell.address else cell.text
    rows = [
        tuple(
            SourceCell(text, number, column, place=f"第 {number + 1} 行第 {column + 1} 格")
            for column, text in enumerate(line)
        )
        for number, line in enumerate(texts)
    ]
    return SourceTable(place, tuple(rows), has_columns=False)


def all_spanning(form: Form, written: Mapping[Address, str]) -> list[SourceTable]:
    return [
        spanning(table, written, f"表 {number}")
        for number, table in enumerate(form.tables.values(), 1)
    ]


def all_tabbed(form: Form, written: Mapping[Address, str]) -> list[SourceTable]:
    return [
        tabbed(table, written, f"表 {number}")
        for number, table in enumerate(form.tables.values(), 1)
    ]
