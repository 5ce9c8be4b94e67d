"""What checking must know of printing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

__all__ = ["Press"]

# What a font for Chinese has, and nearly all of a text is made of.
_COMMON = frozenset(map(chr, (*range(0x20, 0x7F), *range(0x4E00, 0x9FA6))))


@dataclass(frozen=True)
class Press:
    """What the PDF's typesetter can do, which checking must know but not how.

    ``drawable`` holds the characters its fonts have; ``image_fault`` says why an image cannot
    be typeset, or nothing.
    """

    drawable: frozenset[str]
    image_fault: Callable[[Path], str]

    @cached_property
    def draws_common(self) -> bool:
        """Whether the fonts have ASCII and the Chinese characters U+4E00 to U+9FA5."""
        return self.drawable >= _COMMON
