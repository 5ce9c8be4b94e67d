"""What the templates of hand-written pages are given, whoever renders them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .jobs import Site
from .overview import Overview
from .search import DirectPage
from .web.addresses import SEARCH
from .web.crumbs import crumbs
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
    tags = site_tags(site.frame.site_name, site.site_url, site.settings.site)
    return {"publication": overview, "site": site.settings.site, "tags": tags}


def page_context(page: WrittenPage, site: Site, overview: Overview) -> dict[str, object]:
    """What the template of a page gets.

    ``has_description_tag`` says that its tags have the description: an article's.
    """
    above = crumbs(page.url, site.frame.titles)
    about = _about(page, site, above)
    context = site_context(site, overview)
    tags = site_tags(site.frame.site_name, site.site_url, site.settings.site)
    return context | {
        "crumbs": () if page.is_home else above,
        "tags": (*tags, *page_tags(about)),
        "has_description_tag": isinstance(about, Article),
    }


def _about(
    page: WrittenPage, site: Site, above: tuple[tuple[str, str], ...]
) -> ColumnPage | Article | None:
    if page.is_home:
        return None
    return hand_written(
        page.title,
        page.meta,
        is_column=page.leads_on,
        above=above[-2][0],
        source=site.settings.site.sponsor,
        url=page.canonical_url,
    )
