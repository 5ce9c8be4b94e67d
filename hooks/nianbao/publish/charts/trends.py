"""The picture of an indicator over the years."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from ...facts import Observation
from ...form import Indicator
from .lines import Point, Series, joined_runs, line_chart

__all__ = ["trend_chart"]


def trend_chart(
    indicator: Indicator,
    name: str,
    observations: Sequence[Observation],
    breaks: Sequence[int],
    years: range | None = None,
) -> Markup:
    """What ``name`` has over the years, on an axis of ``years`` or of its own.

    Nothing where no two years can be joined: dots say less than the table beside them.
    """
    points = tuple(Point(each.year, each.value, each.name) for each in observations)
    if not any(joined_runs(points)):
        return Markup()
    unit = observations[-1].unit
    key = f"trend-{indicator.slug}"
    return line_chart(key, indicator.title, unit, Series(name, points), breaks, years)
