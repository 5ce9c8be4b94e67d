"""What a report is offered as, to take away: each output in one line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from ...facts import Facts
from ...source import Report
from ..artifact import Artifact, Content, text
from ..paper.manuscripts import manuscript_of
from ..web.addresses import Placed, download_name, report_path
from ..web.downloads import Download
from .open_data import report_csv, report_json

__all__ = ["OUTPUTS", "Edition", "FileLink", "Output", "downloads_of", "file_links"]


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
    def json(self) -> str:
        """The figures as open data, which goes with the PDF, too."""
        return report_json(self.report, self.facts.notes, self.site_url)


@dataclass(frozen=True, slots=True)
class Output:
    """One way to take a report away: its short name, its type, how its file name ends."""

    kind: str
    media_type: str
    suffix: str
    content: Callable[[Edition], Content]


def _pdf(edition: Edition) -> Content:
    return manuscript_of(
        edition.report, edition.facts, edition.json, edition.site_url, edition.remarks
    )


OUTPUTS = (
    Output("PDF", "application/pdf", ".pdf", _pdf),
    Output("CSV", "text/csv", ".csv", lambda e: text(report_csv(e.report, e.facts.notes))),
    Output("JSON", "application/json", ".json", lambda e: text(e.json)),
)
"""All of them, in the order in which pages offer them."""


def downloads_of(edition: Edition) -> tuple[Download, ...]:
    """The files of a text of a report."""
    return tuple(
        Download(
            output.kind,
            Artifact(
                _path(edition.facts, output),
                output.media_type,
                output.content(edition),
                edition.facts.updated,
            ),
        )
        for output in OUTPUTS
    )


@dataclass(frozen=True, slots=True)
class FileLink:
    """Where lists of reports lead to a file of one."""

    kind: str
    media_type: str
    path: str


def file_links(report: Placed) -> tuple[FileLink, ...]:
    """The files of a report, for lists."""
    return tuple(FileLink(o.kind, o.media_type, _path(report, o)) for o in OUTPUTS)


def _path(report: Placed, output: Output) -> str:
    return report_path(report) + download_name(report, output.suffix)
