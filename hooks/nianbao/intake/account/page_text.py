"""All text of a web page, the menus too, whatever an article on it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from lxml.etree import HTMLParser, _Element, fromstring

from ..readers.furniture import own_additions
from ..readers.html_tree import walk
from ..readers.page_encoding import decode_page
from .pieces import Kind, SourcePiece

__all__ = ["page_text"]

_INLINE_TAGS = """
    a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr q
    ruby s samp small span strike strong sub sup time tt u var wbr
"""
_INLINE = frozenset(_INLINE_TAGS.split())
_UNREAD = frozenset(["script", "style", "template", "noscript", "head", "title"])
_FURNITURE_TAGS = "nav header footer aside menu select option button input textarea iframe"
_FURNITURE = frozenset(_FURNITURE_TAGS.split())
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def page_text(data: bytes) -> Iterator[SourcePiece]:
    """A piece for each run of text between the borders of blocks, in the page's order."""
    parser = HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    content = decode_page(data).encode("utf-8", "replace")
    root = cast("_Element | None", fromstring(content, parser)) if content.strip() else None
    if root is None:
        return
    own = set(own_additions(root))
    run: list[str] = []
    kinds = [Kind.TEXT]
    unread = number = 0
    for begins, element in walk(root):
        is_block = not _is_inline(element)
        if is_block and (text := "".join(run).strip()):
            number += 1
            yield SourcePiece(text, f"网页第 {number} 段", kinds[-1])
        if is_block:
            run = []
        unread += (1 if begins else -1) * (element.tag in _UNREAD)
        if begins:
            kinds.append(Kind.OWN_ADDITION if element in own else _kind(element, kinds[-1]))
            if element.tag == "img" and not unread:
                name = (element.get("src") or "").split("?")[0].rpartition("/")[2][:60]
                yield SourcePiece(name, f"网页第 {number} 段之后", Kind.PICTURE)
        else:
            kinds.pop()
        said = element.text if begins else element.tail
        if said and not unread:
            run.append(said)
    if text := "".join(run).strip():
        yield SourcePiece(text, f"网页第 {number + 1} 段", Kind.TEXT)


def _is_inline(element: _Element) -> bool:
    # Word's own elements in a page (o:p, st1:chsdate) stand within lines.
    return element.tag in _INLINE or ":" in str(element.tag)


def _kind(element: _Element, around: Kind) -> Kind:
    if around is not Kind.TEXT:
        return around
    if element.tag in _FURNITURE:
        return Kind.FURNITURE
    is_hidden = element.get("hidden") is not None or element.get("aria-hidden") == "true"
    return Kind.HIDDEN if is_hidden or _HIDDEN.search(element.get("style") or "") else Kind.TEXT
