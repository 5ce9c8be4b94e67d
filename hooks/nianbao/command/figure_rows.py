"""Figures as rows of front matter, each in its shortest form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..form import Address, Label, Line, Table, named_labels

__all__ = ["CELL_KEY", "ROW_INDENT", "group_rows", "row_text", "table_rows"]

ROW_INDENT = 2
"""How much further in the rows of a table or a group stand."""
CELL_KEY = "值"
"""The key of a number that stands at a group of rows, or beside a note."""
_ZERO = "0"


def table_rows(
    table: Table, cells: Mapping[Address, str], otherwise: str, indent: int
) -> list[str]:
    """The table's name and its rows; a cell that ``cells`` do not name is written ``otherwise``."""
    lines = {line.address: line for line in table.lines}
    rows = group_rows(table.rows, Address(table.key), lines, cells, otherwise, indent + ROW_INDENT)
    return [f"{' ' * indent}{table.key}:", *rows]


def group_rows(
    labels: Sequence[Label],
    above: Address,
    lines: Mapping[Address, Line],
    cells: Mapping[Address, str],
    otherwise: str,
    indent: int,
) -> Iterator[str]:
    """The rows below a table or a group."""
    for label in named_labels(labels):
        address = Address(above.table, (*above.row, label.key))
        start = f"{' ' * indent}{label.key}:"
        if not label.children:
            yield f"{start} {row_text(lines[address], cells, otherwise)}"
            continue
        yield start
        if label.counted:
            own = row_text(lines[address], cells, otherwise)
            yield f"{' ' * (indent + ROW_INDENT)}{CELL_KEY}: {own}"
        below = indent + ROW_INDENT
        yield from group_rows(label.children, address, lines, cells, otherwise, below)


def row_text(line: Line, cells: Mapping[Address, str], otherwise: str) -> str:
    """The figures of one row: a list, or one word where all of them are the same."""
    texts = [cells.get(cell, otherwise) for cell in line.cells]
    if len(texts) == 1 or (len(set(texts)) == 1 and texts[0] in (_ZERO, otherwise)):
        return texts[0]
    return f"[{', '.join(texts)}]"
