"""One file of the site as data: where it stands, what it is, what it is made of.

Describing a file begins no work. ``making.py`` makes those whose content is not there yet.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Protocol

from ..build.store import Stored
from ..wording import file_size

__all__ = ["Artifact", "Content", "Copied", "Made", "Ready", "Reduced", "text"]


class Content(Protocol):
    """What a file is made of; equal contents make equal files."""

    @property
    def key(self) -> str:
        """Changes with everything that the file is made of."""


@dataclass(frozen=True)
class Ready:
    """Content that is there already: text in UTF-8, or bytes."""

    data: bytes

    @cached_property
    def key(self) -> str:
        """The digest of the bytes."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class Copied:
    """A file that is published as it is."""

    source: Path

    @property
    def key(self) -> str:
        """Where it lies: what lies there is read when the site is made."""
        return f"copied {self.source}"


@dataclass(frozen=True, slots=True)
class Reduced:
    """A smaller copy of a picture."""

    source: Path

    @property
    def name(self) -> str:
        """What messages call it."""
        return self.source.name

    @property
    def key(self) -> str:
        """Where the picture lies, as of a copied file."""
        return f"reduced {self.source}"


@dataclass(frozen=True, slots=True)
class Made:
    """Content that is made, and in the store; ``remark`` is shown beside the size."""

    stored: Stored
    remark: str = ""

    @property
    def key(self) -> str:
        """The digest of the bytes."""
        return self.stored.sha256

    @property
    def label(self) -> str:
        """Its size and its remark, as pages show them."""
        return " · ".join(filter(None, (file_size(self.stored.size), self.remark)))


@dataclass(frozen=True, slots=True)
class Artifact:
    """One file of the site; ``day`` is when it last changed, if that is known."""

    path: str
    media_type: str
    content: Content
    day: date | None = None


def text(content: str) -> Ready:
    """Text as content."""
    return Ready(content.encode())
