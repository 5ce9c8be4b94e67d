"""What checking must know of printing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Press"]


@dataclass(frozen=True, slots=True)
class Press:
    """What the PDF's typesetter can do, which checking must know but not how.

    ``drawable`` holds the characters its fonts have; ``image_fault`` says why an image cannot
    be typeset, or nothing.
    """

    drawable: frozenset[str]
    image_fault: Callable[[Path], str]
