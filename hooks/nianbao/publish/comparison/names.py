"""What the figures of a form are called where they stand in a list: row, column, unit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from ...form import COUNT, Address, Form, Label, MeasureKind, Table, local_frame

__all__ = ["Name", "captions_of", "is_local", "names_of", "shown_unit"]

_ABOVE = " › "


@dataclass(frozen=True, slots=True)
class Name:
    """One figure: its row with all labels above it, its column, what its form counts there.

    A ``single`` figure is the only one of its row, which then needs no heading. A ``ranked`` one
    stands for its row where changes are put in order: it is a count, and the row's total if the
    row has one.
    """

    row: str
    column: str
    unit: str
    single: bool
    ranked: bool

    @property
    def whole(self) -> str:
        """Row and column."""
        return _ABOVE.join(filter(None, (self.row, self.column)))


def is_local(form: Form) -> bool:
    """Whether a report declares the form itself."""
    return form.key == local_frame().key


# Bounded, because a report may bring a form of its own.
@lru_cache(64)
def names_of(form: Form) -> Mapping[Address, Name]:
    """The name of every figure, as the form prints it.

    The figures of a form that a report declares are called as in their address: that is all
    that open data tells of them.
    """
    names: dict[Address, Name] = {}
    for table in form.tables.values():
        rows = _row_labels(table)
        only_column = len({column.key for line in table.lines for column in line.columns}) == 1
        for line in table.lines:
            has_total = any(cell in form.row_totals for cell in line.cells)
            for cell, column in zip(line.cells, line.columns, strict=True):
                measure = table.measures[cell]
                names[cell] = Name(
                    row=_ABOVE.join(cell.row) if is_local(form) else rows[cell.row],
                    column="" if only_column else cell.column if is_local(form) else column.text,
                    unit=measure.unit,
                    single=len(line.cells) == 1,
                    ranked=measure.kind is MeasureKind.COUNT
                    and (cell in form.row_totals or not has_total),
                )
    return MappingProxyType(names)


def captions_of(form: Form) -> Mapping[str, str]:
    """The title of each table; tables that reports declare share one."""
    frame = local_frame() if is_local(form) else form
    return {key: table.caption for key, table in frame.tables.items()}


def shown_unit(unit: str) -> str:
    """A unit where it has to be told: most figures count pieces."""
    return "" if unit == COUNT.unit else unit


def _row_labels(table: Table) -> dict[tuple[str, ...], str]:
    return {path: _ABOVE.join(texts) for path, texts in _labelled(table.rows, (), ())}


def _labelled(
    labels: Sequence[Label], path: tuple[str, ...], texts: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Every label's address with the printed labels from the outermost down to its own."""
    for label in labels:
        own_path = (*path, label.key) if label.key else path
        own_texts = (*texts, label.text)
        yield own_path, own_texts
        yield from _labelled(label.children, own_path, own_texts)
