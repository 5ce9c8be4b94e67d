"""The page of an organ: its years, what it came from and became, how to reach it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from ...facts import Facts, PortalFacts, latest_day
from ...form import topics
from ...source import Organ
from ...wording import reports_name, years_span
from ..data.report_table import ReportTable, report_table
from ..material import Material, Views
from ..web.addresses import organ_path
from ..web.feed import feed_path
from ..web.meta_tags import ColumnPage, organ_column
from .trends import Trend, main_trends
from .years_table import YearsTable, years_table

__all__ = ["Gap", "OrganPage", "organ_pages"]


@dataclass(frozen=True, slots=True)
class Gap:
    """A year without a report between others; ``path`` and ``why`` are those of its withdrawal."""

    year: int
    path: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class OrganPage:
    """All reports of one organ, newest first; ``before`` and ``after`` are its organs of a reform.

    Reports whose forms have the same main figures stand in one table. An organ of a reform that
    has no page of its own has no path here. ``gaps`` are the years between without a report.
    ``trends`` and ``years`` show the figures over the
    years, with those of ``renamed``, the organs that this one was before under other names.
    """

    template = "organ.html"
    downloads = ()
    organ: Organ
    path: str
    reports: tuple[Facts, ...]
    tables: tuple[ReportTable, ...]
    before: tuple[tuple[Organ, str], ...]
    after: tuple[tuple[Organ, str], ...]
    renamed: tuple[Organ, ...]
    trends: tuple[Trend, ...]
    years: tuple[YearsTable, ...]
    gaps: tuple[Gap, ...]

    @property
    def title(self) -> str:
        """The heading of the page."""
        return "".join(self.title_lines)

    @property
    def title_lines(self) -> tuple[str, str]:
        """The title in pieces that do not break."""
        return reports_name(self.organ.name)

    @property
    def crumb(self) -> str:
        """Its name in breadcrumbs."""
        return self.organ.name

    @property
    def description(self) -> str:
        """What a search engine shows of the page."""
        return self.about.description

    @property
    def former_names(self) -> tuple[str, ...]:
        """What it was called before, newest first, itself or as another organ."""
        own = (name for name, _ in reversed(self.organ.former_names))
        return tuple(dict.fromkeys((*own, *(organ.name for organ in self.renamed))))

    @property
    def published(self) -> tuple[Facts, ...]:
        """Its reports without drafts."""
        return tuple(facts for facts in self.reports if not facts.is_draft)

    @property
    def feed(self) -> str:
        """Its feed, or nothing where no day is known of what happened to its reports."""
        is_told = any(facts.published or facts.corrected for facts in self.published)
        return feed_path(self.path) if is_told else ""

    @property
    def span(self) -> str:
        """Its first and last year with a report that is published."""
        return years_span([facts.year for facts in self.published])

    @property
    def has_several_tables(self) -> bool:
        """Whether its reports stand in more tables than one, so that each needs a heading."""
        return len(self.tables) > 1

    @property
    def merged(self) -> tuple[tuple[Organ, str], ...]:
        """The organs that it was put together from, where they are more than one."""
        return self.before if len(self.before) > 1 else ()

    @property
    def report_paths(self) -> tuple[str, ...]:
        """The pages of its reports, newest first."""
        return tuple(row.path for table in self.tables for row in table.rows)

    @property
    def about(self) -> ColumnPage:
        """What its meta tags say."""
        return organ_column(self.organ)

    @property
    def updated(self) -> date | None:
        """The latest day of its reports."""
        return latest_day(facts.updated for facts in self.reports)


def organ_pages(material: Material, _views: Views) -> Iterator[OrganPage]:
    """The pages of all organs that have reports, in the order of organs.yml."""
    return (_page(slug, material) for slug in material.facts.by_organ)


def _page(slug: str, material: Material) -> OrganPage:
    by_organ, organs = material.facts.by_organ, material.facts.organs
    organ = organs[slug]
    reports = by_organ[slug]

    def reached(other: Organ) -> tuple[Organ, str]:
        return other, organ_path(other) if other.slug in material.with_page else ""

    lineage = material.facts.lineage
    renamed = lineage.ancestors(organ).renamed
    followed = [r for each in (organ, *renamed) for r in by_organ.get(each.slug, ())]
    years = (years_table(topic, columns, followed, organ) for topic, columns in topics().items())
    return OrganPage(
        organ=organ,
        path=organ_path(organ),
        reports=reports,
        tables=tuple(_table(tuple(group)) for _, group in groupby(reports, _figures_of)),
        before=tuple(map(reached, lineage.earlier.get(slug, ()))),
        after=tuple(map(reached, lineage.later.get(slug, ()))),
        renamed=tuple(each for each in renamed if each.slug in by_organ),
        trends=main_trends(organ.name, followed),
        years=tuple(table for table in years if table),
        gaps=tuple(_gaps(organ, reports, material.facts)),
    )


def _gaps(organ: Organ, reports: tuple[Facts, ...], facts: PortalFacts) -> Iterator[Gap]:
    """The years without a report since its first, newest first.

    What it owes for the latest year of all is told on the board, which knows of other organs.
    """
    first = min(facts.year for facts in reports)
    last = max(facts.year for facts in reports)
    withdrawn = {year: gone for (slug, year), gone in facts.withdrawn.items() if slug == organ.slug}
    years = {*range(organ.first_year or first, last), *withdrawn}
    for year in sorted(years - {each.year for each in reports}, reverse=True):
        if gone := withdrawn.get(year):
            yield Gap(year, f"{organ_path(organ)}{year}/", gone.why)
        elif organ.exists(year):
            yield Gap(year)


def _figures_of(facts: Facts) -> tuple[str, ...]:
    return tuple(figure.name for figure in facts.form.main_figures)


def _table(reports: tuple[Facts, ...]) -> ReportTable:
    named = ((f"{facts.year}年{facts.mark}", facts) for facts in reports)
    return report_table(years_span([facts.year for facts in reports]), "年度", named)
