"""Rows that a place added to the official table: kept as a table of their own below it.

A province may add indicators to the national form. A row counts as added only where every row of
the form is there, too: otherwise it may be one of those, misread.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from ...form import Address, Form, Layout, Table
from ..document import Block, SourceCell, SourceTable
from .rows import SourceRow

__all__ = ["added_rows", "with_added_rows"]


def added_rows(
    form: Form,
    strange: Sequence[SourceRow],
    remarks: Sequence[SourceRow],
    holds: Mapping[int, Set[str]],
    found: Iterable[tuple[Address, ...]],
) -> tuple[SourceRow, ...]:
    """The rows that were added, in their order; groups among them have no figures."""
    lines = set(found)
    whole = {key for key, t in form.tables.items() if all(x.cells in lines for x in t.lines)}
    tables = {number for number, keys in holds.items() if keys and keys <= whole}
    own = [row for row in strange if row.table in tables]
    outlines = {key for key, t in form.tables.items() if t.layout is Layout.OUTLINE}
    groups = [
        row
        for row in remarks
        if len(row.cells) > 1
        and holds.get(row.table, set()) <= outlines
        and any(other.table == row.table for other in own)
    ]
    return tuple(sorted([*own, *groups], key=lambda row: (row.table, row.cells[0].row)))


def with_added_rows(
    form: Form, blocks: Iterable[Block], rows: Iterable[SourceRow], holds: Mapping[int, Set[str]]
) -> tuple[list[Block], list[int]]:
    """The blocks with such rows as tables, and of each table that was there its number now."""
    by_table: dict[int, list[SourceRow]] = {}
    for row in rows:
        by_table.setdefault(row.table, []).append(row)
    done: list[Block] = []
    numbers: list[int] = []
    count = 0
    for block in blocks:
        done.append(block)
        if not isinstance(block, SourceTable):
            continue
        own = by_table.get(len(numbers), [])
        keys = holds.get(len(numbers), set())
        numbers.append(count)
        count += 1
        if own:
            tables = [form.tables[key] for key in form.tables if key in keys]
            done.append(_table(block, own, tables))
            count += 1
    return done, numbers


def _table(source: SourceTable, rows: Sequence[SourceRow], tables: Sequence[Table]) -> SourceTable:
    """The rows below the names of the columns, where the form has as many."""
    texts = [_texts(row) for row in rows]
    width = max(map(len, texts))
    header = next((names for table in tables if len(names := [*_names(table)]) == width), None)
    lines = [header or [""] * width, *texts]
    return SourceTable(
        rows[0].place,
        tuple(
            tuple(SourceCell(text, y, x, place=source.place) for x, text in enumerate(line))
            for y, line in enumerate(lines)
        ),
    )


def _texts(row: SourceRow) -> list[str]:
    """What the cells say; empty ones before the label are what spans from above."""
    cells = [" ".join(cell.text.split()) for cell in row.cells]
    first = next(n for n, text in enumerate(cells) if text)
    return cells[first:]


def _names(table: Table) -> Iterator[str]:
    """The names of the columns, from that of the labels on."""
    block = table.blocks[0]
    yield block.corner if table.layout is Layout.OUTLINE else ""
    if block.unit:
        yield block.unit
    yield from (column.key for column in table.lines[0].columns)
