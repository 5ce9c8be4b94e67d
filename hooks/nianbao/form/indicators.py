"""指标: the numbers that are followed over years and organs, whatever form a report has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

from ..own_data import read_own_data
from .relation import FormError

__all__ = ["Breakdown", "Indicator", "indicators", "topics"]


@dataclass(frozen=True, slots=True)
class Breakdown:
    """What an indicator is made of, by name, as one picture shows it under its title.

    A form has only some of the parts.
    """

    title: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Indicator:
    """A number that is followed over years and organs; its name is the same in every form.

    ``slug`` is the address of its page, empty when it has none, ``code`` the same, or else what
    data files call it; ``says`` is what is counted.
    ``before`` names the indicator of earlier forms that is shown beside it and means something
    else, so that nothing joins the two. One with a ``local_unit`` is in no form: a report says
    which row of its own table it is, and that has this unit.
    """

    name: str
    topic: str
    title: str
    says: str
    code: str
    slug: str = ""
    before: str = ""
    breakdown: Breakdown | None = None
    local_unit: str = ""


@cache
def indicators() -> Mapping[str, Indicator]:
    """All indicators by name, in the order of indicators.yml.

    Raises FormError when one names another that is not there.
    """
    data = read_own_data(Path(__file__).with_name("indicators.yml"))
    found = {
        name: Indicator(
            name=name,
            topic=topic,
            title=entry.get("title", name),
            says=entry["says"],
            code=entry.get("slug") or entry["code"],
            slug=entry.get("slug", ""),
            before=entry.get("before", ""),
            breakdown=_breakdown(entry.get("parts")),
            local_unit=entry.get("local", ""),
        )
        for topic, entries in data.items()
        for name, entry in entries.items()
    }
    for indicator in found.values():
        parts = indicator.breakdown.parts if indicator.breakdown else ()
        for name in (*parts, *filter(None, [indicator.before])):
            if name not in found:
                raise FormError(f"{indicator.name}: there is no indicator {name}")
    return found


@cache
def topics() -> Mapping[str, tuple[Indicator, ...]]:
    """Every indicator that has a page by its topic, in the order of indicators.yml."""
    paged = (indicator for indicator in indicators().values() if indicator.slug)
    groups = groupby(paged, key=lambda indicator: indicator.topic)
    return {topic: tuple(group) for topic, group in groups}


def _breakdown(entry: Mapping[str, list[str]] | None) -> Breakdown | None:
    if not entry:
        return None
    ((title, parts),) = entry.items()
    return Breakdown(title, tuple(parts))
