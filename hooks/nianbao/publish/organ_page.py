"""The page of an organ: its years, what it came from and became, how to reach it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from ..source import Organ, Portal
from ..wording import years_span
from .addresses import organ_path
from .dates import latest_day
from .meta_tags import ColumnPage
from .report_page import ReportPage
from .report_table import ReportTable, report_table
from .statistics.topics import topics
from .statistics.trends import Trend, main_trends
from .statistics.years_table import YearsTable, years_table

__all__ = ["OrganPage", "organ_page"]


@dataclass(frozen=True, slots=True)
class OrganPage:
    """All reports of one organ, newest first; ``before`` and ``after`` are its organs of a reform.

    Reports whose forms have the same main figures stand in one table. An organ of a reform that
    has no page of its own has no path here. ``trends`` and ``years`` tell of the figures over the
    years, with those of ``renamed``, the organs that this one was before under other names.
    """

    template = "organ.html"
    downloads = ()
    organ: Organ
    path: str
    reports: tuple[ReportPage, ...]
    tables: tuple[ReportTable, ...]
    before: tuple[tuple[Organ, str], ...]
    after: tuple[tuple[Organ, str], ...]
    renamed: tuple[Organ, ...]
    trends: tuple[Trend, ...]
    years: tuple[YearsTable, ...]

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
    def span(self) -> str:
        """Its first and last year with a report."""
        return years_span([page.report.year for page in self.reports])

    @property
    def about(self) -> ColumnPage:
        """What its meta tags say."""
        return ColumnPage(self.title, self.description, ("政府信息公开", "年报", self.organ.name))

    @property
    def updated(self) -> date | None:
        """The latest day of its reports."""
        return latest_day(page.updated for page in self.reports)


def organ_page(slug: str, portal: Portal, pages: Mapping[tuple[str, int], ReportPage]) -> OrganPage:
    """The page of an organ that has reports."""
    organ = portal.organs[slug]
    reports = tuple(pages[slug, report.year] for report in portal.by_organ[slug])

    def reached(other: Organ) -> tuple[Organ, str]:
        return other, organ_path(other) if other.slug in portal.by_organ else ""

    renamed = portal.lineage.ancestors(organ).renamed
    followed = [r for each in (organ, *renamed) for r in portal.by_organ.get(each.slug, ())]
    years = (years_table(topic, columns, followed, organ) for topic, columns in topics().items())
    return OrganPage(
        organ=organ,
        path=organ_path(organ),
        reports=reports,
        tables=tuple(_table(tuple(pages)) for _, pages in groupby(reports, _figures_of)),
        before=tuple(map(reached, portal.lineage.earlier.get(slug, ()))),
        after=tuple(map(reached, portal.lineage.later.get(slug, ()))),
        renamed=tuple(each for each in renamed if each.slug in portal.by_organ),
        trends=main_trends(organ.name, followed),
        years=tuple(table for table in years if table),
    )


def _figures_of(page: ReportPage) -> tuple[str, ...]:
    return tuple(figure.name for figure in page.report.form.main_figures)


def _table(pages: tuple[ReportPage, ...]) -> ReportTable:
    named = ((f"{page.report.year}年", page) for page in pages)
    return report_table(years_span([page.report.year for page in pages]), "年度", named)
