"""What a form is: sections, tables of labelled rows and columns, relations between figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from .codes import code_of_added, table_codes
from .official_table import Address, Measure, Table
from .relation import Equation, Relation, YearEquation

__all__ = ["NUMBERED", "Comparable", "Form", "FormFigure", "Incomparable", "Section"]

NUMBERED = "年格式"
"""What data files write after the key of a form that is a number."""


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
class Incomparable:
    """Why some figures of two forms cannot be compared.

    ``ours`` and ``theirs`` are dotted addresses of figures, or what those begin with.
    """

    why: str
    ours: tuple[str, ...]
    theirs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparable:
    """Which figures mean the same in another form: whole tables, and single figures.

    ``reasons`` say why others do not; ``otherwise`` is the reason for what none of them names.
    """

    tables: tuple[str, ...]
    figures: Mapping[str, str]
    reasons: tuple[Incomparable, ...] = ()
    otherwise: str = ""


@dataclass(frozen=True, slots=True)
class FormFigure:
    """An indicator as one form has it: its parts are added up.

    In two forms the same name means the same.
    """

    name: str
    unit: str
    addresses: tuple[Address, ...]


@dataclass(frozen=True, eq=False)
class Form:
    """One edition of the official form; there is one object of each.

    ``deadlines`` holds month and day of the year after by kind of organ, ``deadline_source`` the
    provision they come from; ``instructions`` is what the official template says to its users and
    no report should keep, ``comparable`` by the key of another form what means the same there,
    and why the rest does not. With ``free_sections`` a report may have other sections too, in
    any order. ``expectations`` are what should hold and need not hold everywhere: nothing is
    inferred from them. ``indicators`` are the numbers that are followed over years, by name; of
    these, ``main_figures`` stand for a report: they head its page and are the columns of its
    year's table. ``base`` is the key of the official form of which this is a place's edition, and
    ``changed`` are the dotted addresses below which figures no longer mean what they do there.
    """

    key: str
    notice: str
    first_year: int
    last_year: int | None
    sections: tuple[Section, ...]
    tables: Mapping[str, Table]
    relations: tuple[Relation, ...]
    equations: tuple[Equation, ...]
    expectations: tuple[Equation, ...] = ()
    across_years: tuple[YearEquation, ...] = ()
    comparable: Mapping[str, Comparable] = field(default_factory=dict)
    deadlines: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    deadline_source: str = ""
    instructions: tuple[str, ...] = ()
    free_sections: bool = False
    indicators: Mapping[str, FormFigure] = field(default_factory=dict)
    main_figures: tuple[FormFigure, ...] = ()
    base: str = ""
    changed: tuple[str, ...] = ()

    @cached_property
    def measures(self) -> Mapping[Address, Measure]:
        """What each figure counts, in printed order."""
        return {
            address: measure
            for table in self.tables.values()
            for address, measure in table.measures.items()
        }

    @cached_property
    def codes(self) -> Mapping[Address, str]:
        """The code of each figure in data files: equal in two forms where it means the same."""
        found = {
            address: code
            for table in self.tables.values()
            for address, code in table_codes(table).items()
        }
        for address, code in found.items():
            if any(f"{address.dotted}.".startswith(f"{name}.") for name in self.changed):
                found[address] = f"{code_of_added(self.key)}.{code}"
        return found

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

    @cached_property
    def sums(self) -> Mapping[Address, tuple[Address, ...]]:
        """The totals, each with the figures it is the sum of: those of its row, if it has such."""
        found = {e.total: e.left for e in reversed(self.equations) if e.total is not None}
        return found | dict(self.row_totals)

    @property
    def name(self) -> str:
        """What data files call it: never what a program would take for a number."""
        return f"{self.key}{NUMBERED}" if self.key.isdecimal() else self.key

    @property
    def has_tables(self) -> bool:
        """Whether its reports have figures at all."""
        return bool(self.tables)

    @property
    def number_rule(self) -> Relation:
        """The relation that limits what numbers a cell may hold."""
        return next(relation for relation in self.relations if relation.left is None)

    @property
    def family(self) -> str:
        """The key of the official form whose rules hold for it."""
        return self.base or self.key

    def covers(self, year: int) -> bool:
        """Whether the form was in force for reports about that year."""
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)
