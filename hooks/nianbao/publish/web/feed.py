"""Atom feeds (RFC 4287) of what was published and corrected, in parts by year (RFC 5005, 4).

An entry is one thing that happened. Its id is the address of the report, which never changes, and
what happened to it. Of most reports only the day is known: then the entry says midnight, local
time. What has no known day is in no feed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from .addresses import absolute

__all__ = ["FEED_TYPE", "FeedItem", "feed", "feed_path", "feeds_by_year"]

FEED_TYPE = "application/atom+xml"

_NAME = "feed.xml"
_ATOM = "http://www.w3.org/2005/Atom"
_HISTORY = "http://purl.org/syndication/history/1.0"
_XHTML = "http://www.w3.org/1999/xhtml"
# All of China: the law knows no other time.
_ZONE = "+08:00"
# What XML 1.0 cannot hold (2.2).
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class FeedItem:
    """A report that was published or corrected.

    ``path`` is its page, ``event`` names what happened, never the same twice for one report;
    ``day`` is in ISO 8601, ``time`` the minute if known. ``said`` are sentences, ``cells`` what was
    changed: where, before, after.
    """

    path: str
    event: str
    title: str
    organ: str
    day: str
    time: str
    said: tuple[str, ...] = ()
    cells: tuple[tuple[str, str, str], ...] = ()

    @property
    def moment(self) -> str:
        """When it happened, as RFC 3339 has it."""
        return f"{self.day}T{self.time or '00:00'}:00{_ZONE}"

    @property
    def order(self) -> tuple[str, str, str]:
        """By time; what happened at one time by address."""
        return (self.moment, self.path, self.event)


def feed_path(folder: str, year: str = "") -> str:
    """The feed of what is in a folder; that of one year when it is past."""
    return f"{folder}{_NAME}" if not year else f"{folder}feed-{year}.xml"


def feeds_by_year(
    folder: str, title: str, items: Iterable[FeedItem], site_url: str, publisher: str
) -> Mapping[str, bytes]:
    """The feed of the latest year in which anything happened, and one of each year before it."""
    by_year: dict[str, list[FeedItem]] = {}
    for item in items:
        by_year.setdefault(item.day[:4], []).append(item)
    years = sorted(by_year, reverse=True)
    names = {year: feed_path(folder, year if year != years[0] else "") for year in years}
    return {
        names[year]: feed(
            names[year],
            title if year == years[0] else f"{title}（{year}年）",
            by_year[year],
            site_url,
            publisher,
            about=folder,
            current=names[years[0]] if year != years[0] else "",
            before=names[earlier] if (earlier := _after(year, years)) else "",
        )
        for year in years
    }


def _after(year: str, years: list[str]) -> str:
    rest = years[years.index(year) + 1 :]
    return rest[0] if rest else ""


def feed(
    path: str,
    title: str,
    items: Iterable[FeedItem],
    site_url: str,
    publisher: str,
    *,
    about: str,
    current: str = "",
    before: str = "",
) -> bytes:
    """The feed at ``path``, newest first, of what the page ``about`` tells of; not empty.

    ``before`` is the feed of what happened earlier; one that is of the past names the ``current``.
    """
    newest_first = sorted(items, key=lambda item: item.order, reverse=True)
    root = ET.Element("feed", {"xmlns": _ATOM, "xmlns:fh": _HISTORY, "xml:lang": "zh-CN"})
    _add(root, "id", absolute(site_url, path))
    _add(root, "title", title)
    _add(root, "updated", newest_first[0].moment)
    _add(_add(root, "author"), "name", publisher)
    _link(root, "self", absolute(site_url, path), FEED_TYPE)
    _link(root, "alternate", absolute(site_url, about), "text/html")
    if current:
        _add(root, "fh:archive")
        _link(root, "current", absolute(site_url, current), FEED_TYPE)
    if before:
        _link(root, "prev-archive", absolute(site_url, before), FEED_TYPE)
    for item in newest_first:
        _entry(root, item, site_url)
    ET.indent(root)
    text = ET.tostring(root, "unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def _entry(root: ET.Element, item: FeedItem, site_url: str) -> None:
    entry = _add(root, "entry")
    address = absolute(site_url, item.path)
    _add(entry, "id", f"{address}#{item.event}")
    _add(entry, "title", item.title)
    _add(entry, "updated", item.moment)
    _add(_add(entry, "author"), "name", item.organ)
    _link(entry, "alternate", address, "text/html")
    if not (item.said or item.cells):
        _add(entry, "summary", item.title)
        return
    content = _add(entry, "content")
    content.set("type", "xhtml")
    box = _add(content, "div")
    box.set("xmlns", _XHTML)
    for sentence in item.said:
        _add(box, "p", sentence)
    if item.cells:
        cells = _add(box, "ul")
        for place, old, new in item.cells:
            _add(cells, "li", f"{place}：{old} → {new}")


def _add(parent: ET.Element, name: str, text: str = "") -> ET.Element:
    child = ET.SubElement(parent, name)
    if text:
        child.text = _NO_XML.sub("\ufffd", text)
    return child


def _link(parent: ET.Element, relation: str, address: str, media_type: str) -> None:
    _add(parent, "link").attrib.update({"rel": relation, "type": media_type, "href": address})
