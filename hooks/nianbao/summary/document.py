"""A summary as a Word document: A4, official typefaces, tables whose head is on every page.

python-docx looks a cell up among all cells of its table, so that rows are put together here.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime, time

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle
from lxml.etree import _Element

from .model import Column, Row, Summary, Table, shown

__all__ = ["summary_document"]

_TITLE, _HEADING, _BODY, _TABLE = "方正小标宋简体", "黑体", "仿宋", "宋体"
# What a program takes that has not the typeface of titles (ECMA-376, 17.8.3.1).
_INSTEAD = f'<w:font w:name="{_TITLE}"><w:altName w:val="{_TABLE}"/></w:font></w:fonts>'
_FONTS = "word/fontTable.xml"
_BODY_SIZE = 14
_MARGINS = (Mm(25), Mm(18), Mm(22), Mm(18))
_WIDTH = Mm(210 - 18 - 18)
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)


def summary_document(summary: Summary) -> bytes:
    """The document; the same summary gives the same bytes."""
    document = docx.Document()
    _lay_out(document)
    _set_styles(document)
    made = datetime.combine(summary.day, time())
    properties = document.core_properties
    properties.title, properties.author, properties.comments = shown(summary.title), "", ""
    properties.created = properties.modified = made
    properties.language = "zh-CN"
    document.add_paragraph(shown(summary.title), "Title")
    for line in summary.about:
        document.add_paragraph(shown(line)).alignment = WD_ALIGN_PARAGRAPH.CENTER
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
    return _packed(document)


def _lay_out(document: Document) -> None:
    (section,) = document.sections
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = _MARGINS
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    (line,) = section.footer.part.element.xpath("w:p")
    # — 1 — (GB/T 9704-2012, 7.5): the program works out the number when it shows the page.
    _within(_within(line, "w:r"), "w:t").text = "—\N{NO-BREAK SPACE}"
    number = _within(_within(line, "w:fldSimple", instr="PAGE"), "w:r")
    _within(number, "w:t").text = "1"
    _within(_within(line, "w:r"), "w:t").text = "\N{NO-BREAK SPACE}—"


def _set_styles(document: Document) -> None:
    for name, font, size in (
        ("Normal", _BODY, _BODY_SIZE),
        ("Body Text", _BODY, _BODY_SIZE),
        ("Title", _TITLE, 22),
        ("Heading 1", _HEADING, 16),
        ("Table Grid", _TABLE, 9),
    ):
        style = document.styles[name]
        style.font.name, style.font.size = font, Pt(size)
        style.font.bold, style.font.italic = False, False
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in list(fonts.attrib):
            if key.endswith("Theme"):
                del fonts.attrib[key]
        for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{kind}"), font)
        if isinstance(style, ParagraphStyle):
            style.font.color.rgb = None
            for colour in style.element.xpath("w:rPr/w:color"):
                colour.getparent().remove(colour)
            style.paragraph_format.space_after = Pt(4)
    title = document.styles["Title"]
    for border in title.element.xpath("w:pPr/w:pBdr"):
        border.getparent().remove(border)
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    # Two characters, whatever the size.
    indent = document.styles["Body Text"].element.get_or_add_pPr().get_or_add_ind()
    indent.set(qn("w:firstLineChars"), "200")
    indent.set(qn("w:firstLine"), str(_BODY_SIZE * 2 * 20))


def _table(table: Table) -> _Element:
    """The table with its grid; all its head stands on every page, and no row is torn."""
    element = OxmlElement("w:tbl")
    properties = _within(element, "w:tblPr")
    _within(properties, "w:tblStyle", val="TableGrid")
    _within(properties, "w:tblW", w=str(_WIDTH.twips), type="dxa")
    _within(properties, "w:tblLayout", type="fixed")
    margins = _within(properties, "w:tblCellMar")
    for side in ("left", "right"):
        _within(margins, f"w:{side}", w="60", type="dxa")
    widths = _widths(table.columns)
    grid = _within(element, "w:tblGrid")
    for width in widths:
        _within(grid, "w:gridCol", w=str(width))
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
    line = _within(element, "w:tr")
    properties = _within(line, "w:trPr")
    _within(properties, "w:cantSplit")
    if is_head:
        _within(properties, "w:tblHeader")
    for column, width, value in zip(table.columns, widths, row, strict=True):
        cell = _within(line, "w:tc")
        _within(_within(cell, "w:tcPr"), "w:tcW", w=str(width), type="dxa")
        paragraph = _within(cell, "w:p")
        look = _within(paragraph, "w:pPr")
        _within(look, "w:spacing", after="0", line="240", lineRule="auto")
        _within(look, "w:jc", val="center" if is_head else "right" if column.is_number else "left")
        run = _within(paragraph, "w:r")
        letters = _within(run, "w:rPr")
        fonts = dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), _TABLE)
        _within(letters, "w:rFonts", **fonts)
        if is_head or is_bold:
            _within(letters, "w:b")
        _within(letters, "w:sz", val="18")
        _within(run, "w:t").text = shown(value)


def _widths(columns: Sequence[Column]) -> list[int]:
    """The columns' widths in twentieths of a point; together the width of the text."""
    whole = sum(column.width for column in columns)
    return [int(_WIDTH.twips * column.width / whole) for column in columns]


def _within(parent: _Element, name: str, **attributes: str) -> _Element:
    """A new element, the last within another."""
    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    parent.append(element)
    return element


def _packed(document: Document) -> bytes:
    """The document's bytes; the packing carries no day."""
    written = io.BytesIO()
    document.save(written)
    packed = io.BytesIO()
    with zipfile.ZipFile(written) as before, zipfile.ZipFile(packed, "w") as after:
        for name in before.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            content = before.read(name)
            if name == _FONTS:
                content = content.replace(b"</w:fonts>", _INSTEAD.encode("utf-8"))
            after.writestr(entry, content)
    return packed.getvalue()
