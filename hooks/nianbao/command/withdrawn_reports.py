"""Whether a site that is there already would make a withdrawn report public again."""

from __future__ import annotations

from pathlib import Path

from ..publish import COLUMN
from ..source.withdrawal import says_withdrawn

__all__ = ["still_public", "withdrawn_in"]

_NAMED = 5


def withdrawn_in(site: Path, reports: Path) -> tuple[str, ...]:
    """The reports, as organ/year, that are withdrawn now and whole in the site."""
    return tuple(
        f"{file.parent.name}/{file.stem}"
        for file in sorted(reports.glob("*/[0-9][0-9][0-9][0-9].md"))
        if (site / _pdf(file.parent.name, file.stem)).is_file() and _is_withdrawn(file)
    )


def still_public(found: tuple[str, ...]) -> str:
    """One sentence that names them."""
    named = "、".join(found[:_NAMED]) + (" 等" if len(found) > _NAMED else "")
    return f"{named} 已经撤回，这个网站里却还有"


def _pdf(organ: str, year: str) -> str:
    """What a report has and its withdrawal has not."""
    return f"{COLUMN}{organ}/{year}/{organ}-{year}.pdf"


def _is_withdrawn(file: Path) -> bool:
    front = file.read_text("utf-8-sig", "replace").partition("\n---")[0]
    return says_withdrawn(front)
