"""A saved page that lists reports: what it calls the files that were saved with it.

Files from a CMS are called ``P020220120535.docx``; only the page that leads to them says whose
reports they are.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Mapping
from pathlib import Path
from urllib.parse import unquote

from .bounded import read_bounded
from .document import Refusal

__all__ = ["links_of"]

_MAX_BYTES = 5_000_000
_SECONDS = 10
_REPORT = re.compile(r"年.{0,40}(?:报告|年报)|年报")
_LEAST = 2
"""A report that has its own Word file beside it is no list."""


def links_of(page: Path, data: bytes, files: Collection[Path]) -> Mapping[Path, str]:
    """The files that a page lists, each with the text of the link to it.

    All paths are real ones. Nothing where the page does not lead to several of ``files``, by
    names of reports.
    """
    try:
        is_page = len(data) <= _MAX_BYTES and b"<a" in data.lower()
        links = read_bounded(_links_in, data, seconds=_SECONDS) if is_page else []
    except Refusal:
        return {}
    found = {}
    for href, title, text in links:
        said = title if _REPORT.search(title) else text
        target = _target(page, href)
        if target in files and _REPORT.search(said):
            found[target] = said
    return found if len(set(found.values())) >= _LEAST else {}


def _links_in(data: bytes) -> list[tuple[str, str, str]]:
    """The address, the title and the text of every link. Raises Refusal."""
    # Libraries that only the process which reads needs.
    from .readers.html_tree import collapse, parse_page, texts  # noqa: PLC0415
    from .readers.page_encoding import decode_page  # noqa: PLC0415

    return [
        (link.get("href") or "", link.get("title") or "", collapse("".join(texts(link))).strip())
        for link in parse_page(decode_page(data)).iter("a")
    ]


def _target(page: Path, href: str) -> Path:
    """The file that a link leads to, or the page itself where it leads to none."""
    try:
        path = unquote(re.split("[?#]", href)[0]).replace("\\", "/")
        return Path(os.path.realpath(page.parent / path))
    except (OSError, ValueError):
        return page
