"""The site map for crawlers (sitemaps.org, protocol 0.9), made of what the manifest lists."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import quote
from xml.sax.saxutils import escape

from .manifest import Entry

__all__ = ["sitemap"]

_MOST = 40_000
"""Addresses in one file: the protocol allows 50,000, and 50 MB."""
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap(entries: Iterable[Entry], site_url: str, most: int = _MOST) -> Mapping[str, bytes]:
    """The files of the site map, by path; ``site_url`` is the site's address.

    There is one, and several behind it where it would be too long. The day of the last change is
    left out where it is not known.
    """
    root = site_url.rstrip("/")
    lines = [
        _line("url", f"{root}/{_address(entry)}", entry) for entry in sorted(entries, key=_path)
    ]
    if len(lines) <= most:
        return _packed("sitemap.xml", _file("urlset", lines))
    files: dict[str, bytes] = {}
    listed: list[str] = []
    for number, part in enumerate(_cut(lines, most), 1):
        name = f"sitemap-{number}.xml"
        files |= _packed(name, _file("urlset", part))
        listed.append(f"  <sitemap><loc>{escape(f'{root}/{name}')}</loc></sitemap>")
    return files | _packed("sitemap.xml", _file("sitemapindex", listed))


def _path(entry: Entry) -> str:
    return entry.path


def _address(entry: Entry) -> str:
    return quote(entry.path.removesuffix("index.html"))


def _line(tag: str, address: str, entry: Entry) -> str:
    day = f"<lastmod>{entry.day}</lastmod>" if entry.day else ""
    return f"  <{tag}><loc>{escape(address)}</loc>{day}</{tag}>"


def _cut(lines: Sequence[str], most: int) -> Iterator[Sequence[str]]:
    return (lines[start : start + most] for start in range(0, len(lines), most))


def _file(tag: str, lines: Iterable[str]) -> bytes:
    body = "\n".join(lines)
    return f'{_HEAD}<{tag} xmlns="{_SPACE}">\n{body}\n</{tag}>\n'.encode()


def _packed(name: str, content: bytes) -> dict[str, bytes]:
    """A file, and the same compressed, which names neither a day nor a system."""
    return {name: content, f"{name}.gz": gzip.compress(content, mtime=0)}
