"""The original of a report as it is published: under the report's own address and name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ...build import media_type_of
from ...build.digests import file_digest
from ...source import Report
from ..web.addresses import download_name, original_name, report_path

__all__ = ["OriginalFile", "original_of"]


@dataclass(frozen=True)
class OriginalFile:
    """The file at ``source``, published at ``path``; what it is called beside the report."""

    source: Path
    path: str

    @property
    def name(self) -> str:
        """How its author named it."""
        return self.source.name

    @property
    def kind(self) -> str:
        """Its short name, such as PDF."""
        return self.source.suffix[1:].upper()

    @property
    def media_type(self) -> str:
        """Its media type."""
        return media_type_of(self.path)

    @cached_property
    def size(self) -> int:
        """Its bytes. Raises OSError."""
        return self.source.stat().st_size

    @cached_property
    def sha256(self) -> str:
        """Its digest. Raises OSError."""
        return file_digest(self.source)


def original_of(report: Report) -> OriginalFile | None:
    """The original of a text of a report, where it is kept."""
    if report.original is None:
        return None
    name = download_name(report, original_name(report.original_ending))
    return OriginalFile(report.original, report_path(report) + name)
