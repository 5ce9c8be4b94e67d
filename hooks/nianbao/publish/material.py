"""What all pages of one publication are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from ..facts import PortalFacts
from ..settings import HouseRules
from ..source import Portal
from .web.page_view import PageView

__all__ = ["Material", "Views"]

Views: TypeAlias = Mapping[str, tuple[PageView, ...]]
"""The pages that are described already, by their kind."""


@dataclass(frozen=True)
class Material:
    """The reports and their facts, where the site will be, who publishes, what it decides."""

    portal: Portal
    facts: PortalFacts
    site_url: str
    publisher: str
    rules: HouseRules
