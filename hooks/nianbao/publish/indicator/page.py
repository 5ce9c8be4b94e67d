"""The page of an indicator: organs by years, what they add up to, and their order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from markupsafe import Markup

from ...facts.change import Change, change_between
from ...facts.dates import latest_day
from ...facts.observations import Observation, county_over_years, form_breaks
from ...facts.totals import counted_reports, total_of
from ...form import FormFigure, Indicator, OrganKind, indicators
from ...source import Portal, by_kind
from ..charts import Bar, bar_chart
from ..organ.trends import trend
from ..report.page import ReportPage
from ..web.addresses import indicator_path
from ..web.downloads import Download
from ..web.meta_tags import ColumnPage
from .csv_file import indicator_csv
from .organ_rows import OrganRow, organ_row
from .ranking import Place, ranking

__all__ = ["IndicatorPage", "Parts", "indicator_pages"]

_ALL = "各机关合计"
_SHOWN_PLACES = 10


@dataclass(frozen=True, slots=True)
class Parts:
    """What the sum of a year is made of: a picture, and each part with its sum."""

    title: str
    chart: Markup
    numbers: tuple[tuple[Indicator, Observation], ...]


@dataclass(frozen=True, slots=True)
class IndicatorPage:
    """An indicator; ``county`` are the sums of all reports by year, newest first.

    The table has a column for each of these years. ``places`` is the order of the organs in
    ``latest``, the newest; ``covering`` names those whose reports hold the figures of others.
    """

    template = "indicator.html"
    indicator: Indicator
    county: tuple[Observation, ...]
    chart: Markup
    kinds: tuple[tuple[OrganKind, tuple[OrganRow, ...]], ...]
    places: tuple[Place, ...]
    places_chart: Markup
    parts: Parts | None
    covering: tuple[str, ...]
    updated: date | None
    downloads: tuple[Download, ...]

    @property
    def path(self) -> str:
        """Its address."""
        return indicator_path(self.indicator)

    @property
    def title(self) -> str:
        """The heading of the page."""
        return self.indicator.title

    @property
    def crumb(self) -> str:
        """Its name in breadcrumbs."""
        return self.indicator.name

    @property
    def description(self) -> str:
        """What a search engine shows of the page."""
        return f"{self.indicator.title}：各机关历年的数、合计和排行。{self.indicator.says}"

    @property
    def about(self) -> ColumnPage:
        """What its meta tags say."""
        return ColumnPage(
            self.title, self.description, ("政府信息公开", "年报数据", self.indicator.title)
        )

    @property
    def latest(self) -> Observation:
        """The sum of the newest year."""
        return self.county[0]

    @property
    def change(self) -> Change | None:
        """How the newest sum differs from the one before, where both are of all reports."""
        if len(self.county) < 2 or not all(each.is_complete for each in self.county[:2]):
            return None
        return change_between(self.county[1], self.county[0])

    @property
    def meanings(self) -> tuple[tuple[str, int], ...]:
        """What the columns count, each with how many columns it spans."""
        groups = groupby(self.county, key=lambda each: each.meaning)
        return tuple((meaning, len(list(group))) for meaning, group in groups)


def indicator_pages(
    portal: Portal, pages: Mapping[tuple[str, int], ReportPage], site_url: str
) -> tuple[IndicatorPage, ...]:
    """A page for every indicator that any report has, in the order of indicators.yml."""
    sums = (
        (indicator, county_over_years(portal, indicator))
        for indicator in indicators().values()
        if indicator.slug
    )
    return tuple(
        _page(indicator, county, portal, pages, site_url) for indicator, county in sums if county
    )


def _page(
    indicator: Indicator,
    county: tuple[Observation, ...],
    portal: Portal,
    pages: Mapping[tuple[str, int], ReportPage],
    site_url: str,
) -> IndicatorPage:
    newest_first = tuple(reversed(county))
    years = [each.year for each in newest_first]
    rows = [organ_row(indicator, organ, years, pages) for organ in portal.organs.values()]
    rows = [row for row in rows if any(cell.observation for cell in row.cells)]
    latest = newest_first[0]
    places = ranking([(row.organ, [cell.observation for cell in row.cells]) for row in rows])
    csv = indicator_csv(indicator, rows, newest_first, site_url)
    updates = (page.updated for page in pages.values() if page.report.year in years)
    path = indicator_path(indicator)
    return IndicatorPage(
        indicator=indicator,
        county=newest_first,
        chart=trend(indicator, _ALL, county, _breaks(portal)).chart,
        kinds=by_kind(rows, lambda row: row.organ),
        places=places,
        places_chart=_places_chart(indicator, latest, places),
        parts=_parts(indicator, portal, latest.year),
        covering=tuple(row.organ.name for row in rows if row.organ.aggregate),
        updated=latest_day(updates),
        downloads=(Download("CSV", "text/csv", f"{path}{indicator.slug}.csv", csv, "全部数据"),),
    )


def _breaks(portal: Portal) -> tuple[int, ...]:
    """The years in which most reports have another form than in the year before."""
    typical = []
    for year in sorted(portal.by_year):
        reports = portal.by_year[year]
        typical.append(max(reports, key=lambda r: sum(r.form.key == o.form.key for o in reports)))
    return form_breaks(typical)


def _places_chart(indicator: Indicator, latest: Observation, places: Sequence[Place]) -> Markup:
    """The first places as bars, without those of nothing."""
    shown = [place for place in places[:_SHOWN_PLACES] if place.value]
    bars = [Bar(place.organ.name, place.value) for place in shown]
    title = f"{latest.year}年{indicator.title}：前 {len(bars)} 个机关"
    return bar_chart(f"places-{indicator.slug}", title, latest.unit, bars) if bars else Markup()


def _parts(indicator: Indicator, portal: Portal, year: int) -> Parts | None:
    """What the sum of a year is made of, in the forms that most of its reports have."""
    reports = counted_reports(portal, year)
    figures: dict[str, FormFigure] = {}
    for name in indicator.breakdown.parts if indicator.breakdown else ():
        owners = [
            report.form.indicators[name] for report in reports if name in report.form.indicators
        ]
        if len(owners) * 2 > len(reports):
            figures[name] = owners[0]
    if not figures or not indicator.breakdown:
        return None
    numbers = []
    for name, figure in figures.items():
        total = total_of(figure, reports)
        sum_ = Observation(year, name, figure.unit, total.value, total.given, total.asked)
        numbers.append((indicators()[name], sum_))
    bars = [Bar(part.name, sum_.value) for part, sum_ in numbers]
    title = f"{year}年{indicator.breakdown.title}"
    chart = bar_chart(f"parts-{indicator.slug}", title, numbers[0][1].unit, bars)
    return Parts(indicator.breakdown.title, chart, tuple(numbers))
