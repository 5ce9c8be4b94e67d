"""Writes the pieces of a report as Word does that has pasted them from a page: all of it shaded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from .prose_pieces import Kind, Piece

__all__ = ["ProseLook", "prose_document"]

_ALIGNED = {
    Kind.TITLE: WD_ALIGN_PARAGRAPH.CENTER,
    Kind.SIGNATURE: WD_ALIGN_PARAGRAPH.RIGHT,
    Kind.NOTE: WD_ALIGN_PARAGRAPH.LEFT,
}


@dataclass(frozen=True)
class ProseLook:
    """How the document is made up.

    ``shading`` fills behind every paragraph and its words, ``border`` names the sides with a line.
    """

    size: float = 16
    spacing: float = 28
    shading: str = ""
    border: tuple[str, ...] = ()
    columns: int = 1
    header: str = ""


def prose_document(pieces: Sequence[Piece], look: ProseLook) -> Document:
    """The document, with page numbers at its foot."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.8)
    if look.columns > 1:
        (columns,) = section._sectPr.xpath("./w:cols")  # noqa: SLF001 -- no columns in python-docx
        columns.set(qn("w:num"), str(look.columns))
    if look.header:
        _run(section.header.paragraphs[0], look.header, 9, look)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(footer, "第 ", 9, look)
    footer._p.append(_element("fldSimple", 'w:instr="PAGE"'))  # noqa: SLF001
    _run(footer, " 页", 9, look)
    for piece in pieces:
        if piece.kind is Kind.TABLE:
            _table(document, piece.rows, look)
        else:
            _paragraph(document.add_paragraph(), piece, look)
    return document


def _paragraph(paragraph: Paragraph, piece: Piece, look: ProseLook) -> None:
    paragraph.alignment = _ALIGNED.get(piece.kind, WD_ALIGN_PARAGRAPH.JUSTIFY)
    form = paragraph.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing = Pt(look.spacing)
    if piece.kind not in _ALIGNED:
        form.first_line_indent = Pt(2 * look.size)
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001
    if look.border:
        sides = "".join(
            f'<w:{side} w:val="single" w:sz="4" w:space="1" w:color="000000"/>'
            for side in look.border
        )
        properties.insert(0, parse_xml(f"<w:pBdr {nsdecls('w')}>{sides}</w:pBdr>"))
    if look.shading:
        properties.append(_shading(look))
    size = {Kind.TITLE: look.size + 4, Kind.NOTE: look.size - 4}.get(piece.kind, look.size)
    _run(paragraph, piece.text, size, look, is_heading=piece.kind in (Kind.TITLE, Kind.HEADING))


def _run(
    paragraph: Paragraph, text: str, size: float, look: ProseLook, *, is_heading: bool = False
) -> None:
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    font = "Noto Sans SC" if is_heading else "Noto Serif SC"
    run.font.name = font
    properties = run._r.get_or_add_rPr()  # noqa: SLF001
    properties.get_or_add_rFonts().set(qn("w:eastAsia"), font)
    if look.shading:
        properties.append(_shading(look))


def _shading(look: ProseLook) -> BaseOxmlElement:
    return _element("shd", f'w:val="clear" w:color="auto" w:fill="{look.shading}"')


def _element(name: str, attributes: str) -> BaseOxmlElement:
    return parse_xml(f"<w:{name} {nsdecls('w')} {attributes}/>")


def _table(document: Document, rows: Sequence[Sequence[str]], look: ProseLook) -> None:
    table = document.add_table(len(rows), len(rows[0]), "Table Grid")
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            _run(cell.paragraphs[0], text, look.size - 4, look)
