"""The files of a page to take away."""

from __future__ import annotations

from dataclasses import dataclass

from ..artifact import Artifact

__all__ = ["Download"]


@dataclass(frozen=True, slots=True)
class Download:
    """One file to take away; ``title`` says what it is where that is not the page itself.

    ``kind`` is its short name, such as PDF.
    """

    kind: str
    artifact: Artifact
    title: str = ""

    @property
    def path(self) -> str:
        """Its address."""
        return self.artifact.path

    @property
    def media_type(self) -> str:
        """Its media type, for browsers."""
        return self.artifact.media_type
