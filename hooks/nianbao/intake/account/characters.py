"""Which characters of a text count: letters, digits and signs, however they are laid out."""

from __future__ import annotations

import unicodedata

__all__ = ["counted", "excerpt"]

_SHORT_TEXT = 60

_FRAMES = (ord("|"), *range(0x2500, 0x2580))


class _Counted(dict[int, int | None]):
    """A translation table that is filled as characters come."""

    def __missing__(self, code: int) -> int | None:
        counts = unicodedata.category(chr(code))[0] in "LNS" and code not in _FRAMES
        self[code] = code if counts else None
        return self[code]


_COUNTED = _Counted()


def counted(text: str) -> str:
    """The characters of a text that are accounted for, in one width.

    White space and punctuation change with every program that a text goes through; frames drawn
    with characters are no text.
    """
    return unicodedata.normalize("NFKC", text).translate(_COUNTED)


def excerpt(text: str, missing: str) -> str:
    """What to show of a text of which some runs are missing: all of it, or only those runs."""
    runs = missing.split("\n")
    is_most = 2 * sum(map(len, runs)) >= len(counted(text))
    return " ".join((text if is_most or len(text) <= _SHORT_TEXT else "…".join(runs)).split())
