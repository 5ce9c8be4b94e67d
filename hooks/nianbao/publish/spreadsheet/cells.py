"""Names of cells and of ranges, as formulas write them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from xlsxwriter.utility import xl_rowcol_to_cell

__all__ = ["Place", "absolute", "ranges", "reference", "runs"]


class Place(NamedTuple):
    """A cell of a sheet, by its row and its column, counted from 0."""

    row: int
    column: int


def reference(place: Place) -> str:
    """The cell as it is written on its own sheet: ``D5``."""
    return str(xl_rowcol_to_cell(*place))


def absolute(place: Place, sheet: str = "") -> str:
    """The cell as it is written from anywhere: ``'sheet'!$D$5``."""
    cell = str(xl_rowcol_to_cell(*place, row_abs=True, col_abs=True))
    quoted = sheet.replace("'", "''")
    return f"'{quoted}'!{cell}" if sheet else cell


def ranges(places: Iterable[Place]) -> str:
    """The cells as the arguments of a function, those below or beside each other as one range."""
    return ",".join(map(_written, runs(places)))


def _written(run: tuple[Place, Place]) -> str:
    first, last = map(reference, run)
    return first if first == last else f"{first}:{last}"


def runs(places: Iterable[Place]) -> list[tuple[Place, Place]]:
    """The first and last of the cells that follow each other in a column, or else in a row."""
    down: list[list[Place]] = []
    for place in sorted(set(places), key=lambda place: place[::-1]):
        if down and down[-1][-1] == (place.row - 1, place.column):
            down[-1].append(place)
        else:
            down.append([place])
    across: list[list[Place]] = []
    for place in sorted(run[0] for run in down if len(run) == 1):
        if across and across[-1][-1] == (place.row, place.column - 1):
            across[-1].append(place)
        else:
            across.append([place])
    found = [*across, *(run for run in down if len(run) > 1)]
    return [(run[0], run[-1]) for run in found]
