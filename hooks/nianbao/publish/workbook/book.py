"""The whole workbook, as the bytes of an .xlsx file: the same for the same report."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

from xlsxwriter import Workbook

from ..spreadsheet import Looks
from .first_sheet import FirstSheet
from .material import BookMaterial
from .prose_sheet import write_prose_sheet
from .records import Records
from .table_sheet import write_table_sheet

__all__ = ["workbook_bytes"]

_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)


def workbook_bytes(material: BookMaterial) -> bytes:
    """The workbook of an organ and a year."""
    content = BytesIO()
    # What is typed stays what it is: no text becomes a link or a formula.
    options = {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
    with Workbook(content, options) as book:
        title = f"{material.organ.name}{material.year}年填报工作簿"
        book.set_properties({"title": title, "created": _LONG_AGO})
        looks, records = Looks(book), Records()
        first = FirstSheet(book, looks, material)
        progress = [
            write_table_sheet(book, looks, material, table, first.zero, records)
            for table in material.form.tables.values()
        ]
        write_prose_sheet(book, looks, material, records)
        first.write(progress, records)
        records.write(book, material)
    return content.getvalue()
