"""Where imported pages stood before: they are noted in redirects.csv, which leads on from there."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from ..settings import REDIRECTS, SettingsError, read_redirects

__all__ = ["note_old_addresses"]

_HEAD = "旧网址,新网址\n"


def note_old_addresses(project: Path, site_url: str, pages: Mapping[str, str]) -> str:
    """Adds pages by their old addresses to the redirects; says how many, or why none could be.

    ``pages`` are paths below the site. What is noted already, and what leads to itself, is left
    as it is. Nothing is said where there is nothing to add.
    """
    file = project / REDIRECTS
    try:
        known = read_redirects(project, site_url)
        added = {
            old: f"{known.root}{page}"
            for old, page in pages.items()
            if (path := unquote(urlsplit(old).path)) not in known.by_old
            and path.rstrip("/") != f"{known.root}{page}".rstrip("/")
        }
        if not added:
            return ""
        _append(file, added)
    except (SettingsError, OSError) as error:
        return f"旧网址没有记入 {REDIRECTS}：{error}"
    told = "访问它们的转到新的页面；旧页面还要用的，删去那一行"
    return f"旧网址 {len(added)} 个记入 {REDIRECTS}，{told}"


def _append(file: Path, added: Mapping[str, str]) -> None:
    """Adds the lines in the encoding that the file has."""
    before = file.read_bytes() if file.exists() else _HEAD.encode("utf-8-sig")
    encoding = "utf-8"
    try:
        before.decode("utf-8-sig")
    except UnicodeDecodeError:
        encoding = "gb18030"
    lines = io.StringIO()
    csv.writer(lines, lineterminator="\n").writerows(added.items())
    if not before.endswith(b"\n"):
        before += b"\n"
    file.write_bytes(before + lines.getvalue().encode(encoding))
