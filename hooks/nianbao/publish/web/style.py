"""The program's stylesheet as pages get it: without what only those who write it read."""

from __future__ import annotations

import re

__all__ = ["STYLE", "compact"]

STYLE = "stylesheets/portal.css"
"""Where the stylesheet is, in the theme and, but for its digest, on the site."""

# A text in quotation marks; a comment; a sign that needs no space around it; other spaces.
_PARTS = re.compile(r"""("[^"]*"|'[^']*')|/\*.*?\*/|\s*([{};,])\s*|\s+""", re.DOTALL)


def compact(style: str) -> str:
    """The same rules in fewer bytes: comments and needless spaces left out."""
    return _PARTS.sub(_kept, style)


def _kept(part: re.Match[str]) -> str:
    return part[1] or part[2] or " " * part[0].isspace()
