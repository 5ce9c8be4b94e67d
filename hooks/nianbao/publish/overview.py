"""The publication in short, as hand-written pages list it: ``publication`` in templates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ..facts import Facts, Observation, PortalFacts, covering_note, latest_day
from ..form import OrganKind, topics
from ..settings import HouseRules
from ..source import Organ, by_kind
from ..wording import years_span
from .coverage.board import YearCounts, coverage_board
from .data.outputs import FileLink, file_links
from .data.report_table import report_table
from .jobs import Listed
from .web.addresses import COLUMN, organ_path, picture_path, report_path, year_path
from .web.feed import feed_path
from .web.sheets import MOST_CELLS, MOST_LINKS
from .web.short_names import short_names
from .year.page import year_title, year_totals

__all__ = ["Overview"]

_MOST_DETAILED = MOST_CELLS // 6
"""Organs of which a list tells more than the name; the pages of the years have all of it."""


@dataclass(frozen=True, slots=True)
class YearLine:
    """A year with a report: its page, its reports, and the page of its picture, if it has one."""

    year: int
    path: str
    reports: tuple[Facts, ...]
    picture: str


@dataclass(frozen=True, slots=True)
class LatestYear:
    """The latest year with a report, as the first pages show it."""

    year: int
    path: str
    title: str
    reports: tuple[Facts, ...]
    expected: int
    totals: tuple[Observation, ...]
    totals_note: str


@dataclass(frozen=True, slots=True)
class OrganLine:
    """An organ with a report: what lists call it, its page, its reports newest first, their span.

    ``is_closed`` says that it is no more; ``latest`` is its newest report, with its first file.
    """

    organ: Organ
    name: str
    path: str
    span: str
    reports: tuple[Facts, ...]
    rows: tuple[tuple[str, str], ...]
    is_closed: bool

    @property
    def latest(self) -> Facts:
        """Its newest report."""
        return self.reports[0]

    @property
    def latest_file(self) -> FileLink:
        """What its newest report is offered as first."""
        return file_links(self.latest)[0]


@dataclass(frozen=True)
class Overview:
    """What the reports come to; ``listed`` are the pages about many of them, in their order.

    ``in_site_map`` are those that the site map lists one by one.
    """

    facts: PortalFacts
    rules: HouseRules
    listed: tuple[Listed, ...]
    in_site_map: tuple[Listed, ...]

    @property
    def updated(self) -> date | None:
        """The latest day of any report."""
        return latest_day(facts.updated for facts in self.facts.reports)

    @property
    def feed(self) -> str:
        """The feed of all reports, or nothing where no day is known of what happened to them."""
        published = (facts for facts in self.facts.reports if not facts.is_draft)
        return feed_path(COLUMN) if any(f.published or f.corrected for f in published) else ""

    @property
    def lists_reports(self) -> bool:
        """Whether the site map lists every report, not only the organs, whose pages do."""
        return len(self.facts.reports) <= MOST_LINKS

    @cached_property
    def years(self) -> tuple[YearLine, ...]:
        """The years with a report, newest first."""
        paths = {page.path for page in self.listed}
        pictures = {year: picture_path(year_path(year)) for year in self.facts.by_year}
        return tuple(
            YearLine(
                year, year_path(year), reports, pictures[year] if pictures[year] in paths else ""
            )
            for year, reports in self.facts.by_year.items()
        )

    @cached_property
    def latest(self) -> LatestYear | None:
        """The latest year with a report."""
        year = self.facts.latest_year
        if year is None:
            return None
        reports = self.facts.by_year[year]
        table = report_table(f"{year}年", "机关", ((f.organ.name + f.mark, f) for f in reports))
        return LatestYear(
            year=year,
            path=year_path(year),
            title=year_title(year),
            reports=reports,
            expected=self.facts.expected_reports(year),
            totals=year_totals(year, table, self.facts),
            totals_note=covering_note(reports),
        )

    @property
    def latest_picture(self) -> Listed | None:
        """The picture of the latest year that has one."""
        pages = {page.path: page for page in self.listed}
        return next((pages[line.picture] for line in self.years if line.picture), None)

    @cached_property
    def kinds(self) -> tuple[tuple[OrganKind, tuple[OrganLine, ...]], ...]:
        """The organs with a report by kind, governments first."""
        called, latest = short_names(self.facts.organs), self.facts.latest_year
        lines = (
            _organ_line(self.facts.organs[slug], called[slug], reports, latest)
            for slug, reports in self.facts.by_organ.items()
        )
        return by_kind(lines, lambda line: line.organ)

    @property
    def closed(self) -> tuple[OrganLine, ...]:
        """The organs that are no more, of all kinds."""
        return tuple(line for _, lines in self.kinds for line in lines if line.is_closed)

    @property
    def is_detailed(self) -> bool:
        """Whether lists of organs tell of their newest reports, too."""
        return len(self.facts.by_organ) <= _MOST_DETAILED

    @cached_property
    def figures_year(self) -> int | None:
        """The latest year of which any indicator has a sum."""
        return max((page.latest.year for page in self.listed if page.latest), default=None)

    @cached_property
    def followed(self) -> tuple[tuple[str, tuple[Listed, ...]], ...]:
        """The indicators of the latest year by topic: no older sum stands among these."""
        own = ((t, tuple(p for p in pages if not self._is_ended(p))) for t, pages in self.topics)
        return tuple((topic, pages) for topic, pages in own if pages)

    @cached_property
    def ended(self) -> tuple[Listed, ...]:
        """The indicators that no report of the latest year has."""
        return tuple(p for _, pages in self.topics for p in pages if self._is_ended(p))

    def _is_ended(self, page: Listed) -> bool:
        return page.latest is not None and page.latest.year != self.figures_year

    @cached_property
    def topics(self) -> tuple[tuple[str, tuple[Listed, ...]], ...]:
        """The indicators by topic."""
        groups = ((t, tuple(p for p in self.listed if p.topic == t)) for t in topics())
        return tuple((topic, pages) for topic, pages in groups if pages)

    @cached_property
    def counts(self) -> YearCounts | None:
        """How many of the reports of the latest year are there."""
        years = coverage_board(self.facts, self.rules).years
        return years[0] if years else None


def _organ_line(
    organ: Organ, name: str, reports: Iterable[Facts], latest_year: int | None
) -> OrganLine:
    known = tuple(reports)
    return OrganLine(
        organ=organ,
        name=name,
        path=organ_path(organ),
        span=years_span([facts.year for facts in known]),
        reports=known,
        rows=tuple((f"{facts.year}年", report_path(facts)) for facts in known),
        is_closed=latest_year is not None and not organ.exists(latest_year),
    )
