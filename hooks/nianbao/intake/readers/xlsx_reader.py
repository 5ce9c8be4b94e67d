"""An Excel workbook: the filled rows of every visible sheet, as tables and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from itertools import groupby
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils import column_index_from_string
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from ...book_marks import (
    ABOUT_YEAR,
    CORRECTED,
    FAULT,
    FOLLOWED,
    LIST_HEAD,
    NOT_A_SUM,
    NOTICE,
    ORGAN_NAME,
    PUBLISHED_ON,
    REPLACED,
    TITLE,
    WHICH_TEXT,
)
from ...source import Element
from ..document import Block, Document, Paragraph, Refusal, SourceCell, SourceTable
from ..prose.dates import parse_date
from ..said import Said, SaidCorrection, SaidFault
from .archives import check_archive, check_xml_parts, read_parts
from .xlsx_values import value_text

__all__ = ["check_workbook", "read_xlsx"]

_SHEETS = 50
_ROWS = 5_000
_COLUMNS = 200
_ABOUT_ROWS = 1_000
_POSITIONS = 1_000_000
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s")
_MERGED = 5_000
_MERGED_CELL = re.compile(
    rb"<(?:\w+:)?mergeCell\b[^>]*?\bref=[\"'][$]?([A-Z]{1,3})[$]?(\d{1,7}):[$]?([A-Z]{1,3})[$]?(\d{1,7})"
)
_TOO_LARGE = "请只留下年报的表格，另存后再导入"
_FOLLOWED = re.compile(r"（(\w+)）：(.+)$")
_OLE = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of a sheet: its cells with text or a merged range, and whether it has lines."""

    number: int
    cells: tuple[SourceCell, ...]
    bordered: bool

    @property
    def filled(self) -> list[SourceCell]:
        return [cell for cell in self.cells if cell.text]


@dataclass(slots=True)
class _Sheet:
    """One sheet being read."""

    values: Worksheet
    formulas: Worksheet
    notes: list[str] = field(default_factory=list)


def read_xlsx(data: bytes) -> Document:
    """The visible sheets of a workbook, one after the other.

    Raises Refusal when the workbook is damaged, locked, too large or empty.
    """
    if data.startswith(_OLE):
        raise Refusal(
            "这个 Excel 文件有密码，或者是老的 .xls 格式",
            "请用 Excel 或 WPS 打开，去掉密码，另存为 .xlsx 后再导入",
        )
    check_workbook(data)
    values, formulas = _open(data, computed=True), _open(data, computed=False)
    blocks: list[Block] = []
    notes: list[str] = []
    about: dict[str, list[str]] = {}
    for sheet in values.worksheets:
        if sheet.sheet_state != "visible":
            notes.append(f"工作表“{sheet.title}”是隐藏的，没有导入")
            continue
        if next(sheet.iter_rows(max_row=1, values_only=True), ()) == LIST_HEAD:
            # Ours ends with what was said before: of each figure, and of the report.
            notes.append(f"工作表“{sheet.title}”和以后的，内容与前面的表相同，没有导入")
            about = _about(values.worksheets[-1])
            blocks = list(_without_remarks(about, blocks))
            break
        reading = _Sheet(sheet, formulas[sheet.title])
        blocks += _blocks(reading)
        notes += reading.notes
    if not blocks:
        raise Refusal("这个 Excel 文件里没有内容", "请检查选的文件对不对")
    return Document(
        tuple(blocks),
        _one(about, TITLE),
        parse_date(_one(about, PUBLISHED_ON)),
        notes=tuple(notes),
        notice=_one(about, NOTICE),
        said=_said(about) if about else Said(),
    )


def _about(sheet: Worksheet) -> dict[str, list[str]]:
    """What the last sheet of a published report's spreadsheet says of it, by name."""
    found: dict[str, list[str]] = {}
    for name, text in sheet.iter_rows(max_row=_ABOUT_ROWS, max_col=2, values_only=True):
        if name and text:
            found.setdefault(str(name), []).append(str(text))
    return found


def _one(about: Mapping[str, list[str]], name: str) -> str:
    return about[name][0] if name in about else ""


def _said(about: Mapping[str, list[str]]) -> Said:
    """What of that only front matter can hold."""
    version = _one(about, WHICH_TEXT)
    entries = (text.partition(" ") for text in about.get(CORRECTED, ()))
    followed = (_FOLLOWED.search(text) for text in about.get(FOLLOWED, ()))
    return Said(
        organ=_one(about, ORGAN_NAME),
        year=_one(about, ABOUT_YEAR),
        version=version.partition("，")[0],
        is_superseded=version.endswith(REPLACED),
        corrections=tuple(SaidCorrection(day, (), text) for day, _, text in entries),
        faults=tuple(SaidFault("", "", text) for text in about.get(FAULT, ())),
        indicators=tuple((found[1], found[2]) for found in followed if found),
    )


def _without_remarks(about: Mapping[str, list[str]], blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks of a published report's spreadsheet: its captions without whose tables they are.

    What is said below a table of its faults is said of the whole report, too.
    """
    owner = f"{_one(about, ORGAN_NAME)}{_one(about, ABOUT_YEAR)}年"
    for block in blocks:
        if isinstance(block, SourceTable):
            yield block
            continue
        text = block.element.text
        if not (text in about.get(FAULT, ()) or text.endswith(NOT_A_SUM)):
            yield Paragraph(Element("p", children=(text.removeprefix(owner),)), block.place)


def check_workbook(data: bytes) -> None:
    """Raises Refusal when a workbook might harm the program that reads it."""
    check_archive(data)
    check_xml_parts(_checked(read_parts(data)))


def _checked(parts: Iterator[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """The parts; sheets and merged cells are counted before each of them is made."""
    for name, content in parts:
        if name.endswith("workbook.xml"):
            _check_sheets(len(_SHEET.findall(content)))
        count = cells = 0
        for found in _MERGED_CELL.finditer(content):
            left, top, right, bottom = (text.decode("ascii") for text in found.groups())
            height = int(bottom) - int(top) + 1
            count += 1
            cells += height * (column_index_from_string(right) - column_index_from_string(left) + 1)
        if count > _MERGED or cells > _POSITIONS:
            raise Refusal("Excel 文件里合并的单元格太多", _TOO_LARGE)
        yield name, content


def _check_sheets(count: int) -> None:
    if count > _SHEETS:
        raise Refusal(f"这个 Excel 文件有 {count} 个工作表，太多了", _TOO_LARGE)


def _open(data: bytes, *, computed: bool) -> Workbook:
    try:
        return load_workbook(BytesIO(data), data_only=computed)
    except (BadZipFile, ParseError, KeyError, ValueError, TypeError, OSError) as error:
        raise Refusal(
            "这个 Excel 文件已损坏，或者不是 .xlsx 格式",
            "请用 Excel 或 WPS 打开看看，能打开的另存为 .xlsx 后再导入",
        ) from error


def _blocks(sheet: _Sheet) -> Iterator[Block]:
    """The paragraphs and tables of a sheet; an empty row ends a table."""
    for part in _parts(_rows(sheet)):
        lined = any(row.bordered for row in part)
        plural = [index for index, row in enumerate(part) if len(row.filled) > 1]

        def in_table(
            item: tuple[int, _Row], *, lined: bool = lined, plural: list[int] = plural
        ) -> bool:
            index, row = item
            if lined or not plural:
                # Where a table has lines, what has none is a title or a remark.
                return row.bordered or len(row.filled) > 1
            return plural[0] <= index <= plural[-1]

        for is_table, group in groupby(enumerate(part), key=in_table):
            rows = [row for _, row in group]
            if is_table:
                yield _table(sheet.values.title, rows)
            else:
                yield from (_paragraph(cell) for row in rows for cell in row.filled)


def _parts(rows: Sequence[_Row]) -> Iterator[list[_Row]]:
    """Runs of rows without an empty one between; a merged range goes on through empty ones."""
    part: list[_Row] = []
    reach = 0
    for row in rows:
        if row.filled or row.number < reach:
            part.append(row)
            reach = max([reach, *(row.number + cell.rowspan for cell in row.filled)])
        elif part:
            yield part
            part = []
    if part:
        yield part


def _rows(sheet: _Sheet) -> list[_Row]:
    """The rows up to the last one with content; cells are placed by the sheet, from 0."""
    worksheet = sheet.values
    if worksheet.max_row * worksheet.max_column > _POSITIONS:
        raise Refusal(f"工作表“{worksheet.title}”太大", _TOO_LARGE)
    spans = {
        (merged.min_row, merged.min_col): (
            merged.max_row - merged.min_row + 1,
            merged.max_col - merged.min_col + 1,
        )
        for merged in worksheet.merged_cells.ranges
    }
    rows = []
    for number, line in enumerate(worksheet.iter_rows(), 1):
        cells = []
        for cell in line:
            if isinstance(cell, MergedCell):
                continue
            text = _text(sheet, cell)
            rowspan, colspan = spans.get((cell.row, cell.column), (1, 1))
            place = f"{worksheet.title} {cell.coordinate}"
            at, indent = (cell.row - 1, cell.column - 1), int(cell.alignment.indent)
            cells.append(SourceCell(text, *at, rowspan, colspan, place, indent))
        rows.append(_Row(number, tuple(cells), any(map(_has_line, line))))
    while rows and not rows[-1].filled:
        rows.pop()
    used = max((c.column + 1 for row in rows for c in row.filled), default=0)
    if len(rows) > _ROWS or used > _COLUMNS:
        raise Refusal(
            f"工作表“{worksheet.title}”有 {len(rows)} 行、{used} 列，不像年报的表格", _TOO_LARGE
        )
    return rows


def _text(sheet: _Sheet, cell: Cell) -> str:
    text = value_text(cell.value, cell.number_format)
    if cell.value is None and sheet.formulas[cell.coordinate].value is not None:
        place = f"{sheet.values.title} {cell.coordinate}"
        sheet.notes.append(f"{place} 是公式，文件里没有存它的结果，按空白导入")
    return text


def _has_line(cell: Cell | MergedCell) -> bool:
    sides = (cell.border.left, cell.border.right, cell.border.top, cell.border.bottom)
    return any(side is not None and side.style is not None for side in sides)


def _paragraph(cell: SourceCell) -> Paragraph:
    return Paragraph(Element("p", children=(" ".join(cell.text.split("\n")),)), cell.place)


def _table(title: str, rows: Sequence[_Row]) -> SourceTable:
    """The rows as a table, with its cells counted from its own corner."""
    filled = [cell for row in rows for cell in row.filled]
    left = min(cell.column for cell in filled)
    right = max(cell.column + cell.colspan for cell in filled)
    top = rows[0].number - 1
    # A merged range may be drawn wider than what is written beside it.
    lines = tuple(
        tuple(
            SourceCell(
                cell.text,
                cell.row - top,
                cell.column - left,
                min(cell.rowspan, top + len(rows) - cell.row),
                min(cell.colspan, right - cell.column),
                cell.place,
                cell.indent,
            )
            for cell in row.cells
            if left <= cell.column < right
        )
        for row in rows
    )
    return SourceTable(f"工作表“{title}”第 {top + 1}–{top + len(rows)} 行", lines)
