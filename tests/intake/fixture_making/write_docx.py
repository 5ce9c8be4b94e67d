"""Writes a report as Word does."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph

from .draft import Block, Draft, Heading, Items, Link, Page, Picture, Slot, Strong, Text
from .sheet import Sheet

__all__ = ["Look", "write_docx"]

FONT = "Noto Sans CJK SC"


@dataclass(frozen=True)
class Look:
    """How a document is made up.

    ``headings``: "styles", "bold" paragraphs, or "numbered" by the word processor itself.
    ``repeated``: a table's header stands on every page. ``footer`` has page numbers.
    """

    headings: str = "styles"
    repeated: bool = False
    footer: bool = False
    size: float = 12
    wide: bool = False


def write_docx(draft: Draft, path: Path, look: Look) -> None:
    """The whole report in one file."""
    document = docx.Document()
    _set_up(document, look)
    numbering = _numbering(document) if look.headings == "numbered" else 0
    title = document.add_paragraph(style="Title" if look.headings == "styles" else "Normal")
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(title, draft.title, bold=not look.footer, size=20)
    for number, block in enumerate(draft.body):
        new_page = number > 0 and isinstance(draft.body[number - 1], Page)
        if isinstance(block, Heading):
            heading = _heading(document, block, look, numbering)
            heading.paragraph_format.page_break_before = new_page or None
        else:
            _add(document, block, draft, look)
    # Word ends every document with a paragraph; without one LibreOffice loses a table there.
    document.add_paragraph()
    document.save(str(path))


def _add(document: Document, block: Block, draft: Draft, look: Look) -> None:
    match block:
        case Text():
            _text(document, block)
        case Items():
            style = "List Number" if block.ordered else "List Bullet"
            for item in block.items:
                _run(document.add_paragraph(style=style), item)
        case Picture():
            document.add_picture(BytesIO(_png()), width=Cm(3))
        case Slot():
            sheets = [block.own] if block.own else draft.sheets[block.key]
            for number, sheet in enumerate(sheets):
                if number:
                    document.add_paragraph(draft.between)
                _table(document, sheet, look)
        case _:
            pass


def _set_up(document: Document, look: Look) -> None:
    # Much of the library's own template is of no use here, and large.
    for style in list(document.styles):
        if style.type == WD_STYLE_TYPE.TABLE and style.name not in {"Table Grid", "Normal Table"}:
            style.delete()
    for package in (document.part, document.part.package):
        for name, relation in list(package.rels.items()):
            if relation.reltype.endswith(("stylesWithEffects", "thumbnail", "theme", "customXml")):
                del package.rels[name]
    for style in document.styles:
        if hasattr(style, "font"):
            style.font.name = FONT
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            fonts.set(qn("w:eastAsia"), FONT)
    document.styles["Normal"].font.size = Pt(look.size)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    if look.wide:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(2)
    if look.footer:
        paragraph = section.footer.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run("— ")
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), "PAGE")
        paragraph._p.append(field)  # noqa: SLF001 -- python-docx has no fields
        paragraph.add_run(" —")


def _heading(document: Document, block: Heading, look: Look, numbering: int) -> Paragraph:
    words = block.number + block.words
    if look.headings == "bold":
        paragraph = document.add_paragraph()
        _run(paragraph, words, bold=not look.footer, font=FONT if look.footer else "黑体")
        return paragraph
    if look.headings == "styles":
        styled: Paragraph = document.add_heading(words, block.level)
        return styled
    paragraph = document.add_paragraph()
    _run(paragraph, block.words, bold=True)
    if block.number:
        before: Any = paragraph._p.get_or_add_pPr()  # noqa: SLF001 -- python-docx has no lists
        properties = before.get_or_add_numPr()
        properties.get_or_add_numId().val = numbering
        properties.get_or_add_ilvl().val = block.level - 1
    return paragraph


def _numbering(document: Document) -> int:
    """Numbers as Word counts them: 一、 for sections, （一） below."""
    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/>'
        f'<w:numFmt w:val="chineseCountingThousand"/><w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
        for level, text in enumerate(("%1、", "（%2）"))
    )
    abstract = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">'
        f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    )
    numbering.insert(0, abstract)
    number = numbering.add_num(90)
    return int(number.numId)


def _text(document: Document, block: Text) -> None:
    for page, parts in enumerate(block.on_pages()):
        paragraph = document.add_paragraph()
        if page:
            paragraph.paragraph_format.page_break_before = True
        else:
            paragraph.paragraph_format.first_line_indent = Pt(24)
        for part in parts:
            if isinstance(part, Link):
                _link(document, paragraph, part)
            elif isinstance(part, Strong):
                _run(paragraph, part.text, bold=True)
            else:
                _run(paragraph, part)


def _link(document: Document, paragraph: Paragraph, link: Link) -> None:
    to = document.part.relate_to(link.address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    element = OxmlElement("w:hyperlink")
    element.set(qn("r:id"), to)
    run = paragraph.add_run(link.text)
    element.append(run._r)  # noqa: SLF001
    paragraph._p.append(element)  # noqa: SLF001


def _run(
    paragraph: Paragraph, text: str, *, bold: bool = False, size: float = 0, font: str = FONT
) -> None:
    run = paragraph.add_run(text)
    run.bold = bold or None
    if size:
        run.font.size = Pt(size)
    run.font.name = font
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)  # noqa: SLF001


def _table(document: Document, sheet: Sheet, look: Look) -> None:
    table = document.add_table(sheet.height, sheet.width, "Table Grid")
    table.autofit = False
    grid = [
        [table.cell(row, column) for column in range(sheet.width)] for row in range(sheet.height)
    ]
    for column, width in enumerate(_widths(sheet, look)):
        table.columns[column].width = Cm(width)
        for cells in grid:
            cells[column].width = Cm(width)
    for box in sheet.boxes:
        cell = grid[box.row][box.column]
        if box.rowspan > 1 or box.colspan > 1:
            end = grid[box.row + box.rowspan - 1][box.column + box.colspan - 1]
            cell = cell.merge(end)
        paragraph = cell.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _run(paragraph, box.text, size=look.size - 2.5)
    if look.repeated:
        _repeat(table, sheet.heads)


def _repeat(table: Table, heads: int) -> None:
    for row in table.rows[:heads]:
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001


def _widths(sheet: Sheet, look: Look) -> Sequence[float]:
    if sheet.widths:
        return sheet.widths
    whole = 25.0 if look.wide else 17.0
    if sheet.width < 9 or sheet.width > 11:
        return [whole / sheet.width] * sheet.width
    labels = sheet.width - 7
    share = whole * 0.45
    return [*[share / labels] * labels, *[(whole - share) / 7] * 7]


def _png() -> bytes:
    """A picture of 24 × 16 points in two colours."""
    rows = b"".join(b"\0" + bytes((200, 30, 30) * 12 + (240, 200, 60) * 12) for _ in range(16))

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    header = struct.pack(">IIBBBBB", 24, 16, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )
