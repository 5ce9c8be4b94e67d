"""The single cell that, if wrong, explains the relations that do not hold, and its right value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..form import Address, Equation, MeasureKind
from ..problem import Problems
from ..source import Number, Report

__all__ = ["Gap", "Repair", "find_repairs", "note_culprits"]


@dataclass(frozen=True, slots=True)
class Gap:
    """An equation that could be decided, with the sums of its sides."""

    equation: Equation
    left: Number
    right: Number

    @property
    def size(self) -> Number:
        """How much the left side is more; 0 when the equation holds."""
        return self.left - self.right


@dataclass(frozen=True, slots=True)
class Repair:
    """A cell with the value that satisfies all its equations, which are the ones at ``places``."""

    cell: Address
    value: Number
    places: frozenset[int]


def find_repairs(report: Report, gaps: list[Gap]) -> list[Repair]:
    """Every cell whose equations are all broken, and all by the same amount."""
    repairs: list[Repair] = []
    if not any(gap.size for gap in gaps):
        return repairs
    for cell, weights in _effects(report, gaps).items():
        value = report.figures[cell].value
        changes = {-gaps[place].size * weight for place, weight in weights.items()}
        if value is None or len(changes) != 1:
            continue
        (change,) = changes
        repaired = value + change
        is_change = report.form.measures[cell].kind is MeasureKind.CHANGE
        if change and (is_change or repaired >= 0):
            repairs.append(Repair(cell, repaired, frozenset(weights)))
    return repairs


def note_culprits(
    report: Report, gaps: list[Gap], repairs: list[Repair], problems: Problems
) -> None:
    """Names the cell that explains all broken equations that hang together, if it is the only one.

    Where two cells would do it, or where it takes two, none is named.
    """
    for places in _components(gaps):
        able = [repair for repair in repairs if repair.places == places]
        if len(places) < 2 or len(able) != 1:
            continue
        (repair,) = able
        figure = report.figures[repair.cell]
        relations = "、".join(_name(gaps[place].equation) for place in sorted(places))
        problems.add(
            "likely-cell",
            figure.mark,
            f"现为 {figure.written}，改为 {repair.value}，"
            f"{len(places)} 条不成立的关系（{relations}）就全部成立",
            address=repair.cell.parts,
            found=figure.written,
            expected=repair.value,
            advice="请先对照台账核对这一格；这是按关系推算的，以台账为准",
        )


def _components(gaps: list[Gap]) -> list[frozenset[int]]:
    """The places of the broken equations, those together that share cells."""
    components: list[tuple[set[int], set[Address]]] = []
    for place, gap in enumerate(gaps):
        if not gap.size:
            continue
        places, cells = {place}, {*gap.equation.left, *gap.equation.right}
        apart = []
        for component in components:
            if component[1] & cells:
                places |= component[0]
                cells |= component[1]
            else:
                apart.append(component)
        components = [*apart, (places, cells)]
    return [frozenset(places) for places, _ in components]


def _name(equation: Equation) -> str:
    subject = equation.subject
    return f"{equation.relation.name} {subject.column or subject.row[-1]}"


def _effects(report: Report, gaps: list[Gap]) -> Mapping[Address, Mapping[int, int]]:
    """For each cell that stands in a broken equation: how it counts in every equation.

    The weight is 1 on the left side and −1 on the right. A total that the report leaves out is
    the sum of its parts, which count in its place.
    """
    suspects = {
        cell
        for gap in gaps
        if gap.size
        for cell in _written(report, (*gap.equation.left, *gap.equation.right))
    }
    effects: dict[Address, dict[int, int]] = {cell: {} for cell in suspects}
    for place, gap in enumerate(gaps):
        for side, weight in ((gap.equation.left, 1), (gap.equation.right, -1)):
            for cell in _written(report, side):
                if cell in effects:
                    effects[cell][place] = effects[cell].get(place, 0) + weight
    # In the form's order, so that what is said does not depend on how sets are ordered.
    return {
        cell: {place: weight for place, weight in effects[cell].items() if weight}
        for cell in report.figures
        if cell in effects
    }


def _written(report: Report, cells: Iterable[Address]) -> Iterable[Address]:
    for cell in cells:
        if report.figures[cell].computed:
            yield from report.form.row_totals[cell]
        else:
            yield cell
