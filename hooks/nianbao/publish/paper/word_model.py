"""What all Word files of reports have in common, worked out once: page, styles, page numbers.

A report adds its text and its lists, its pictures, the addresses of its links, and what it says
of itself: ECMA-376, part 1, chapter 17, and part 2, chapters 8 to 10.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from io import BytesIO
from zipfile import ZipFile

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm

from ...xml_text import escaped
from .word_parts import (
    BODY,
    HEADING,
    KAI,
    TITLE,
    Look,
    keep_styles,
    packed,
    set_style,
    within,
    zipped,
)
from .word_tables import TABLE_LOOKS

__all__ = ["OwnParts", "Properties", "word_file"]

# GB/T 9704: A4, 22 lines of 16 pt characters on 225 mm.
_LINE = 225 / 22 / 25.4 * 72
_LOOKS = {
    "Normal": Look(BODY, 16, _LINE),
    "Body Text": Look(BODY, 16, _LINE, indent=True),
    "Title": Look(TITLE, 22, 36, after=_LINE),
    "Heading 1": Look(HEADING, 16, _LINE, indent=True),
    "Heading 2": Look(KAI, 16, _LINE, indent=True),
    **{f"Heading {level}": Look(BODY, 16, _LINE, indent=True) for level in (3, 4, 5, 6)},
    "Quote": Look(KAI, 16, _LINE, indent=True),
}
_OWN_LOOKS = {"Box": Look(KAI, 14, 22), "Source": Look(KAI, 10.5, 16), **TABLE_LOOKS}
_MARGINS = (Mm(37), Mm(26), Mm(35), Mm(28))
_DASH, _SPACE = "\N{EM DASH}", "\N{NO-BREAK SPACE}"

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TEXT = "word/document.xml"
_RELATIONS = "word/_rels/document.xml.rels"
_NUMBERING = "word/numbering.xml"
_ABOUT = "docProps/core.xml"
_TYPES = "[Content_Types].xml"
_PICTURE_TYPES = "".join(
    f'<Default Extension="{kind}" ContentType="image/{kind}"/>' for kind in ("gif", "jpeg", "png")
)


@dataclass(frozen=True, slots=True)
class Properties:
    """What the file says of itself."""

    title: str
    author: str
    subject: str
    keywords: str
    day: date


@dataclass(frozen=True, slots=True)
class OwnParts:
    """What a report has of its own, as XML text: blocks, relations, lists; and its pictures.

    ``lists`` are the descriptions of lists, ``numbers`` the lists themselves.
    """

    blocks: str
    relations: str
    lists: str
    numbers: str
    pictures: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class _Model:
    """A document without a text: the parts that no report changes, packed, and what is around."""

    pack: bytes
    begin: str
    end: str
    relations: str


def word_file(about: Properties, own: OwnParts) -> bytes:
    """The file."""
    model = _model()
    parts = {
        _ABOUT: _about(about),
        _TEXT: f"{model.begin}{own.blocks}{model.end}",
        _RELATIONS: f"{model.relations}{own.relations}</Relationships>",
        _NUMBERING: f'{_XML}<w:numbering xmlns:w="{_WORDS}">{own.lists}{own.numbers}</w:numbering>',
    }
    written = {name: text.encode() for name, text in parts.items()}
    return zipped({**written, **own.pictures}, model.pack)


def _about(about: Properties) -> str:
    moment = f'xsi:type="dcterms:W3CDTF">{about.day}T00:00:00Z'
    return (
        f"{_XML}<cp:coreProperties"
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escaped(about.title)}</dc:title>"
        f"<dc:subject>{escaped(about.subject)}</dc:subject>"
        f"<dc:creator>{escaped(about.author)}</dc:creator>"
        f"<cp:keywords>{escaped(about.keywords)}</cp:keywords>"
        f"<dcterms:created {moment}</dcterms:created>"
        f"<dcterms:modified {moment}</dcterms:modified>"
        "<dc:language>zh-CN</dc:language></cp:coreProperties>"
    )


@cache
def _model() -> _Model:
    with ZipFile(BytesIO(packed(_empty()))) as pack:
        parts = {name: pack.read(name) for name in pack.namelist()}
    begin, _, end = parts.pop(_TEXT).decode().partition("<w:body>")
    relations = parts.pop(_RELATIONS).decode().removesuffix("</Relationships>")
    del parts[_NUMBERING], parts[_ABOUT]
    types = parts[_TYPES].decode().replace("<Default ", f"{_PICTURE_TYPES}<Default ", 1)
    return _Model(zipped({**parts, _TYPES: types.encode()}), f"{begin}<w:body>", end, relations)


def _empty() -> Document:
    """A document without a text, as python-docx begins one: page, styles, page numbers outside."""
    document: Document = docx.Document()
    for name in _OWN_LOOKS:
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    for name, look in {**_LOOKS, **_OWN_LOOKS}.items():
        set_style(document, name, look)
    keep_styles(document, (*_LOOKS, *_OWN_LOOKS, "Table Grid", "Footer"))
    document.styles["Title"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    box = document.styles["Box"].element.get_or_add_pPr()
    borders = within(box, "w:pBdr")
    for side in ("top", "left", "bottom", "right"):
        within(borders, f"w:{side}", val="single", sz="4", space="6", color="auto")
    (section,) = document.sections
    section.page_width, section.page_height = Mm(210), Mm(297)
    top, right, bottom, left = _MARGINS
    section.top_margin, section.right_margin = top, right
    section.bottom_margin, section.left_margin = bottom, left
    section.footer_distance = Mm(25)
    document.settings.odd_and_even_pages_header_footer = True
    within(document.settings.element, "w:mirrorMargins")
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        footer.is_linked_to_previous = False
        (line,) = footer.part.element.xpath("w:p")
        setting = line.get_or_add_pPr()
        within(setting, "w:ind", leftChars="100", rightChars="100")
        within(setting, "w:jc", val=side)
        within(within(line, "w:r"), "w:t", f"{_DASH}{_SPACE}")
        within(within(within(line, "w:fldSimple", instr="PAGE"), "w:r"), "w:t", "1")
        within(within(line, "w:r"), "w:t", f"{_SPACE}{_DASH}")
    return document
