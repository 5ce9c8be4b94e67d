"""A workbook that this program made, read back: what its hidden sheet says stands where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.worksheet.worksheet import Worksheet

from ...book_marks import MARK_NAME, VERSION, Kind
from ..document import Refusal
from ..readers.archives import read_parts
from ..readers.xlsx_reader import check_workbook
from ..readers.xlsx_values import value_text

__all__ = ["FilledBook", "FilledCell", "Record", "is_filled_book", "read_filled_book"]

_ROWS, _COLUMNS = 2_000, 200
_AGAIN = "请用 nianbao workbook 重新生成一份，把数填进去"
_REFERENCE = re.compile(r"=\+?\$?(?:'((?:[^']|'')+)'|([^'!$]+))[!.]\$?([A-Z]{1,3})\$?(\d{1,7})")
# LibreOffice writes a backslash before a sign, and before a text of one character.
_SIGN = re.compile(r"\\([+-])")


@dataclass(frozen=True, slots=True)
class FilledCell:
    """One cell: what it shows, where it is, and whether a formula stands in it.

    A formula whose result is not stored shows nothing. ``day`` is its date, if it has one.
    """

    text: str
    place: str
    formula: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """What the hidden sheet says: a kind, a name, the cell that it refers to, and more texts."""

    kind: str
    name: str
    cell: FilledCell | None
    more: tuple[str, ...]


@dataclass(frozen=True)
class FilledBook:
    """All records of a workbook, and the cells with text that none of them knows."""

    records: tuple[Record, ...]
    others: tuple[FilledCell, ...]

    def of(self, kind: Kind) -> Iterator[Record]:
        """The records of one kind, in their order."""
        return (record for record in self.records if record.kind == kind)

    def identity(self) -> Mapping[str, str]:
        """Whose workbook it is, of which year, in which form."""
        return {record.name: record.more[0] for record in self.of(Kind.IDENTITY)}


def is_filled_book(data: bytes) -> bool:
    """Whether a spreadsheet is one that this program made."""
    mark = MARK_NAME.encode()
    try:
        parts = read_parts(data)
        return any(name.endswith("workbook.xml") and mark in content for name, content in parts)
    except Refusal:
        return False


def read_filled_book(data: bytes) -> FilledBook:
    """What stands in such a workbook. Raises Refusal when it is damaged or was changed."""
    check_workbook(data)
    values, formulas = _open(data, computed=True), _open(data, computed=False)
    hidden = _hidden_sheet(formulas)
    if str(hidden.cell(1, 2).value) != VERSION:
        raise Refusal("这份填报工作簿是另一个版本的程序生成的", _AGAIN)
    records: list[Record] = []
    known: dict[str, set[tuple[int, int]]] = {}
    for row in hidden.iter_rows(min_row=2, max_col=6, values_only=True):
        kind, name, where, *more = ("" if value is None else str(value) for value in row)
        if not kind:
            continue
        cell = None
        if where:
            sheet, address = _place(where, name, formulas)
            known.setdefault(sheet, set()).add(coordinate_to_tuple(address))
            cell = _cell(values[sheet], formulas[sheet], address)
        records.append(Record(kind, name, cell, tuple(more)))
    return FilledBook(tuple(records), tuple(_others(formulas, known)))


def _open(data: bytes, *, computed: bool) -> Workbook:
    try:
        return load_workbook(BytesIO(data), data_only=computed)
    except (BadZipFile, ParseError, KeyError, ValueError, TypeError, OSError) as error:
        raise Refusal("这份填报工作簿已损坏", "请用 Excel 或 WPS 打开，另存一份再导入") from error


def _hidden_sheet(book: Workbook) -> Worksheet:
    for sheet in book.worksheets:
        if sheet.cell(1, 1).value == MARK_NAME:
            return sheet
    raise Refusal("这份填报工作簿里隐藏的工作表没有了，认不出各格是什么", _AGAIN)


def _place(reference: str, name: str, book: Workbook) -> tuple[str, str]:
    """The sheet and the cell that a reference leads to."""
    match = _REFERENCE.fullmatch(reference)
    sheet = (match[1] or match[2]).replace("''", "'") if match else ""
    if match is None or sheet not in book.sheetnames:
        told = f"填报工作簿里原来有“{name}”的格或工作表被删去了" if name else "有的格被删去了"
        raise Refusal(told, f"没有导入；请撤销删除，或者{_AGAIN.removeprefix('请')}")
    address = match[3] + match[4]
    row, column = coordinate_to_tuple(address)
    if row > _ROWS or column > _COLUMNS:
        raise Refusal(f"填报工作簿里“{name}”挪到了很远的 {sheet} {address}", _AGAIN)
    return sheet, address


def _cell(values: Worksheet, formulas: Worksheet, address: str) -> FilledCell:
    place = f"{values.title} {address}"
    shown, written = values[address], formulas[address].value
    if isinstance(shown, MergedCell):
        # It was merged with its neighbours, and what stood in it is gone.
        return FilledCell("", place)
    formula = str(written) if shown.data_type == "f" or str(written).startswith("=") else ""
    day = shown.value.date() if isinstance(shown.value, datetime) else None
    return FilledCell(_text(shown), place, formula, day)


def _text(cell: Cell) -> str:
    """What a cell shows: a number with what its format puts behind it."""
    return value_text(cell.value, _SIGN.sub(r"\1", cell.number_format))


def _others(book: Workbook, known: Mapping[str, set[tuple[int, int]]]) -> Iterator[FilledCell]:
    """Text that stands among the cells of a table or of the prose and is none of them.

    Somebody has inserted rows or columns, or has written into cells that were locked.
    """
    for title, cells in known.items():
        rows, columns = zip(*cells, strict=True)
        within = {"min_row": min(rows), "max_row": max(rows), "min_col": min(columns)}
        for row in book[title].iter_rows(**within, max_col=max(columns)):
            for cell in row:
                is_text = not isinstance(cell, MergedCell) and cell.value not in (None, "")
                if is_text and (cell.row, cell.column) not in cells:
                    yield FilledCell(str(cell.value), f"{title} {cell.coordinate}")
