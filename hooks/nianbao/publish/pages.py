"""What the site consists of: a page for each report, organ and year, and the downloads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ..problem import Problem
from ..source import Organ, OrganKind, Portal, Report
from ..wording import chinese_date, file_size
from .addresses import asset_path, download_name, organ_path, report_path, year_path
from .data_notes import DataNote, data_notes
from .dates import CommitDates, document_date, updated
from .html import prose_html, table_html
from .links import page_link
from .open_data import report_csv, report_json
from .typesetting import Pdf, Typesetter

__all__ = ["Column", "Download", "OrganPage", "ReportPage", "YearPage", "published_column"]


@dataclass(frozen=True, slots=True)
class Download:
    """One file of a report to take away; its content is text, or a PDF in the making."""

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


@dataclass(frozen=True, slots=True)
class SectionView:
    """One section as the page shows it."""

    anchor: str
    heading: str
    table: str
    prose: str
    notes: tuple[DataNote, ...]


@dataclass(frozen=True, slots=True)
class ReportPage:
    """The page of a report, with its downloads, PDF first."""

    template = "report.html"
    report: Report
    path: str
    updated: date | None
    downloads: tuple[Download, ...]
    notes: tuple[DataNote, ...]

    @property
    def title(self) -> str:
        """The report's title."""
        return self.report.title

    @property
    def crumb(self) -> str:
        """Its name in breadcrumbs, where the organ stands before it."""
        return f"{self.report.year}年"

    @property
    def published(self) -> str:
        """The day of publication as people write it, or nothing."""
        return chinese_date(self.report.published) if self.report.published else ""

    @property
    def organ_path(self) -> str:
        """The page of the organ."""
        return organ_path(self.report.organ)

    @property
    def year_path(self) -> str:
        """The page of the year."""
        return year_path(self.report.year)

    @property
    def description(self) -> str:
        """What a search engine shows of the page."""
        return self.report.description or f"{self.title}全文、统计表和下载。"

    @property
    def other_notes(self) -> tuple[DataNote, ...]:
        """The notes that are about no table."""
        return tuple(note for note in self.notes if not self._is_about_a_table(note))

    def _is_about_a_table(self, note: DataNote) -> bool:
        return bool(note.parts) and note.parts[0] in self.report.form.tables

    def sections(self) -> tuple[SectionView, ...]:
        """The sections, each with its official table first."""
        views = []
        report = self.report
        for number, section in enumerate(report.sections, 1):
            key = section.official.table
            table = table_html(report.form, report.form.tables[key], report.figures) if key else ""
            prose = prose_html(section.blocks, lambda target: page_link(report, target))
            notes = tuple(note for note in self.notes if note.parts[:1] == (key,))
            views.append(SectionView(f"section-{number}", section.heading, table, prose, notes))
        return tuple(views)


@dataclass(frozen=True, slots=True)
class YearPage:
    """All reports about one year."""

    template = "year.html"
    year: int
    path: str
    reports: tuple[ReportPage, ...]

    @property
    def title(self) -> str:
        """The heading of the page."""
        return f"{self.year}年政府信息公开年报"

    @property
    def crumb(self) -> str:
        """Its name in breadcrumbs."""
        return f"{self.year}年"

    @property
    def description(self) -> str:
        """What a search engine shows of the page."""
        return f"各机关{self.year}年政府信息公开工作年度报告。"

    @property
    def updated(self) -> date | None:
        """The latest day of its reports."""
        return _latest(self.reports)


@dataclass(frozen=True, slots=True)
class OrganPage:
    """All reports of one organ, newest first."""

    template = "organ.html"
    organ: Organ
    path: str
    reports: tuple[ReportPage, ...]

    @property
    def title(self) -> str:
        """The heading of the page."""
        return f"{self.organ.name}政府信息公开年报"

    @property
    def crumb(self) -> str:
        """Its name in breadcrumbs."""
        return self.organ.name

    @property
    def description(self) -> str:
        """What a search engine shows of the page."""
        return f"{self.organ.name}历年政府信息公开工作年度报告。"

    @property
    def updated(self) -> date | None:
        """The latest day of its reports."""
        return _latest(self.reports)


@dataclass(frozen=True, slots=True)
class Column:
    """公开年报: every page below it, and the files that reports show or link to."""

    years: tuple[YearPage, ...]
    organs: tuple[OrganPage, ...]
    reports: tuple[ReportPage, ...]
    assets: tuple[tuple[str, Path], ...]

    @property
    def pages(self) -> tuple[YearPage | OrganPage | ReportPage, ...]:
        """Every page below the column's own."""
        return (*self.years, *self.organs, *self.reports)

    @property
    def kinds(self) -> tuple[tuple[OrganKind, tuple[OrganPage, ...]], ...]:
        """The organs by kind, governments first."""
        groups = (
            (kind, tuple(o for o in self.organs if o.organ.kind is kind)) for kind in OrganKind
        )
        return tuple((kind, organs) for kind, organs in groups if organs)

    @property
    def updated(self) -> date | None:
        """The latest day of any report."""
        return _latest(self.reports)


def published_column(
    portal: Portal,
    problems: Sequence[Problem],
    typesetter: Typesetter,
    commits: CommitDates,
    site_url: str,
) -> Column:
    """Everything below 公开年报; the PDFs are begun, not waited for.

    Of the ``problems``, those that reports answer to the public are told beside the figures.
    """
    settled: dict[str, list[Problem]] = {}
    for problem in problems:
        settled.setdefault(problem.file, []).append(problem)
    pages = {}
    assets: dict[str, Path] = {}
    for report in portal.reports:
        notes = data_notes(report, settled.get(report.file, []))
        data = report_json(report, notes, site_url)
        day = document_date(report, commits)
        pdf = typesetter.begin(report, notes, day, data, site_url)
        downloads = tuple(
            Download(kind, media_type, report_path(report) + download_name(report, suffix), content)
            for kind, media_type, suffix, content in (
                ("PDF", "application/pdf", ".pdf", pdf),
                ("CSV", "text/csv", ".csv", report_csv(report, notes)),
                ("JSON", "application/json", ".json", data),
            )
        )
        key = (report.organ.slug, report.year)
        pages[key] = ReportPage(
            report, report_path(report), updated(report, commits), downloads, notes
        )
        folder = report.path.parent.parent
        assets |= {asset_path(file, folder): file for file in report.linked_files}

    def shown(reports: Iterable[Report]) -> tuple[ReportPage, ...]:
        return tuple(pages[report.organ.slug, report.year] for report in reports)

    return Column(
        years=tuple(YearPage(y, year_path(y), shown(rs)) for y, rs in portal.by_year.items()),
        organs=tuple(
            OrganPage(portal.organs[slug], organ_path(portal.organs[slug]), shown(reports))
            for slug, reports in portal.by_organ.items()
        ),
        reports=tuple(pages.values()),
        assets=tuple(sorted(assets.items())),
    )


def _latest(reports: Iterable[ReportPage]) -> date | None:
    return max((page.updated for page in reports if page.updated), default=None)
