"""What a page of our own says of its report outside the text: corrections, faults, its data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast
from urllib.parse import unquote

from lxml.etree import _Element

from ..prose.dates import parse_date
from ..said import Said, SaidCorrection, SaidFault
from .html_tree import collapse, texts
from .json_reader import said_by
from .page_pictures import Pictures

__all__ = ["said_on"]

_VERSION = re.compile(r"第(\d+)版")


def said_on(root: _Element, pictures: Pictures) -> Said:
    """What the page says, or its data, where they lie beside it as they do on the site.

    ``pictures`` gets at files beside the page, and at no others.
    """
    if not _found(root, '//ul[@class="down"]'):
        return Said()
    beside = said_by(_data(root, pictures))
    if beside != Said():
        return beside
    moments = [e.get("datetime") or "" for e in _found(root, '//dl[@class="meta"]//time')]
    versions = _found(root, '//dl[@class="meta"]//dt[.="版本"]/following-sibling::dd')
    version = _VERSION.match(_text(versions[0])) if versions else None
    is_superseded = bool(_found(root, '//p[@class="notice superseded"]'))
    return Said(
        version=version[1] if version else "",
        is_superseded=is_superseded,
        time=moments[0].partition("T")[2] if moments else "",
        # A text that was replaced says what replaced it, and not what it had replaced itself.
        corrections=() if is_superseded else tuple(_corrections(root))[::-1],
        faults=tuple(
            SaidFault("", "", _text(item))
            for item in _found(root, '//div[contains(@class, "data-notes")]//li')
        ),
    )


def _data(root: _Element, pictures: Pictures) -> Iterator[bytes]:
    for link in _found(root, '//ul[@class="down"]//a[contains(@href, ".json")]'):
        # A page that a browser has saved has the whole address of what lay beside it.
        name = unquote((link.get("href") or "").partition("?")[0]).rpartition("/")[2]
        if name.endswith(".json") and (data := pictures.beside(name)) is not None:
            yield data


def _corrections(root: _Element) -> Iterator[SaidCorrection]:
    for heading in _found(root, '//section[@class="changes"]/h3'):
        day, entries = parse_date(_text(heading)), heading.getnext()
        if day is not None and entries is not None and entries.tag == "ul":
            yield from (SaidCorrection(str(day), (), _text(item)) for item in entries)


def _text(element: _Element) -> str:
    return collapse("".join(texts(element))).strip()


def _found(root: _Element, path: str) -> list[_Element]:
    return cast("list[_Element]", root.xpath(path))
