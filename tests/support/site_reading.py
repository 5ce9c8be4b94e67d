"""Reading a built site as crawlers do: pages as trees, plain links from page to page."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from lxml import html
from nianbao.publish.record import RECORD
from site_building import tree

__all__ = ["FURNITURE", "links", "page", "parsed", "unreached"]

FURNITURE = ("stylesheets/", "javascripts/", "images/")
"""What pages show and nobody links to."""
_BASE = "https://site.example/"
# Addresses that servers and crawlers know without being told.
# A preview keeps a record in the folder, which no server gives away.
_KNOWN = {"404.html", "robots.txt", "sitemap.xml.gz", RECORD}


def parsed(text: str) -> Any:
    """A page as a tree: of Any, for lxml's types know little of HTML and of what XPath finds."""
    return html.document_fromstring(text)


def page(site: Path, path: str) -> Any:
    """A page by its address below the site's root, as a tree."""
    name = path if path.endswith(".html") else f"{path}index.html"
    return parsed((site / name).read_text("utf-8"))


def links(site: Path, path: str) -> set[str]:
    """The addresses below the site's root that a page links to, without fragments."""
    anchors = page(site, path).iterfind(".//a[@href]")
    targets = (urljoin(_BASE + path, anchor.get("href")) for anchor in anchors)
    return {unquote(urlsplit(t).path.lstrip("/")) for t in targets if t.startswith(_BASE)}


def unreached(site: Path) -> tuple[set[str], set[str]]:
    """The files that no chain of plain links leads to, and the links that lead to no file."""
    reached: set[str] = set()
    waiting = {""}
    while waiting:
        path = waiting.pop()
        reached.add(path)
        if path == "" or path.endswith("/"):
            waiting |= links(site, path) - reached
    shown = {source for path in reached if path.endswith("/") for source in _images(site, path)}
    files = {path.removesuffix("index.html") for path in tree(site) if not _is_furniture(path)}
    there = {path.removesuffix("index.html") for path in tree(site)}
    return files - reached - shown - _KNOWN, reached - there


def _is_furniture(path: str) -> bool:
    """The index is read by the search page only; its files have no lasting addresses."""
    return path.startswith(FURNITURE) or (path.startswith("search/") and path.endswith(".json"))


def _images(site: Path, path: str) -> set[str]:
    sources = page(site, path).xpath("//article//img/@src")
    return {unquote(urlsplit(urljoin(_BASE + path, source)).path.lstrip("/")) for source in sources}
