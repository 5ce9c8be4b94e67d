"""Tables as CSV for spreadsheets."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TypeAlias

from ...form import Address
from ...source import digits
from ...spreadsheet_text import marked_as_text

__all__ = ["BETWEEN_LABELS", "MARK", "CsvCell", "address_cells", "csv_line", "csv_text"]

MARK = "\ufeff"
"""What a file begins with, so that Excel knows that it is UTF-8."""

BETWEEN_LABELS = " › "
"""What stands between the labels of a row and of the rows above it."""

_QUOTED = re.compile('[,;"\\t\\r\\n]')

CsvCell: TypeAlias = str | int | Decimal | date | None


def csv_text(rows: Iterable[Iterable[CsvCell]]) -> str:
    """A line a row (RFC 4180), with the byte order mark by which Excel knows UTF-8.

    What is not known is blank, which is not 0. No cell is a formula: texts cannot be one, and
    numbers, negative ones too, stay numbers. What some country's spreadsheets would split at is
    quoted like what ours would.
    """
    return MARK + "".join(map(csv_line, rows))


def csv_line(row: Iterable[CsvCell]) -> str:
    """One row with the end of its line."""
    # A single blank cell is quoted, for a line of nothing has no cell.
    return (",".join(map(_written, row)) or '""') + "\r\n"


@lru_cache(4096)
def address_cells(address: Address) -> tuple[str, str, str, str]:
    """Address, table, row and column as text; every report of a form has the same."""
    return address.dotted, address.table, BETWEEN_LABELS.join(address.row), address.column


def _written(cell: CsvCell) -> str:
    if isinstance(cell, str):
        text = marked_as_text(cell)
    elif isinstance(cell, Decimal):
        text = digits(cell)
    else:
        text = "" if cell is None else str(cell)
    return '"{}"'.format(text.replace('"', '""')) if _QUOTED.search(text) else text
