"""A whole report as a Word document, laid out after GB/T 9704-2012 as its PDF is.

It is made of what the PDF is made of (typst_data.py), so that both say the same; layout.typ names
the articles of the standard.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.shape import CT_Inline
from docx.shared import Emu, Mm
from lxml import etree
from PIL import Image

from ...xml_text import escaped
from .manuscripts import Manuscript
from .paper_pictures import smaller_picture
from .word_model import OwnParts, Properties, word_file
from .word_parts import HEADING, KAI
from .word_tables import BODY_WIDTH, Json, official_tables, prose_table
from .word_text import paragraph, run

__all__ = ["word_report"]

_BULLETS = "•–·"
_LEVELS = 9
_BLOCKS = ("p", "ul", "ol", "blockquote", "table", "hr", "h3", "h4", "h5", "h6")
# What Word shows as it is.
_KNOWN_PICTURES = (".png", ".jpg", ".jpeg", ".gif")
_KINDS = {"GIF": "gif", "JPEG": "jpeg", "MPO": "jpeg"}
_MODES = {RELATIONSHIP_TYPE.HYPERLINK: ' TargetMode="External"', RELATIONSHIP_TYPE.IMAGE: ""}
_EMU_A_PIXEL = 914400 / 96
_CENTRED = '<w:jc w:val="center"/>'
_BREAK = "<w:r><w:br/></w:r>"
# A line of a fixed height would cut a picture off.
_AS_HIGH_AS_IT_IS = '<w:spacing w:line="240" w:lineRule="auto"/>'
_RULE = '<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="auto"/></w:pBdr>'


def word_report(manuscript: Manuscript) -> bytes:
    """The document of a report; the same report gives the same bytes.

    Raises OSError if a picture cannot be read.
    """
    report: Json = json.loads(manuscript.content)
    about = Properties(
        title=report["title"],
        author=report["organ"],
        subject=report["description"],
        keywords="；".join(report["keywords"]),
        day=manuscript.day,
    )
    return word_file(about, _Writer(report, manuscript).written())


class _Writer:
    """Writes a report from its title down to whom to ask."""

    def __init__(self, report: Json, manuscript: Manuscript) -> None:
        self.report = report
        self.tables = official_tables(manuscript.form)
        self.files: Mapping[str, Path] = dict(manuscript.images)
        # What the text leads to, by address or name of a part, with its own name and its kind.
        self.relations: dict[str, tuple[str, str]] = {}
        self.pictures: dict[str, bytes] = {}
        self.lists: list[str] = []
        self.numbers: list[str] = []

    def written(self) -> OwnParts:
        """All that the report has of its own."""
        blocks = "".join(self.whole())
        relations = "".join(
            f'<Relationship Id="{name}" Type="{kind}" Target="{escaped(target)}"{_MODES[kind]}/>'
            for target, (name, kind) in self.relations.items()
        )
        pictures = {f"word/{name}": content for name, content in self.pictures.items()}
        return OwnParts(blocks, relations, "".join(self.lists), "".join(self.numbers), pictures)

    def whole(self) -> Iterator[str]:
        """The blocks of the report."""
        report = self.report
        lines = report["title_lines"]
        title = "".join(lines)
        yield _lines("Title", "\n".join(lines) if len(title) > 20 else title)
        if report["published"]:
            yield paragraph("Normal", run(f"（{report['published']}）", KAI), _CENTRED)
        for remark in report["remarks"]:
            yield _lines("Box", remark)
        if report["notice"]:
            yield _lines("Box", f"说明：{report['notice']}")
        yield from _notes(report["notes"])
        for section in report["sections"]:
            if section["heading"]:
                yield _lines("Heading1", section["heading"])
            if section["table"] is not None:
                yield from _notes(section["notes"])
                yield self.tables[section["table"]].filled(report["figures"])
                yield _lines("Normal", "")
            yield from self.blocks(section["blocks"])
        if report["contact"]:
            yield _lines("Normal", "")
            yield paragraph("BodyText", run(f"联系方式：{'；'.join(report['contact'])}", KAI))
        yield _lines("Normal", "")
        yield _lines("Source", report["source"])

    def blocks(self, pieces: Sequence[Json | str], level: int = 0, item: str = "") -> Iterator[str]:
        """Blocks below each other; ``item`` is the number of the list of which they are an item."""
        for group in _grouped(pieces):
            if isinstance(group, Sequence):
                yield self.text_block(group, level, item)
                item = ""
            else:
                yield from self.block(group, level)

    def block(self, piece: Json, level: int) -> Iterator[str]:
        """A block that is no plain paragraph."""
        tag = piece["tag"]
        if tag in ("ul", "ol"):
            number = self.new_list(piece, level)
            for child in piece["children"]:
                yield from self.blocks(child["children"], level + 1, number)
        elif tag == "blockquote":
            yield from self.blocks(piece["children"], level + 1)
        elif tag == "table":
            yield prose_table(piece, self.inline)
            yield _lines("Normal", "")
        elif tag == "hr":
            yield paragraph("Normal", "", _RULE)
        else:
            yield paragraph(f"Heading{int(tag[1]) - 1}", self.inline(piece["children"]))

    def text_block(self, pieces: Sequence[Json | str], level: int, item: str) -> str:
        """One paragraph; pictures alone stand in the middle."""
        is_picture = all(not isinstance(each, str) and each["tag"] == "img" for each in pieces)
        look = ""
        if item:
            depth = min(level - 1, _LEVELS - 1)
            look = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{item}"/></w:numPr>'
        if is_picture:
            look += _AS_HIGH_AS_IT_IS
        if level and not item:
            look += f'<w:ind w:leftChars="{200 * level}" w:left="{640 * level}"/>'
        if is_picture:
            look += _CENTRED
        style = "Normal" if is_picture or level or item else "BodyText"
        return paragraph(style, self.inline(pieces), look)

    def inline(self, pieces: Sequence[Json | str], font: str = "", line: str = "") -> str:
        """Text with what is emphasized, linked or shown in it."""
        return "".join(self.inline_piece(piece, font, line) for piece in pieces)

    def inline_piece(self, piece: Json | str, font: str, line: str) -> str:
        """A text, or an element with its own."""
        if isinstance(piece, str):
            return run(piece, font, line)
        tag = piece["tag"]
        if tag == "br":
            return _BREAK
        if tag == "img":
            return self.picture(piece["attributes"])
        if tag == "a":
            name = self.related(piece["attributes"]["href"], RELATIONSHIP_TYPE.HYPERLINK)
            said = self.inline(piece["children"], font, "single")
            return f'<w:hyperlink r:id="{name}">{said}</w:hyperlink>'
        own = {"strong": HEADING, "em": KAI}.get(tag, font)
        return self.inline(piece["children"], own, line)

    def picture(self, attributes: Mapping[str, Any]) -> str:
        """A picture as wide as it is, and no wider than the page; with what it shows in words."""
        file = self.files.get(attributes["file"])
        if file is None:
            return ""
        is_plain = file.suffix.lower() in _KNOWN_PICTURES and attributes["file"].count("-") == 0
        content = file.read_bytes() if is_plain else smaller_picture(file)
        with Image.open(io.BytesIO(content)) as image:
            (width, height), kind = image.size, _KINDS.get(str(image.format), "png")
        across = min(width * _EMU_A_PIXEL, Mm(int(BODY_WIDTH)))
        down = height * across / width
        if down > Mm(220):
            across, down = across * Mm(220) / down, Mm(220)
        name = f"media/{hashlib.sha256(content).hexdigest()[:16]}.{kind}"
        self.pictures[name] = content
        relation = self.related(name, RELATIONSHIP_TYPE.IMAGE)
        number = len(self.pictures)
        size = Emu(int(across)), Emu(int(down))
        shape = CT_Inline.new_pic_inline(number, relation, file.name, *size)
        shape.docPr.set("descr", attributes.get("alt", ""))
        drawn = etree.tostring(shape, encoding="unicode")
        return f"<w:r><w:drawing>{drawn}</w:drawing></w:r>"

    def related(self, target: str, kind: str) -> str:
        """The name by which the text calls what it leads to or shows."""
        name = f"own{len(self.relations) + 1}"
        return self.relations.setdefault(target, (name, kind))[0]

    def new_list(self, element: Json, level: int) -> str:
        """The number of a list of its own, which begins at its own first number."""
        number = str(len(self.lists) + 1)
        self.lists.append(_list_levels(number, is_numbered=element["tag"] == "ol"))
        first = escaped(element["attributes"].get("start", "1"))
        self.numbers.append(
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/>'
            f'<w:lvlOverride w:ilvl="{min(level, _LEVELS - 1)}">'
            f'<w:startOverride w:val="{first}"/></w:lvlOverride></w:num>'
        )
        return number


def _grouped(pieces: Sequence[Json | str]) -> Iterator[Json | Sequence[Json | str]]:
    """The pieces of each paragraph, and every other block, in their order."""
    loose: list[Json | str] = []

    def flushed() -> Iterator[Sequence[Json | str]]:
        if any(not isinstance(piece, str) or piece.strip() for piece in loose):
            yield tuple(loose)
        loose.clear()

    for piece in pieces:
        if isinstance(piece, str) or piece["tag"] not in _BLOCKS:
            loose.append(piece)
            continue
        yield from flushed()
        yield piece["children"] if piece["tag"] == "p" else piece
    yield from flushed()


def _lines(style: str, text: str) -> str:
    """A paragraph of a text, which may have several lines."""
    return paragraph(style, _BREAK.join(map(run, text.split("\n"))))


def _notes(notes: Sequence[str]) -> Iterator[str]:
    """What readers learn about the faults that the report was published with."""
    if notes:
        yield _lines("Box", "数据说明（以下数据照公布时的原样，未作改动）：")
        yield from (_lines("Box", f"{number}. {note}") for number, note in enumerate(notes, 1))


def _list_levels(number: str, *, is_numbered: bool) -> str:
    kind = "decimal" if is_numbered else "bullet"
    marks = [f"%{n + 1}." if is_numbered else _BULLETS[n % len(_BULLETS)] for n in range(_LEVELS)]
    levels = (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{mark}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{640 * (level + 2)}" w:hanging="640"/>'
        "</w:pPr></w:lvl>"
        for level, mark in enumerate(marks)
    )
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'
