"""Figures, tables and prose as HTML, built as a tree: no text can become markup."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from xml.etree import ElementTree as ET

from markupsafe import Markup, escape

from ...form import Address, Cell, Form, Grid, GridRow, Layout, Role, Table, Term, lay_out, term_of
from ...source import Element, Figure, Figures, Piece, grouped
from ..whole_words import heading_in_words

__all__ = ["Targets", "figure_in_words", "figure_text", "is_wide", "prose_html", "table_html"]

# How many levels of an outline the stylesheet indents.
_LEVELS = 5
# Where a figure goes in the HTML of an empty table; no text of a form has this character.
_GAP = "\x00"
_SCOPES = {
    Role.CAPTION: "colgroup",
    Role.CORNER: "",
    Role.COLUMN: "col",
    Role.GROUP: "rowgroup",
    Role.ROW: "row",
}


def figure_text(figure: Figure) -> str:
    """The figure as a reader of the page sees it: thousands apart, nothing for a blank."""
    if figure.value is None:
        return ""
    sign = "+" if figure.written.startswith("+") else ""
    return sign + grouped(figure.value)


def figure_in_words(figure: Figure | None) -> str:
    """The figure where a sentence or a list has it: a blank is named, too."""
    if figure is None:
        return "（没有这一项）"
    remark = "，".join(filter(None, (figure.unit, figure.note)))
    return (figure_text(figure) or "（空白）") + (f"（{remark}）" if remark else "")


def table_html(form: Form, table: Table, figures: Figures) -> Markup:
    """An official table, in a box that scrolls by itself.

    Every figure's cell has its address as id; in a table with headers on several levels, or in
    blocks, each names its headers too.
    """
    frame, addresses = _frame(form, table)
    filled = [frame[0]]
    for place, address in enumerate(addresses):
        figure = figures[address]
        css_class = _css_class(figure, is_total=address in form.totals)
        filled += [css_class, frame[2 * place + 1], _figure_html(figure), frame[2 * place + 2]]
    return Markup("".join(filled))  # noqa: S704 - serialised, and so escaped


# Bounded, because a report may bring a form of its own.
@lru_cache(64)
def _frame(form: Form, table: Table) -> tuple[list[str], list[Address]]:
    """The HTML of an empty table, in pieces, and the figures' addresses in its order.

    Between the pieces each figure has two gaps: for its class, then for its content.
    """
    grid = lay_out(table)
    caption_id = f"表.{table.key}"
    box = ET.Element(
        "div",
        {"class": "table-box", "role": "region", "tabindex": "0", "aria-labelledby": caption_id},
    )
    root = ET.SubElement(box, "table", {"class": f"official official--{_shape(grid)}"})
    ET.SubElement(root, "caption", {"id": caption_id}).text = table.caption
    _column_widths(root, grid)
    part = ET.SubElement(root, "thead")
    above = grid.rows[0]
    for row in grid.rows:
        figures_begin = part.tag == "thead" and not row.head
        next_block = row.head and not above.head
        if figures_begin or next_block:
            part = ET.SubElement(root, "tbody")
        above = row
        tr = ET.SubElement(part, "tr", {"class": "sum"} if _is_sum(row, form) else {})
        tr.tail = "\n"
        for cell in row.cells:
            header = _cell(tr, cell, table, grid)
            figure = row.cells[-1].address
            term = term_of(Address(table.key, figure.row)) if figure else None
            if cell.role is Role.ROW and term is not None:
                _link_to_term(header, term)
    addresses = [cell.address for row in grid.rows for cell in row.cells if cell.address]
    return _serialised(box).split(_GAP), addresses


def is_wide(table: Table) -> bool:
    """Whether a phone cannot show the whole width of a table."""
    return _shape(lay_out(table)) in ("wide", "across")


def _shape(grid: Grid) -> str:
    """What the stylesheet needs to know of a table."""
    if grid.layout is Layout.OUTLINE:
        return "outline"
    return {0: "across", 1: "stacked"}.get(grid.label_width, "wide")


def _has_blocks(grid: Grid) -> bool:
    """Whether heads stand below figures: to a browser those above them still count."""
    heads = [row.head for row in grid.rows]
    return any(heads[heads.index(False) :])


def _is_sum(row: GridRow, form: Form) -> bool:
    """Whether a row holds nothing but sums."""
    figures = [cell.address for cell in row.cells if cell.role is Role.FIGURE]
    return bool(figures) and all(address in form.totals for address in figures)


def _column_widths(root: ET.Element, grid: Grid) -> None:
    group = ET.SubElement(root, "colgroup")
    for level in range(grid.label_width):
        ET.SubElement(group, "col", {"class": f"label-{level + 1}"})
    ET.SubElement(group, "col", {"span": str(grid.width - grid.label_width)})


def _link_to_term(header: ET.Element, term: Term) -> None:
    """Leads from a row's label to the explanation below the table."""
    link = ET.SubElement(header, "a", {"href": f"#用语-{term.key}"})
    link.text, header.text = header.text, None


def _cell(tr: ET.Element, cell: Cell, table: Table, grid: Grid) -> ET.Element:
    attributes = {
        name: str(span)
        for name, span in (("rowspan", cell.rowspan), ("colspan", cell.colspan))
        if span > 1
    }
    levelled = grid.label_width != 1 or _has_blocks(grid)
    if cell.address is not None:
        if levelled:
            headers = (_header_id(table, header) for header in grid.headers_of(cell))
            attributes["headers"] = " ".join(headers)
        attributes |= {"id": cell.address.dotted, "class": _GAP}
        return _with_text(tr, "td", attributes, _GAP)
    if cell.role in (Role.UNIT, Role.EMPTY):
        return _with_text(tr, "td", {"class": str(cell.role)}, cell.text)
    scope = _SCOPES[cell.role]
    if cell.level:
        scope = "row"  # an outline's groups have a line of their own
    if cell.role is Role.COLUMN and cell.colspan > 1 and levelled:
        scope = "colgroup"
    if scope:
        attributes["scope"] = scope
    attributes["class"] = str(cell.role)
    if cell.level:
        attributes["class"] += f" level-{min(cell.level, _LEVELS)}"
    if levelled:
        attributes["id"] = _header_id(table, cell)
    return _with_text(tr, "th", attributes, cell.text)


def _with_text(parent: ET.Element, tag: str, attributes: dict[str, str], text: str) -> ET.Element:
    element = ET.SubElement(parent, tag, attributes)
    element.text = text
    return element


def _header_id(table: Table, cell: Cell) -> str:
    return f"{table.key}-{cell.row}-{cell.column}"


def _figure_html(figure: Figure) -> str:
    remark = "，".join(filter(None, (figure.unit, figure.note)))
    return figure_text(figure) + (f"<small>（{escape(remark)}）</small>" if remark else "")


def _css_class(figure: Figure, *, is_total: bool) -> str:
    """Zeros are soft and sums are strong, so that the few figures that speak stand out."""
    if figure.value is None:
        return "blank"
    if figure.value == 0:
        return "zero"
    return "total" if is_total else "some"


@dataclass(frozen=True, slots=True)
class Targets:
    """What becomes of the targets in a report's prose.

    ``link`` turns one into that of the page; ``size`` gives width and height of an image, so that
    the page does not move when it arrives; ``copy`` is the link to what is
    shown of a large one in its place, or nothing.
    """

    link: Callable[[str], str]
    size: Callable[[str], tuple[int, int] | None]
    copy: Callable[[str], str]


def prose_html(blocks: tuple[Element, ...], targets: Targets) -> Markup:
    """Prose as HTML."""
    root = ET.Element("div")
    _append(root, blocks, targets)
    html = _serialised(root).removeprefix("<div>").removesuffix("</div>")
    return Markup(html)  # noqa: S704 - serialised, and so escaped


def _append(parent: ET.Element, pieces: tuple[Piece, ...], targets: Targets) -> None:
    last: ET.Element | None = None
    for piece in pieces:
        if not isinstance(piece, str):
            last = _appended(parent, piece, targets)
        elif last is None:
            parent.text = (parent.text or "") + piece
        else:
            last.tail = (last.tail or "") + piece


def _appended(parent: ET.Element, piece: Element, targets: Targets) -> ET.Element:
    piece = heading_in_words(piece)
    attributes = dict(piece.attributes)
    if piece.tag == "img":
        size = targets.size(attributes["src"])
        if size is not None:
            attributes |= {"width": str(size[0]), "height": str(size[1])}
        attributes["loading"] = "lazy"
    copy = targets.copy(attributes["src"]) if piece.tag == "img" else ""
    for name in ("href", "src"):
        if name in attributes:
            attributes[name] = targets.link(attributes[name])
    if copy and parent.tag != "a":
        parent = _leading_to_original(parent, attributes)
    if copy:
        attributes["src"] = copy
    if "align" in attributes:
        attributes["class"] = f"align-{attributes.pop('align')}"
    if piece.tag == "table":
        box = {"class": "table-box", "role": "region", "tabindex": "0", "aria-label": "表格"}
        parent = ET.SubElement(parent, "div", box)
    child = ET.SubElement(parent, piece.tag, attributes)
    _append(child, piece.children, targets)
    return parent if piece.tag == "table" or copy else child


def _leading_to_original(parent: ET.Element, attributes: Mapping[str, str]) -> ET.Element:
    """The link in which the smaller copy of an image stands."""
    link = {"href": attributes["src"]}
    if not attributes.get("alt"):
        link["aria-label"] = "原图"
    return ET.SubElement(parent, "a", link)


def _serialised(element: ET.Element) -> str:
    return ET.tostring(element, encoding="unicode", method="html")
