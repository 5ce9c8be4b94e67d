"""The numbers of a local table of before 2014: it has no indicators, only printed labels."""

from __future__ import annotations

from collections.abc import Iterator

from ...facts import Facts, Observation, concerning
from ...form import COUNT, Address, Label, Table
from ...source import Report
from .plan import plan
from .story import Composition, Part

__all__ = ["local_groups", "local_numbers"]

_NUMBERS = 6
_GROUPS = 3


def local_numbers(report: Report, facts: Facts) -> tuple[Observation, ...]:
    """Its first figures, of the first column: those of the top labels, or of all if these are few.

    Nothing where all of them are blank.
    """
    top = list(_counted(report, facts, deep=False))
    found = top if len(top) > 1 else list(_counted(report, facts, deep=True))
    numbers = tuple(number for _, number in found[:_NUMBERS])
    return numbers if any(number.value is not None for number in numbers) else ()


def local_groups(report: Report, facts: Facts) -> tuple[Composition, ...]:
    """Its first figures that have parts of the same unit, each with them."""
    icon = plan().local_icon
    groups = []
    for label, whole in _counted(report, facts, deep=False):
        below = (child for child in label.children if child.has_figures)
        parts = [_number(report, facts, (label.key, child.key), child.key) for child in below]
        alike = len(parts) > 1 and {part.unit for part in parts} == {whole.unit}
        if alike and whole.value:
            drawn = tuple(Part(number, icon) for number in parts)
            groups.append(Composition(whole.name, icon, whole, drawn))
    return tuple(groups[:_GROUPS])


def _counted(report: Report, facts: Facts, *, deep: bool) -> Iterator[tuple[Label, Observation]]:
    (table,) = report.form.tables.values()
    for row in table.rows:
        labels = zip(row.leaves(), row.paths(), strict=True)
        for label, path in labels if deep else [next(labels)] if row.has_figures else []:
            yield label, _number(report, facts, path, label.key)


def _number(report: Report, facts: Facts, path: tuple[str, ...], name: str) -> Observation:
    (table,) = report.form.tables.values()
    column, *others = _columns(table)
    address = Address(table.key, path, column.key)
    figure = report.figures[address]
    return Observation(
        year=report.year,
        name=name,
        unit=figure.unit or table.measures[address].unit or COUNT.unit,
        value=figure.value,
        note=column.text if others else "",
        notes=concerning(facts.notes, (address,)),
    )


def _columns(table: Table) -> list[Label]:
    return [leaf for block in table.blocks for c in block.columns for leaf in c.leaves()]
