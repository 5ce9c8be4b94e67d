"""The tables of a report in Word: merged as they are printed, their heads on every page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml.etree import _Element

from .word_parts import HEADING, TABLE, Look, within

__all__ = ["BODY_WIDTH", "TABLE_LOOKS", "Json", "official_table", "prose_table"]

Json: TypeAlias = Mapping[str, Any]
"""What typst_data.py has written for the PDF."""

BODY_WIDTH = 156.0
"""The 版心 in millimetres (GB/T 9704-2012, 5.2)."""

_SIZES = {"T": 12.0, "N": 10.5, "S": 9.0}
"""Of the tables with few columns, of outlines and prose, of the wide ones."""
TABLE_LOOKS = {
    f"{kind}{key}": Look(font, size, size + 3.5)
    for key, size in _SIZES.items()
    for kind, font in (("Figures", TABLE), ("Labels", HEADING))
}
"""The styles of cells: a style for each takes half the time of a look for each run."""
_TWIPS = 1440 / 25.4
_SMALL = 0.85
_SIDES = {"left": "left", "center": "center", "right": "right"}


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell of the grid: ``fill`` writes its paragraph; it goes down ``rowspan`` lines."""

    colspan: int
    rowspan: int
    fill: Callable[[_Element], None]


def official_table(grid: Json, figures: Sequence[Json]) -> _Element:
    """An official table of a form with the report's figures."""
    size = "T" if grid["label_width"] == 1 else "N" if grid["layout"] == "outline" else "S"
    rows = [
        (row["head"], [_official_cell(cell, figures, size) for cell in row["cells"]])
        for row in grid["rows"]
    ]
    return _table(_widths(grid), rows)


def prose_table(element: Json, fill: Callable[[_Element, Sequence[Json | str]], None]) -> _Element:
    """A table of the prose; ``fill`` writes the pieces of a cell into a paragraph."""
    rows = []
    for part in element["children"]:
        for row in part["children"]:
            cells = [_prose_cell(cell, fill) for cell in row["children"]]
            rows.append((part["tag"] == "thead", cells))
    width = len(rows[0][1])
    return _table([BODY_WIDTH / width] * width, rows)


def _prose_cell(cell: Json, fill: Callable[[_Element, Sequence[Json | str]], None]) -> _Cell:
    def write(parent: _Element) -> None:
        side = _SIDES.get(cell["attributes"].get("align", ""), "left")
        fill(_paragraph(parent, "FiguresN", side), cell["children"])

    return _Cell(1, 1, write)


def _official_cell(cell: Json, figures: Sequence[Json], size: str) -> _Cell:
    def write(parent: _Element) -> None:
        is_label = cell["role"] == "row" or cell["level"] > 0
        is_head = cell["role"] in ("caption", "corner", "column")
        is_group = cell["level"] == 1 and cell["role"] == "group"
        style = f"{'Labels' if is_head or is_group else 'Figures'}{size}"
        side = "left" if is_label else "center"
        paragraph = _paragraph(parent, style, side, max(cell["level"] - 1, 0))
        if cell["figure"] is None:
            within(within(paragraph, "w:r"), "w:t", cell["text"])
            return
        figure = figures[cell["figure"]]
        within(within(paragraph, "w:r"), "w:t", figure["text"])
        if figure["note"]:
            run = within(paragraph, "w:r")
            within(within(run, "w:rPr"), "w:sz", val=str(round(_SIZES[size] * 2 * _SMALL)))
            within(run, "w:t", f"（{figure['note']}）")

    return _Cell(cell["colspan"], cell["rowspan"], write)


def _paragraph(cell: _Element, style: str, side: str, indent: int = 0) -> _Element:
    paragraph = within(cell, "w:p")
    look = within(paragraph, "w:pPr")
    within(look, "w:pStyle", val=style)
    if indent:
        within(look, "w:ind", leftChars=str(indent * 100), left=str(indent * 210))
    within(look, "w:jc", val=side)
    return paragraph


def _widths(grid: Json) -> list[float]:
    """The columns' widths in millimetres, as the PDF has them."""
    labels, figures = grid["label_width"], grid["width"] - grid["label_width"]
    if grid["layout"] == "outline":
        each = min(26.0, 60.0 / figures)
        return [BODY_WIDTH - 14 - figures * each, 14.0, *[each] * figures]
    if labels == 0:
        return [BODY_WIDTH / figures] * figures
    if labels == 1:
        part = BODY_WIDTH / (1.4 + figures)
        return [1.4 * part, *[part] * figures]
    groups = [15.0] * (labels - 1)
    return [*groups, BODY_WIDTH - sum(groups) - 11 * figures, *[11.0] * figures]


def _table(widths: Sequence[float], rows: Sequence[tuple[bool, Sequence[_Cell]]]) -> _Element:
    """A table of these cells; where one reaches down, the lines below say that it goes on."""
    element: _Element = OxmlElement("w:tbl")
    look = within(element, "w:tblPr")
    within(look, "w:tblStyle", val="TableGrid")
    within(look, "w:tblW", w=str(round(sum(widths) * _TWIPS)), type="dxa")
    within(look, "w:jc", val="center")
    within(look, "w:tblLayout", type="fixed")
    margins = within(look, "w:tblCellMar")
    for side in ("left", "right"):
        within(margins, f"w:{side}", w="50", type="dxa")
    grid = within(element, "w:tblGrid")
    for width in widths:
        within(grid, "w:gridCol", w=str(round(width * _TWIPS)))
    going_on: dict[int, tuple[int, int]] = {}
    heads = next((n for n, (is_head, _) in enumerate(rows) if not is_head), len(rows))
    # Only lines at the top can be repeated. Those of a table of several blocks would say something
    # wrong above the others: it is short, and stays on one page.
    is_stacked = any(is_head for is_head, _ in rows[heads:])
    for number, (_, cells) in enumerate(rows):
        line = within(element, "w:tr")
        kind = within(line, "w:trPr")
        within(kind, "w:cantSplit")
        if number < heads and not is_stacked:
            within(kind, "w:tblHeader")
        _fill_line(line, cells, widths, going_on)
        if is_stacked and number + 1 < len(rows):
            for look in line.iter(qn("w:pPr")):
                look.insert(1, OxmlElement("w:keepNext"))
    return element


def _fill_line(
    line: _Element,
    cells: Sequence[_Cell],
    widths: Sequence[float],
    going_on: dict[int, tuple[int, int]],
) -> None:
    """One line: its own cells, between those that go on from above."""
    waiting = list(cells)
    place = 0
    while place < len(widths):
        if place in going_on:
            span, left = going_on.pop(place)
            _cell(line, widths[place : place + span], merge="continue")
            if left > 1:
                going_on[place] = span, left - 1
        else:
            cell = waiting.pop(0)
            span = cell.colspan
            merge = "restart" if cell.rowspan > 1 else ""
            cell.fill(_cell(line, widths[place : place + span], merge=merge))
            if cell.rowspan > 1:
                going_on[place] = span, cell.rowspan - 1
        place += span


def _cell(line: _Element, widths: Sequence[float], merge: str) -> _Element:
    cell = within(line, "w:tc")
    look = within(cell, "w:tcPr")
    within(look, "w:tcW", w=str(round(sum(widths) * _TWIPS)), type="dxa")
    if len(widths) > 1:
        within(look, "w:gridSpan", val=str(len(widths)))
    if merge:
        within(look, "w:vMerge", val=merge)
    within(look, "w:vAlign", val="center")
    if merge == "continue":
        within(cell, "w:p")
    return cell
