"""The files of a page to take away."""

from __future__ import annotations

from dataclasses import dataclass

from ...wording import file_size
from ..data.archives import Archive
from ..paper.typesetting import Pdf

__all__ = ["Download"]


@dataclass(frozen=True, slots=True)
class Download:
    """One file to take away; its content is text, or a file in the making.

    ``kind`` is its short name, ``title`` says what it is where that is not the page itself.
    """

    kind: str
    media_type: str
    path: str
    content: str | Pdf | Archive
    title: str = ""

    @property
    def label(self) -> str:
        """Its size and, for a PDF, number of pages, for an archive, number of files."""
        if isinstance(self.content, Pdf):
            return f"{file_size(self.content.size)} · {self.content.pages} 页"
        if isinstance(self.content, Archive):
            return f"{file_size(self.content.size)} · {self.content.files} 个文件"
        return file_size(len(self.content.encode()))
