"""Stories of pictures, for tests: of a report, and with as much of everything as there can be."""

from __future__ import annotations

from dataclasses import replace

from nianbao.facts import portal_facts
from nianbao.form import OrganKind
from nianbao.problem import TOP
from nianbao.publish.picture.stories import report_story
from nianbao.publish.picture.story import Story
from nianbao.source import Figure, Organ, Report
from publications import portal_of
from reading import SITE

__all__ = ["filled", "heaviest", "story_of"]

_HUGE = 1_234_567
_LONG = Organ("shili", "示例自治县人力资源和社会保障局退役军人事务服务中心", OrganKind.DEPARTMENT)


def story_of(report: Report, *others: Report) -> Story:
    portal = portal_of(*sorted((report, *others), key=lambda r: r.year))
    address = f"{SITE}zwgk/gknb/shili/{report.year}/"
    story = report_story(report, portal_facts(portal, {}, {}), address)
    assert story is not None
    return story


def filled(report: Report, value: int | None) -> Report:
    """The report with the same number in every cell."""
    return replace(report, figures=dict.fromkeys(report.figures, Figure(value, TOP)))


def heaviest(report: Report) -> Story:
    """A story with as much of everything as there can be: long names, seven digits, years."""
    years = range(report.year - 8, report.year)
    full = replace(filled(report, _HUGE), organ=_LONG, title=f"{_LONG.name}{report.year}年报告")
    earlier = [replace(full, year=year, organ=_LONG) for year in years]
    return story_of(full, *earlier)
