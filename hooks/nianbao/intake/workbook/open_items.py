"""What is still open in a report that came in a workbook: cells, and parts without text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...form import Address, Form
from ...source import UNFILLED, UNWRITTEN
from ..review import ReviewItem, Status
from ..tables.cell_text import CellReading

__all__ = ["open_items"]

_NOT_FILLED = "还没有填"
_NOT_WRITTEN = "还没有写"


def open_items(
    form: Form, readings: Mapping[Address, CellReading], body: str
) -> Iterator[ReviewItem]:
    """An item for each row that is open, each cell that is no figure, each part without text."""
    yield from _open_figures(form, readings)
    yield from _open_prose(body)


def _open_figures(form: Form, readings: Mapping[Address, CellReading]) -> Iterator[ReviewItem]:
    """Cells that are open: one item a row where the whole row is."""
    for table in form.tables.values():
        for line in table.lines:
            unfilled = [cell for cell in line.cells if readings[cell].written == UNFILLED]
            if unfilled:
                columns = "、".join(cell.column for cell in unfilled)
                which = "" if len(unfilled) == len(line.cells) else f"：{columns}"
                yield ReviewItem(Status.OPEN, _NOT_FILLED, "", f"{line.address}{which}")
    for address, reading in readings.items():
        if reading.fault:
            yield ReviewItem(Status.OPEN, reading.fault, reading.place, str(address), reading.found)


def _open_prose(body: str) -> Iterator[ReviewItem]:
    """Headings below which nobody has written anything."""
    heading = ""
    for block in body.split("\n\n"):
        if block.startswith("#"):
            heading = block.lstrip("# ")
        elif block == UNWRITTEN:
            yield ReviewItem(Status.OPEN, _NOT_WRITTEN, "", heading)
