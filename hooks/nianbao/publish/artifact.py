"""One file of the site as data: where it stands, what it is, what it is made of.

Describing a file begins no work. ``making.py`` makes those whose content is not there yet.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Protocol

from ..wording import file_size

__all__ = ["Artifact", "Content", "Copied", "Later", "Made", "Ready", "text"]


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
        """Where it lies: what lies there is read when the site is laid out."""
        return f"copied {self.source}"


@dataclass(frozen=True, slots=True)
class Later:
    """Content that takes work: ``make`` gives its bytes when the files of the site are made.

    Its ``key`` says all that goes into them.
    """

    key: str
    make: Callable[[], bytes] = field(compare=False)


@dataclass(frozen=True, slots=True)
class Artifact:
    """One file of the site; ``day`` is when it last changed, if that is known."""

    path: str
    media_type: str
    content: Content
    day: date | None = None


@dataclass(frozen=True)
class Made:
    """A file that is made: its bytes, or where they lie.

    ``identity`` changes with the bytes. ``remark`` is shown beside the size.
    """

    source: bytes | Path
    identity: str
    remark: str = ""

    @property
    def label(self) -> str:
        """Its size and its remark, as pages show them."""
        return " · ".join(filter(None, (file_size(self.size), self.remark)))

    @property
    def size(self) -> int:
        """How many bytes it has."""
        if isinstance(self.source, bytes):
            return len(self.source)
        return self.source.stat().st_size

    def read(self) -> bytes:
        """The bytes."""
        return self.source if isinstance(self.source, bytes) else self.source.read_bytes()


def text(content: str) -> Ready:
    """Text as content."""
    return Ready(content.encode())
