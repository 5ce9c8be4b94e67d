"""The whole publication: every page of every kind, and every file to take away.

A page is described here and made later: nothing is typeset, packed or written. What is said of
one organ's reports is described share by share; pages about many reports stand in chapters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from ..facts import PortalFacts
from ..form import topics
from .artifact import Artifact, Copied, Ready, Reduced
from .comparison import comparison_pages, picker_page
from .coverage import coverage_page
from .filling import filling_page
from .indicator.page import indicator_pages
from .material import Files, Material, Views
from .organ.page import organ_pages
from .picture import report_pictures, year_picture
from .report.news import news_of, news_of_withdrawn
from .report.page import ReportPage, report_pages, superseded_pages
from .report.withdrawn_page import WithdrawnPage, withdrawn_pages
from .web.addresses import COLUMN, asset_path, organ_path
from .web.feed import FEED_TYPE, FeedItem, feed, feed_path
from .web.meta_tags import organ_column
from .web.page_view import PageView
from .web.small_copies import small_copy_of
from .year.page import year_pages

__all__ = ["CHAPTERS", "SHARE_KINDS", "Chapter", "PageKind", "Publication"]


@dataclass(frozen=True, slots=True)
class PageKind:
    """One kind of page about the reports of an organ: its name, and what describes its pages.

    ``pages`` gets the pages of other kinds, too, which are described when they are asked for.
    """

    name: str
    pages: Callable[[Material, Views], Iterable[PageView]]


@dataclass(frozen=True, slots=True)
class Chapter:
    """Pages about many reports, in ``groups`` of pages that are described and made together.

    ``label`` is what messages call it. ``pages`` gets the files of single reports, and the name
    of the group. Where the groups are years, ``by_year``, it needs those of that year's reports,
    otherwise none. The site map lists those with ``in_site_map`` one by one. To what is
    ``for_editors`` neither the search leads nor the map for crawlers.
    """

    name: str
    label: str
    groups: Callable[[PortalFacts], Iterable[str]]
    pages: Callable[[Material, Files, str], Iterable[PageView]]
    by_year: bool = False
    in_site_map: bool = False
    for_editors: bool = False

    def title(self, group: str) -> str:
        """What messages call a group."""
        return f"{self.label} {group}".rstrip()


def _year_pages(material: Material, files: Files, year: str) -> Iterator[PageView]:
    picture = year_picture(material, int(year))
    yield from year_pages(material, files, picture, int(year))
    if picture:
        yield picture


def _one(_facts: PortalFacts) -> Iterable[str]:
    return ("",)


SHARE_KINDS = (
    PageKind("organs", organ_pages),
    PageKind("reports", report_pages),
    PageKind("superseded", superseded_pages),
    PageKind("withdrawn", withdrawn_pages),
    PageKind("comparisons", comparison_pages),
    PageKind("pictures", report_pictures),
)
"""All kinds of page that say something of one organ's reports."""

CHAPTERS = (
    Chapter("years", "年度", lambda facts: map(str, facts.by_year), _year_pages, by_year=True),
    Chapter("indicators", "指标", lambda _: topics(), lambda m, _, name: indicator_pages(m, name)),
    Chapter("picker", "对比", _one, lambda m, *_: picker_page(m), in_site_map=True),
    Chapter("coverage", "发布情况", _one, lambda m, *_: coverage_page(m), in_site_map=True),
    Chapter("filling", "填报", _one, lambda m, *_: filling_page(m), for_editors=True),
)
"""All chapters, in the order in which the site lists them."""


class _Described(Mapping[str, tuple[PageView, ...]]):
    """The pages of each kind, described when they are first asked for."""

    def __init__(self, material: Material) -> None:
        self._material = material
        self._kinds = {kind.name: kind for kind in SHARE_KINDS}
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
    """What a portal, or a share of it, publishes."""

    material: Material

    @cached_property
    def views(self) -> Views:
        """The pages about single organs and reports, by their kind."""
        return _Described(self.material)

    @cached_property
    def share_pages(self) -> tuple[PageView, ...]:
        """All of them."""
        return tuple(page for kind in SHARE_KINDS for page in self.views[kind.name])

    @cached_property
    def files(self) -> Files:
        """The files of the current texts."""
        return {page.path: page.downloads for page in self.views["reports"]}

    def chapter_pages(self, name: str) -> tuple[PageView, ...]:
        """The pages of a chapter."""
        chapter = next(each for each in CHAPTERS if each.name == name)
        groups = chapter.groups(self.material.facts)
        return tuple(p for each in groups for p in chapter.pages(self.material, self.files, each))

    @cached_property
    def pages(self) -> tuple[PageView, ...]:
        """Every page."""
        return (
            *self.share_pages,
            *(page for chapter in CHAPTERS for page in self.chapter_pages(chapter.name)),
        )

    @property
    def artifacts(self) -> tuple[Artifact, ...]:
        """Every file to take away."""
        return tuple(download.artifact for page in self.pages for download in page.downloads)

    @cached_property
    def news(self) -> tuple[FeedItem, ...]:
        """What there is to tell of the reports, organ by organ."""
        pages = (page for page in self.views["reports"] if isinstance(page, ReportPage))
        gone = (page for page in self.views["withdrawn"] if isinstance(page, WithdrawnPage))
        return (
            *(item for page in pages for item in news_of(page)),
            *(news_of_withdrawn(page) for page in gone if page.is_last),
        )

    @property
    def feeds(self) -> tuple[Artifact, ...]:
        """The feeds of single organs, of those that have a page."""
        site_url, organs = self.material.site_url, self.material.facts.organs
        by_organ: dict[str, list[FeedItem]] = {}
        for item in self.news:
            by_organ.setdefault(item.path.removeprefix(COLUMN).partition("/")[0], []).append(item)
        return tuple(
            Artifact(
                path := feed_path(organ_path(organs[slug])),
                FEED_TYPE,
                Ready(
                    feed(
                        path,
                        organ_column(organs[slug]).name,
                        items,
                        site_url,
                        organs[slug].name,
                        about=organ_path(organs[slug]),
                    )
                ),
                date.fromisoformat(max(item.day for item in items)),
            )
            for slug, items in by_organ.items()
            if slug in self.material.with_page
        )

    @property
    def attachments(self) -> tuple[Artifact, ...]:
        """The files beside reports that they show or link to."""
        found = {
            asset_path(file, report.path.parent.parent): file
            for report in self.material.portal.texts
            for file in report.linked_files
        }
        own = (Artifact(path, "", Copied(file)) for path, file in sorted(found.items()))
        return (*own, *_small_copies(self.material, found.values()))


def _small_copies(material: Material, files: Iterable[Path]) -> Iterator[Artifact]:
    """The smaller copies of the large pictures among attachments."""
    folder = next((report.path.parent.parent for report in material.portal.texts), None)
    for file in sorted(files):
        copy = small_copy_of(file)
        if copy and folder:
            yield Artifact(asset_path(copy, folder), "", Reduced(file))
