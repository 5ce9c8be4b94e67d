"""Spells relations out: the equations at every row or column they cover."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .official_table import Address, Line, Table
from .relation import Equation, FormError, Relation, YearEquation, YearRelation

__all__ = ["equations_of", "year_equations_of"]


def equations_of(relation: Relation, tables: Mapping[str, Table]) -> Iterator[Equation]:
    """The relation at every row or column it covers."""
    if relation.left is None or relation.right is None:
        return
    table = tables[relation.table]
    if relation.every == "row":
        for line in _lines(relation, table):
            left = tuple(_only(relation, line.cells, key) for key in relation.left.of)
            right = tuple(_only(relation, line.cells, key) for key in relation.right.of)
            yield Equation(relation, line.address, left, right)
        return
    right_rows = [row for key in relation.right.of for row in _rows(relation, table, key)]
    left_rows = [
        row
        for key in relation.left.of
        for row in _rows(relation, table, key)
        if row not in right_rows
    ]
    columns = table.lines[0].columns
    for column in columns:
        left = tuple(Address(table.key, row, column.key) for row in left_rows)
        right = tuple(Address(table.key, row, column.key) for row in right_rows)
        subject = Address(table.key, (), column.key)
        if len(columns) == 1:
            # The only column says nothing: the figure that is held against others is the subject.
            subject = left[0] if relation.at_most else right[0]
        yield Equation(relation, subject, left, right)


def _lines(relation: Relation, table: Table) -> list[Line]:
    wanted = {row for key in relation.rows for row in _rows(relation, table, key)}
    return [line for line in table.lines if not wanted or line.address.row in wanted]


def _rows(relation: Relation, table: Table, key: str) -> list[tuple[str, ...]]:
    """The rows that a dotted name stands for.

    A row itself; all rows of a group that is no row; with ``.*`` the rows directly below either.
    """
    prefix = tuple(key.removesuffix(".*").split("."))
    rows = [li.address.row for li in table.lines if li.address.row[: len(prefix)] == prefix]
    if key.endswith(".*"):
        rows = [row for row in rows if len(row) == len(prefix) + 1]
    elif prefix in rows:
        rows = [prefix]
    if not rows:
        raise FormError(f"{relation.name}: {table.key} has no row {key}")
    return rows


def _only(relation: Relation, cells: tuple[Address, ...], column: str) -> Address:
    for cell in cells:
        if cell.column == column:
            return cell
    raise FormError(f"{relation.name}: {relation.table} has no column {column}")


def year_equations_of(
    relation: YearRelation, tables: Mapping[str, Table]
) -> Iterator[YearEquation]:
    """The year relation at every row or column it covers."""
    table = tables[relation.table]
    if relation.every == "column":
        cells = [cell for line in table.lines for cell in line.cells]
        places = [
            {cell.row[-1]: cell for cell in cells if cell.column == column.key}
            for column in table.lines[0].columns
        ]
    else:
        lines = [line for line in table.lines if ".".join(line.address.row) in relation.rows]
        places = [{cell.column: cell for cell in line.cells} for line in lines]
    if not places:
        raise FormError(f"{relation.name}: {relation.table} has no row {relation.rows}")
    for named in places:
        try:
            yield YearEquation(
                relation=relation,
                before=tuple(named[name] for name in relation.before),
                plus=tuple(named[name] for name in relation.plus),
                minus=tuple(named[name] for name in relation.minus),
                now=named[relation.now],
            )
        except KeyError as error:
            raise FormError(f"{relation.name}: {relation.table} has no {error}") from error
