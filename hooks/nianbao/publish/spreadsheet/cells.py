"""Names of cells and of ranges, as formulas write them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from xlsxwriter.utility import xl_rowcol_to_cell

__all__ = ["Place", "absolute", "ranges", "reference"]


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
    return ",".join(_written(run) for run in _runs(sorted(set(places), key=lambda p: p[::-1])))


def _written(run: list[Place]) -> str:
    first, last = reference(run[0]), reference(run[-1])
    return first if first == last else f"{first}:{last}"


def _runs(places: list[Place]) -> list[list[Place]]:
    """Cells of one column that follow each other; then single ones of one row that do."""
    down: list[list[Place]] = []
    for place in places:
        if down and down[-1][-1] == (place.row - 1, place.column):
            down[-1].append(place)
        else:
            down.append([place])
    runs = [run for run in down if len(run) > 1]
    across: list[list[Place]] = []
    for place in sorted(run[0] for run in down if len(run) == 1):
        if across and across[-1][-1] == (place.row, place.column - 1):
            across[-1].append(place)
        else:
            across.append([place])
    return [*across, *runs]
