"""Tables as CSV for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from ...source import digits
from ...spreadsheet_text import marked_as_text

__all__ = ["Cell", "csv_text"]

Cell: TypeAlias = str | int | Decimal | date | None


def csv_text(rows: Iterable[Iterable[Cell]]) -> str:
    """A line a row (RFC 4180), with the byte order mark by which Excel knows UTF-8.

    What is not known is blank, which is not 0. No cell is a formula: texts cannot be one, and
    numbers, negative ones too, stay numbers.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    for row in rows:
        writer.writerow(map(_written, row))
    return "\ufeff" + text.getvalue()


def _written(cell: Cell) -> Cell:
    if isinstance(cell, str):
        return marked_as_text(cell)
    return digits(cell) if isinstance(cell, Decimal) else cell
