"""Pictures of indicators over the years."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ...facts.observations import Observation, form_breaks, over_years
from ...form import Indicator, indicators
from ...source import Report
from ..charts import Line, Point, line_chart

__all__ = ["Trend", "main_trends", "trend"]


@dataclass(frozen=True, slots=True)
class Trend:
    """An indicator's picture over the years."""

    indicator: Indicator
    chart: Markup


def trend(
    indicator: Indicator, name: str, observations: Sequence[Observation], breaks: Sequence[int]
) -> Trend:
    """The picture of what ``name`` has over the years; there is an observation at least."""
    points = tuple(Point(each.year, each.value, each.meaning) for each in observations)
    unit = observations[-1].unit
    key = f"trend-{indicator.slug}"
    return Trend(indicator, line_chart(key, indicator.title, unit, [Line(name, points)], breaks))


def main_trends(name: str, reports: Iterable[Report]) -> tuple[Trend, ...]:
    """The pictures of the main figures of an organ's reports, where any year has more than 0."""
    own = tuple(reports)
    main = {figure.name for report in own for figure in report.form.main_figures}
    found = []
    for indicator in indicators().values():
        if not indicator.slug or not main & {indicator.name, indicator.before}:
            continue
        observations = over_years(own, indicator)
        if any(observation.value for observation in observations):
            found.append(trend(indicator, name, observations, form_breaks(own)))
    return tuple(found)
