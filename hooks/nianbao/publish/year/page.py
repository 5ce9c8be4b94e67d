"""The page of a year: every organ's report, what they add up to, and all of it to take away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ...facts.dates import latest_day
from ...facts.main_numbers import MainNumber, added_up
from ...facts.totals import counted_reports, covering_note
from ...source import Organ, Portal
from ..data.archives import Archive, Enclosure, begin_archive
from ..edition import Edition
from ..paper.manuscripts import Volume
from ..picture import PicturePage
from ..report.page import ReportPage
from ..report_table import ReportTable, report_table, table_csv
from ..web.addresses import year_download_name, year_path
from ..web.downloads import Download
from ..web.meta_tags import ColumnPage

__all__ = ["YearPage", "year_page"]


@dataclass(frozen=True, slots=True)
class YearPage:
    """All reports about one year; ``awaited`` are the organs whose report is not there.

    ``totals`` count what several reports hold only once.
    """

    template = "year.html"
    year: int
    path: str
    reports: tuple[ReportPage, ...]
    table: ReportTable
    totals: tuple[MainNumber, ...]
    awaited: tuple[Organ, ...]
    downloads: tuple[Download, ...]

    @property
    def expected(self) -> int:
        """How many organs should have published."""
        return len(self.reports) + len(self.awaited)

    @property
    def totals_note(self) -> str:
        """Whose figures hold those of others, so that the totals are not what they seem."""
        return covering_note(page.report for page in self.reports)

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
    def about(self) -> ColumnPage:
        """What its meta tags say."""
        return ColumnPage(self.title, self.description, ("政府信息公开", "年报", f"{self.year}年"))

    @property
    def updated(self) -> date | None:
        """The latest day of its reports."""
        return latest_day(page.updated for page in self.reports)


def year_page(
    year: int,
    portal: Portal,
    pages: Mapping[tuple[str, int], ReportPage],
    edition: Edition,
    picture: PicturePage | None,
) -> YearPage:
    """The page of a year that has reports; ``picture`` goes into its archive."""
    reports = tuple(pages[report.organ.slug, year] for report in portal.by_year[year])
    named = ((page.report.organ.name, page) for page in reports)
    table = report_table(f"{year}年", "机关", named)
    text = table_csv(table, edition.site_url)
    return YearPage(
        year=year,
        path=year_path(year),
        reports=reports,
        table=table,
        totals=added_up(table.columns, counted_reports(portal, year)),
        awaited=tuple(
            organ
            for slug, organ in portal.organs.items()
            if year in portal.expected_years(organ) and (slug, year) not in pages
        ),
        downloads=_downloads(year, reports, text, edition, picture),
    )


def _downloads(
    year: int,
    reports: tuple[ReportPage, ...],
    table: str,
    edition: Edition,
    picture: PicturePage | None,
) -> tuple[Download, ...]:
    """The volume of the year's reports, the table of its main figures, and everything in one."""
    path = year_path(year)
    volume = edition.typesetter.begin_volume(
        Volume(
            name=year_download_name(year, ""),
            title_lines=(f"{year}年", "政府信息公开工作年度报告汇编"),
            subtitle=f"{len(reports)} 个机关",
            organ=edition.publisher,
            manuscripts=tuple(page.pdf.manuscript for page in reports),
        )
    )
    latest = max(page.pdf.manuscript.day for page in reports)
    names = {suffix: year_download_name(year, suffix) for suffix in (".pdf", ".csv", ".zip")}
    archive = begin_archive(
        year_download_name(year, ""),
        [
            Enclosure(names[".pdf"], volume, latest),
            Enclosure(names[".csv"], table, latest),
            *([Enclosure(picture.pdf_name, picture.pdf, latest)] if picture else []),
            *(enclosure for page in reports for enclosure in _enclosures(page)),
        ],
        edition.cache,
    )
    return (
        Download("PDF", "application/pdf", path + names[".pdf"], volume, "全年汇编"),
        Download("CSV", "text/csv", path + names[".csv"], table, "一览表"),
        Download("ZIP", "application/zip", path + names[".zip"], archive, "全部文件"),
    )


def _enclosures(page: ReportPage) -> Iterator[Enclosure]:
    """A report's files, in a folder of its organ."""
    organ = page.report.organ
    for download in page.downloads:
        if not isinstance(download.content, Archive):
            name = f"{organ.slug}/{download.path.rpartition('/')[2]}"
            yield Enclosure(name, download.content, page.pdf.manuscript.day, organ.name)
