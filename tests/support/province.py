"""A portal of very many organs and years: the facts of one small report, given to all of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from nianbao.facts import PortalFacts
from nianbao.form import OrganKind, topics
from nianbao.program_files import THEME
from nianbao.publish.material import Material
from nianbao.publish.web.renderer import Renderer
from nianbao.publish.web.scripts import read_scripts
from nianbao.settings import HouseRules, SiteIdentity
from nianbao.source import Organ, Portal, lineage_of
from places import ROOT
from plain_build import frame_of
from reading import SITE
from small_portal import small_publication

__all__ = ["TOPIC", "plain_renderer", "province"]

TOPIC = next(topic for topic, each in topics().items() if any(i.slug == "xinshou" for i in each))
"""That of the requests that were received."""


def province(folder: Path, count: int, years: Iterable[int]) -> Material:
    """So many organs with reports about these years; ``folder`` is for the small one."""
    (model,) = [
        facts
        for facts in small_publication(folder).material.facts.reports
        if facts.organ.slug == "minzheng"
    ]
    organs = {
        f"shili{number}": Organ(
            f"shili{number}", f"示例省示例市示例县第{number}局", OrganKind.DEPARTMENT
        )
        for number in range(count)
    }
    known = tuple(years)
    reports = tuple(
        replace(
            model,
            organ=organ,
            year=year,
            before=None,
            observations={
                name: replace(each, year=year) for name, each in model.observations.items()
            },
        )
        for organ in organs.values()
        for year in known
    )
    facts = PortalFacts(organs, lineage_of(organs), reports, {})
    return Material(Portal(organs, ()), facts, SITE, "示例省", HouseRules(), frozenset(organs))


def plain_renderer() -> Renderer:
    """What renders pages as this project's own site has them."""
    frame = frame_of(ROOT / "mkdocs.yml")
    return Renderer((THEME,), frame, SiteIdentity(), SITE, read_scripts(THEME))
