"""Paragraphs whose lines were broken at a fixed width, in one piece again."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

__all__ = ["Wrapping", "joined"]

_ENDED = re.compile(r"[。！？；：!?]\s*$")
_BEGINS = re.compile(
    r"(?:\s{2,}|\u3000|\t)|\s*(?:第?[一二三四五六七八九十]{1,3}(?:[、.．]|是|部分)|"
    r"[（(][一二三四五六七八九十0-9]{1,3}[）)]|[0-9]{1,2}[.．、](?![0-9])|[#>*-]\s|[①-⑳])"
)
_NARROWEST, _WIDEST = 40, 160
# Full lines differ by so much: a wide character, a mark that hangs out.
_SLACK = 3
_FEWEST = 4
_MOST_LONGER = 0.1


class Wrapping:
    """The width at which the lines of a text were broken, if they were; 0 otherwise."""

    def __init__(self, lines: Iterable[str]) -> None:
        widths = Counter(width for line in lines if (width := _width(line)) >= _NARROWEST)
        self.width = 0
        if not widths:
            return
        sizes = {top: sum(widths[top - n] for n in range(_SLACK + 1)) for top in widths}
        best = max(sizes, key=lambda top: (sizes[top], top))
        longer = sum(count for width, count in widths.items() if width > best)
        enough = sizes[best] >= _FEWEST and longer <= _MOST_LONGER * sum(widths.values())
        if enough and best <= _WIDEST:
            self.width = best

    def goes_on(self, line: str, following: str) -> bool:
        """Whether a line was broken before the following one."""
        if not self.width or not following.strip() or _BEGINS.match(following):
            return False
        width = _width(line)
        is_full = self.width - _SLACK <= width <= self.width + _SLACK
        return is_full and not _ENDED.search(line)


def joined(line: str, following: str) -> str:
    """Two lines in one; a space only between words of letters."""
    left, right = line.rstrip(), following.strip()
    is_word = left[-1:].isascii() and left[-1:].isalpha() and right[:1].isascii()
    return f"{left}{' ' if is_word and right[:1].isalpha() else ''}{right}"


def _width(line: str) -> int:
    """How many columns a line takes."""
    wide = sum(unicodedata.east_asian_width(character) in "WFA" for character in line.rstrip())
    return len(line.rstrip()) + wide
