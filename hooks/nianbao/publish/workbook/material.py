"""What a workbook begins with: last year's figures, and those of the report in writing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from ...facts.last_year import LastYear, last_year
from ...form import (
    Address,
    Equation,
    Form,
    Label,
    YearEquation,
    form_in_force,
    local_form,
    local_frame,
)
from ...problem import TOP
from ...source import Figure, Number, Organ, Report, sum_of

__all__ = ["BookMaterial", "book_material"]


@dataclass(frozen=True)
class BookMaterial:
    """Whose workbook it is, of which year, in which form.

    ``before`` is the organ's report of the year before, ``now`` the one that is being written; a
    workbook needs neither. ``last`` is what the former gives.
    """

    form: Form
    organ: Organ
    year: int
    before: Report | None
    now: Report | None
    last: LastYear

    @cached_property
    def given(self) -> Mapping[Address, Figure]:
        """The figures that stand in the workbook as numbers; cells to look up are open."""
        given = {
            address: Figure(value, TOP, str(value)) for address, value in self.last.follows.items()
        }
        if self.now is not None:
            given |= {a: f for a, f in self.now.figures.items() if not f.is_unverified}
        return given

    @cached_property
    def parts(self) -> Mapping[Address, tuple[Address, ...]]:
        """The totals that are formulas, each with what it adds up.

        A total that was published otherwise stands as it is.
        """
        return {
            total: parts
            for total, parts in self.form.sums.items()
            if total not in self.given
            or (
                self.given[total].value is not None
                and not self.given[total].note
                and self.given[total].value == sum_of(self.given, parts)
            )
        }

    @cached_property
    def begun(self) -> Mapping[Address, tuple[Number, YearEquation]]:
        """The figures that are last year's with this year's changes, unless somebody gave them."""
        equations = {equation.now: equation for equation in self.form.across_years}
        return {
            address: (value, equations[address])
            for address, value in self.last.begins.items()
            if address not in self.given
        }

    @cached_property
    def figures(self) -> Mapping[Address, Figure]:
        """All that the workbook shows at first: what is given, and what comes of that."""
        figures = dict(self.given)
        pending = {total: parts for total, parts in self.parts.items() if total not in figures}
        while True:
            sums = {total: sum_of(figures, parts) for total, parts in pending.items()}
            known = {a: Figure(v, TOP, str(v)) for a, v in sums.items() if v is not None}
            for address, (then, equation) in self.begun.items():
                value = _carried(figures, then, equation)
                if value is not None and address not in figures:
                    known[address] = Figure(value, TOP, str(value))
            if not known:
                return figures
            figures |= known
            pending = {total: parts for total, parts in pending.items() if total not in figures}

    @cached_property
    def across_years(self) -> tuple[tuple[Number, YearEquation], ...]:
        """The relations to the year before, with the sum of that year's figures."""
        known = {**self.last.follows, **self.last.begins}
        return tuple((known[e.now], e) for e in self.form.across_years if e.now in known)

    @property
    def equations(self) -> tuple[Equation, ...]:
        """All relations within the year."""
        return (*self.form.equations, *self.form.expectations)


def book_material(
    organ: Organ, year: int, before: Report | None, now: Report | None
) -> BookMaterial | None:
    """What the workbook of an organ begins with.

    Returns None where the year has no official form and no report says what table there was.
    """
    form = now.form if now is not None else form_in_force(year)
    if form.has_tables and form.key != local_frame().key:
        return BookMaterial(form, organ, year, before, now, last_year(form, before))
    if now is not None and form.has_tables and form.measures:
        before = before if before is not None and _alike(form, before.form) else None
        last = _by_place(form, before) if before else last_year(form, None)
        return BookMaterial(form, organ, year, before, now, last)
    if before is None or before.form.key != local_frame().key or not before.form.measures:
        return None
    form = _a_year_later(before.form, before.year, year)
    return BookMaterial(form, organ, year, before, None, _by_place(form, before))


def _carried(
    figures: Mapping[Address, Figure], then: Number, equation: YearEquation
) -> Number | None:
    plus, minus = sum_of(figures, equation.plus), sum_of(figures, equation.minus)
    return None if plus is None or minus is None else then + plus - minus


def _a_year_later(form: Form, before: int, year: int) -> Form:
    """The table that a report declared, for the next one: what names the year names the new one."""

    def renamed(text: str) -> str:
        return text.replace(str(before), str(year))

    def label(old: Label) -> Label:
        children = tuple(map(label, old.children))
        return replace(old, text=renamed(old.text), key=renamed(old.key), children=children)

    (table,) = form.tables.values()
    (block,) = table.blocks
    columns, rows = tuple(map(label, block.columns)), tuple(map(label, block.rows))
    return local_form(renamed(table.caption), columns, rows)


def _alike(form: Form, other: Form) -> bool:
    """Whether two declared tables have the same rows, and columns that differ in the year only."""
    return [a.row for a in form.measures] == [a.row for a in other.measures]


def _by_place(form: Form, before: Report) -> LastYear:
    """The figures of a table that has the same cells in the same order."""
    same = zip(form.measures, before.form.measures, strict=True)
    figures = {ours: before.figures[a] for ours, a in same if a in before.figures}
    return LastYear(figures, {}, {})
