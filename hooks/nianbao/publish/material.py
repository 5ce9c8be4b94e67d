"""What all pages of one publication are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from ..facts import PortalFacts
from ..settings import HouseRules, Licence
from ..source import Portal
from .web.downloads import Download
from .web.page_view import PageView

__all__ = ["Files", "Material", "Views"]

Views: TypeAlias = Mapping[str, tuple[PageView, ...]]
"""The pages that are described already, by their kind."""

Files: TypeAlias = Mapping[str, tuple[Download, ...]]
"""What reports are offered as, to take away, by the addresses of their pages."""


@dataclass(frozen=True)
class Material:
    """The reports and their facts, where the site will be, who publishes, what it decides.

    ``with_page`` are the slugs of the organs that have a page: those of the whole portal, also
    where ``portal`` and ``facts`` hold a share of it. Without a ``licence`` none is claimed.
    A report that ``is_alone`` is the only one of the whole portal.
    """

    portal: Portal
    facts: PortalFacts
    site_url: str
    publisher: str
    rules: HouseRules
    with_page: frozenset[str]
    licence: Licence | None = None
    is_alone: bool = False
