"""The figures of a filled workbook: numbers, blanks, and cells that are still open."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from ...form import Address, Form, YearEquation, local_frame
from ...source import UNFILLED, Number, parse_number
from ..tables.cell_text import CellReading, read_cell_text
from .filled_book import FilledCell

__all__ = ["read_figures"]

_BLANK = re.compile(r"\s*[/／]\s*(?:[（(](.+)[)）]\s*)?", re.DOTALL)
_NO_RESULT = "是公式，文件里没有存它的结果：请用 Excel 或 WPS 打开，保存一次再导入"
_OPEN = "还没有填"
_SEVERAL = "这一格写了几行，看不出是哪个数"
# Digits on two lines are two numbers, or one that somebody has begun twice.
_LINES = re.compile(r"\d[^\S\r\n\t]*[\r\n\t]\s*\d")


def read_figures(
    form: Form,
    cells: Mapping[Address, FilledCell],
    last: Mapping[Address, Number],
    *,
    empty_is_zero: bool,
) -> Mapping[Address, CellReading]:
    """A reading for every figure of the form.

    A cell that is open reads as such, also where a sum lacks one of its parts. ``last`` are last
    year's figures: what a formula of ours works out is worked out again, because a program may
    have saved the workbook without results.
    """
    reader = _Reader(form, cells, last, empty_is_zero=empty_is_zero)
    return {address: reader.reading(address) for address in form.measures}


class _Reader:
    """Reads cells, each of them once."""

    def __init__(
        self,
        form: Form,
        cells: Mapping[Address, FilledCell],
        last: Mapping[Address, Number],
        *,
        empty_is_zero: bool,
    ) -> None:
        self.cells = cells
        self.last = last
        self.empty_is_zero = empty_is_zero
        self.measures = form.measures
        self.is_local = form.key == local_frame().key
        self.parts = form.sums
        self.across = {e.now: e for e in form.across_years}
        self.readings: dict[Address, CellReading] = {}

    def reading(self, address: Address) -> CellReading:
        if address not in self.readings:
            self.readings[address] = self._read(address, self.cells[address])
        return self.readings[address]

    def _read(self, address: Address, cell: FilledCell) -> CellReading:
        if cell.formula.upper().startswith("=IF(") and address in self.parts:
            return self._sum(address, cell)
        if cell.formula.upper().startswith("=IF(") and address in self.across:
            return self._carried(self.across[address], cell)
        if cell.formula and not cell.text:
            return CellReading("", cell.place, cell.formula, fault=_NO_RESULT)
        if not cell.text.strip():
            return CellReading("0", cell.place, "") if self.empty_is_zero else self._open(cell)
        return self._typed(address, cell)

    def _typed(self, address: Address, cell: FilledCell) -> CellReading:
        """What somebody has typed."""
        if match := _BLANK.fullmatch(cell.text):
            return CellReading("", cell.place, cell.text, " ".join((match[1] or "").split()))
        if _LINES.search(cell.text):
            return CellReading("", cell.place, " / ".join(cell.text.split()), fault=_SEVERAL)
        return read_cell_text(cell.text, cell.place, self.measures[address])

    def _open(self, cell: FilledCell) -> CellReading:
        if self.is_local:
            # A table that a report declares itself takes numbers and blanks only.
            return CellReading("", cell.place, "", fault=_OPEN)
        return CellReading(UNFILLED, cell.place, "")

    def _sum(self, address: Address, cell: FilledCell) -> CellReading:
        parts = [self.reading(part) for part in self.parts[address]]
        if any(part.fault or part.written == UNFILLED for part in parts):
            return self._open(cell)
        if not all(part.written for part in parts):
            return CellReading("", cell.place, "")
        total = sum(parse_number(part.written) for part in parts)
        return CellReading(_plain(total), cell.place, cell.text)

    def _carried(self, equation: YearEquation, cell: FilledCell) -> CellReading:
        plus = [self.reading(address) for address in equation.plus]
        minus = [self.reading(address) for address in equation.minus]
        known = all(part.written and part.written != UNFILLED for part in (*plus, *minus))
        if not known or any(address not in self.last for address in equation.before):
            return self._open(cell)
        then = sum(self.last[address] for address in equation.before)
        more = sum(parse_number(part.written) for part in plus)
        less = sum(parse_number(part.written) for part in minus)
        return CellReading(_plain(then + more - less), cell.place, cell.text)


def _plain(number: Number) -> str:
    return f"{number:f}" if isinstance(number, Decimal) else str(number)
