"""Cells of a CSV file that a spreadsheet would run when somebody opens it."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from ..wording import CJK

__all__ = ["csv_fault"]

# Programs take the first for a separator here, the others elsewhere or when they are asked to.
_SEPARATORS = ",;\t"
_SIGNS = frozenset("=+-@＝＋－＠")
# A function with its arguments: APP(客户端) is none.
_CALL = re.compile(rf"[A-Za-z][A-Za-z0-9_.]{{0,99}}\s{{0,99}}\((?!\s{{0,99}}[{CJK}])")
# A program's data (DDE), and a cell of another sheet.
_FETCH = re.compile(r"[|].*!|!\s{0,99}\$?[A-Za-z]{1,3}\$?[0-9]", re.DOTALL)
# Numbers with zeros in front are kept so.
_TEXT = re.compile(r"=\"[^\"]*\"")
# The longest line and cell, and as many rows as a sheet has. Python's csv has this limit, too, but
# any library in the process may have raised it.
_LONGEST = 131_072
_MOST_LINES = 1_048_576
_ADVICE_ON_LENGTH = "多半是引号没有成对，请用 Excel 或 WPS 另存为 CSV"
_ADVICE = "请在这一格最前面加一个撇号（'），或者删去公式，只留数"


def csv_fault(file: Path, encoding: str) -> str:
    """What is wrong with the cells of a CSV file that is known to be text, or nothing."""
    try:
        for separator in _SEPARATORS:
            with file.open(encoding=encoding, newline="") as stream:
                reader = csv.reader(_lines(stream), delimiter=separator)
                for row in reader:
                    if any(len(cell) > _LONGEST for cell in row):
                        raise csv.Error
                    if cell := next(filter(_is_formula, row), ""):
                        shown = _short(cell.strip())
                        return f"第 {reader.line_num} 行的“{shown}”会被当作公式运行；{_ADVICE}"
    except csv.Error:
        return f"有一格、一行太长，或者行太多，表格软件打不开；{_ADVICE_ON_LENGTH}"
    return ""


def _lines(stream: TextIO) -> Iterator[str]:
    for number, line in enumerate(stream):
        if len(line) > _LONGEST or number == _MOST_LINES:
            raise csv.Error
        yield line


def _is_formula(cell: str) -> bool:
    """Whether a cell is run: not a number, nor a telephone's, nor a dash, nor an item of a list."""
    # Spaces are skipped, and Excel takes the wide signs of Chinese for the narrow ones.
    text = cell.lstrip()
    if not text or text[0] not in _SIGNS:
        return False
    if text[0] in "=＝":
        return any(character.isalnum() for character in text) and not _TEXT.fullmatch(text.rstrip())
    return bool(_CALL.search(text) or _FETCH.search(text))


def _short(cell: str) -> str:
    return cell if len(cell) <= 30 else f"{cell[:30]}…"
