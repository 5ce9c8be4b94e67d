"""Characters that nobody sees and that copying from pages and Word brings along."""

from __future__ import annotations

import re

__all__ = ["without_invisible"]

_INVISIBLE = re.compile("[\xad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")


def without_invisible(text: str) -> str:
    """The text without soft hyphens, zero-width spaces and marks of direction."""
    return _INVISIBLE.sub("", text)
