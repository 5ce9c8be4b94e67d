"""The pieces of a source as it is read for the account."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

__all__ = ["Kind", "SourcePiece", "SourceText"]


class Kind(Enum):
    """What a piece is by the file's own word."""

    TEXT = auto()
    FURNITURE = auto()
    """What a program put there for whoever uses it: a menu, a button."""
    OWN_ADDITION = auto()
    """What a file of our own adds to a report."""
    RUNNING_HEAD = auto()
    PAGE_NUMBER = auto()
    COMMENT = auto()
    DELETED = auto()
    """Text that a tracked change takes out."""
    HIDDEN = auto()
    PICTURE = auto()
    """A picture; its text is its name."""


@dataclass(frozen=True, slots=True)
class SourcePiece:
    """One paragraph, cell or line as it stands in the file, and where a person finds it."""

    text: str
    place: str
    kind: Kind = Kind.TEXT


@dataclass(frozen=True, slots=True)
class SourceText:
    """All text of a file, and what is to know of its kind.

    A web page has more than the report on it; the lines of a PDF are in no certain order.
    """

    pieces: tuple[SourcePiece, ...] = ()
    is_web_page: bool = False
    is_scattered: bool = False
