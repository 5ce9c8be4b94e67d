"""A whole report as a Word document, laid out after GB/T 9704-2012 as its PDF is.

It is made of what the PDF is made of (typst_data.py), so that both say the same; layout.typ names
the articles of the standard.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from lxml.etree import _Element
from PIL import Image

from ...build.digests import digest_of
from .manuscripts import Manuscript
from .paper_pictures import smaller_picture
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
)
from .word_tables import BODY_WIDTH, TABLE_LOOKS, Json, official_table, prose_table

__all__ = ["WordFile", "word_report"]

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
_BULLETS = "•–·"
_LEVELS = 9
_BLOCKS = ("p", "ul", "ol", "blockquote", "table", "hr", "h3", "h4", "h5", "h6")
# What python-docx can tell the size of.
_KNOWN_PICTURES = (".png", ".jpg", ".jpeg", ".gif")
_EMU_A_PIXEL = 914400 / 96


@dataclass(frozen=True)
class WordFile:
    """The content of a report's Word file, made of what its PDF is made of."""

    manuscript: Manuscript

    @property
    def name(self) -> str:
        """What messages call it."""
        return self.manuscript.name

    @cached_property
    def key(self) -> str:
        """Changes with everything that is in it; the open data is not."""
        return digest_of("word", self.manuscript.content, self.manuscript.form)


def word_report(manuscript: Manuscript) -> bytes:
    """The document of a report; the same report gives the same bytes.

    Raises OSError if a picture cannot be read.
    """
    return _Writer(manuscript).written()


@cache
def _model() -> bytes:
    """A document without a text: page, styles, page numbers outside."""
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
    return packed(document)


class _Writer:
    """Writes a report from its title down to whom to ask."""

    def __init__(self, manuscript: Manuscript) -> None:
        self.day = manuscript.day
        self.report: Json = json.loads(manuscript.content)
        self.tables: Mapping[str, Json] = json.loads(manuscript.form)
        self.pictures: Mapping[str, Path] = dict(manuscript.images)
        self.document: Document = docx.Document(io.BytesIO(_model()))
        self.body = self.document.element.body
        self.lists = 0

    def written(self) -> bytes:
        """The whole document."""
        report = self.report
        self.name()
        lines = report["title_lines"]
        title = "".join(lines)
        self.paragraph("Title", "\n".join(lines) if len(title) > 20 else title)
        if report["published"]:
            self.paragraph("Normal", f"（{report['published']}）", side="center", font=KAI)
        for remark in report["remarks"]:
            self.paragraph("Box", remark)
        if report["notice"]:
            self.paragraph("Box", f"说明：{report['notice']}")
        self.notes(report["notes"])
        for section in report["sections"]:
            if section["heading"]:
                self.paragraph("Heading1", section["heading"])
            if section["table"] is not None:
                self.notes(section["notes"])
                self.add(official_table(self.tables[section["table"]], report["figures"]))
                self.paragraph("Normal", "")
            self.blocks(section["blocks"])
        if report["contact"]:
            self.paragraph("Normal", "")
            self.paragraph("BodyText", f"联系方式：{'；'.join(report['contact'])}", font=KAI)
        self.paragraph("Normal", "")
        self.paragraph("Source", " ".join(report["source"]))
        return packed(self.document)

    def name(self) -> None:
        """What the file says of itself."""
        report = self.report
        properties = self.document.core_properties
        properties.title, properties.author = report["title"], report["organ"]
        properties.subject, properties.comments = report["description"], ""
        properties.keywords = "；".join(report["keywords"])
        properties.language = "zh-CN"
        made = datetime(self.day.year, self.day.month, self.day.day)  # noqa: DTZ001 - a day
        properties.created = properties.modified = made
        properties.last_modified_by = ""

    def add(self, element: _Element) -> None:
        """Adds a block; the properties of the section stand last."""
        self.body.insert(len(self.body) - 1, element)

    def paragraph(self, style: str, text: str, side: str = "", font: str = "") -> _Element:
        """A paragraph of a text."""
        paragraph = self.empty(style)
        if side:
            within(paragraph[0], "w:jc", val=side)
        for number, line in enumerate(text.split("\n")):
            if number:
                within(within(paragraph, "w:r"), "w:br")
            self.run(paragraph, line, {"font": font} if font else {})
        return paragraph

    def empty(self, style: str) -> _Element:
        """A paragraph in which nothing is yet."""
        paragraph = OxmlElement("w:p")
        self.add(paragraph)
        within(within(paragraph, "w:pPr"), "w:pStyle", val=style)
        return paragraph

    def notes(self, notes: Sequence[str]) -> None:
        """What readers learn about the faults that the report was published with."""
        if notes:
            self.paragraph("Box", "数据说明（以下数据照公布时的原样，未作改动）：")
            for number, note in enumerate(notes, 1):
                self.paragraph("Box", f"{number}. {note}")

    def blocks(self, pieces: Sequence[Json | str], level: int = 0, item: str = "") -> None:
        """Blocks below each other; ``item`` is the number of the list of which they are an item."""
        loose: list[Json | str] = []
        mark = item

        def flush() -> None:
            nonlocal mark
            if any(not isinstance(piece, str) or piece.strip() for piece in loose):
                self.text_block(loose, level, mark)
                mark = ""
            loose.clear()

        for piece in pieces:
            if isinstance(piece, str) or piece["tag"] not in _BLOCKS:
                loose.append(piece)
                continue
            flush()
            if piece["tag"] == "p":
                self.text_block(piece["children"], level, mark)
                mark = ""
            else:
                self.block(piece, level)
        flush()

    def block(self, piece: Json, level: int) -> None:
        """A block that is no plain paragraph."""
        tag = piece["tag"]
        if tag in ("ul", "ol"):
            number = self.new_list(piece, level)
            for child in piece["children"]:
                self.blocks(child["children"], level + 1, number)
        elif tag == "blockquote":
            self.blocks(piece["children"], level + 1)
        elif tag == "table":
            self.add(prose_table(piece, self.inline))
            self.paragraph("Normal", "")
        elif tag == "hr":
            borders = within(self.empty("Normal")[0], "w:pBdr")
            within(borders, "w:bottom", val="single", sz="4", space="1", color="auto")
        else:
            self.inline(self.empty(f"Heading{int(tag[1]) - 1}"), piece["children"])

    def text_block(self, pieces: Sequence[Json | str], level: int, item: str) -> None:
        """One paragraph; pictures alone stand in the middle."""
        is_picture = all(not isinstance(each, str) and each["tag"] == "img" for each in pieces)
        plain = is_picture or level or item
        paragraph = self.empty("Normal" if plain else "BodyText")
        look = paragraph[0]
        if item:
            numbering = within(look, "w:numPr")
            within(numbering, "w:ilvl", val=str(min(level - 1, _LEVELS - 1)))
            within(numbering, "w:numId", val=item)
        elif level:
            within(look, "w:ind", leftChars=str(200 * level), left=str(640 * level))
        if is_picture:
            # A line of a fixed height would cut them off.
            within(look, "w:spacing", line="240", lineRule="auto")
            within(look, "w:jc", val="center")
        self.inline(paragraph, pieces)

    def inline(self, parent: _Element, pieces: Sequence[Json | str], **look: str) -> None:
        """Text with what is emphasized, linked or shown in it."""
        for piece in pieces:
            if isinstance(piece, str):
                self.run(parent, piece, look)
                continue
            tag = piece["tag"]
            if tag == "br":
                within(within(parent, "w:r"), "w:br")
            elif tag == "img":
                self.picture(parent, piece["attributes"])
            elif tag == "a":
                link = within(parent, "w:hyperlink")
                target = piece["attributes"]["href"]
                kind = RELATIONSHIP_TYPE.HYPERLINK
                relation = self.document.part.relate_to(target, kind, is_external=True)
                link.set(qn("r:id"), relation)
                self.inline(link, piece["children"], **{**look, "line": "single"})
            else:
                font = {"strong": HEADING, "em": KAI}.get(tag, "")
                self.inline(parent, piece["children"], **({**look, "font": font} if font else look))

    def run(self, parent: _Element, text: str, look: Mapping[str, str]) -> None:
        """A text in one look."""
        run = within(parent, "w:r")
        letters = within(run, "w:rPr")
        if font := look.get("font"):
            within(letters, "w:rFonts", **dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), font))
        if line := look.get("line"):
            within(letters, "w:u", val=line)
        element = within(run, "w:t", text.replace("\n", " "))
        element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")

    def picture(self, parent: _Element, attributes: Mapping[str, Any]) -> None:
        """A picture as wide as it is, and no wider than the page; with what it shows in words."""
        file = self.pictures.get(attributes["file"])
        if file is None:
            return
        is_plain = file.suffix.lower() in _KNOWN_PICTURES and attributes["file"].count("-") == 0
        content = file.read_bytes() if is_plain else smaller_picture(file)
        with Image.open(io.BytesIO(content)) as image:
            width, height = image.size
        across = min(width * _EMU_A_PIXEL, Mm(int(BODY_WIDTH)))
        down = height * across / width
        if down > Mm(220):
            across, down = across * Mm(220) / down, Mm(220)
        shape = self.document.part.new_pic_inline(io.BytesIO(content), int(across), int(down))
        shape.docPr.set("descr", attributes.get("alt", ""))
        within(within(parent, "w:r"), "w:drawing").append(shape)

    def new_list(self, element: Json, level: int) -> str:
        """The number of a list of its own, which begins at its own first number."""
        numbering = self.document.part.numbering_part.element
        self.lists += 1
        number = str(1000 + self.lists)
        kind = _abstract_list(number, is_numbered=element["tag"] == "ol")
        # All descriptions stand before all lists (17.9.17).
        numbering.insert(0, kind)
        one = within(numbering, "w:num", numId=number)
        within(one, "w:abstractNumId", val=number)
        start = within(one, "w:lvlOverride", ilvl=str(min(level, _LEVELS - 1)))
        within(start, "w:startOverride", val=element["attributes"].get("start", "1"))
        return number


def _abstract_list(number: str, *, is_numbered: bool) -> _Element:
    kind: _Element = OxmlElement("w:abstractNum")
    kind.set(qn("w:abstractNumId"), number)
    for level in range(_LEVELS):
        each = within(kind, "w:lvl", ilvl=str(level))
        within(each, "w:start", val="1")
        within(each, "w:numFmt", val="decimal" if is_numbered else "bullet")
        text = f"%{level + 1}." if is_numbered else _BULLETS[level % len(_BULLETS)]
        within(each, "w:lvlText", val=text)
        within(each, "w:lvlJc", val="left")
        look = within(each, "w:pPr")
        within(look, "w:ind", left=str(640 * (level + 2)), hanging="640")
    return kind
