"""What a form is: sections, tables of labelled rows and columns, relations between figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

__all__ = [
    "COUNT",
    "Address",
    "Block",
    "Comparable",
    "Equation",
    "Form",
    "Label",
    "Layout",
    "Line",
    "Measure",
    "MeasureKind",
    "Relation",
    "Section",
    "Side",
    "Table",
    "YearEquation",
    "YearRelation",
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
    figures.
    """

    text: str
    key: str
    children: tuple[Label, ...] = ()
    measure: Measure | None = None
    span: int = 1
    counted: bool = False

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
    """One official table: its printed labels and the figures it holds."""

    key: str
    caption: str
    blocks: tuple[Block, ...]
    layout: Layout = Layout.DOWN

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


@dataclass(frozen=True, slots=True)
class Section:
    """One of the report's sections: its official title, accepted variants, and its table.

    ``own_words`` says that it is prose to be written anew each year.
    """

    title: str
    variants: tuple[str, ...] = ()
    table: str = ""
    own_words: bool = False


@dataclass(frozen=True, slots=True)
class Side:
    """One side of an equation: what it is called, and the rows or columns it adds up."""

    name: str
    of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """勾稽关系: a named rule between figures.

    ``name`` is the short name (S1, I2), ``code`` the stable code of its problems. A relation
    without sides limits what numbers a cell may hold; with ``at_most`` the left side may be less
    than the right one.
    """

    name: str
    code: str
    statement: str
    table: str = ""
    every: str = ""
    rows: tuple[str, ...] = ()
    left: Side | None = None
    right: Side | None = None
    at_most: bool = False


@dataclass(frozen=True, slots=True)
class Equation:
    """A relation at one row or column: the left figures add up to what the right ones do.

    Or to no more than that, where the relation says ``at_most``.
    """

    relation: Relation
    subject: Address
    left: tuple[Address, ...]
    right: tuple[Address, ...]

    @property
    def total(self) -> Address | None:
        """The one figure that is the sum of the others, if the equation has such."""
        return self.right[0] if len(self.right) == 1 and not self.relation.at_most else None


@dataclass(frozen=True, slots=True)
class YearRelation:
    """A named rule between the figures of two years that follow each other.

    ``before`` names rows or columns of the year before, the others of the year itself.
    """

    name: str
    code: str
    statement: str
    table: str
    every: str
    before: tuple[str, ...]
    now: str
    rows: tuple[str, ...] = ()
    plus: tuple[str, ...] = ()
    minus: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class YearEquation:
    """A year relation at one row or column: before + plus − minus = now."""

    relation: YearRelation
    before: tuple[Address, ...]
    plus: tuple[Address, ...]
    minus: tuple[Address, ...]
    now: Address


@dataclass(frozen=True, slots=True)
class Comparable:
    """Which figures mean the same in another form: whole tables, and single figures."""

    tables: tuple[str, ...]
    figures: Mapping[str, str]


@dataclass(frozen=True, eq=False)
class Form:
    """One edition of the official form; there is one object of each.

    ``deadlines`` holds month and day of the year after by kind of organ, ``instructions`` what
    the official template tells its users and no report should keep, ``comparable`` by the key
    of another form what means the same there. With
    ``free_sections`` a report may have other sections too, in any order.
    """

    key: str
    notice: str
    first_year: int
    last_year: int | None
    sections: tuple[Section, ...]
    tables: Mapping[str, Table]
    relations: tuple[Relation, ...]
    equations: tuple[Equation, ...]
    across_years: tuple[YearEquation, ...] = ()
    comparable: Mapping[str, Comparable] = field(default_factory=dict)
    deadlines: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    instructions: tuple[str, ...] = ()
    free_sections: bool = False

    @cached_property
    def measures(self) -> Mapping[Address, Measure]:
        """What each figure counts, in printed order."""
        return {
            address: measure
            for table in self.tables.values()
            for address, measure in table.measures.items()
        }

    @cached_property
    def totals(self) -> frozenset[Address]:
        """The figures that an equation names as the sum of others."""
        return frozenset(e.total for e in self.equations if e.total is not None)

    @cached_property
    def row_totals(self) -> Mapping[Address, tuple[Address, ...]]:
        """The figures that a row may leave out, each with the figures it is the sum of."""
        return {
            equation.total: equation.left
            for equation in self.equations
            if equation.total is not None and equation.relation.every == "row"
        }

    @property
    def number_rule(self) -> Relation:
        """The relation that limits what numbers a cell may hold."""
        return next(relation for relation in self.relations if relation.left is None)

    def covers(self, year: int) -> bool:
        """Whether the form was in force for reports about that year."""
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)
