"""The page of an indicator: organs by years, what they add up to, and their order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from markupsafe import Markup

from ...facts import Change, Facts, Observation, PortalFacts, added_up, form_breaks, latest_day
from ...form import FormFigure, Indicator, OrganKind, indicators, topics
from ...source import by_kind
from ...wording import years_span
from ..artifact import Artifact, text
from ..charts import Bar, bar_chart, trend_chart
from ..material import Material
from ..web.addresses import indicator_path
from ..web.downloads import Download
from ..web.meta_tags import ColumnPage
from ..web.sheets import SheetLink, in_sheets, sheet_links, sheet_path
from ..web.short_names import short_names
from .csv_file import indicator_csv
from .organ_rows import OrganRow, YearColumn, organ_row, rest_row, year_columns
from .ranking import Place, YearRanking, rankings
from .ranking_page import RankingPage, ranking_pages, ranking_path

__all__ = ["Chip", "IndicatorPage", "Parts", "indicator_pages"]

_ALL = "各机关合计"
_SHOWN_PLACES = 10


@dataclass(frozen=True, slots=True)
class Parts:
    """What the sum of a year is made of: a picture, and each part with its sum."""

    title: str
    chart: Markup
    numbers: tuple[tuple[Indicator, Observation], ...]


@dataclass(frozen=True, slots=True)
class Chip:
    """An indicator of the same topic, and whether it is that of the page itself."""

    name: str
    path: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class IndicatorPage:
    """An indicator; ``columns`` are the sums of all reports by year, newest first.

    ``chips`` are the indicators of its topic that have pages. ``rankings`` are the orders of the
    organs by year, where there are organs to compare; ``covering`` names those whose reports hold
    the figures of others. ``lacking`` are the years whose reports count no such thing. Where there
    are very many organs, ``kinds`` are those of one of several pages, and ``sheets`` leads to all
    of them.
    """

    template = "indicator.html"
    indicator: Indicator
    chips: tuple[Chip, ...]
    columns: tuple[YearColumn, ...]
    chart: Markup
    kinds: tuple[tuple[OrganKind, tuple[OrganRow, ...]], ...]
    rankings: tuple[YearRanking, ...]
    places_chart: Markup
    parts: Parts | None
    covering: tuple[str, ...]
    lacking: str
    updated: date | None
    downloads: tuple[Download, ...]
    number: int = 1
    sheets: tuple[SheetLink, ...] = ()

    @property
    def path(self) -> str:
        """Its address."""
        return sheet_path(indicator_path(self.indicator), self.number)

    @property
    def title(self) -> str:
        """The heading of the page."""
        return self.indicator.title + (f"（第{self.number}页）" if self.number > 1 else "")

    @property
    def crumb(self) -> str:
        """Its name in breadcrumbs, where the first page stands before the others."""
        return f"第{self.number}页" if self.number > 1 else self.indicator.name

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
    def ranking(self) -> YearRanking | None:
        """The order in the newest year, where there is one."""
        return next((r for r in self.rankings if r.year == self.latest.year), None)

    @property
    def ranking_path(self) -> str:
        """The page with the orders of all years; nothing where there are no others."""
        return ranking_path(self.indicator) if len(self.rankings) > 1 else ""

    @property
    def latest(self) -> Observation:
        """The sum of the newest year."""
        return self.columns[0].sum

    @property
    def change(self) -> Change | None:
        """How the newest sum differs from the one before, where both are of all reports."""
        newest = [column.sum for column in self.columns[:2]]
        if len(newest) < 2 or not all(each.is_complete for each in newest):
            return None
        return newest[0].compared_with(newest[1]).change

    @property
    def meanings(self) -> tuple[tuple[str, int], ...]:
        """What the columns count, each with how many columns it spans."""
        groups = groupby(self.columns, key=lambda each: each.meaning)
        return tuple((meaning, len(list(group))) for meaning, group in groups)

    @property
    def has_rests(self) -> bool:
        """Whether a row is what a covering government has besides its organs."""
        return any(row.is_rest for _, rows in self.kinds for row in rows)

    @property
    def has_breaks(self) -> bool:
        """Whether the columns count more things than one."""
        return len(self.meanings) > 1


def indicator_pages(material: Material, topic: str) -> Iterator[IndicatorPage | RankingPage]:
    """The pages of every indicator of a topic that any report has, in their order."""
    sums = {each: material.facts.sums_over_years(each) for each in topics()[topic]}
    shown = tuple(each for each in sums if sums[each])
    for indicator in shown:
        page = _page(indicator, shown, sums[indicator], material)
        yield from _in_sheets(page)
        if page.ranking_path:
            yield from ranking_pages(indicator, page.rankings, page.updated)


def _in_sheets(page: IndicatorPage) -> Iterator[IndicatorPage]:
    """The page, and those on which its table of organs goes on."""
    sheets = in_sheets(page.kinds, len(page.columns))
    links = sheet_links(page.path, ([r.organ for _, rows in own for r in rows] for own in sheets))
    for number, own in enumerate(sheets, 1):
        downloads = page.downloads if number == 1 else ()
        yield replace(page, kinds=own, number=number, sheets=links, downloads=downloads)


def _page(
    indicator: Indicator,
    topic: Sequence[Indicator],
    sums: tuple[Observation, ...],
    material: Material,
) -> IndicatorPage:
    facts = material.facts
    newest_first = tuple(reversed(sums))
    columns = year_columns(newest_first)
    years = [each.year for each in newest_first]
    called = short_names(facts.organs)
    rows: list[OrganRow] = []
    rests: list[OrganRow] = []
    for slug, organ in facts.organs.items():
        row = organ_row(indicator, organ, called, columns, facts)
        if any(cell.observation for cell in row.cells):
            rows.append(row)
            rests += filter(None, [rest_row(indicator, organ, called[slug], columns, facts)])
    ranked = tuple(r for r in rankings(rows, rests, columns) if r.is_worth_it)
    latest = newest_first[0]
    counted = {(each.organ.slug, year) for year in years for each in facts.counted(year)}
    csv = indicator_csv(indicator, rows, newest_first, counted, material.site_url)
    updated = latest_day(report.updated for report in facts.reports if report.year in years)
    path = f"{indicator_path(indicator)}{indicator.slug}.csv"
    artifact = Artifact(path, "text/csv", text(csv), updated)
    return IndicatorPage(
        indicator=indicator,
        chips=tuple(Chip(each.name, indicator_path(each), each is indicator) for each in topic),
        columns=columns,
        chart=trend_chart(indicator, _ALL, sums, _breaks(facts)),
        kinds=by_kind(_with_rests(rows, rests), lambda row: row.organ),
        rankings=ranked,
        places_chart=_places_chart(indicator, latest, ranked),
        parts=_parts(indicator, facts, latest.year),
        covering=tuple(row.organ.name for row in rows if row.organ.aggregate),
        lacking="、".join(map(years_span, _runs(sorted(set(facts.by_year).difference(years))))),
        updated=updated,
        downloads=(Download("CSV", artifact, "全部数据"),),
    )


def _runs(years: Sequence[int]) -> Iterator[list[int]]:
    """Years that follow each other without a gap."""
    groups = groupby(enumerate(years), key=lambda each: each[1] - each[0])
    return ([year for _, year in group] for _, group in groups)


def _breaks(facts: PortalFacts) -> tuple[int, ...]:
    """The years in which most reports have another form than in the year before."""

    def typical(reports: Sequence[Facts]) -> Facts:
        counts = Counter(report.form.key for report in reports)
        return max(reports, key=lambda report: counts[report.form.key])

    counting = ([f for f in reports if f.form.has_tables] for reports in facts.by_year.values())
    return form_breaks(typical(reports) for reports in counting if reports)


def _with_rests(rows: Sequence[OrganRow], rests: Sequence[OrganRow]) -> Iterator[OrganRow]:
    """What a covering government has besides its organs stands below its own row."""
    beside = {rest.organ.slug: rest for rest in rests}
    for row in rows:
        yield row
        if row.organ.slug in beside:
            yield beside[row.organ.slug]


def _places_chart(
    indicator: Indicator, latest: Observation, ranked: Sequence[YearRanking]
) -> Markup:
    """The first places of the newest year as bars, whatever their kind."""
    places: Sequence[Place] = ()
    if ranked and ranked[0].year == latest.year:
        places = ranked[0].highest[:_SHOWN_PLACES]
    bars = [Bar(place.name, place.value) for place in places]
    title = f"{latest.year}年{indicator.title}：最多的 {len(bars)} 个"
    return bar_chart(f"places-{indicator.slug}", title, latest.unit, bars) if bars else Markup()


def _parts(indicator: Indicator, facts: PortalFacts, year: int) -> Parts | None:
    """What the sum of a year is made of, in the forms that most of its reports have."""
    if not indicator.breakdown:
        return None
    reports = facts.counted(year)
    figures: dict[str, FormFigure] = {}
    for name in indicator.breakdown.parts:
        owners = [f.form.indicators[name] for f in reports if name in f.form.indicators]
        if len(owners) * 2 > len(reports):
            figures[name] = owners[0]
    if not figures:
        return None
    sums = [added_up(year, name, figure.unit, reports) for name, figure in figures.items()]
    bars = [Bar(each.name, each.value) for each in sums]
    title = f"{year}年{indicator.breakdown.title}"
    chart = bar_chart(f"parts-{indicator.slug}", title, sums[0].unit, bars)
    numbers = tuple((indicators()[each.name], each) for each in sums)
    return Parts(indicator.breakdown.title, chart, numbers)
