"""The site map for crawlers, made of what the manifest lists.

It is one of two kinds at once: a site map (sitemaps.org, protocol 0.9), and a ResourceSync resource
list (ANSI/NISO Z39.99-2017, section 10), which says of every address its type, its length and its
digest, so that whoever keeps a copy sees what to fetch and whether it has come whole.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from urllib.parse import quote

from ..xml_text import escaped
from .manifest import Entry

__all__ = ["sitemap"]

_MOST = 10_000
"""Addresses in one file: of the 50,000 and the 50 MB that the protocol allows, a fifth."""
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    ' xmlns:rs="http://www.openarchives.org/rs/terms/"'
)
_YEAR = re.compile(r"(?:^|/)((?:19|20)\d\d)/")
_OTHERS = "other"


def sitemap(entries: Iterable[Entry], site_url: str, most: int = _MOST) -> Mapping[str, bytes]:
    """The files of the site map, by path; ``site_url`` is the site's address.

    There is one; past ``most`` addresses there is one a year, by the years in addresses, and an
    index of them. The day of the last change is left out where it is not known, and what is listed
    is as it was on the latest day of all.
    """
    root = site_url.rstrip("/")
    listed = sorted(entries, key=lambda entry: entry.path)
    latest = max((entry.day for entry in listed if entry.day), default=None)
    if len(listed) <= most:
        return _packed("sitemap.xml", _file("urlset", _urls(root, listed), latest))
    files: dict[str, bytes] = {}
    parts: list[str] = []
    for name, part in _parts(listed, most):
        files |= _packed(name, _file("urlset", _urls(root, part), latest))
        day = max((entry.day for entry in part if entry.day), default=None)
        parts.append(f"  <sitemap><loc>{escaped(f'{root}/{name}')}</loc>{_lastmod(day)}</sitemap>")
    return files | _packed("sitemap.xml", _file("sitemapindex", parts, latest))


def _parts(entries: Iterable[Entry], most: int) -> Iterator[tuple[str, Sequence[Entry]]]:
    """The files of a long site map, newest year first, and what each lists."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        year = _YEAR.search(entry.path)
        groups.setdefault(year[1] if year else _OTHERS, []).append(entry)
    for group in sorted(groups, reverse=True):
        own = groups[group]
        for number, start in enumerate(range(0, len(own), most), 1):
            ending = f"-{number}" if number > 1 else ""
            yield f"sitemap-{group}{ending}.xml", own[start : start + most]


def _urls(root: str, entries: Iterable[Entry]) -> Iterator[str]:
    for entry in entries:
        address = escaped(f"{root}/{quote(entry.path.removesuffix('index.html'))}")
        yield (
            f"  <url><loc>{address}</loc>{_lastmod(entry.day)}"
            f'<rs:md hash="sha-256:{entry.sha256}" length="{entry.size}"'
            f' type="{escaped(entry.media_type)}"/></url>'
        )


def _lastmod(day: date | None) -> str:
    return f"<lastmod>{day}</lastmod>" if day else ""


def _file(tag: str, lines: Iterable[str], latest: date | None) -> bytes:
    at = f' at="{latest}T00:00:00Z"' if latest else ""
    body = "\n".join((f'  <rs:md capability="resourcelist"{at}/>', *lines))
    return f"{_HEAD}<{tag} {_SPACES}>\n{body}\n</{tag}>\n".encode()


def _packed(name: str, content: bytes) -> dict[str, bytes]:
    """A file, and the same compressed, which names neither a day nor a system."""
    return {name: content, f"{name}.gz": gzip.compress(content, mtime=0)}
