"""Figures that are those of the year before, moved by one column or one row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from ..form import Address, Form, Table
from ..problem import Problems
from ..source import Number, Report

__all__ = ["check_shifted"]

_TELLING = 3
"""So many numbers, not zero and all different, are not alike by chance."""

_DIRECTIONS = (1, -1)


def check_shifted(report: Report, before: Report, problems: Problems) -> None:
    """Rows, columns and whole tables that hold last year's numbers one place further.

    One problem a table: whoever slips in one row slips in the next.
    """
    if report.form is not before.form:
        return
    for lines in _lines(report.form):
        for cells, moved in lines:
            if _note(report, before, cells, moved, problems):
                break


def _note(
    report: Report, before: Report, cells: Sequence[Address], moved: str, problems: Problems
) -> bool:
    """Notes cells that hold what their neighbours held the year before."""
    now = [_value(report, cell) for cell in cells]
    if len({value for value in now if value}) < _TELLING:
        return False
    then = [_value(before, cell) for cell in cells]
    if None in now or None in then or now == then:
        return False
    for step in _DIRECTIONS:
        here, there = (now[1:], then[:-1]) if step > 0 else (now[:-1], then[1:])
        places = cells[1:] if step > 0 else cells[:-1]
        if here != there or len({value for value in here if value}) < _TELLING:
            continue
        place = next(place for place, value in zip(places, here, strict=True) if value)
        numbers = "、".join(str(value) for value in here if value)
        problems.add(
            "figures-shifted",
            report.figures[place].mark,
            f"{numbers} 与 {before.year} 年度的数相同，只是{moved}",
            address=place.parts,
            found=numbers,
            advice=f"请与 {before.file} 和台账核对，是不是抄了上一年度的数，又错了位置",
        )
        return True
    return False


def _value(report: Report, cell: Address) -> Number | None:
    figure = report.figures.get(cell)
    return figure.value if figure is not None else None


@lru_cache(maxsize=32)
def _lines(form: Form) -> tuple[tuple[tuple[Sequence[Address], str], ...], ...]:
    """Of every table, all cells that may have been moved, and how."""
    return tuple(
        (*_rows(form, table), *_columns(form, table), _whole(form, table))
        for table in form.tables.values()
    )


def _rows(form: Form, table: Table) -> Iterator[tuple[tuple[Address, ...], str]]:
    """The cells of every row, without its total, in printed order."""
    for line in table.lines:
        cells = tuple(cell for cell in line.cells if cell not in form.totals)
        if len(cells) > _TELLING:
            yield cells, "错了一列"


def _columns(form: Form, table: Table) -> Iterator[tuple[tuple[Address, ...], str]]:
    """The cells of every column, without sums of other rows, in printed order."""
    columns: dict[str, list[Address]] = {}
    for line in table.lines:
        row_sums = {cell for cell in line.cells if cell in form.totals}
        if len(row_sums) == len(line.cells):
            continue
        for cell in line.cells:
            columns.setdefault(cell.column, []).append(cell)
    for cells in columns.values():
        if len(cells) > _TELLING:
            yield tuple(cells), "错了一行"


def _whole(form: Form, table: Table) -> tuple[tuple[Address, ...], str]:
    """All cells of a table, without its totals, in printed order."""
    return tuple(c for c in table.measures if c not in form.totals), "错了一格"
