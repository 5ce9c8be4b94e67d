"""The files of a page to take away."""

from __future__ import annotations

from dataclasses import dataclass

from ..wording import file_size
from .typesetting import Pdf

__all__ = ["Download"]


@dataclass(frozen=True, slots=True)
class Download:
    """One file to take away; its content is text, or a file in the making."""

    kind: str
    media_type: str
    path: str
    content: str | Pdf

    @property
    def label(self) -> str:
        """Size and, for a PDF, number of pages."""
        if isinstance(self.content, Pdf):
            return f"{file_size(self.content.size)} · {self.content.pages} 页"
        return file_size(len(self.content.encode()))
