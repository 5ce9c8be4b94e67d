"""What every generated page is to the rest of the site, whatever it shows."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from .downloads import Download
from .meta_tags import Article, ColumnPage

__all__ = ["PageView"]


class PageView(Protocol):
    """A page that is made of reports; its template knows what else it has."""

    @property
    def template(self) -> str:
        """The template that shows it."""

    @property
    def path(self) -> str:
        """Its address below the site's root, with a slash at the end."""

    @property
    def title(self) -> str:
        """The heading of the page."""

    @property
    def crumb(self) -> str:
        """Its name in breadcrumbs, where the pages above stand before it."""

    @property
    def description(self) -> str:
        """What a search engine shows of the page."""

    @property
    def about(self) -> ColumnPage | Article:
        """What its meta tags say."""

    @property
    def updated(self) -> date | None:
        """The day on which it last changed, if known."""

    @property
    def downloads(self) -> tuple[Download, ...]:
        """Its files to take away."""
