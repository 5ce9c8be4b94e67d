"""A report's Word file and its spreadsheet as files of the site: what they are made of.

They are made when they are asked for. Only then what writes them is loaded, which takes as long as
all else that a build without a change does.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from ...build.digests import digest_of
from ...facts.data_notes import DataNote
from ...source import Report
from ..paper.manuscripts import Manuscript
from ..program import program_digest

__all__ = ["PublishedBook", "WordFile"]


@dataclass(frozen=True)
class WordFile:
    """A report's Word file, made of what its PDF is made of."""

    manuscript: Manuscript

    @property
    def name(self) -> str:
        """What messages call it."""
        return self.manuscript.name

    @cached_property
    def key(self) -> str:
        """Changes with everything that is in it, and with the program; the open data is not."""
        return digest_of("word", program_digest(), self.manuscript.content, self.manuscript.form)

    def data(self) -> bytes:
        """The file. Raises OSError if a picture cannot be read."""
        from ..paper.word_report import word_report  # noqa: PLC0415

        return word_report(self.manuscript)


@dataclass(frozen=True)
class PublishedBook:
    """A report's spreadsheet.

    ``address`` is the report's page on the web, ``identifier`` its persistent one, if it has any.
    """

    report: Report
    notes: tuple[DataNote, ...]
    address: str
    identifier: str = ""

    @property
    def name(self) -> str:
        """What messages call it."""
        return self.report.file

    @cached_property
    def key(self) -> str:
        """Changes with everything that stands in it, and with the program."""
        report = self.report
        organ, version = report.organ, str(report.version)
        about = (organ.slug, organ.name, version, self.address, self.identifier)
        told = (note.text for note in self.notes)
        return digest_of("spreadsheet", program_digest(), report.text, *about, *told)

    def data(self) -> bytes:
        """The file."""
        from ..spreadsheet import published_book  # noqa: PLC0415

        return published_book(self.report, self.notes, self.address, self.identifier)
