"""A summary as an Excel workbook: a sheet a part, figures as numbers, sums as formulas."""

from __future__ import annotations

import io
from datetime import date, datetime, time
from decimal import Decimal

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from ..visible import visible
from .model import COUNTED, Part, Summary, Table, Value, shown

__all__ = ["summary_workbook"]

_FONT = "宋体"
_SIZE = 10
_TITLE_SIZE = 14


def summary_workbook(summary: Summary) -> bytes:
    """The workbook; the same summary gives the same bytes."""
    stream = io.BytesIO()
    # What an author writes is text, whatever it begins with.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        made = datetime.combine(summary.day, time())
        book.set_properties({"title": summary.title, "created": made})
        book.set_calc_mode("auto")
        formats = _Formats(book)
        for part in summary.parts:
            _Sheet(book.add_worksheet(part.sheet), formats).fill(summary, part)
    return stream.getvalue()


class _Formats:
    """The looks of cells."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        plain = {"font_name": _FONT, "font_size": _SIZE, "valign": "top"}
        boxed = {**plain, "border": 1, "text_wrap": True}
        bold = {**boxed, "bold": True}
        self.title: Format = book.add_format({**plain, "font_size": _TITLE_SIZE, "bold": True})
        self.text: Format = book.add_format(plain)
        self.head: Format = book.add_format(
            {**bold, "align": "center", "valign": "vcenter", "bg_color": "#EEEEEE"}
        )
        self.cell: Format = book.add_format(boxed)
        self.date: Format = book.add_format({**boxed, "num_format": "yyyy-mm-dd", "align": "left"})
        self.sum: Format = book.add_format(bold)


class _Sheet:
    """One part on a sheet: title, paragraphs, head, rows, sums."""

    def __init__(self, sheet: Worksheet, formats: _Formats) -> None:
        self.sheet = sheet
        self.formats = formats

    def fill(self, summary: Summary, part: Part) -> None:
        """Writes the part."""
        sheet, formats = self.sheet, self.formats
        sheet.set_paper(9)  # A4
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&C第 &P 页，共 &N 页")
        sheet.write_string(0, 0, visible(summary.title), formats.title)
        lines = [*summary.about, part.heading, *part.paragraphs]
        for number, line in enumerate(lines, 1):
            sheet.write_string(number, 0, visible(line), formats.text)
        self.fill_table(part.table, len(lines) + 1)

    def fill_table(self, table: Table, top: int) -> None:
        """The table, its head on the line ``top``; the head stays in sight, and on every page."""
        for number, column in enumerate(table.columns):
            self.sheet.set_column(number, number, column.width)
            self.sheet.write_string(top, number, visible(column.name), self.formats.head)
        self.sheet.freeze_panes(top + 1, 1)
        self.sheet.repeat_rows(top)
        for line, row in enumerate(table.rows, top + 1):
            for number, (column, value) in enumerate(zip(table.columns, row, strict=True)):
                if column.difference and value is not None:
                    before, now = (xl_col_to_name(each) for each in column.difference)
                    formula = f"={now}{line + 1}-{before}{line + 1}"
                    self.formula(line, number, formula, value, self.formats.cell)
                else:
                    self.write(line, number, value)
        if table.total:
            self.fill_sums(table, top + 1)
        last = top + max(len(table.rows), 1)
        self.sheet.autofilter(top, 0, last, len(table.columns) - 1)

    def fill_sums(self, table: Table, first: int) -> None:
        """The row of sums, as formulas over the rows above."""
        end = first + len(table.rows)
        for number, value in enumerate(table.sums):
            if number == 0 or not table.columns[number].is_number or value is None:
                self.sheet.write_string(end, number, visible(shown(value)), self.formats.sum)
                continue
            name = xl_col_to_name(number)
            summed = f"{name}{first + 1}:{name}{end}"
            formula = f"=SUM({summed})"
            if table.counted_by is not None:
                by = xl_col_to_name(table.counted_by)
                asked = f"{by}{first + 1}:{by}{end}"
                formula = f'=SUMIF({asked},"{COUNTED}",{summed})'
            self.formula(end, number, formula, value, self.formats.sum)

    def write(self, line: int, number: int, value: Value) -> None:
        """One cell; what is not known is blank."""
        if value is None:
            self.sheet.write_blank(line, number, None, self.formats.cell)
        elif isinstance(value, str):
            self.sheet.write_string(line, number, visible(value), self.formats.cell)
        elif isinstance(value, date):
            day = datetime.combine(value, time())
            self.sheet.write_datetime(line, number, day, self.formats.date)
        else:
            self.sheet.write_number(line, number, float(value), self.formats.cell)

    def formula(self, line: int, number: int, formula: str, value: Value, look: Format) -> None:
        """A formula with its result, for programs that do not work it out."""
        result = float(value) if isinstance(value, Decimal) else value
        self.sheet.write_formula(line, number, formula, look, result)
