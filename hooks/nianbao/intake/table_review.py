"""What somebody has to look at in the figures of an import: open, decided, repaired ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..form import Address
from .cell_text import CellReading
from .review import ReviewItem, Status
from .settling import Decision
from .table_matching import MatchedTables

__all__ = ["decided", "open_figures", "repaired"]


def decided(
    decisions: Iterable[Decision], readings: Mapping[Address, CellReading]
) -> Iterator[ReviewItem]:
    """Rows that the arithmetic decided."""
    for decision in decisions:
        for row in decision.rows:
            yield ReviewItem(
                Status.DECIDED,
                decision.reason,
                row.place,
                _row_name(row.cells),
                row.row.text,
                "、".join(readings[cell].written or "空白" for cell in row.cells),
            )


def _row_name(cells: tuple[Address, ...]) -> str:
    """The row of the cells; several rows side by side go by their table."""
    first = cells[0]
    same = all(cell.row == first.row for cell in cells)
    return str(first._replace(column="")) if same else first.table


def open_figures(matched: MatchedTables) -> Iterator[ReviewItem]:
    """Open figures: one item a row where all of it is open for one reason."""
    for line in (line for table in matched.form.tables.values() for line in table.lines):
        faulty = [cell for cell in line.cells if matched.readings[cell].fault]
        readings = {matched.readings[cell] for cell in faulty}
        if len(faulty) == len(line.cells) and len(readings) == 1:
            (reading,) = readings
            yield _open(line.address, reading)
        else:
            for cell in faulty:
                yield _open(cell, matched.readings[cell])


def _open(address: Address, reading: CellReading) -> ReviewItem:
    return ReviewItem(
        Status.OPEN, reading.fault, reading.place, str(address), " ".join(reading.found.split())
    )


def repaired(matched: MatchedTables) -> Iterator[ReviewItem]:
    """Figures and labels that were taken otherwise than they stand there."""
    for address, reading in matched.readings.items():
        if reading.repair and not reading.fault:
            yield ReviewItem(
                Status.REPAIRED,
                reading.repair,
                reading.place,
                str(address),
                " ".join(reading.found.split()),
                reading.written or "空白",
            )
    for printed, meant, place in dict.fromkeys(matched.printed):
        found = "".join(printed.split())
        yield ReviewItem(Status.REPAIRED, "标签写法不同", place, "", found, meant)
