"""The figures of one row of the source, in every way it can be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from types import MappingProxyType

from ...form import Address, Form, Measure
from ..document import SourceCell
from .cell_text import CellReading, has_digits, in_unit, looks_like_figure, read_cell_text
from .headers import Columns
from .rows import SourceRow

__all__ = ["RowReadings", "count_figures", "readings_of_row"]

Reading = tuple[CellReading, ...]
_MOST = 3000


@dataclass(frozen=True, slots=True)
class RowReadings:
    """One row of figures: its addresses, and each way to read it, with a reading per address.

    A way is named by the cells it leaves out, so that rows of one shape can be read in one way.
    ``reason`` says why there is more or less than the one plain way; ``is_plain`` that labels
    alone decided, ``is_headed`` that the header names all its columns, ``is_all_used`` that the
    whole row ran together in one cell and every way takes all of it. ``shape`` is what rows
    share that have to be read alike.
    """

    cells: tuple[Address, ...]
    ways: Mapping[tuple[int, ...], Reading]
    row: SourceRow
    shape: tuple[int, int]
    reason: str = ""
    is_plain: bool = False
    is_headed: bool = False
    is_all_used: bool = False

    @property
    def place(self) -> str:
        """Where the row stands."""
        return self.row.place


def readings_of_row(
    form: Form,
    cells: tuple[Address, ...],
    row: SourceRow,
    values: Sequence[SourceCell],
    columns: Columns,
    counts: frozenset[int] = frozenset(),
    run_on: str = "",
    unit: str = "",
) -> RowReadings:
    """Every way to read the row's value cells as figures of the columns.

    ``counts`` are the numbers of figures that the rows of its table have, ``unit`` is what the
    row says of its unit.
    """
    reader = _RowReader(
        cells, form.measures, row, columns, counts, unit, cells[-1] in form.row_totals
    )
    ways, reason = reader.run_together(run_on) if run_on else reader.ways(values)
    return RowReadings(
        cells=cells,
        ways=MappingProxyType(ways),
        row=row,
        shape=(row.table, len(values)),
        reason=reason,
        is_plain=not reason,
        is_headed=all(columns.found),
        is_all_used=bool(run_on) and not _trimmed(values),
    )


@dataclass(frozen=True, slots=True)
class _RowReader:
    cells: tuple[Address, ...]
    measures: Mapping[Address, Measure]
    row: SourceRow
    columns: Columns
    counts: frozenset[int]
    unit: str
    has_total: bool

    def ways(self, values: Sequence[SourceCell]) -> tuple[dict[tuple[int, ...], Reading], str]:
        """By the places of the columns, where each has one cell; else by their order."""
        placed = self.by_place() or self.in_parallel(values)
        if placed is not None:
            return {(): placed}, ""
        told = [cell for cell in values if cell.text.strip()]
        if len(self.cells) == 1 and len(told) == 1:
            return {(): self.read(told)}, ""
        known = [place for place, is_found in enumerate(self.columns.found) if is_found]
        if len(known) < 2 and len(self.cells) > 1:
            return self.without_header(values)
        if len(known) == len(self.cells):
            return self.by_order(values)
        trimmed = _trimmed(values)
        if not self.row.has_columns and self.counts == {len(known)} == {len(trimmed)}:
            # The whole table is without the column that its header does not name.
            own = dict(zip(known, trimmed, strict=True))
            return {(): self.read([own.get(n) for n in range(len(self.cells))])}, ""
        ways, reason = self.by_order(values)
        unnamed = "、".join(
            cell.column for n, cell in enumerate(self.cells) if not self.columns.found[n]
        )
        return ways, reason or f"表头没有“{unnamed}”"

    def without_header(
        self, values: Sequence[SourceCell]
    ) -> tuple[dict[tuple[int, ...], Reading], str]:
        """The cells in the form's order, where the sum of each row can tell that it is theirs."""
        whole = _trimmed(values)
        if self.has_total and len(whole) == len(self.cells) and all(map(_has_digits, whole)):
            return {(): self.read(whole)}, "表头不全，各数照格式的次序"
        return {}, "表头不全，不能确定各数属于哪一列"

    def by_place(self) -> Reading | None:
        """Each column's own cell, when every figure of the row stands below one column."""
        columns = self.columns
        if not columns.has_places or self.row.width != columns.width:
            return None
        own: list[SourceCell | None] = []
        used: set[int] = set()
        for span in columns.spans:
            below = [c for c in self.row.cells if span is not None and _meet(c, span)]
            if not self.row.has_columns:
                # What a text leaves empty beside a cell is what the cell spans.
                below = [c for c in below if c.text.strip()] or below[:1]
            if span is not None and len(below) != 1:
                return None
            own.append(below[0] if below else None)
            used |= {cell.column for cell in below}
        if len(used) != sum(cell is not None for cell in own):
            return None
        strays = (
            cell
            for cell in self.row.cells
            if cell.column not in used and has_digits(cell.text) and looks_like_figure(cell.text)
        )
        if next(strays, None) is not None:
            return None
        reading = self.read(own)
        return None if self.is_shifted(reading) else reading

    def in_parallel(self, values: Sequence[SourceCell]) -> Reading | None:
        """Cell by cell, where each stands below its column, if not divided at the same places."""
        columns = self.columns
        if not self.row.has_columns or not columns.has_places or self.row.width != columns.width:
            return None
        if len(values) != len(columns.spans):
            return None
        pairs = zip(values, columns.spans, strict=True)
        are_met = all(span is not None and _meet(cell, span) for cell, span in pairs)
        return self.read(values) if are_met else None

    def is_shifted(self, reading: Reading) -> bool:
        """Whether an empty total stands behind what is the sum of the cells before it.

        So it looks where a cell is missing and those behind it have moved up.
        """
        *firsts, last = reading
        if not self.has_total or last.written or last.fault or len(firsts) < 2:
            return False
        numbers = [Decimal(r.written) for r in firsts if r.written]
        return len(numbers) == len(firsts) and numbers[-1] != 0 and numbers[-1] == sum(numbers[:-1])

    def by_order(self, values: Sequence[SourceCell]) -> tuple[dict[tuple[int, ...], Reading], str]:
        """The cells from left to right; what is too much is left out if it says nothing."""
        wanted, surplus = len(self.cells), len(values) - len(self.cells)
        if surplus < 0:
            return self.split(values)
        blanks_before = _count_blank(values)
        blanks_after = _count_blank(values[::-1])
        if blanks_before + blanks_after >= surplus:
            before, after = min(blanks_before, surplus), max(surplus - blanks_before, 0)
            inside = values[before : len(values) - after]
            if self.is_doubtful(inside):
                return {}, "空格的位置不能确定"
            return {(): self.read(inside)}, "列没有对齐" if self.row.has_columns else ""
        inside = values[blanks_before : len(values) - blanks_after]
        surplus = len(inside) - wanted
        idle = [n for n, cell in enumerate(inside) if not has_digits(cell.text) or _is_zero(cell)]
        ways = {}
        for left_out in combinations(idle, surplus):
            kept = [cell for n, cell in enumerate(inside) if n not in left_out]
            ways[left_out] = self.read(kept)
            if len(ways) > _MOST:
                return {}, "多出的格太多"
        return ways, f"这一行有 {len(inside)} 个数，表头有 {wanted} 列"

    def is_doubtful(self, values: Sequence[SourceCell]) -> bool:
        """Whether an empty cell may stand for one that is missing elsewhere."""
        if not _trimmed(values):
            return False
        has_label = self.row.cells[0] is not values[0]
        if _is_shifted(values) or (has_label and not values[0].text.strip()):
            return True
        is_empty_somewhere = any(not cell.text.strip() for cell in values)
        return is_empty_somewhere and self.columns.has_places and not self.row.has_columns

    def split(self, values: Sequence[SourceCell]) -> tuple[dict[tuple[int, ...], Reading], str]:
        """Fewer cells than columns: a cell may hold several numbers."""
        reason = f"这一行有 {len(values)} 格，表头有 {len(self.cells)} 列"
        tokens = [
            SourceCell(token, c.row, c.column, place=c.place)
            for c in values
            for token in c.text.split()
        ]
        if len(tokens) == len(self.cells) and all(looks_like_figure(t.text) for t in tokens):
            return {(): self.read(tokens)}, f"{reason}，按空格分开"
        if len(tokens) == 1 and tokens[0].text.isdecimal():
            return self.run_together(tokens[0].text)
        return {}, reason

    def run_together(self, digits: str) -> tuple[dict[tuple[int, ...], Reading], str]:
        """All ways to part digits that stand without a space into as many numbers."""
        place = self.row.place
        ways: dict[tuple[int, ...], Reading] = {}
        for numbers in _parts(digits, len(self.cells)):
            cells = [SourceCell(number, 0, 0, place=place) for number in numbers]
            ways[tuple(map(int, numbers))] = self.read(cells)
            if len(ways) > _MOST:
                return {}, f"“{digits}”可以有很多种读法"
        return ways, f"“{digits}”连在一起"

    def read(self, values: Sequence[SourceCell | None]) -> Reading:
        """The texts of cells as figures; a column without a cell stays open."""
        return tuple(
            in_unit(read_cell_text(cell.text, cell.place, measure), self.unit or unit, measure)
            if cell is not None
            else CellReading("", self.row.place, "", fault="表上没有这一列")
            for cell, measure, unit in zip(
                values, (self.measures[c] for c in self.cells), self.columns.units, strict=True
            )
        )


def _meet(cell: SourceCell, span: tuple[int, int]) -> bool:
    return cell.column < span[1] and span[0] < cell.column + cell.colspan


def count_figures(values: Sequence[SourceCell]) -> int:
    """How many cells there are from the first that says something to the last."""
    return len(_trimmed(values))


def _is_shifted(own: Sequence[SourceCell | None]) -> bool:
    """Whether only the last cell is empty, as where a cell is missing before it."""
    *firsts, last = (bool(cell and cell.text.strip()) for cell in own)
    return len(firsts) > 1 and all(firsts) and not last


def _trimmed(values: Sequence[SourceCell]) -> Sequence[SourceCell]:
    """The values without the empty cells at both ends."""
    return values[_count_blank(values) : len(values) - _count_blank(values[::-1])]


def _count_blank(values: Sequence[SourceCell]) -> int:
    """How many cells say nothing at all before one does."""
    told = (number for number, cell in enumerate(values) if cell.text.strip())
    return next(told, len(values))


def _has_digits(cell: SourceCell) -> bool:
    return has_digits(cell.text)


def _is_zero(cell: SourceCell) -> bool:
    return cell.text.strip() in ("0", "０")


def _parts(digits: str, count: int) -> Iterator[tuple[str, ...]]:
    """The digits in so many numbers, none of which has a leading zero."""
    if count == 1:
        if digits == "0" or not digits.startswith("0"):
            yield (digits,)
        return
    for end in range(1, len(digits) - count + 2):
        if end > 1 and digits[0] == "0":
            return
        for rest in _parts(digits[end:], count - 1):
            yield (digits[:end], *rest)
