"""All text of an Excel workbook: every cell of every sheet, comments, drawings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO

from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from ...book_marks import LIST_HEAD, NOT_A_SUM
from ..readers.archives import check_archive, check_xml_parts, read_parts
from ..readers.xlsx_values import value_text
from .pieces import Kind, SourcePiece
from .xml_part import xml_part

__all__ = ["workbook_text"]

_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
# What a sheet of ours says again is a sentence; a number may stand anywhere.
_LONG = 15
_DRAWING = re.compile(r"xl/(?:drawings/drawing|charts/chart)[0-9]*\.xml")


def workbook_text(data: bytes) -> Iterator[SourcePiece]:
    """A piece for every filled cell, hidden or not, and for what is written beside the cells.

    Text boxes are ECMA-376 Part 1, 20.5.2 (drawings of spreadsheets); openpyxl passes over them.
    """
    check_archive(data)
    parts = dict(read_parts(data))
    check_xml_parts(parts.items())
    yield from _own_apart(list(_cells(load_workbook(BytesIO(data), data_only=True))))
    for name in sorted(filter(_DRAWING.fullmatch, parts)):
        root = xml_part(parts[name])
        if root is None:
            continue
        for paragraph in root.iter(f"{_DRAWN}p"):
            if text := "".join(run.text or "" for run in paragraph.iter(f"{_DRAWN}t")):
                yield SourcePiece(text, "文本框")
        yield from (SourcePiece("", "工作表", Kind.PICTURE) for _ in root.iter(f"{_DRAWN}blip"))


def _cells(book: Workbook) -> Iterator[SourcePiece]:
    """The cells of all sheets; those after the tables of a spreadsheet of ours are its own."""
    kind = Kind.TEXT
    for sheet in book.worksheets:
        if next(sheet.iter_rows(max_row=1, values_only=True), ()) == LIST_HEAD:
            kind = Kind.OWN_ADDITION
        for row in sheet.iter_rows():
            for cell in row:
                place = f"{sheet.title} {cell.coordinate}"
                if text := value_text(cell.value, cell.number_format):
                    yield SourcePiece(text, place, kind)
                if cell.comment is not None:
                    yield SourcePiece(cell.comment.text, place, Kind.COMMENT)


def _own_apart(pieces: Sequence[SourcePiece]) -> Iterator[SourcePiece]:
    """The pieces; what a spreadsheet of ours says below a table and again at its end is its own."""
    own = {p.text for p in pieces if p.kind is Kind.OWN_ADDITION and len(p.text) >= _LONG}
    for piece in pieces:
        is_own = bool(own) and (piece.text in own or piece.text.endswith(NOT_A_SUM))
        yield replace(piece, kind=Kind.OWN_ADDITION) if is_own else piece
