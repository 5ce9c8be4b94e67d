"""The columns of a table whose rows stand side by side, each below the label of its row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from ...form import Address, Table
from ..document import SourceCell
from .headers import Columns, HeaderWords, Span, span_of
from .label_matching import bare, names_of
from .rows import SourceRow

__all__ = ["columns_across"]

_Row: TypeAlias = tuple[str, ...]
_Meant = TypeVar("_Meant", str, _Row)


def columns_across(header: Sequence[SourceRow], table: Table, words: HeaderWords) -> Columns:
    """Where the columns stand: all of them, or none.

    By the group that each stands below; else by their order, where the groups are in the form's
    order and every name is there as often as there are groups.
    """
    names = _Names.of(header, table, words)
    addresses = [cell for line in table.lines for cell in line.cells]
    units = ("",) * len(addresses)
    nowhere = (None,) * len(addresses)
    if not header or not names.has_all(table):
        return Columns(nowhere, (False,) * len(addresses), units)
    found = (True,) * len(addresses)
    if header[-1].has_columns:
        spans = names.spans_below_groups(addresses) or names.spans_in_order(addresses)
        return Columns(spans or nowhere, found, units, header[-1].width)
    return Columns(nowhere, found, units)


@dataclass(frozen=True, slots=True)
class _Names:
    """The header cells that name columns, those that name rows, and all it says."""

    columns: tuple[tuple[SourceCell, str], ...]
    rows: tuple[tuple[SourceCell, _Row], ...]
    text: str

    @classmethod
    def of(cls, header: Sequence[SourceRow], table: Table, words: HeaderWords) -> _Names:
        cells = [cell for row in header for cell in row.cells if cell.text.strip()]
        columns = {name: leaf.key for leaf in table.lines[0].columns for name in names_of(leaf)}
        rows = {
            name: path
            for row in table.rows
            for leaf, path in zip(row.leaves(), row.paths(), strict=True)
            for name in names_of(leaf)
        }
        return cls(
            tuple((cell, key) for cell in cells for key in _meant(cell, columns, words)),
            tuple((cell, row) for cell in cells for row in _meant(cell, rows, words)),
            bare("".join(cell.text for cell in cells)),
        )

    def has_all(self, table: Table) -> bool:
        """Whether every row is named, in order, and every column once for each row."""
        placed = sorted(self.rows, key=lambda pair: (pair[0].column, pair[0].row))
        if list(dict.fromkeys(row for _, row in placed)) != [x.address.row for x in table.lines]:
            return False
        names = [bare(column.text) for column in table.lines[0].columns]
        return all(self.text.count(name) >= len(table.lines) for name in names)

    def spans_below_groups(self, addresses: list[Address]) -> tuple[Span, ...]:
        """The place of every figure, when each name stands below exactly one row's label."""
        places: dict[tuple[_Row, str], Span] = {}
        for cell, key in self.columns:
            start, end = span_of(cell)
            over = [
                row
                for label, row in self.rows
                if span_of(label)[0] <= start and end <= span_of(label)[1]
            ]
            if len(over) != 1 or (over[0], key) in places:
                return ()
            places[over[0], key] = (start, end)
        wanted = [(address.row, address.column) for address in addresses]
        return tuple(places[place] for place in wanted) if places.keys() == set(wanted) else ()

    def spans_in_order(self, addresses: list[Address]) -> tuple[Span, ...]:
        """The place of every figure, when the names come as the form has them."""
        ordered = sorted(self.columns, key=lambda pair: pair[0].column)
        if [key for _, key in ordered] != [address.column for address in addresses]:
            return ()
        return tuple(span_of(cell) for cell, _ in ordered)


def _meant(cell: SourceCell, names: Mapping[str, _Meant], words: HeaderWords) -> Iterable[_Meant]:
    """What a cell names."""
    return dict.fromkeys(names[name] for name in words.of(cell) if name in names)
