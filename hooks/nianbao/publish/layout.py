"""What a generator of pages is given: files, and for each page what its template gets.

Pages are known by their sources, files of Markdown below docs/: those that are made of reports
have none there and get one that is empty.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import pairwise
from pathlib import Path

from ..settings import SiteIdentity
from .artifact import Artifact
from .equipment import Equipment
from .publishing import Published
from .search import DirectPage
from .site import Publication
from .web.addresses import COLUMN, DATA, SEARCH
from .web.crumbs import crumbs
from .web.meta_tags import Article, ColumnPage, hand_written, keywords_in, page_tags, site_tags
from .web.page_view import PageView
from .web.templates import FILTERS

__all__ = ["SECTIONS", "SiteLayout", "WrittenPage"]

SECTIONS = (COLUMN, DATA)
"""The folders below which all generated pages stand."""


@dataclass(frozen=True, slots=True)
class WrittenPage:
    """A page as it is known when hand-written ones have been read.

    ``url`` is below the site's root. A page that ``leads_on`` is the index of its folder.
    """

    source: str
    title: str
    url: str
    canonical_url: str
    meta: Mapping[str, object]
    leads_on: bool

    @property
    def is_home(self) -> bool:
        """Whether it is the first page."""
        return not self.url


@dataclass(frozen=True)
class SiteLayout:
    """The published site; ``name`` and ``url`` are the site's own."""

    equipment: Equipment
    published: Published
    name: str
    url: str
    _crumbs: dict[str, str] = field(default_factory=dict)

    @property
    def publication(self) -> Publication:
        """What is published."""
        return self.published.publication

    @property
    def identity(self) -> SiteIdentity:
        """Who runs the site."""
        return self.equipment.settings.site

    @cached_property
    def views(self) -> Mapping[str, PageView]:
        """The pages that are made of reports, by their sources."""
        return {_source(view.path): view for view in self.publication.pages}

    def files(self) -> Iterator[tuple[str, bytes | Path]]:
        """Every file but the pages and the search: its path, and its content or where that lies."""
        for artifact in (*self.publication.artifacts, *self.publication.attachments):
            yield self._made(artifact)
        if badge := self.identity.badge_image:
            yield f"images/{badge.name}", badge
        for script in self.equipment.scripts.by_name.values():
            yield script.path, script.source

    def neighbours(self) -> Iterator[tuple[str, str]]:
        """The sources of an organ's report and of the one before it."""
        for organ in self.publication.organs:
            yield from pairwise(map(_source, organ.report_paths))

    def last_changed(self, source: str, file: Path) -> date | None:
        """The day on which a page last changed, if that is known; ``file`` is its source."""
        if view := self.views.get(source):
            return view.updated
        if source in [f"{section}index.md" for section in SECTIONS]:
            return self.publication.updated
        return self.equipment.commits.get(file.resolve())

    @property
    def filters(self) -> Mapping[str, Callable[..., object]]:
        """What templates may call, besides what they are given."""
        return FILTERS

    @property
    def globals(self) -> Mapping[str, object]:
        """What every template knows, those that are included, too."""
        return {"made": self.published.files, "scripts": self.equipment.scripts.by_name}

    def policy(self, scripts: Iterable[str]) -> str:
        """The Content-Security-Policy of a page that has these scripts."""
        return self.equipment.scripts.policy(self.url, scripts)

    def search_files(self, pages: Iterable[WrittenPage]) -> Iterator[tuple[str, bytes | Path]]:
        """The files that the search page reads; ``pages`` are all of them.

        What breadcrumbs call the pages is known from here on.
        """
        by_hand = []
        for page in pages:
            view = self.views.get(page.source)
            self._crumbs[page.url] = view.crumb if view else page.title
            if view is None and not page.is_home and page.url != SEARCH:
                words = keywords_in(page.meta.get("keywords"))
                by_hand.append(DirectPage(page.title, page.url, words))
        for artifact in self.publication.search_artifacts(by_hand):
            yield self._made(artifact)

    def context(self) -> dict[str, object]:
        """What every template gets."""
        tags = site_tags(self.name, self.url, self.identity)
        return {"publication": self.publication, "site": self.identity, "tags": tags}

    def page_context(self, page: WrittenPage) -> dict[str, object]:
        """What the template of a page gets."""
        view = self.views.get(page.source)
        above = crumbs(page.url, self._crumbs)
        about = self._about(page, view, above)
        context = self.context()
        tags = (*site_tags(self.name, self.url, self.identity), *page_tags(about))
        return context | {
            "view": view,
            "crumbs": () if page.is_home else above,
            "tags": tags,
            # An article's tags have the description, which Material would print again.
            "has_description_tag": isinstance(about, Article),
        }

    def _about(
        self, page: WrittenPage, view: PageView | None, above: tuple[tuple[str, str], ...]
    ) -> ColumnPage | Article | None:
        if view is not None:
            return view.about
        if page.is_home:
            return None
        return hand_written(
            page.title,
            page.meta,
            is_column=page.leads_on,
            above=above[-2][0],
            source=self.identity.sponsor,
            url=page.canonical_url,
        )

    def _made(self, artifact: Artifact) -> tuple[str, bytes | Path]:
        return artifact.path, self.published.files[artifact.content].source


def _source(path: str) -> str:
    return path.rstrip("/") + ".md"
