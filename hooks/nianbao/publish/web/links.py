"""Where the links in a report's prose lead once it is published."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from ...source import Report, linked_file
from .addresses import COLUMN, absolute, asset_path, report_path
from .small_copies import small_copy_of

__all__ = ["copy_link", "page_link", "pdf_link", "relative"]

_IS_COMPLETE = re.compile("[a-zA-Z][a-zA-Z0-9+.-]*:|[/#]")


def page_link(report: Report, target: str, site_url: str) -> str:
    """The link as the report's page has it: relative, so that the site can be moved.

    A full address on the site's own host loses the host: what keeps one leads to another site,
    and is marked so.
    """
    path = _site_path(report, target)
    if path is None:
        parts = urlsplit(target)
        if not parts.netloc or parts.netloc.lower() != urlsplit(site_url).netloc.lower():
            return target
        # Without its host, an address that begins with two slashes would lead to another.
        return urlunsplit(("", "", _from_the_top(parts.path), *parts[3:]))
    return quote(relative(path, report_path(report))) + _fragment(target)


def copy_link(report: Report, target: str) -> str:
    """The link to the smaller copy of a large picture, where the page shows one, or nothing."""
    file = linked_file(report.path, target)
    copy = small_copy_of(file) if file else None
    if copy is None:
        return ""
    return quote(relative(asset_path(copy, report.path.parent.parent), report_path(report)))


def relative(address: str, page: str) -> str:
    """An address of the site as the page at another one links to it.

    Both are below the site's root, without dots; the root itself is ``.`` or nothing. What leads
    elsewhere, or to a place of the page itself, stays as it is.
    """
    if _IS_COMPLETE.match(address):
        return address
    # A page has tens of links, a site tens of thousands of pages: posixpath.relpath, which makes
    # sure of much that is so, costs a twentieth of a build.
    here = page.split("/")[:-1]
    there = [] if address in ("", ".") else address.split("/")
    common = 0
    for ours, theirs in zip(here, there[:-1], strict=False):
        if ours != theirs:
            break
        common += 1
    way = "/".join([".."] * (len(here) - common) + there[common:])
    return way or ("./" if there else ".")


def pdf_link(report: Report, target: str, site_url: str) -> str:
    """The link as the report's PDF has it: complete, for it is read elsewhere."""
    if target.startswith("#"):
        return absolute(site_url, report_path(report)) + target
    path = _site_path(report, target)
    return target if path is None else absolute(site_url, path) + _fragment(target)


def _site_path(report: Report, target: str) -> str | None:
    """The path below the site's root that a link leads to, or None when it leads elsewhere."""
    parts = urlsplit(target)
    if not parts.scheme and not parts.netloc and parts.path.startswith("/"):
        return _from_the_top(unquote(parts.path)).removeprefix("/")
    file = linked_file(report.path, target)
    if file is None:
        return None
    if file.suffix == ".md":
        # 2021.v1.md, an earlier text, stands below its report: 2021/v1/.
        return f"{COLUMN}{file.parent.name}/{file.stem.replace('.', '/')}/"
    return asset_path(file, report.path.parent.parent)


def _from_the_top(path: str) -> str:
    """A path from the root of a site, with one slash before it and no way above."""
    ends_in_folder = path.endswith(("/", "/.", "/.."))
    normal = posixpath.normpath("/" + path.lstrip("/"))
    return normal + "/" * (ends_in_folder and normal != "/")


def _fragment(target: str) -> str:
    fragment = urlsplit(target).fragment
    return f"#{fragment}" if fragment else ""
