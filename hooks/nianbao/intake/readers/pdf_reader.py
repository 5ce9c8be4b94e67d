"""A PDF: its tables by their lines, its text as paragraphs, its pictures cut out."""

from __future__ import annotations

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
from .pdf_columns import PlacedLine, measure_body, place_lines
from .pdf_furniture import without_furniture
from .pdf_glyphs import Glyph, TextLine, glyphs_of, lines_of
from .pdf_paragraphs import flow
from .pdf_pictures import is_scan, picture_boxes, picture_of
from .pdf_tables import FoundTable, find_tables

__all__ = ["read_pdf"]

_PAGES = 100
_PICTURES = 50
_FEW = 20
_DRAWN = 15_000
_DRAWING = "请找原来的 Word 文件导入；没有的，请去掉这一页的图形，重新生成 PDF"
_DAMAGED = "请用 PDF 阅读器打开看看，能打开的另存一份再导入；最好找原来的 Word 文件"
_NO_TEXT = "请先识别文字（OCR）后再导入，或者找原来的 Word 文件"


@dataclass(frozen=True, slots=True)
class _PageContent:
    """What was found on one page; pictures by the height they begin at."""

    width: float
    height: float
    lines: tuple[TextLine, ...]
    tables: tuple[FoundTable, ...]
    pictures: tuple[tuple[float, bytes], ...]
    glyphs: int
    scanned: bool
    garbled: int
    left_out: int


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
        f"{number}.png": png
        for number, (_, png) in enumerate(chain.from_iterable(c.pictures for c in contents), 1)
    }
    blocks = tuple(_blocks(contents))
    return Document(blocks, title, None, MappingProxyType(pictures), tuple(_notes(contents)))


def _title(metadata: Mapping[str, object]) -> str:
    """The title that the PDF gives itself, when it is one of a report."""
    title = metadata.get("Title")
    return title.strip() if isinstance(title, str) and re.search("年.*报告", title) else ""


def _contents(pdf: PDF) -> Iterator[_PageContent]:
    taken = 0
    for page in pdf.pages:
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
    pictures = [(box.top, picture_of(page, box)) for box in shown[:most_pictures]]
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


def _notes(contents: Sequence[_PageContent]) -> Iterator[str]:
    for number, content in enumerate(contents, 1):
        if content.scanned:
            yield f"第 {number} 页是扫描的图片，没有文字，已作为图片导入"
        if content.left_out:
            yield f"第 {number} 页有 {content.left_out} 张图片在表格里或太多，没有导入"


def _blocks(contents: Sequence[_PageContent]) -> Iterator[Block]:
    texts = without_furniture([c.lines for c in contents], [c.height for c in contents])
    pages = place_lines(texts, [c.width for c in contents])
    lines = list(chain.from_iterable(pages))
    items: list[PlacedLine | Block] = []
    number = 0
    for page, (content, placed) in enumerate(zip(contents, pages, strict=True), 1):
        on_page: list[tuple[float, PlacedLine | Block]] = [(p.line.top, p) for p in placed]
        on_page += [(table.top, table.table) for table in content.tables]
        for top, _ in content.pictures:
            number += 1
            image = Element("img", MappingProxyType({"src": f"{number}.png", "alt": ""}))
            on_page.append((top, Paragraph(Element("p", children=(image,)), f"第 {page} 页")))
        items += [item for _, item in sorted(on_page, key=lambda pair: pair[0])]
    if lines:
        yield from flow(items, measure_body(lines))
    else:
        yield from (item for item in items if not isinstance(item, PlacedLine))
