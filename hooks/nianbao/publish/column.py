"""公开年报: every page of the column and every file that its pages show or link to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TypeAlias

from ..facts.dates import latest_day
from ..form import OrganKind
from ..source import Portal, by_kind
from .comparison import ComparisonPage, PickerPage, comparison_pages, picker_page
from .coverage import CoveragePage, coverage_page
from .data.archives import Archive
from .edition import Edition
from .indicator.page import IndicatorPage, indicator_pages
from .organ.page import OrganPage, organ_page
from .picture import PicturePage, picture_of_report, picture_of_year
from .report.history import history_of
from .report.page import ReportPage, report_page
from .web.addresses import asset_path, year_path
from .web.downloads import Download
from .web.page_view import PageView
from .year.page import YearPage, year_page

__all__ = ["Column", "published_column"]

_Place: TypeAlias = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Column:
    """公开年报: its years, organs and reports, newest first, in the order of organs.yml.

    ``superseded`` are the earlier versions of corrected reports, which no list or sum has.
    ``comparisons`` stand below the path of the report that each compares with the one before it;
    ``pictures`` are found by the address of what they are about; ``coverage`` tells who has
    published.
    """

    years: tuple[YearPage, ...]
    organs: tuple[OrganPage, ...]
    reports: tuple[ReportPage, ...]
    superseded: tuple[ReportPage, ...]
    indicators: tuple[IndicatorPage, ...]
    comparisons: Mapping[str, ComparisonPage]
    picker: PickerPage
    coverage: CoveragePage
    pictures: Mapping[str, PicturePage]
    assets: tuple[tuple[str, Path], ...]

    @property
    def pages(self) -> tuple[PageView, ...]:
        """Every page below the columns' own."""
        return (
            *self.years,
            *self.organs,
            *self.reports,
            *self.superseded,
            *self.indicators,
            *self.comparisons.values(),
            self.picker,
            self.coverage,
            *self.pictures.values(),
        )

    @property
    def overviews(self) -> tuple[PageView, ...]:
        """The pages about many organs and years, which people look for by their titles."""
        return (*self.years, *self.indicators, self.picker, self.coverage)

    @property
    def downloads(self) -> tuple[tuple[Download, date | None], ...]:
        """Every file to take away, with the day of its page."""
        return tuple((file, page.updated) for page in self.pages for file in page.downloads)

    @property
    def archives(self) -> tuple[Archive, ...]:
        """What is to be written once the PDFs are made."""
        contents = (file.content for file, _ in self.downloads)
        return tuple(content for content in contents if isinstance(content, Archive))

    @property
    def latest(self) -> YearPage | None:
        """The latest year with a report."""
        return self.years[0] if self.years else None

    @property
    def latest_picture(self) -> PicturePage | None:
        """The picture of the latest year that has one."""
        pictures = (self.pictures.get(year.path) for year in self.years)
        return next((picture for picture in pictures if picture), None)

    @property
    def kinds(self) -> tuple[tuple[OrganKind, tuple[OrganPage, ...]], ...]:
        """The organs by kind, governments first."""
        return by_kind(self.organs, lambda page: page.organ)

    @property
    def topics(self) -> tuple[tuple[str, tuple[IndicatorPage, ...]], ...]:
        """The indicators by topic."""
        groups = groupby(self.indicators, key=lambda page: page.indicator.topic)
        return tuple((topic, tuple(pages)) for topic, pages in groups)

    @property
    def updated(self) -> date | None:
        """The latest day of any report."""
        return latest_day(page.updated for page in self.reports)


def published_column(portal: Portal, edition: Edition) -> Column:
    """Everything below 公开年报; PDFs are begun, not waited for, archives not written."""
    current: dict[_Place, ReportPage] = {}
    superseded: list[ReportPage] = []
    for report in portal.reports:
        place = (report.organ.slug, report.year)
        history = history_of(report, portal.earlier.get(place, ()))
        before = portal.report(report.organ.slug, report.year - 1)
        current[place] = report_page(report, edition, history.versions, history.steps, before)
        for earlier, step in zip(history.earlier, history.superseded_by, strict=True):
            superseded.append(report_page(earlier, edition, history.versions, (step,)))
    assets: dict[str, Path] = {}
    for page in (*current.values(), *superseded):
        folder = page.report.path.parent.parent
        assets |= {asset_path(file, folder): file for file in page.report.linked_files}
    comparisons = comparison_pages(portal, current, edition.publisher)
    pictures = _pictures(portal, current, edition)
    return Column(
        years=tuple(
            year_page(year, portal, current, edition, pictures.get(year_path(year)))
            for year in portal.by_year
        ),
        organs=tuple(organ_page(slug, portal, current) for slug in portal.by_organ),
        reports=tuple(current.values()),
        superseded=tuple(superseded),
        indicators=indicator_pages(portal, current, edition.site_url),
        comparisons=comparisons,
        picker=picker_page(portal, comparisons.values()),
        coverage=coverage_page(portal, edition.rules, edition.site_url, tuple(current.values())),
        pictures=pictures,
        assets=tuple(sorted(assets.items())),
    )


def _pictures(
    portal: Portal, current: Mapping[_Place, ReportPage], edition: Edition
) -> dict[str, PicturePage]:
    """一图读懂 of every year and every report that has anything to tell, by what it is about."""
    of_years = (picture_of_year(year, portal, current, edition) for year in portal.by_year)
    of_reports = (picture_of_report(page, portal, edition) for page in current.values())
    made = (picture for group in (of_years, of_reports) for picture in group if picture)
    return {picture.about_path: picture for picture in made}
