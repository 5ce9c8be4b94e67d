"""The page of a year: every organ's report, what they add up to, and all of it to take away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ..source import Organ, Portal
from .addresses import year_path
from .downloads import Download
from .main_numbers import MainNumber, added_up
from .meta_tags import ColumnPage
from .report_page import Edition, ReportPage
from .report_table import ReportTable, report_table
from .totals import counted_reports

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
        return max((page.updated for page in self.reports if page.updated), default=None)


def year_page(
    year: int, portal: Portal, pages: Mapping[tuple[str, int], ReportPage], edition: Edition
) -> YearPage:
    """The page of a year that has reports."""
    reports = tuple(pages[report.organ.slug, year] for report in portal.by_year[year])
    table = report_table("机关", ((page.report.organ.name, page) for page in reports))
    path = year_path(year)
    return YearPage(
        year=year,
        path=path,
        reports=reports,
        table=table,
        totals=added_up(table.columns, counted_reports(portal, year)),
        awaited=tuple(
            organ
            for slug, organ in portal.organs.items()
            if organ.exists(year) and (slug, year) not in pages
        ),
        downloads=(),
    )
