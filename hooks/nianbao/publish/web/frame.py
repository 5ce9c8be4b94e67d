"""What stands around every page: the site's navigation, its names, what the theme is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["Frame", "FramedPage", "Nav", "NavItem", "Neighbour"]


@dataclass(frozen=True, slots=True)
class NavItem:
    """An item of the navigation: a page, or a heading above others, which has no address.

    ``description`` is what cards say of the page. ``is_home`` marks the front page.
    """

    title: str
    url: str = ""
    children: tuple[NavItem, ...] = ()
    description: str = ""
    is_home: bool = False


@dataclass(frozen=True, slots=True)
class Nav:
    """The navigation, under the name by which templates go through it."""

    items: tuple[NavItem, ...] = ()


@dataclass(frozen=True)
class Frame:
    """Whoever renders the hand-written pages says what all pages of the site share.

    ``config`` is what Material's templates read of a site's settings, under the names that they
    have there: plain texts, lists and mappings. ``titles`` are those of the hand-written pages,
    by address.
    """

    config: Mapping[str, object]
    nav: Nav
    titles: Mapping[str, str] = field(default_factory=dict)

    @property
    def site_name(self) -> str:
        """What the site is called."""
        return str(self.config["site_name"])


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The page before or after another, in the order in which they are read."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class FramedPage:
    """A generated page, under the names that Material's templates know pages by."""

    title: str
    url: str
    canonical_url: str
    meta: Mapping[str, str]
    previous_page: Neighbour | None = None
    next_page: Neighbour | None = None
    is_homepage: bool = False
    content: str = ""
