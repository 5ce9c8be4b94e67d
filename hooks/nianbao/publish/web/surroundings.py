"""Where the links around a page lead: to our own pages that are there, else to the portal's.

A page that neither has is in no list, so that nothing leads to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from ...settings import Fragment, PortalSettings
from .addresses import COLUMN, DATA, GLOSSARY, SEARCH, VERIFICATION
from .frame import Frame, Nav, NavItem

__all__ = ["LINKED_PAGES", "Surroundings"]

LINKED_PAGES: Mapping[str, str] = {
    "front": "",
    "platform": "zwgk/",
    "gkzn": "zwgk/gkzn/",
    "gkzd": "zwgk/gkzd/",
    "fdzdgknr": "zwgk/fdzdgknr/",
    "gknb": COLUMN,
    "nbsj": DATA,
    "ysqgk": "zwgk/ysqgk/",
    "search": SEARCH,
    "sitemap": "sitemap/",
    "accessibility": "help/accessibility/",
    "glossary": GLOSSARY,
    "problems": "help/problems/",
    "questions": "help/questions/",
    "schema": "schema/",
    "verification": VERIFICATION,
}
"""The hand-written pages that templates link to, by the names that they use for them."""

_FIRST_CRUMB = "首页"
_HANDBOOK = "help/"


@dataclass(frozen=True)
class Surroundings:
    """What templates ask for around a page, on a site with this frame and portal."""

    frame: Frame
    portal: PortalSettings

    @cached_property
    def ways(self) -> Mapping[str, str]:
        """The addresses of pages by the names in ``LINKED_PAGES``, without those that are nowhere.

        The front page is our own one, else the list of reports.
        """
        own = {name: url for name, url in LINKED_PAGES.items() if url in self.frame.titles}
        if COLUMN in self.frame.titles:
            own.setdefault("front", COLUMN)
        portals = {
            n: self.portal.pages[u] for n, u in LINKED_PAGES.items() if u in self.portal.pages
        }
        return {**own, **portals}

    @cached_property
    def handbook(self) -> tuple[tuple[str, str], ...]:
        """Title and address of every page for those who write reports and run the site.

        The page that lists them comes first; what is for citizens is linked to by name.
        """
        named = [LINKED_PAGES[name] for name in ("accessibility", "glossary", "verification")]
        urls = sorted(url for url in self.frame.titles if url.startswith(_HANDBOOK))
        return tuple((self.frame.titles[url], url) for url in urls if url not in named)

    @cached_property
    def nav(self) -> Nav:
        """The navigation: the portal's front page for ours, and its pages for those that it has."""
        return Nav(tuple(self._settled(item) for item in self.frame.nav.items))

    def _settled(self, item: NavItem) -> NavItem:
        if item.children:
            return NavItem(item.title, children=tuple(map(self._settled, item.children)))
        if not item.url and self.portal.home:
            return NavItem(item.title, self.portal.home, is_home=True)
        address = self.portal.pages.get(item.url, item.url)
        return NavItem(item.title, address, description=item.description, is_home=not item.url)

    def pieces(self, fragment: Fragment) -> tuple[str, ...]:
        """The portal's own HTML, in which every other piece is an address below our root."""
        return tuple(
            piece if number % 2 else Markup(piece)  # noqa: S704 - the site's owner has written it
            for number, piece in enumerate(fragment.pieces)
        )

    def crumbs(self, url: str, names: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
        """Name and address of the pages above a page, and its own, which mirror its address.

        ``names`` are those of generated pages by address. The first is the portal's front page,
        else ours.
        """
        known = {**self.frame.titles, **names}
        parts = url.rstrip("/").split("/") if url else []
        urls = ["/".join(parts[:depth]) + "/" for depth in range(1, len(parts) + 1)]
        below = tuple((known[above], above) for above in urls if above in known)
        if self.portal.home:
            own = () if url else ((self.frame.site_name, ""),)
            return ((_FIRST_CRUMB, self.portal.home), *own, *below)
        if not url:
            return ()
        return (*(((known[""], ""),) if "" in known else ()), *below)
