"""What a page says of itself outside the text: its title and when it was published."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urlsplit

from lxml.etree import _Element

from ..prose.dates import parse_date, published_in
from .html_tree import collapse, texts

__all__ = ["address_of", "plain_address", "published_on", "titled"]

_TITLE_NAMES = ("articletitle", "article:title", "og:title")
_DATE_NAMES = ("pubdate", "publishdate", "publish_date", "article:published_time")
_REPORT = re.compile("政府信息公开.*(?:报告|年报)")
_SITE = re.compile(r"\s+[-_|—–]+\s*|[-_|—–]+\s+|[_|]")
# What Internet Explorer, Chrome and Edge write above a page that they save.
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+?)\s*-->")
# Where pages say their date: above the text. Far below stand other pages' dates.
_NEAR = 3000


def titled(root: _Element, heading: str) -> str:
    """The page's title: by its meta tag, by the heading found in its text, or by its title."""
    for name in _TITLE_NAMES:
        if said := _meta(root, name):
            return said
    if heading:
        return heading
    title = _first(root, "title")
    parts = [part for part in _SITE.split(title) if _REPORT.search(part)]
    return (parts[0] if parts else title or _first(root, "h1")).strip()


def address_of(root: _Element, page: str) -> str:
    """Where the page stands on the web, as it says itself or the browser that saved it."""
    links = (link for link in root.iter("link") if (link.get("rel") or "").lower() == "canonical")
    said = [link.get("href") or "" for link in links]
    saved = _SAVED_FROM.search(page[:_NEAR])
    found = (*said, _meta(root, "og:url"), saved[1] if saved else "")
    return next(filter(None, map(plain_address, found)), "")


def plain_address(text: str) -> str:
    """A whole address of a page that can be led on from; nothing for any other text."""
    try:
        parts = urlsplit(text.strip())
    except ValueError:
        return ""
    is_plain = parts.scheme in ("http", "https") and parts.hostname and len(parts.path) > 1
    return text.strip() if is_plain and not (parts.query or parts.fragment) else ""


def published_on(root: _Element) -> date | None:
    """The day of publication that the page names, if it is one."""
    for name in _DATE_NAMES:
        if (said := _meta(root, name)) and (day := parse_date(said)):
            return day
    body = next(root.iter("body"), root)
    text = ""
    for piece in texts(body):
        text += collapse(piece)
        if len(text) > _NEAR:
            break
    return published_in(text)


def _meta(root: _Element, name: str) -> str:
    for meta in root.iter("meta"):
        said = (meta.get("name") or meta.get("property") or "").lower()
        if said == name and (content := collapse(meta.get("content") or "").strip()):
            return content
    return ""


def _first(root: _Element, tag: str) -> str:
    element = next(root.iter(tag), None)
    if element is None:
        return ""
    return collapse("".join(texts(element))).strip()
