"""Which way a row is read: labels first; where they leave several, the form's arithmetic.

Arithmetic decides only when exactly one reading satisfies every relation it touches.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product

from ...form import Address, Equation, Form
from .cell_text import CellReading
from .row_reading import RowReadings

__all__ = ["Decision", "settle_readings"]

_MOST = 20_000
_Assignment = Mapping[Address, CellReading]


@dataclass(frozen=True, slots=True)
class Decision:
    """Rows that were read in one of several ways, and why."""

    rows: tuple[RowReadings, ...]
    reason: str


def settle_readings(
    form: Form, rows: Sequence[RowReadings], known: Mapping[Address, CellReading]
) -> tuple[dict[Address, CellReading], list[Decision]]:
    """A reading for every figure of the rows, faulty where it stays open, and what was decided.

    ``rows`` holds each line of the form once. Rows of one shape are read in one way. ``known``
    are readings of other lines.
    """
    settled = dict(known)
    groups: dict[tuple[tuple[int, int], str], list[RowReadings]] = {}
    for row in rows:
        if row.is_plain and len(row.ways) == 1:
            (reading,) = row.ways.values()
            settled |= zip(row.cells, reading, strict=True)
        else:
            groups.setdefault((row.shape, row.reason), []).append(row)
    units = [_Unit.of(tuple(group)) for group in groups.values()]
    solver = _Solver(form.equations, settled)
    chosen = solver.solve(units)
    decisions = []
    for unit, assignment in zip(units, chosen, strict=True):
        if assignment is not None:
            settled |= assignment
            decisions.append(Decision(unit.rows, unit.reason))
            continue
        settled |= unit.unanimous()
    return _without_doubtful(form, settled), decisions


@dataclass(frozen=True, slots=True)
class _Unit:
    """Rows of one shape, with each way to read them all."""

    rows: tuple[RowReadings, ...]
    ways: tuple[_Assignment, ...]
    reason: str

    @classmethod
    def of(cls, rows: tuple[RowReadings, ...]) -> _Unit:
        shared = [way for way in rows[0].ways if all(way in row.ways for row in rows)]
        distinct: dict[tuple[tuple[str, str, str], ...], _Assignment] = {}
        for way in shared:
            readings = {
                cell: reading
                for row in rows
                for cell, reading in zip(row.cells, row.ways[way], strict=True)
            }
            distinct.setdefault(tuple(r.content for r in readings.values()), readings)
        return cls(rows, tuple(distinct.values()), rows[0].reason)

    @property
    def is_all_used(self) -> bool:
        """Whether nothing that stands in the rows is left out."""
        return all(row.is_all_used for row in self.rows)

    @property
    def differing(self) -> set[Address]:
        """The figures that are not the same in every way."""
        first, *others = self.ways
        return {
            cell
            for cell, reading in first.items()
            if any(other[cell].content != reading.content for other in others)
        }

    def unanimous(self) -> dict[Address, CellReading]:
        """What all ways of each row agree on, if it is nothing but zeros; the rest open."""
        found: dict[Address, CellReading] = {}
        for row in self.rows:
            readings = tuple(row.ways.values())
            agree = bool(readings) and all(r.written == "0" for way in readings for r in way)
            for place, cell in enumerate(row.cells):
                reading = readings[0][place] if agree else None
                found[cell] = reading or CellReading("", row.place, row.row.text, fault=self.reason)
        return found


class _Solver:
    """Tries the ways against the equations."""

    def __init__(self, equations: Iterable[Equation], settled: _Assignment) -> None:
        self.equations = tuple(equations)
        self.settled = settled

    def solve(self, units: Sequence[_Unit]) -> list[_Assignment | None]:
        """For each unit the one way that satisfies every equation, or None."""
        open_ways = [
            [way for way in unit.ways if not self.violated(way, way.keys())] for unit in units
        ]
        size = 1
        for ways in open_ways:
            size *= max(len(ways), 1)
        if size > _MOST:
            return [None] * len(units)
        solvable = [number for number, ways in enumerate(open_ways) if ways]
        survivors: list[tuple[_Assignment, ...]] = []
        for combination in product(*(open_ways[number] for number in solvable)):
            together = {cell: r for way in combination for cell, r in way.items()}
            if not self.violated(together, together.keys()):
                survivors.append(combination)
        chosen: list[_Assignment | None] = [None] * len(units)
        for position, number in enumerate(solvable):
            kept = {id(combination[position]): combination[position] for combination in survivors}
            if len(kept) != 1:
                continue
            (way,) = kept.values()
            rest = {
                cell: reading
                for place, other in enumerate(survivors[0])
                if place != position
                for cell, reading in other.items()
            }
            if self.confirmed(units[number], {**rest, **way}):
                chosen[number] = way
        return chosen

    def violated(self, way: _Assignment, cells: Iterable[Address]) -> bool:
        """Whether an equation that touches the cells can be worked out and does not hold."""
        touched = set(cells)
        return any(
            self.holds(equation, way) is False
            for equation in self.equations
            if touched.intersection((*equation.left, *equation.right))
        )

    def confirmed(self, unit: _Unit, way: _Assignment) -> bool:
        """Whether every equation that touches what could be read otherwise holds."""
        doubtful = unit.differing or set(unit.ways[0])
        touching = [e for e in self.equations if doubtful.intersection((*e.left, *e.right))]
        rows = [e for e in touching if e.relation.every == "row"]
        # A single way needs no arbiter, only its own row's word for it.
        needed = touching if unit.differing else rows
        holds = all(self.holds(equation, way) for equation in needed)
        return holds and (bool(needed) or unit.is_all_used)

    def holds(self, equation: Equation, way: _Assignment) -> bool | None:
        """Whether it holds, or None while a figure of it is blank or open."""
        left = self.sum_of(equation.left, way)
        right = self.sum_of(equation.right, way)
        if left is None or right is None:
            return None
        return left <= right if equation.relation.at_most else left == right

    def sum_of(self, cells: Iterable[Address], way: _Assignment) -> Decimal | None:
        total = Decimal(0)
        for cell in cells:
            reading = way.get(cell) or self.settled.get(cell)
            if reading is None or not reading.written:
                return None
            total += Decimal(reading.written)
        return total


def _without_doubtful(
    form: Form, settled: dict[Address, CellReading]
) -> dict[Address, CellReading]:
    """The readings; digits joined from two lines stay open where an equation speaks against it."""
    solver = _Solver(form.equations, settled)
    checked = dict(settled)
    for cell, reading in settled.items():
        if reading.is_joined and solver.violated({}, [cell]):
            fault = "数字折了行，连成一个与勾稽关系不符"
            checked[cell] = replace(reading, written="", repair="", fault=fault)
    return checked
