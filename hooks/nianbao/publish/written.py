"""What the templates of hand-written pages are given, whoever renders them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .jobs import Site
from .overview import Overview
from .search import DirectPage
from .web.addresses import SEARCH
from .web.meta_tags import Article, ColumnPage, hand_written, keywords_in, page_tags, site_tags

__all__ = ["WrittenPage", "direct_page", "page_context", "site_context"]


@dataclass(frozen=True, slots=True)
class WrittenPage:
    """A hand-written page.

    ``url`` is below the site's root. A page that ``leads_on`` is the index of its folder.
    """

    title: str
    url: str
    canonical_url: str
    meta: Mapping[str, object]
    leads_on: bool

    @property
    def is_home(self) -> bool:
        """Whether it is the first page."""
        return not self.url


def direct_page(page: WrittenPage) -> DirectPage | None:
    """The page as the search finds it by its title, unless it is the first one or the search."""
    if page.is_home or page.url == SEARCH:
        return None
    return DirectPage(page.title, page.url, keywords_in(page.meta.get("keywords")))


def site_context(site: Site, overview: Overview) -> dict[str, object]:
    """What every template gets, also of what is no page."""
    tags = site_tags(site.name, site.site_url, site.settings.site)
    return {
        "publication": overview,
        "site": site.settings.site,
        "nav": site.around.nav,
        "tags": tags,
    }


def page_context(
    page: WrittenPage, site: Site, overview: Overview, pages: Mapping[str, WrittenPage]
) -> dict[str, object]:
    """What the template of a page gets; ``pages`` are all that are written by hand, by address.

    ``has_description_tag`` says that its tags have the description: an article's.
    """
    about = _about(page, site, pages)
    context = site_context(site, overview)
    tags = site_tags(site.name, site.site_url, site.settings.site)
    return context | {
        "crumbs": site.around.crumbs(page.url, {}),
        "tags": (*tags, *page_tags(about, page.url)),
        "has_description_tag": isinstance(about, Article),
    }


def _about(
    page: WrittenPage, site: Site, pages: Mapping[str, WrittenPage]
) -> ColumnPage | Article | None:
    if page.is_home:
        return None
    return hand_written(
        page.title,
        page.meta,
        column=None if page.leads_on else _column_of(page, site, pages),
        source=site.settings.site.sponsor,
        url=page.canonical_url,
    )


def _column_of(page: WrittenPage, site: Site, pages: Mapping[str, WrittenPage]) -> ColumnPage:
    """The column that an article stands in: the nearest page above it, at last the whole site."""
    parts = page.url.rstrip("/").split("/")
    above = ("/".join(parts[:depth]) + "/" * bool(depth) for depth in range(len(parts) - 1, -1, -1))
    column = next((pages[url] for url in above if url in pages), None)
    if column is None:
        return ColumnPage(site.frame.site_name)
    name = site.frame.site_name if column.is_home else column.title
    description = str(column.meta.get("description", ""))
    kind = str(column.meta.get("column_type", ""))
    return ColumnPage(name, description, keywords_in(column.meta.get("keywords")), kind)
