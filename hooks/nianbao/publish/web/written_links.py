"""The links of hand-written pages lead to the portal's pages where it has them, or are told of."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote, urlsplit

from markupsafe import escape

from ...settings import PORTAL_PAGES, Fragment

__all__ = ["BrokenLink", "broken_in_fragment", "page_address", "settled"]

_LINK = re.compile(r'(<(?:a|img)\b[^>]*?\s(?:href|src)=")([^"]*)(")')


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """A link that leads to no page and no file of the site, and where it is written."""

    file: str
    line: int
    target: str
    advice: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}：链接 {self.target} 没有这一页、这个文件。{self.advice}"


def settled(
    html: str, source: tuple[str, str], url: str, there: Collection[str], portal: Mapping[str, str]
) -> tuple[str, tuple[BrokenLink, ...]]:
    """The HTML of a page at ``url`` with its links settled, and those that lead nowhere.

    ``source`` is the name of its file and its text, ``there`` the paths of all files of the site,
    ``portal`` addresses of the portal's pages by those of ours.
    """
    file, text = source
    folder = posixpath.dirname(file.partition("/")[2])
    broken: list[BrokenLink] = []

    def settle(match: re.Match[str]) -> str:
        target = unescape(match[2])
        path = _site_path(target, url, folder)
        if path is None:
            return match[0]
        if path in portal:
            return f"{match[1]}{escape(portal[path])}{match[3]}"
        if not _is_there(path, there):
            written = unquote(target)
            lines = enumerate(text.splitlines(), 1)
            line = next((n for n, own in lines if written in unquote(own)), 1)
            broken.append(BrokenLink(file, line, written, _advice(path)))
        return match[0]

    return _LINK.sub(settle, html), tuple(broken)


def page_address(source: str) -> str:
    """The address of the page that is written in a file of docs/, such as ``zwgk/ysqgk.md``."""
    stem = source.removesuffix(".md")
    return stem.removesuffix("index") if stem == "index" or stem.endswith("/index") else f"{stem}/"


def broken_in_fragment(fragment: Fragment, there: Collection[str]) -> Iterator[BrokenLink]:
    """The addresses of a piece of HTML that count from the root of the site, and lead nowhere."""
    for line, target in fragment.targets:
        path = urlsplit(target).path
        if not _is_there(unquote(posixpath.normpath(path) + "/" * path.endswith("/")), there):
            advice = (
                "这里的地址从网站的最上一级（docs 文件夹）算起；门户的网页、图片请写 / 开头的路径"
            )
            yield BrokenLink(fragment.file, line, target, advice)


def _site_path(target: str, url: str, folder: str) -> str | None:
    """The path below the site's root that a relative link leads to; None if it leads elsewhere."""
    try:
        parts = urlsplit(target)
    except ValueError:  # a bracket that does not close
        return None
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return None
    path = unquote(parts.path)
    if path.endswith(".md"):
        # What MkDocs does not find it leaves as it is written, from the file's own folder.
        return page_address(_joined(folder, path))
    return _joined(url, path)


def _joined(folder: str, path: str) -> str:
    whole = posixpath.normpath(posixpath.join(folder, path))
    ends = path.endswith(("/", "/.", "/..")) or path in (".", "..")
    return "" if whole == "." else whole + "/" * (ends and whole != ".")


def _is_there(path: str, there: Collection[str]) -> bool:
    return (f"{path}index.html" if path == "" or path.endswith("/") else path) in there


def _advice(path: str) -> str:
    names = {own: name for name, own in PORTAL_PAGES.items()}
    if path in names:
        return f"请改正，或者删去；门户有这一页的，请在 portal.pages.{names[path]} 写它的网址"
    return "请改正，或者删去"
