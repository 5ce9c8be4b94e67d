"""What the figures of a comparison are called, and each pair of them as one line of a list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType

from ...form import COUNT, Address, Form, Label, MeasureKind, Table, local_frame
from ...source import Figure, grouped
from .differing import Comparison, Pair

__all__ = [
    "ComparedLine",
    "ComparedNames",
    "FigureCell",
    "Name",
    "captions_of",
    "is_local",
    "names_of",
    "shown_unit",
]

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
    that open data gives them.
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
    """A unit where it has to be named: most figures count pieces."""
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


@dataclass(frozen=True, slots=True)
class FigureCell:
    """One figure: its number, empty for a blank, and what is said of it."""

    text: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """Two figures, compared unless a ``reason`` says why not; without a ``sign`` they are equal.

    A report that has no such figure has no cell. The ``difference`` is the number without its
    sign, which is 1 or -1. ``is_total`` is the line of a row's total.
    """

    label: str
    remark: str
    before: FigureCell | None
    after: FigureCell | None
    difference: str = ""
    sign: int = 0
    reason: str = ""
    is_total: bool = False

    @property
    def is_more(self) -> bool:
        """Whether the later figure is the larger one."""
        return self.sign > 0

    @property
    def is_less(self) -> bool:
        """Whether it is the smaller one."""
        return self.sign < 0


class ComparedNames:
    """Knows what the figures of both reports of a comparison are called."""

    def __init__(self, comparison: Comparison) -> None:
        self._before = names_of(comparison.before.form)
        self._after = names_of(comparison.after.form)

    def name(self, pair: Pair) -> Name:
        """What the later report calls a figure, or the earlier, where only that has it."""
        names = self._before if pair.after_address is None else self._after
        return names[pair.address]

    def units(self, pair: Pair) -> tuple[str, ...]:
        """The units of the figures that are there, the earlier first."""
        units = []
        if pair.before is not None and pair.before_address is not None:
            units.append(pair.before.unit or self._before[pair.before_address].unit)
        if pair.after is not None and pair.after_address is not None:
            units.append(pair.after.unit or self._after[pair.after_address].unit)
        return tuple(units)

    def below(self, pair: Pair, *, is_total: bool = False) -> ComparedLine:
        """The line as it stands below the heading of its row, or for the whole row."""
        name = self.name(pair)
        if name.single:
            return self._line(pair, name.row, name.column)
        return replace(self._line(pair, name.column), is_total=is_total)

    def alone(self, pair: Pair) -> ComparedLine:
        """The line as it stands among others, with everything that it is called."""
        return self._line(pair, self.name(pair).whole)

    def _line(self, pair: Pair, label: str, column: str = "") -> ComparedLine:
        units = tuple(map(shown_unit, self.units(pair)))
        differ = len(set(units)) > 1
        # A label may name the unit itself.
        unit = "" if differ or units[0] in column else units[0]
        remarks = (column, unit, self._other_name(pair))
        return ComparedLine(
            label=label,
            remark="，".join(filter(None, remarks)),
            before=_cell(pair.before, units[0] if differ else ""),
            after=_cell(pair.after, units[-1] if differ else ""),
            difference="" if pair.difference is None else grouped(pair.size),
            sign=pair.sign,
            reason=pair.obstacle.reason if pair.obstacle else "",
        )

    def _other_name(self, pair: Pair) -> str:
        """What the earlier report calls it, where that is another name."""
        before, after = pair.before_address, pair.after_address
        if before is None or after is None or before == after:
            return ""
        was, now = self._before[before], self._after[after]
        return f"前一份作“{was.column if was.row == now.row else was.whole}”"


def _cell(figure: Figure | None, unit: str) -> FigureCell | None:
    if figure is None:
        return None
    text = "" if figure.value is None else grouped(figure.value)
    return FigureCell(text, "，".join(filter(None, (unit, figure.note))))
