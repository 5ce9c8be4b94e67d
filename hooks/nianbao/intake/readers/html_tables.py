"""Tables of pages: every cell at its place in the grid, as browsers place it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.etree import _Element

from ..document import Refusal, SourceCell, SourceTable
from .html_tree import BLOCKS, collapse, texts, walk

__all__ = ["cell_text", "is_layout", "read_table"]

_LEVEL = re.compile(r"(?:^|\s)level-([1-9])(?:\s|$)")
_MAX_COLSPAN = 100
_MAX_CELLS = 20_000
# A cell with more than that holds the report, not a label or a figure.
_MAX_CELL_TEXT = 400


def is_layout(table: _Element) -> bool:
    """Whether a table only arranges the page: what it holds is to be read like a div."""
    cells = list(table.iter("td", "th"))
    return (
        len(cells) <= 1
        or next(table.iterdescendants("table", "h1", "h2"), None) is not None
        or any(_is_long(cell) for cell in cells)
        or not any(cell_text(cell) for cell in cells)
    )


def read_table(table: _Element, place: str) -> SourceTable:
    """The cells of a table without tables inside; its caption is none of them.

    Raises Refusal for a table that no printer could print.
    """
    if sum(1 for _ in table.iter("td", "th")) > _MAX_CELLS:
        raise Refusal(f"{place}有两万多个单元格，太大", "请检查原件，只留下年度报告的表")
    rows: list[tuple[SourceCell, ...]] = []
    for group in _row_groups(table):
        rows += _placed(group, len(rows), place)
    return SourceTable(place, tuple(rows))


def cell_text(cell: _Element) -> str:
    """The text of a cell, its lines parted by line feeds."""
    pieces: list[str] = []
    for begins, element in walk(cell):
        if element.tag == "br" or (element.tag in BLOCKS and element is not cell):
            pieces.append("\0")
        if begins:
            pieces.append(element.text or "")
        elif element is not cell:
            pieces.append(element.tail or "")
    lines = (collapse(line).strip() for line in "".join(pieces).split("\0"))
    return "\n".join(line for line in lines if line)


def _indent(cell: _Element) -> int:
    """The level that our own pages give a label, else the white space before it that shows."""
    level = _LEVEL.search(cell.get("class") or "")
    if level:
        return int(level[1]) - 1
    begun = "".join(texts(cell)).lstrip(" \t\r\n")
    return len(begun) - len(begun.lstrip("\u3000\xa0"))


def _is_long(cell: _Element) -> bool:
    length = 0
    for text in texts(cell):
        length += len("".join(text.split()))
        if length > _MAX_CELL_TEXT:
            return True
    return False


def _row_groups(table: _Element) -> Iterator[list[list[_Element]]]:
    """The cells of each row, by group of rows: no cell reaches beyond its group."""
    loose: list[list[_Element]] = []
    for child in table:
        if child.tag in ("thead", "tbody", "tfoot"):
            if loose:
                yield loose
                loose = []
            yield list(_rows(child))
        elif child.tag in ("tr", "td", "th"):
            loose += _rows_of(child, new=not loose or child.tag == "tr", rows=loose)
    if loose:
        yield loose


def _rows(group: _Element) -> Iterator[list[_Element]]:
    rows: list[list[_Element]] = []
    for child in group:
        rows += _rows_of(child, new=not rows or child.tag == "tr", rows=rows)
    return iter(rows)


def _rows_of(child: _Element, *, new: bool, rows: list[list[_Element]]) -> list[list[_Element]]:
    """The row that begins with a child; a cell outside of any row joins the row above."""
    if child.tag == "tr":
        return [[cell for cell in child if cell.tag in ("td", "th")]]
    if child.tag not in ("td", "th"):
        return []
    if new:
        return [[child]]
    rows[-1].append(child)
    return []


def _placed(group: list[list[_Element]], top: int, place: str) -> Iterator[tuple[SourceCell, ...]]:
    taken: dict[int, int] = {}  # by column, the first row that is free again
    for number, cells in enumerate(group):
        column = 0
        row: list[SourceCell] = []
        for cell in cells:
            while taken.get(column, 0) > number:
                column += 1
            colspan = min(max(_span(cell, "colspan", 1), 1), _MAX_COLSPAN)
            rest = len(group) - number
            rowspan = min(_span(cell, "rowspan", 1) or rest, rest)
            for covered in range(column, column + colspan):
                taken[covered] = max(taken.get(covered, 0), number + rowspan)
            line = top + number
            row.append(
                SourceCell(
                    text=cell_text(cell),
                    row=line,
                    column=column,
                    rowspan=rowspan,
                    colspan=colspan,
                    place=f"{place} 第 {line + 1} 行第 {column + 1} 列",
                    indent=_indent(cell),
                )
            )
            column += colspan
        yield tuple(row)


def _span(cell: _Element, name: str, default: int) -> int:
    text = (cell.get(name) or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else default
