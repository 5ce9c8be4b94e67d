"""A page saved from a government's site, menus and all -> Document."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType

from lxml.etree import _Element

from ..document import Block, Document, SourceTable
from .furniture import drop_unread, own_notice, without_furniture
from .html_flow import read_blocks
from .html_region import find_region, has_labels, is_section_title
from .html_tables import cell_text
from .html_tree import parse_page
from .page_encoding import decode_page
from .page_facts import address_of, published_on, titled
from .page_pictures import Pictures
from .page_said import said_on

__all__ = ["read_html", "read_html_tree", "read_page"]

_NOTICE = "说明："


def read_html(data: bytes, folder: Path | None) -> Document:
    """The report on a page; ``folder`` is where the page's pictures lie beside it.

    Raises Refusal for a page that cannot be decoded, is empty, or is absurdly large or deep.
    """
    return read_page(data, Pictures(folder))


def read_page(data: bytes, pictures: Pictures) -> Document:
    """The report on a page whose pictures are gathered so. Raises Refusal as ``read_html``."""
    page = decode_page(data)
    root = parse_page(page)
    published, address = published_on(root), address_of(root, page)
    said = said_on(root, pictures)
    told = own_notice(root)
    notice = told.removeprefix(_NOTICE) if told.startswith(_NOTICE) else ""
    if told and not notice:
        pictures.note(f"网页上有一段说明没有放进正文：{told}")
    drop_unread(root)
    region = find_region(next(root.iter("body"), root))
    heading = cell_text(region.title).replace("\n", "") if region.title is not None else ""
    title = titled(root, heading)
    blocks = read_blocks(region.root, pictures, start=region.start, end=region.end)
    first, last = _span_of_report(blocks)
    return Document(
        blocks=tuple(without_furniture(blocks, first, last)),
        title=title,
        published=published,
        pictures=MappingProxyType(pictures.contents),
        notes=pictures.notes,
        address=address,
        notice=notice,
        said=said,
    )


def read_html_tree(root: _Element, pictures: Pictures) -> Document:
    """All that is in a tree of HTML, without a search for the report in it."""
    blocks = read_blocks(next(root.iter("body"), root), pictures)
    return Document(
        blocks=tuple(blocks),
        pictures=MappingProxyType(pictures.contents),
        notes=pictures.notes,
    )


def _span_of_report(blocks: list[Block]) -> tuple[int, int]:
    """The first and the last block that only a report has; none when there is no such block."""
    marked = [number for number, block in enumerate(blocks) if _is_of_report(block)]
    marked = marked or [n for n, block in enumerate(blocks) if isinstance(block, SourceTable)]
    return (marked[0], marked[-1]) if marked else (len(blocks), -1)


def _is_of_report(block: Block) -> bool:
    if isinstance(block, SourceTable):
        return has_labels(cell.text for row in block.rows for cell in row)
    return is_section_title(block.element.text)
