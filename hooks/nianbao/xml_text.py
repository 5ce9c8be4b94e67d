"""Text as XML has it, for files that are written down and not built as trees."""

from __future__ import annotations

import re
from html import escape

__all__ = ["escaped"]

# What XML cannot say, not even by number (XML 1.0, 2.2).
_UNSAYABLE = re.compile("[^\t\n\r\\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def escaped(text: str) -> str:
    """A text as it stands in an element or in an attribute."""
    return escape(_UNSAYABLE.sub("", text))
