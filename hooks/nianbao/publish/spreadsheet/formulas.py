"""Sums and relations of a form as formulas, each with the value that it has at first.

Only functions that every spreadsheet program has had for long: Excel 2010 and WPS work them out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ...check.relations import relation_words
from ...check.years import year_words
from ...form import Address, Equation, YearEquation
from ...source import Figure, Number, sum_of
from .cells import Place, ranges, reference

__all__ = ["Check", "Formula", "Sums", "sum_formula"]

_DECIMALS = 4


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula, and what it comes to for the figures that the sheet is made with."""

    text: str
    value: Number | str


@dataclass(frozen=True, slots=True)
class Check:
    """A relation beside a table: nothing where it holds or is not decided, else its sentence.

    ``subject`` is the cell that becomes red.
    """

    formula: Formula
    subject: Address


@dataclass(frozen=True, slots=True)
class Sums:
    """Writes formulas over cells of one sheet.

    ``zero`` is a condition, false at first, under which empty cells are zeros.
    """

    places: Mapping[Address, Place]
    figures: Mapping[Address, Figure]
    zero: str = ""

    def total(self, parts: Sequence[Address]) -> Formula:
        """The sum of the parts; nothing until all of them are there."""
        return sum_formula([self.places[part] for part in parts], self._sum(parts), self.zero)

    def carried(self, then: Number, equation: YearEquation) -> Formula:
        """What this year begins with, more and less what is added and taken off."""
        there = self._are_there((*equation.plus, *equation.minus))
        text = f"{then}{self._added('+', equation.plus)}{self._added('-', equation.minus)}"
        value = self._carried(then, equation)
        return Formula(f'=IF({there},{text},"")', "" if value is None else value)

    def check(self, equation: Equation, begin: str = "") -> Check:
        """A relation at one row or column, or an expectation; ``begin`` is said before it."""
        relation = equation.relation
        left, right = self._of(equation.left), self._of(equation.right)
        before, between = relation_words(equation)
        before = begin + before
        holds = f"ROUND({left}-{right},{_DECIMALS}){'<=' if relation.at_most else '='}0"
        wrong = _joined(before, f"&{left}&", between, f"&{right}&", _end(relation.code))
        said = ""
        values = self._sum(equation.left), self._sum(equation.right)
        if values[0] is not None and values[1] is not None:
            gap = values[0] - values[1]
            if gap > 0 or (gap and not relation.at_most):
                said = f"{before}{values[0]}{between}{values[1]}{_end(relation.code)}"
        text = self._unless((*equation.left, *equation.right), holds, wrong)
        subject = equation.right[0] if equation.total else equation.left[0]
        return Check(Formula(text, said), subject)

    def year_check(self, then: Number, year: int, equation: YearEquation, begin: str = "") -> Check:
        """A relation to the year before, of which ``then`` is the sum of the figures."""
        end = _end(equation.relation.code)
        plain, changed, middle = year_words(equation, year, then)
        plain, changed = begin + plain, begin + changed
        change = f"{self._added('+', equation.plus)}{self._added('-', equation.minus)}"
        now, expected = self._of((equation.now,)), f"ROUND({then}{change},{_DECIMALS})"
        wrong = _joined(plain, f"&{now}&", end)
        if change:
            other = _joined(changed, f"&{expected}&", middle, f"&{now}&", end)
            wrong = f"IF({expected}={then},{wrong},{other})"
        holds = f"ROUND({expected}-{now},{_DECIMALS})=0"
        text = self._unless((*equation.plus, *equation.minus, equation.now), holds, wrong)
        should, value = self._carried(then, equation), self._sum((equation.now,))
        said = ""
        if should is not None and value is not None and should != value:
            said = plain if should == then else f"{changed}{should}{middle}"
            said += f"{value}{end}"
        return Check(Formula(text, said), equation.now)

    def _carried(self, then: Number, equation: YearEquation) -> Number | None:
        plus, minus = self._sum(equation.plus), self._sum(equation.minus)
        return None if plus is None or minus is None else then + plus - minus

    def _unless(self, cells: Sequence[Address], holds: str, wrong: str) -> str:
        return f'=IF({self._are_there(cells)},IF({holds},"",{wrong}),"")'

    def _of(self, cells: Sequence[Address]) -> str:
        return f"ROUND(SUM({ranges(self.places[cell] for cell in cells)}),{_DECIMALS})"

    def _are_there(self, cells: Iterable[Address]) -> str:
        places = [self.places[cell] for cell in cells]
        there = f"COUNT({ranges(places)})={len(set(places))}"
        return f"OR({there},{self.zero})" if self.zero else there

    def _added(self, sign: str, cells: Sequence[Address]) -> str:
        return "".join(f"{sign}N({reference(self.places[cell])})" for cell in cells)

    def _sum(self, cells: Sequence[Address]) -> Number | None:
        return sum_of(self.figures, cells)


def sum_formula(parts: Sequence[Place], value: Number | None, zero: str = "") -> Formula:
    """The sum of cells; nothing until all are there, or empty ones are zeros."""
    return Formula(_sum_text(tuple(parts), zero), "" if value is None else value)


# All books of a form have the same.
@lru_cache(1024)
def _sum_text(parts: tuple[Place, ...], zero: str) -> str:
    cells = ranges(parts)
    there = f"COUNT({cells})={len(parts)}"
    condition = f"OR({there},{zero})" if zero else there
    return f'=IF({condition},SUM({cells}),"")'


def _end(code: str) -> str:
    return f"（{code}）"


def _joined(*pieces: str) -> str:
    """Texts, and between them what formulas give: ``&SUM(A1:A3)&``."""
    return "".join(piece if piece.startswith("&") else _text(piece) for piece in pieces)


def _text(text: str) -> str:
    """A text as formulas write it."""
    doubled = text.replace('"', '""')
    return f'"{doubled}"'
