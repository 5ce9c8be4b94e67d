"""The whole publication: every page of every kind, and every file to take away.

A page is described here and made later: nothing is typeset, packed or written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import cast

from ..facts import latest_day
from ..form import OrganKind, topics
from ..source import by_kind
from .artifact import Artifact, Copied, text
from .comparison import comparison_pages, picker_page
from .coverage import CoveragePage, coverage_page
from .indicator.page import IndicatorPage, indicator_pages
from .material import Material, Views
from .organ.page import OrganPage, organ_pages
from .picture import PicturePage, picture_pages
from .report.page import ReportPage, report_pages, superseded_pages
from .search import DirectPage, report_text, search_files, term_pages
from .web.addresses import asset_path
from .web.page_view import PageView
from .year.page import YearPage, year_pages

__all__ = ["KINDS", "PageKind", "Publication"]


@dataclass(frozen=True, slots=True)
class PageKind:
    """One kind of page: its name, what describes its pages, and where readers find them.

    Their addresses are below one of ``SECTIONS``.

    ``pages`` gets the pages of other kinds, too, which are described when they are asked for.
    The search finds those with ``by_title`` by their titles; the site map lists those with
    ``in_site_map`` one by one, others stand there in lists of their own or below their reports.
    """

    name: str
    pages: Callable[[Material, Views], Iterable[PageView]]
    by_title: bool = False
    in_site_map: bool = False


KINDS = (
    PageKind("years", year_pages, by_title=True),
    PageKind("organs", organ_pages),
    PageKind("reports", report_pages),
    PageKind("superseded", superseded_pages),
    PageKind("indicators", indicator_pages, by_title=True),
    PageKind("comparisons", comparison_pages),
    PageKind("picker", picker_page, by_title=True, in_site_map=True),
    PageKind("coverage", coverage_page, by_title=True, in_site_map=True),
    PageKind("pictures", picture_pages),
)
"""All of them, in the order in which the site lists them."""


class _Described(Mapping[str, tuple[PageView, ...]]):
    """The pages of each kind, described when they are first asked for."""

    def __init__(self, material: Material) -> None:
        self._material = material
        self._kinds = {kind.name: kind for kind in KINDS}
        self._known: dict[str, tuple[PageView, ...]] = {}

    def __getitem__(self, name: str) -> tuple[PageView, ...]:
        if name not in self._known:
            self._known[name] = tuple(self._kinds[name].pages(self._material, self))
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._kinds)

    def __len__(self) -> int:
        return len(self._kinds)


@dataclass(frozen=True)
class Publication:
    """Everything that a portal publishes; templates know it as ``publication``."""

    material: Material

    @cached_property
    def views(self) -> Views:
        """The pages that are made of reports, by their kind."""
        return _Described(self.material)

    @cached_property
    def pages(self) -> tuple[PageView, ...]:
        """Every page that is made of reports."""
        return self._of_kinds(lambda _: True)

    @property
    def in_site_map(self) -> tuple[PageView, ...]:
        """The pages that the site map lists one by one."""
        return self._of_kinds(lambda kind: kind.in_site_map)

    @cached_property
    def artifacts(self) -> tuple[Artifact, ...]:
        """Every file to take away."""
        return tuple(download.artifact for page in self.pages for download in page.downloads)

    @property
    def attachments(self) -> tuple[Artifact, ...]:
        """The files beside reports that they show or link to."""
        found = {
            asset_path(file, report.path.parent.parent): file
            for report in self.material.portal.texts
            for file in report.linked_files
        }
        return tuple(Artifact(path, "", Copied(file)) for path, file in sorted(found.items()))

    def search_artifacts(self, hand_written: Iterable[DirectPage]) -> Iterator[Artifact]:
        """The files that the search page reads; ``hand_written`` pages are found by title, too."""
        found = (page for page in self._of_kinds(lambda kind: kind.by_title))
        direct = (DirectPage(page.title, page.path, (page.crumb,)) for page in found)
        texts = (report_text(page.report, page.facts.notes) for page in self.reports)
        organs = self.material.portal.organs
        pages = (*hand_written, *direct, *term_pages())
        for path, content in search_files(organs, texts, pages):
            yield Artifact(path, "application/json", text(content))

    @property
    def updated(self) -> date | None:
        """The latest day of any report."""
        return latest_day(facts.updated for facts in self.material.facts.reports)

    # ---- what templates list ---------------------------------------------------------------

    @property
    def years(self) -> tuple[YearPage, ...]:
        """The years with a report, newest first."""
        return cast("tuple[YearPage, ...]", self.views["years"])

    @property
    def latest(self) -> YearPage | None:
        """The latest year with a report."""
        return self.years[0] if self.years else None

    @property
    def latest_picture(self) -> PicturePage | None:
        """The picture of the latest year that has one."""
        pictures = {picture.about_path: picture for picture in self._pictures}
        return next((pictures[y.path] for y in self.years if y.path in pictures), None)

    @property
    def organs(self) -> tuple[OrganPage, ...]:
        """The organs with a report, in the order of organs.yml."""
        return cast("tuple[OrganPage, ...]", self.views["organs"])

    @property
    def kinds(self) -> tuple[tuple[OrganKind, tuple[OrganPage, ...]], ...]:
        """The organs by kind, governments first."""
        return by_kind(self.organs, lambda page: page.organ)

    @property
    def reports(self) -> tuple[ReportPage, ...]:
        """The current texts, without those that corrections have replaced."""
        return cast("tuple[ReportPage, ...]", self.views["reports"])

    @cached_property
    def topics(self) -> tuple[tuple[str, tuple[IndicatorPage, ...]], ...]:
        """The indicators by topic."""
        pages = cast("tuple[IndicatorPage, ...]", self.views["indicators"])
        by_name = {page.indicator.name: page for page in pages}
        groups = (
            (topic, tuple(by_name[each.name] for each in group if each.name in by_name))
            for topic, group in topics().items()
        )
        return tuple((topic, found) for topic, found in groups if found)

    @property
    def coverage(self) -> CoveragePage:
        """The page that says who has published."""
        (page,) = cast("tuple[CoveragePage, ...]", self.views["coverage"])
        return page

    @property
    def picker(self) -> PageView:
        """The page on which any two reports are chosen to be compared."""
        (page,) = self.views["picker"]
        return page

    @property
    def _pictures(self) -> tuple[PicturePage, ...]:
        return cast("tuple[PicturePage, ...]", self.views["pictures"])

    def _of_kinds(self, which: Callable[[PageKind], bool]) -> tuple[PageView, ...]:
        return tuple(page for kind in KINDS if which(kind) for page in self.views[kind.name])
