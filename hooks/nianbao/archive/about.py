"""What an archive says of the site that is in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

__all__ = ["ArchiveAbout"]


@dataclass(frozen=True, slots=True)
class ArchiveAbout:
    """The site's address, its title, the day it is of, and whatever else is known."""

    site_url: str
    title: str
    day: date
    metadata: Mapping[str, object] = field(default_factory=dict)
