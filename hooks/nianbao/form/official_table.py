"""An official table: its labels as printed, and the addresses of its figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

__all__ = [
    "COUNT",
    "Address",
    "Block",
    "Label",
    "Layout",
    "Line",
    "Measure",
    "MeasureKind",
    "Table",
]


class Address(NamedTuple):
    """Where a figure stands: table › row › column.

    Without a column it names a whole row, without a row a whole column. It is a tuple because
    figures are looked up by it a thousand times a report.
    """

    table: str
    row: tuple[str, ...] = ()
    column: str = ""

    @property
    def parts(self) -> tuple[str, ...]:
        """The names from the table down, without empty ones."""
        return (self.table, *self.row, *((self.column,) if self.column else ()))

    @property
    def dotted(self) -> str:
        """The address as data files, HTML ids and references in prose write it."""
        return ".".join(self.parts)

    def __str__(self) -> str:
        return " › ".join(self.parts)


class MeasureKind(StrEnum):
    """What numbers a cell takes."""

    COUNT = "count"
    """A whole number, not negative."""
    AMOUNT = "amount"
    """Money: a decimal, not negative."""
    CHANGE = "change"
    """A whole number with its sign."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What a cell counts, and in which unit; no unit means that the report names it."""

    kind: MeasureKind
    unit: str


COUNT = Measure(MeasureKind.COUNT, "件")
"""What a cell counts when the form does not say: pieces."""


@dataclass(frozen=True, slots=True)
class Label:
    """One row or column label exactly as printed, with the labels it groups.

    ``key`` is its part of an address; a group without a key is printed but not addressed.
    ``span`` is how many grid columns a column takes. A group that is ``counted`` has figures of
    its own, which stand before those of its children; a row's ``measure`` is that of all its
    figures. ``variants`` are other ways in which published reports print the label. ``code`` is
    its part of a figure's code in data files, empty where the form has not given it one.
    """

    text: str
    key: str
    children: tuple[Label, ...] = ()
    measure: Measure | None = None
    span: int = 1
    counted: bool = False
    variants: tuple[str, ...] = ()
    code: str = ""

    @property
    def has_figures(self) -> bool:
        """Whether the label stands at figures."""
        return self.counted or not self.children

    def leaves(self) -> Iterator[Label]:
        """The labels that stand at figures, in printed order."""
        if self.has_figures:
            yield self
        for child in self.children:
            yield from child.leaves()

    def paths(self) -> Iterator[tuple[str, ...]]:
        """The address parts of every label that stands at figures, in printed order."""
        own = (self.key,) if self.key else ()
        if self.has_figures:
            yield own
        for child in self.children:
            for path in child.paths():
                yield (*own, *path)


def named_labels(labels: Iterable[Label]) -> Iterator[Label]:
    """The labels that front matter names; a group without a key gives way to its rows."""
    for label in labels:
        if label.key:
            yield label
        else:
            yield from named_labels(label.children)


@dataclass(frozen=True)
class Line:
    """One row of figures: its address, the columns it has, and what all of them count."""

    address: Address
    columns: tuple[Label, ...]
    measure: Measure | None = None

    @cached_property
    def cells(self) -> tuple[Address, ...]:
        """The addresses of its figures, one for each column."""
        table, row, _ = self.address
        return tuple(Address(table, row, column.key) for column in self.columns)


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that share columns; a table has one block or several below each other.

    ``corner`` stands above the row labels, ``unit`` above the units where they have a column.
    """

    rows: tuple[Label, ...]
    columns: tuple[Label, ...]
    caption: str = ""
    corner: str = ""
    unit: str = ""


class Layout(StrEnum):
    """How a table stands on paper."""

    DOWN = "down"
    """Rows below each other, under the columns."""
    ACROSS = "across"
    """All rows side by side on one line, each above its columns."""
    OUTLINE = "outline"
    """One line a label, indented by its level, with its unit; then the figures, if it has any."""


@dataclass(frozen=True, eq=False)
class Table:
    """One official table: its printed labels, the figures it holds, its part of their codes."""

    key: str
    caption: str
    blocks: tuple[Block, ...]
    layout: Layout = Layout.DOWN
    code: str = ""

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Its rows of figures, in printed order."""
        lines = []
        for block in self.blocks:
            columns = tuple(leaf for column in block.columns for leaf in column.leaves())
            for row in block.rows:
                lines += [
                    Line(Address(self.key, path), columns, leaf.measure)
                    for path, leaf in zip(row.paths(), row.leaves(), strict=True)
                ]
        return tuple(lines)

    @cached_property
    def measures(self) -> Mapping[Address, Measure]:
        """What each of its figures counts, in printed order of the figures."""
        return {
            cell: line.measure or column.measure or COUNT
            for line in self.lines
            for cell, column in zip(line.cells, line.columns, strict=True)
        }

    @property
    def rows(self) -> tuple[Label, ...]:
        """Its row labels, of all blocks."""
        return tuple(row for block in self.blocks for row in block.rows)
