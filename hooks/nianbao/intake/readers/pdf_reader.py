"""A PDF: its tables by their lines, its text as paragraphs, its pictures cut out."""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import chain
from types import MappingProxyType

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException
from pdfplumber.page import Page
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import PdfminerException

from ...source import Element
from ..document import Block, Document, NothingToRead, Paragraph, Refusal
from .furniture import without_own_source
from .json_reader import said_by
from .page_numbers import is_page_number
from .pdf_attachments import attachments
from .pdf_columns import PlacedLine, measure_body, place_lines
from .pdf_furniture import Furniture, find_furniture
from .pdf_glyphs import Box, Glyph, TextLine, glyphs_of, lines_of, turned_text
from .pdf_paragraphs import flow
from .pdf_pictures import is_scan, picture_boxes, picture_of
from .pdf_tables import FoundTable, find_tables
from .pdf_upright import upright
from .pdf_zones import Zone, find_zones, like_the_others, lines_by_column

__all__ = ["read_pdf"]

# It warns of every font that lacks a measure it does not need, once a character.
logging.getLogger("pdfminer").setLevel(logging.ERROR)

_PAGES = 100
_PICTURES = 50
_FEW = 20
_DRAWN = 15_000
_DRAWING = "请找原来的 Word 文件导入；没有的，请去掉这一页的图形，重新生成 PDF"
_DAMAGED = "请用 PDF 阅读器打开看看，能打开的另存一份再导入；最好找原来的 Word 文件"
_NO_TEXT = "请先识别文字（OCR）后再导入，或者找原来的 Word 文件"


@dataclass(frozen=True, slots=True)
class _Shown:
    """A picture and where it stands."""

    box: Box
    png: bytes


@dataclass(frozen=True, slots=True)
class _PageContent:
    """What was found on one page."""

    width: float
    height: float
    lines: tuple[TextLine, ...]
    tables: tuple[FoundTable, ...]
    pictures: tuple[_Shown, ...]
    glyphs: int
    scanned: bool
    garbled: int
    left_out: int
    turned: str


def read_pdf(data: bytes) -> Document:
    """The text, tables and pictures of a PDF.

    Raises Refusal when it is damaged, locked or too long, or has no text that can be read.
    """
    try:
        with pdfplumber.open(BytesIO(data)) as pdf:
            if not 0 < len(pdf.pages) <= _PAGES:
                raise Refusal(
                    f"这个 PDF 有 {len(pdf.pages)} 页，不像一份年报", "请检查选的文件对不对"
                )
            title = _title(pdf.metadata)
            contents = list(_contents(pdf))
            said = said_by(attachments(pdf.doc))
    except (PdfminerException, PDFException, PSException) as error:
        if isinstance(error, PDFPasswordIncorrect) or any(
            isinstance(cause, PDFPasswordIncorrect) for cause in error.args
        ):
            raise Refusal(
                "这个 PDF 加了密码，打不开", "请用 PDF 阅读器输入密码打开，另存为没有密码的文件"
            ) from error
        raise Refusal("这个 PDF 已损坏，或者不是 PDF", _DAMAGED) from error
    _refuse_unreadable(contents)
    pictures = {
        f"{number}.png": shown.png
        for number, shown in enumerate(chain.from_iterable(c.pictures for c in contents), 1)
    }
    furniture = find_furniture([c.lines for c in contents], [c.height for c in contents])
    blocks = tuple(without_own_source(tuple(_blocks(contents, furniture.pages))))
    notes = tuple(_notes(contents, furniture))
    return Document(blocks, title, None, MappingProxyType(pictures), notes, said=said)


def _title(metadata: Mapping[str, object]) -> str:
    """The title that the PDF gives itself, when it is one of a report."""
    title = metadata.get("Title")
    return title.strip() if isinstance(title, str) and re.search("年.*报告", title) else ""


def _contents(pdf: PDF) -> Iterator[_PageContent]:
    taken = 0
    for each in pdf.pages:
        page = upright(each)
        content = _content(page, _PICTURES - taken)
        taken += len(content.pictures)
        # The page keeps all it has found until its cache is cleared.
        page.close()
        yield content


def _content(page: Page, most_pictures: int) -> _PageContent:
    drawn = sum(len(page.objects.get(kind, ())) for kind in ("line", "rect", "curve"))
    if drawn > _DRAWN:
        raise Refusal(f"第 {page.page_number} 页画了 {drawn} 条线和图形，太多", _DRAWING)
    glyphs = glyphs_of(page)
    tables = find_tables(page, glyphs)
    outside = [glyph for glyph in glyphs if not any(table.holds(glyph) for table in tables)]
    boxes = picture_boxes(page)
    scanned = len(glyphs) < _FEW and any(is_scan(box, page) for box in boxes)
    if not scanned:
        # Behind text, a picture of the size of the page is its paper.
        boxes = tuple(box for box in boxes if not is_scan(box, page))
    shown = [box for box in boxes if not any(table.covers(box) for table in tables)]
    pictures = [_Shown(box, picture_of(page, box)) for box in shown[:most_pictures]]
    return _PageContent(
        float(page.width),
        float(page.height),
        lines_of(outside),
        tables,
        tuple(pictures),
        sum(not glyph.text.isspace() for glyph in glyphs),
        scanned,
        sum(map(_is_garbled, glyphs)),
        len(boxes) - len(pictures),
        turned_text(page),
    )


def _is_garbled(glyph: Glyph) -> bool:
    """Whether a PDF does not say which character this is."""
    return (
        glyph.text.startswith("(cid:")
        or glyph.text == "\ufffd"
        or unicodedata.category(glyph.text[:1] or " ") in ("Co", "Cc", "Cn")
    )


def _refuse_unreadable(contents: Sequence[_PageContent]) -> None:
    glyphs = sum(content.glyphs for content in contents)
    if glyphs < _FEW * len(contents):
        if any(content.pictures for content in contents):
            raise NothingToRead("这个 PDF 是扫描件，没有文字层", _NO_TEXT)
        if not glyphs:
            raise NothingToRead("这个 PDF 里没有文字，可能已转成图形", _NO_TEXT)
    if sum(content.garbled for content in contents) > 0.3 * glyphs:
        raise Refusal("这个 PDF 里的文字是乱码：它没有写明每个字形是什么字", _NO_TEXT)


def _notes(contents: Sequence[_PageContent], furniture: Furniture) -> Iterator[str]:
    if furniture.words:
        quoted = "、".join(f"“{words}”" for words in furniture.words)
        yield f"页眉页脚没有导入：{quoted}"
    turned = dict.fromkeys(c.turned for c in contents if not is_page_number(c.turned, bare=True))
    for words in filter(None, turned):
        yield f"斜排或竖放的文字（多半是水印）没有导入：“{words}”"
    for number, content in enumerate(contents, 1):
        if content.scanned:
            yield f"第 {number} 页是扫描的图片，没有文字，已作为图片导入"
        if content.left_out:
            yield f"第 {number} 页有 {content.left_out} 张图片在表格里或太多，没有导入"


def _blocks(
    contents: Sequence[_PageContent], texts: Sequence[Sequence[TextLine]]
) -> Iterator[Block]:
    zoned: list[Sequence[Zone]] = [
        find_zones(lines, [*(t.box for t in content.tables), *(p.box for p in content.pictures)])
        for lines, content in zip(texts, contents, strict=True)
    ]
    gutters = [zone.gutter for zone in chain.from_iterable(zoned) if zone.gutter is not None]
    zoned = [
        like_the_others(zones, lines, gutters) for zones, lines in zip(zoned, texts, strict=True)
    ]
    ordered = [list(lines_by_column(*page)) for page in zip(texts, zoned, strict=True)]
    pages = place_lines(
        [[(column, line) for _, column, line in page] for page in ordered],
        [content.width for content in contents],
    )
    items: list[PlacedLine | Block] = []
    number = 0
    for page, (content, zones) in enumerate(zip(contents, zoned, strict=True), 1):
        on_page: list[tuple[tuple[int, int, float], PlacedLine | Block]] = [
            ((zone, column, placed.line.top), placed)
            for (zone, column, _), placed in zip(ordered[page - 1], pages[page - 1], strict=True)
        ]
        on_page += [(_position(zones, table.box), table.table) for table in content.tables]
        for picture in content.pictures:
            number += 1
            image = Element("img", MappingProxyType({"src": f"{number}.png", "alt": ""}))
            block = Paragraph(Element("p", children=(image,)), f"第 {page} 页")
            on_page.append((_position(zones, picture.box), block))
        items += [item for _, item in sorted(on_page, key=lambda pair: pair[0])]
    if lines := list(chain.from_iterable(pages)):
        yield from flow(items, measure_body(lines))
    else:
        yield from (item for item in items if not isinstance(item, PlacedLine))


def _position(zones: Sequence[Zone], box: Box) -> tuple[int, int, float]:
    """Where a table or a picture comes in the order of reading."""
    number = next(n for n, zone in enumerate(zones) if box.top < zone.bottom)
    return number, zones[number].column(box.x0, box.x1), box.top
