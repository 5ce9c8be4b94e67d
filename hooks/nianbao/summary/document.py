"""A summary as a Word document: A4, official typefaces, tables whose head is on every page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Mm
from lxml.etree import _Element

from ..publish.paper.word_parts import BODY, HEADING, TABLE, TITLE, Look, packed, set_style, within
from .model import Column, Row, Summary, Table, shown

__all__ = ["summary_document"]

_LOOKS = {
    "Normal": Look(BODY, 14, after=4),
    "Body Text": Look(BODY, 14, after=4, indent=True),
    "Title": Look(TITLE, 22, after=4),
    "Heading 1": Look(HEADING, 16, before=14, after=4),
}
_MARGINS = (Mm(25), Mm(18), Mm(22), Mm(18))
_WIDTH = Mm(210 - 18 - 18)
_DASH = "\N{EM DASH}"
_SPACE = "\N{NO-BREAK SPACE}"


def summary_document(summary: Summary) -> bytes:
    """The document; the same summary gives the same bytes."""
    document = docx.Document()
    _lay_out(document)
    for name, look in _LOOKS.items():
        set_style(document, name, look)
    made = datetime.combine(summary.day, time())
    properties = document.core_properties
    properties.title, properties.author, properties.comments = shown(summary.title), "", ""
    properties.created = properties.modified = made
    properties.language = "zh-CN"
    for line, style in ((summary.title, "Title"), *((line, "Normal") for line in summary.about)):
        document.add_paragraph(shown(line), style).alignment = WD_ALIGN_PARAGRAPH.CENTER
    for part in summary.parts:
        document.add_paragraph(part.heading, "Heading 1")
        for paragraph in part.paragraphs:
            document.add_paragraph(shown(paragraph), "Body Text")
        if part.table.rows:
            # Before the properties of the section, which stand last.
            body = document.element.body
            body.insert(len(body) - 1, _table(part.table))
    # A table may not stand last.
    document.add_paragraph()
    return packed(document)


def _lay_out(document: Document) -> None:
    (section,) = document.sections
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = _MARGINS
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    (line,) = section.footer.part.element.xpath("w:p")
    # — 1 — (GB/T 9704-2012, 7.5): the program works out the number when it shows the page.
    within(within(line, "w:r"), "w:t", f"{_DASH}{_SPACE}")
    within(within(within(line, "w:fldSimple", instr="PAGE"), "w:r"), "w:t", "1")
    within(within(line, "w:r"), "w:t", f"{_SPACE}{_DASH}")


def _table(table: Table) -> _Element:
    """The table with its grid; all its head stands on every page, and no row is torn."""
    element = OxmlElement("w:tbl")
    properties = within(element, "w:tblPr")
    within(properties, "w:tblStyle", val="TableGrid")
    within(properties, "w:tblW", w=str(_WIDTH.twips), type="dxa")
    within(properties, "w:tblLayout", type="fixed")
    margins = within(properties, "w:tblCellMar")
    for side in ("left", "right"):
        within(margins, f"w:{side}", w="60", type="dxa")
    widths = _widths(table.columns)
    grid = within(element, "w:tblGrid")
    for width in widths:
        within(grid, "w:gridCol", w=str(width))
    _add_row(element, table, widths, tuple(column.name for column in table.columns), is_head=True)
    for row in table.rows:
        _add_row(element, table, widths, row)
    if table.total:
        _add_row(element, table, widths, table.sums, is_bold=True)
    return element


def _add_row(
    element: _Element,
    table: Table,
    widths: Sequence[int],
    row: Row,
    *,
    is_head: bool = False,
    is_bold: bool = False,
) -> None:
    line = within(element, "w:tr")
    properties = within(line, "w:trPr")
    within(properties, "w:cantSplit")
    if is_head:
        within(properties, "w:tblHeader")
    for column, width, value in zip(table.columns, widths, row, strict=True):
        cell = within(line, "w:tc")
        within(within(cell, "w:tcPr"), "w:tcW", w=str(width), type="dxa")
        paragraph = within(cell, "w:p")
        look = within(paragraph, "w:pPr")
        within(look, "w:spacing", after="0", line="240", lineRule="auto")
        within(look, "w:jc", val="center" if is_head else "right" if column.is_number else "left")
        run = within(paragraph, "w:r")
        letters = within(run, "w:rPr")
        fonts = dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), TABLE)
        within(letters, "w:rFonts", **fonts)
        if is_head or is_bold:
            within(letters, "w:b")
        within(letters, "w:sz", val="18")
        within(run, "w:t", shown(value))


def _widths(columns: Sequence[Column]) -> list[int]:
    """The columns' widths in twentieths of a point; together the width of the text."""
    whole = sum(column.width for column in columns)
    return [int(_WIDTH.twips * column.width / whole) for column in columns]
