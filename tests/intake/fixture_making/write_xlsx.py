"""Writes a report as a spreadsheet."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from .draft import Draft, Heading, Slot, Text
from .sheet import Sheet

__all__ = ["write_xlsx"]


def write_xlsx(draft: Draft, path: Path, *, one: bool) -> None:
    """``one``: everything below each other in one sheet; otherwise a sheet for each table."""
    book = Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    if one:
        page.title = "年度报告"
        _everything(draft, page)
    else:
        book.remove(page)
        draft.body = []
        for key, sheets in draft.sheets.items():
            page = book.create_sheet(key)
            _line(page, 1, draft.title, sheets[0].width)
            _table(page, 3, sheets[0])
    book.save(path)


def _everything(draft: Draft, page: Worksheet) -> None:
    width = max(sheet.width for sheets in draft.sheets.values() for sheet in sheets)
    _line(page, 1, draft.title, width)
    row = 3
    for block in draft.body:
        match block:
            case Heading():
                _line(page, row, block.number + block.words, width)
                row += 1
            case Text():
                _line(page, row, block.words, width)
                row += 1
            case Slot():
                for sheet in [block.own] if block.own else draft.sheets[block.key]:
                    _table(page, row, sheet)
                    row += sheet.height + 1
            case _:
                pass


def _line(page: Worksheet, row: int, text: str, width: int) -> None:
    page.cell(row, 1, text).alignment = Alignment(wrap_text=True)
    page.merge_cells(start_row=row, end_row=row, start_column=1, end_column=width)


def _table(page: Worksheet, top: int, sheet: Sheet) -> None:
    for box in sheet.boxes:
        cell = page.cell(top + box.row, box.column + 1)
        assert isinstance(cell, Cell)
        _fill(cell, box.text)
        if box.rowspan > 1 or box.colspan > 1:
            page.merge_cells(
                start_row=cell.row,
                end_row=cell.row + box.rowspan - 1,
                start_column=cell.column,
                end_column=cell.column + box.colspan - 1,
            )


def _fill(cell: Cell, text: str) -> None:
    """Numbers are numbers, shown with the places and the commas of their text."""
    bare = text.replace(",", "")
    if bare.isdigit() and bare.isascii():
        cell.value = int(bare)
        cell.number_format = "#,##0" if "," in text else "General"
    elif bare.replace(".", "", 1).isdigit() and bare.isascii():
        cell.value = float(bare)
        cell.number_format = f"0.{'0' * len(bare.partition('.')[2])}"
    elif text[:1] in {"+", "-"} and text[1:].isdigit():
        cell.value = int(text)
        cell.number_format = "+0;-0;0"
    else:
        cell.value = text or None
    cell.alignment = Alignment(horizontal="center", wrap_text=True)
