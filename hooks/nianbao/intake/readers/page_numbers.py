"""Tells page numbers from text."""

from __future__ import annotations

import re

__all__ = ["is_page_number"]

_DASH = r"[-－—–―─~～·•]"
_DECORATED = re.compile(
    rf"{_DASH}+\s*\d{{1,3}}\s*{_DASH}+"
    r"|第\s*\d{1,3}\s*页[\s,，/／(（]*(共\s*\d{1,3}\s*页)?[)）]?"
    r"|第\s*[一二三四五六七八九十]{1,3}\s*页"
    r"|[Pp]age\s*\d{1,3}(\s*of\s*\d{1,3})?"
    r"|\d{1,3}\s*[/／]\s*\d{1,3}"
    r"|共\s*\d{1,3}\s*页[\s,，/／]*第\s*\d{1,3}\s*页"
)
_BARE = re.compile(r"\d{1,3}")


def is_page_number(line: str, *, bare: bool = False) -> bool:
    """Whether a line is a page number; with ``bare`` a number alone is one, too."""
    line = line.strip()
    return bool(_DECORATED.fullmatch(line) or (bare and _BARE.fullmatch(line)))
