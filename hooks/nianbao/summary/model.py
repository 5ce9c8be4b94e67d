"""A summary as data: parts with paragraphs and tables, which every output shows alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from ..source import Number, digits
from ..visible import visible

__all__ = ["COUNTED", "Column", "Part", "Row", "Summary", "Table", "Value", "shown"]

Value: TypeAlias = "str | Number | date | None"
"""What a cell holds; None is not known, or does not apply."""
Row: TypeAlias = tuple[Value, ...]

COUNTED = "是"
"""What stands in the column that says which rows are added up."""
_NOTHING = "—"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading and its share of the table's width.

    One of numbers is added up below the table, if that has sums; ``difference`` are the columns
    of which it is the second less the first.
    """

    name: str
    width: int
    is_number: bool = False
    difference: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of values; ``total`` names the row of sums, empty where there is none.

    ``counted_by`` is the column that says which rows are added up; without one, all are.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: str = ""
    counted_by: int | None = None

    @property
    def sums(self) -> Row:
        """The row of sums; a column in which nothing is known has none."""
        return tuple(
            self.total if number == 0 else self._sum(number) if column.is_number else ""
            for number, column in enumerate(self.columns)
        )

    @property
    def shown_rows(self) -> tuple[Row, ...]:
        """All rows, with that of sums."""
        return (*self.rows, self.sums) if self.total else self.rows

    def _sum(self, column: int) -> Number | None:
        values = [row[column] for row in self.rows if self._is_counted(row)]
        numbers = [value for value in values if isinstance(value, Number)]
        return sum(numbers) if numbers else None

    def _is_counted(self, row: Sequence[Value]) -> bool:
        return self.counted_by is None or row[self.counted_by] == COUNTED


@dataclass(frozen=True, slots=True)
class Part:
    """A part under its heading: paragraphs, then a table, if it has rows; ``sheet`` names it."""

    heading: str
    sheet: str
    paragraphs: tuple[str, ...]
    table: Table


@dataclass(frozen=True, slots=True)
class Summary:
    """The summary of a year; ``about`` are the lines below its title.

    ``day`` is the last on which any of what it tells happened.
    """

    title: str
    about: tuple[str, ...]
    day: date
    parts: tuple[Part, ...]


def shown(value: Value) -> str:
    """A value as people read it; nothing is hidden in it."""
    if value is None:
        return _NOTHING
    if isinstance(value, date):
        return value.isoformat()
    return visible(value) if isinstance(value, str) else digits(value)
