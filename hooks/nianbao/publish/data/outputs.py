"""What a report is offered as, to take away: each output in one line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from ...build import media_type_of
from ...facts import Facts
from ...form import Form
from ...source import Report
from ..artifact import Artifact, Content, Copied, text
from ..paper.manuscripts import Manuscript, manuscript_of
from ..web.addresses import Placed, absolute, download_name, original_name, report_path
from ..web.downloads import Download
from .office_files import PublishedBook, WordFile
from .open_data import report_csv, report_json
from .original_file import original_of

__all__ = ["OUTPUTS", "Edition", "FileLink", "Offered", "Output", "downloads_of", "file_links"]

_ORIGINAL = "原件"
_NO_FULL_TEXT = "说明页"


class Offered(Placed, Protocol):
    """A text of a report, or its facts, of which there are files to take away."""

    @property
    def form(self) -> Form:
        """The form that its tables are in."""

    @property
    def original_ending(self) -> str:
        """How the name of its original ends, empty where there is none."""


@dataclass(frozen=True)
class Edition:
    """A text of a report as it is published.

    ``remarks`` are paragraphs that stand first in the PDF.
    """

    report: Report
    facts: Facts
    site_url: str
    remarks: tuple[str, ...] = ()

    @cached_property
    def manuscript(self) -> Manuscript:
        """The report for the press, with its open data: PDF and Word file are made of it."""
        table = self.csv if self.report.form.has_tables else ""
        return manuscript_of(self.report, self.facts, self.json, self.site_url, self.remarks, table)

    @cached_property
    def json(self) -> str:
        """The figures as open data, which goes with the PDF, too."""
        return report_json(self.report, self.facts.notes, self.site_url, self.facts.identifier)

    @cached_property
    def csv(self) -> str:
        """The figures a line each, which go with the PDF, too."""
        return report_csv(self.report, self.facts.notes, self.site_url, self.facts.identifier)


@dataclass(frozen=True, slots=True)
class Output:
    """One way to take a report away: its short name, its type, how its file name ends.

    One that ``holds_text`` has all of the report; what ``needs_figures`` is not made of a report
    that has none.
    """

    kind: str
    media_type: str
    suffix: str
    content: Callable[[Edition], Content]
    holds_text: bool = False
    needs_figures: bool = False


def _pdf(edition: Edition) -> Content:
    return edition.manuscript


def _docx(edition: Edition) -> Content:
    return WordFile(edition.manuscript)


def _csv(edition: Edition) -> Content:
    return text(edition.csv)


def _xlsx(edition: Edition) -> Content:
    address = absolute(edition.site_url, report_path(edition.report))
    return PublishedBook(edition.report, edition.facts.notes, address, edition.facts.identifier)


OUTPUTS = (
    Output("PDF", "application/pdf", ".pdf", _pdf, holds_text=True),
    Output("Word", media_type_of("x.docx"), ".docx", _docx, holds_text=True),
    Output("CSV", "text/csv", ".csv", _csv, needs_figures=True),
    Output("XLSX", media_type_of("x.xlsx"), ".xlsx", _xlsx, needs_figures=True),
    Output("JSON", "application/json", ".json", lambda e: text(e.json)),
)
"""All of them, in the order in which pages offer them."""


def downloads_of(edition: Edition) -> tuple[Download, ...]:
    """The files of a text of a report: ours, and its original.

    Where nothing but the original can be read, it comes first, and the PDF says that it only
    tells of it.
    """
    report, day = edition.report, edition.facts.updated
    own = tuple(
        Download(
            output.kind,
            Artifact(_path(report, output), output.media_type, output.content(edition), day),
            _NO_FULL_TEXT if output.holds_text and report.is_original_only else "",
        )
        for output in _outputs(report)
    )
    original = original_of(report)
    if original is None:
        return own
    file = Artifact(original.path, original.media_type, Copied(original.source), day)
    kept = Download(original.kind, file, _ORIGINAL)
    return (kept, *own) if report.is_original_only else (*own, kept)


@dataclass(frozen=True, slots=True)
class FileLink:
    """Where lists of reports lead to a file of one."""

    kind: str
    media_type: str
    path: str


def file_links(report: Offered) -> tuple[FileLink, ...]:
    """The files of a report, for lists."""
    own = tuple(FileLink(o.kind, o.media_type, _path(report, o)) for o in _outputs(report))
    if not report.original_ending:
        return own
    name = download_name(report, original_name(report.original_ending))
    return (*own, FileLink(_ORIGINAL, media_type_of(name), report_path(report) + name))


def _outputs(report: Offered) -> tuple[Output, ...]:
    """Those that a report has."""
    return tuple(o for o in OUTPUTS if report.form.has_tables or not o.needs_figures)


def _path(report: Placed, output: Output) -> str:
    return report_path(report) + download_name(report, output.suffix)
