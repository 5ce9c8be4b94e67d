"""The tables of a report in Word: merged as they are printed, their heads on every page."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias

from ...xml_text import escaped
from .word_parts import HEADING, TABLE, Look
from .word_text import paragraph

__all__ = ["BODY_WIDTH", "TABLE_LOOKS", "Json", "OfficialTable", "official_tables", "prose_table"]

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
_KEPT = "<w:keepNext/>"
# Around the number of a figure in the text of a table; no text has it, because XML cannot say it.
_MARK = "\0"


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell of the grid and its paragraph; it goes down ``rowspan`` lines."""

    colspan: int
    rowspan: int
    content: str


@dataclass(frozen=True, slots=True)
class OfficialTable:
    """An official table of a form: its text, in ``pieces``, and which figure follows each.

    ``size`` is that of notes beside figures, in half points.
    """

    pieces: tuple[str, ...]
    figures: tuple[int, ...]
    end: str
    size: int

    def filled(self, figures: Sequence[Json]) -> str:
        """The table with the figures of a report."""
        filled: list[str] = []
        for piece, number in zip(self.pieces, self.figures, strict=True):
            filled += (piece, self._run(figures[number]))
        return "".join((*filled, self.end))

    def _run(self, figure: Json) -> str:
        own = f"<w:r><w:t>{escaped(figure['text'])}</w:t></w:r>"
        if not figure["note"]:
            return own
        look = f'<w:rPr><w:sz w:val="{self.size}"/></w:rPr>'
        return f"{own}<w:r>{look}<w:t>（{escaped(figure['note'])}）</w:t></w:r>"


# Bounded, because a report may bring a form of its own.
@lru_cache(64)
def official_tables(form: str) -> Mapping[str, OfficialTable]:
    """The tables of a form, which typst_data.py has written, by their names."""
    return {key: _official_table(grid) for key, grid in json.loads(form).items()}


def prose_table(element: Json, inline: Callable[[Sequence[Json | str]], str]) -> str:
    """A table of the prose; ``inline`` writes the pieces of a cell."""
    heads, rows = [], []
    for part in element["children"]:
        for row in part["children"]:
            heads.append(part["tag"] == "thead")
            rows.append([_prose_cell(cell, inline) for cell in row["children"]])
    width = len(rows[0])
    return _table([BODY_WIDTH / width] * width, rows, _at_top(heads))


def _prose_cell(cell: Json, inline: Callable[[Sequence[Json | str]], str]) -> _Cell:
    side = _SIDES.get(cell["attributes"].get("align", ""), "left")
    look = f'<w:jc w:val="{side}"/>'
    return _Cell(1, 1, paragraph("FiguresN", inline(cell["children"]), look))


def _official_table(grid: Json) -> OfficialTable:
    size = "T" if grid["label_width"] == 1 else "N" if grid["layout"] == "outline" else "S"
    heads = [row["head"] for row in grid["rows"]]
    repeated = _at_top(heads)
    # Only lines at the top can be repeated. Those of a table of several blocks would say something
    # wrong above the others: it is short, and stays on one page.
    is_stacked = any(heads[repeated:])
    # An outline is longer than a page. Any other table is whole on one, as in the PDF: each of its
    # lines stays with the next.
    kept = 0 if grid["layout"] == "outline" else len(heads) - 1
    rows = [
        [_official_cell(cell, size, is_kept=number < kept) for cell in row["cells"]]
        for number, row in enumerate(grid["rows"])
    ]
    text = _table(_widths(grid), rows, 0 if is_stacked else repeated, kept)
    *parts, end = text.split(_MARK)
    numbers = tuple(map(int, parts[1::2]))
    return OfficialTable(tuple(parts[::2]), numbers, end, round(_SIZES[size] * 2 * _SMALL))


def _at_top(heads: Sequence[bool]) -> int:
    """How many lines at the top belong to the head."""
    return next((number for number, is_head in enumerate(heads) if not is_head), len(heads))


def _official_cell(cell: Json, size: str, *, is_kept: bool) -> _Cell:
    """A cell; its line stays on one page with the next where it ``is_kept``."""
    is_label = cell["role"] == "row" or cell["level"] > 0
    is_head = cell["role"] in ("caption", "corner", "column")
    is_group = cell["level"] == 1 and cell["role"] == "group"
    style = f"{'Labels' if is_head or is_group else 'Figures'}{size}"
    indent = max(cell["level"] - 1, 0)
    look = _KEPT if is_kept else ""
    if indent:
        look += f'<w:ind w:leftChars="{indent * 100}" w:left="{indent * 210}"/>'
    look += f'<w:jc w:val="{"left" if is_label else "center"}"/>'
    if cell["figure"] is None:
        content = f"<w:r><w:t>{escaped(cell['text'])}</w:t></w:r>"
    else:
        content = f"{_MARK}{cell['figure']}{_MARK}"
    return _Cell(cell["colspan"], cell["rowspan"], paragraph(style, content, look))


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


def _table(
    widths: Sequence[float], rows: Sequence[Sequence[_Cell]], repeated: int, kept: int = 0
) -> str:
    """A table of these cells; where one reaches down, the lines below say that it goes on.

    Its first lines, as many as are ``repeated``, stand on every page; the first ``kept`` each on
    one page with the next.
    """
    columns = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in widths)
    going_on: dict[int, tuple[int, int]] = {}
    lines = []
    for number, cells in enumerate(rows):
        head = "<w:tblHeader/>" if number < repeated else ""
        below = f"<w:p><w:pPr>{_KEPT}</w:pPr></w:p>" if number < kept else "<w:p/>"
        line = _line(cells, widths, going_on, below)
        lines.append(f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{line}</w:tr>")
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/>'
        f'<w:tblW w:w="{_twips(sum(widths))}" w:type="dxa"/>'
        '<w:jc w:val="center"/><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="50" w:type="dxa"/><w:right w:w="50" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{''.join(lines)}</w:tbl>"
    )


def _line(
    cells: Sequence[_Cell],
    widths: Sequence[float],
    going_on: dict[int, tuple[int, int]],
    below: str,
) -> str:
    """One line: its own cells, between those that go on from above, whose text is ``below``."""
    waiting = iter(cells)
    written = []
    place = 0
    while place < len(widths):
        if place in going_on:
            span, left = going_on.pop(place)
            written.append(_cell(widths[place : place + span], "continue", below))
        else:
            cell = next(waiting)
            span, left = cell.colspan, cell.rowspan
            merge = "restart" if cell.rowspan > 1 else ""
            written.append(_cell(widths[place : place + span], merge, cell.content))
        if left > 1:
            going_on[place] = span, left - 1
        place += span
    return "".join(written)


def _cell(widths: Sequence[float], merge: str, content: str) -> str:
    span = f'<w:gridSpan w:val="{len(widths)}"/>' if len(widths) > 1 else ""
    going_on = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{_twips(sum(widths))}" w:type="dxa"/>{span}{going_on}'
        f'<w:vAlign w:val="center"/></w:tcPr>{content}</w:tc>'
    )


def _twips(millimetres: float) -> int:
    return round(millimetres * _TWIPS)
