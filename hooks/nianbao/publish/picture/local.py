"""What a local table of before 2014 has to tell: it has no indicators, only printed labels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...facts.data_notes import DataNote, concerning
from ...form import COUNT, Address, Label, Table
from ...source import Report
from .plan import plan
from .story import Group, Part, Told

__all__ = ["local_groups", "local_numbers"]

_NUMBERS = 6
_GROUPS = 3


def local_numbers(report: Report, notes: Sequence[DataNote]) -> tuple[Told, ...]:
    """Its first figures, of the first column: those of the top labels, or of all if these are few.

    Nothing where all of them are blank.
    """
    top = list(_counted(report, notes, deep=False))
    found = top if len(top) > 1 else list(_counted(report, notes, deep=True))
    numbers = tuple(told for _, told in found[:_NUMBERS])
    return numbers if any(told.value is not None for told in numbers) else ()


def local_groups(report: Report, notes: Sequence[DataNote]) -> tuple[Group, ...]:
    """Its first figures that have parts of the same unit, each with them."""
    icon = plan().local_icon
    groups = []
    for label, whole in _counted(report, notes, deep=False):
        below = (child for child in label.children if child.has_figures)
        parts = [_told(report, notes, (label.key, child.key), child.key) for child in below]
        alike = len(parts) > 1 and {part.unit for part in parts} == {whole.unit}
        if alike and whole.value:
            drawn = tuple(Part(told, icon) for told in parts)
            groups.append(Group(whole.name, icon, whole, drawn))
    return tuple(groups[:_GROUPS])


def _counted(
    report: Report, notes: Sequence[DataNote], *, deep: bool
) -> Iterator[tuple[Label, Told]]:
    (table,) = report.form.tables.values()
    for row in table.rows:
        labels = zip(row.leaves(), row.paths(), strict=True)
        for label, path in labels if deep else [next(labels)] if row.has_figures else []:
            yield label, _told(report, notes, path, label.key)


def _told(report: Report, notes: Sequence[DataNote], path: tuple[str, ...], name: str) -> Told:
    (table,) = report.form.tables.values()
    column, *others = _columns(table)
    address = Address(table.key, path, column.key)
    figure = report.figures[address]
    return Told(
        name=name,
        unit=figure.unit or table.measures[address].unit or COUNT.unit,
        value=figure.value,
        remark=column.text if others else "",
        notes=concerning(notes, (address,)),
    )


def _columns(table: Table) -> list[Label]:
    return [leaf for block in table.blocks for c in block.columns for leaf in c.leaves()]
